// Gitleaks' keywords say in which files a rule is worth running, and there it runs on the whole
// file. Here the regexes themselves say more: text::shape_of() gives for nearly every one the
// literals of which each match has one ("anchors"), how far from a match's begin they stand, and
// how long a match can be. So one pass of a literal set over the text yields, for each rule, the
// few places where a match may begin; the regex runs there and nowhere else, with the same result
// as on the whole text:
//
//   text     ......................AKIA..................     hit at h
//   begins            [h - max_before, h - min_before]
//   window            [h - max_before ........... h - min_before + max_length]
//
// Windows that touch are joined. In a rule whose matches have no bounded length a window goes on to
// the end of the text, unless it is only a run of some characters that makes them long: then to
// where there are too many others. Keywords still gate the rules whose anchors do not imply them.
#include "secrets/rule_index.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "text/byte_frequency.h"
#include "text/regex_shape.h"
#include "text/regex_tail.h"

namespace scan::secrets {
namespace {

constexpr std::uint32_t kUnbounded = text::RegexShape::kUnbounded;
constexpr std::uint32_t kNone = 0xffffffff;
// Anchors that are expected more often than once in so many bytes are none.
constexpr double kMaxFrequency = 1.0 / 50;
// Small enough for the text and the hits of a step to stay in a processor's second cache.
constexpr std::uint32_t kStep = 128 << 10;
// The literals of a text are remembered if there are not more than so many, and one in so many
// bytes.
constexpr std::size_t kFewHits = 1024;
constexpr std::size_t kBytesAHit = 16;
// The most bytes of a letter that stands for an ASCII one.
constexpr std::uint32_t kFoldedBytes = 3;
// Readers look around words by themselves. What is so near is one window to them: else a log with a
// word in each line has millions.
constexpr std::uint32_t kReaderReach = 64;
// Of what follows an anchor where matches have no bound.
constexpr std::uint32_t kMaxTail = 2048;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Whether looking for the anchors is cheaper than running the regex: in source text they are rare,
// and none is a single byte, which would make every window of the literal set worth a look.
bool worth_looking_for(const std::vector<text::Literal>& anchors) {
  double frequency = 0;
  for (const text::Literal& anchor : anchors) {
    if (anchor.text.size() == 1) return false;
    frequency += text::expected_frequency(anchor.text);
  }
  return !anchors.empty() && frequency < kMaxFrequency;
}

// Whether a text that has one of the anchors has one of the keywords as well.
bool imply(const std::vector<text::Literal>& anchors, const std::vector<std::string>& keywords) {
  return std::ranges::all_of(anchors, [&](const text::Literal& anchor) {
    const std::string text = base::lowered(anchor.text);
    return std::ranges::any_of(keywords, [&](const std::string& keyword) {
      return text.find(keyword) != std::string::npos;
    });
  });
}

// Makes one of those of a rule that touch, in any order.
void join(std::vector<Window>& windows) {
  std::ranges::sort(windows, {},
                    [](const Window& window) { return std::pair(window.rule, window.begin); });
  std::size_t kept = 0;
  for (const Window& window : windows) {
    Window* const before = kept == 0 ? nullptr : &windows[kept - 1];
    if (before != nullptr && before->rule == window.rule && window.begin <= before->end) {
      before->last_begin = std::max(before->last_begin, window.last_begin);
      before->end = std::max(before->end, window.end);
    } else {
      windows[kept++] = window;
    }
  }
  windows.resize(kept);
}

// Whether case means nothing to a part of the pattern: "(?i)", "(?s-mi:". Never false if it may.
bool folds_case(std::string_view pattern) {
  for (std::size_t at = pattern.find("(?"); at != pattern.npos; at = pattern.find("(?", at + 2)) {
    const std::size_t end = pattern.find_first_of(":)<", at);
    if (pattern.substr(at, end - at).find('i') != pattern.npos) return true;
  }
  return false;
}

std::uint32_t saturating_add(std::uint32_t a, std::uint32_t b) {
  return a > kUnbounded - b ? kUnbounded : a + b;
}

}  // namespace

// The literals of all rules, each once, and what they are used for.
class RuleIndex::LiteralTable {
 public:
  void add(const text::Literal& literal, Use use) {
    const bool folded = literal.case_mode == text::Case::kInsensitive;
    const auto key = std::pair(folded ? base::lowered(literal.text) : literal.text, folded);
    const auto [position, added] = positions_.try_emplace(key, literals_.size());
    if (added) {
      literals_.push_back(literal);
      uses_.emplace_back();
    }
    uses_[position->second].push_back(use);
  }

  std::vector<text::Literal> take_literals() { return std::move(literals_); }
  const std::vector<std::vector<Use>>& uses() const { return uses_; }

 private:
  std::map<std::pair<std::string, bool>, std::size_t> positions_;
  std::vector<text::Literal> literals_;
  std::vector<std::vector<Use>> uses_;
};

// What one pass over a text has found so far.
struct RuleIndex::Pass {
  // A part of the text, and how many of its bytes are none that a rule repeats without end.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t core = 0;
  };

  std::string_view text;
  std::uint32_t text_size = 0;
  std::vector<Window> windows;
  std::vector<std::uint32_t> latest;  // of each rule: its last window's index, or kNone
  KeywordsMet& met;
  bool folded_beyond_ascii = false;
  std::map<std::uint32_t, Run> runs;   // of rules, where their ends were looked for last
  std::optional<Alongside> alongside;  // where there is a base
};

RuleIndex::RuleIndex(const std::vector<Rule>& rules, Mode mode)
    : plans_(rules.size()), tails_(rules.size()), literals_({}) {
  LiteralTable table;
  for (std::uint32_t i = 0; i < rules.size(); ++i) plan_rule(i, rules[i], mode, table);
  for (const std::string_view letter : text::kFoldedBeyondAscii)
    table.add({std::string(letter)}, {.rule = 0, .role = Use::Role::kFoldedBeyondAscii});
  use_starts_.push_back(0);
  for (const std::vector<Use>& uses : table.uses()) {
    uses_.insert(uses_.end(), uses.begin(), uses.end());
    use_starts_.push_back(static_cast<std::uint32_t>(uses_.size()));
  }
  std::vector<text::Literal> literals = table.take_literals();
  for (const text::Literal& literal : literals) {
    literal_sizes_.push_back(static_cast<std::uint32_t>(literal.text.size()));
    max_literal_ = std::max(max_literal_, literal_sizes_.back());
  }
  literals_ = text::LiteralSet(std::move(literals));
}

void RuleIndex::plan_rule(std::uint32_t index, const Rule& rule, Mode mode, LiteralTable& table) {
  if (!rule.reads_text() || rule.skip_report) return;
  Plan& plan = plans_[index];
  plan.runs = true;
  plan.looks_around = rule.unescape || rule.assigned != nullptr || rule.named != nullptr;
  if (rule.assigned != nullptr || rule.named != nullptr) {
    plan.anchored = true;
    plan.max_length = kReaderReach;
    for (const std::string& word :
         rule.named != nullptr ? rule.named->names() : rule.assigned->words())
      table.add({word, text::Case::kInsensitive}, {.rule = index, .role = Use::Role::kAnchor});
    return;
  }
  const text::RegexShape shape = text::shape_of(rule.regex->pattern());
  if (mode == Mode::kWindows && worth_looking_for(shape.literals)) {
    plan.anchored = true;
    plan.min_before = shape.min_before;
    plan.max_before = shape.max_before;
    plan.max_length = shape.max_length;
    if (shape.max_length == kUnbounded) plan.max_core = shape.max_core;
    plan.run_bytes = shape.run_bytes;
    if (const auto tail = text::tail_of(rule.regex->pattern(), shape, max_tail(plan)))
      tails_[index] = std::make_unique<const text::Regex>(*tail);
    if (folds_case(rule.regex->pattern())) folding_.push_back(index);
    for (const text::Literal& anchor : shape.literals)
      table.add(anchor, {.rule = index, .role = Use::Role::kAnchor});
  }
  // A keyword beyond ASCII is folded by Gitleaks in ways that a literal set does not know.
  const bool usable = std::ranges::all_of(rule.keywords, [](const std::string& keyword) {
    return !keyword.empty() && is_ascii(keyword);
  });
  if (rule.keywords.empty() || !usable) return;
  if (plan.anchored && imply(shape.literals, rule.keywords)) return;
  plan.gated = true;
  for (const std::string& keyword : rule.keywords)
    table.add({keyword, text::Case::kInsensitive}, {.rule = index, .role = Use::Role::kKeyword});
}

// How much of what follows an anchor is asked about. Where matches have a bound, all of it.
std::uint32_t RuleIndex::max_tail(const Plan& plan) {
  const bool bounded = plan.max_length != kUnbounded || plan.max_core != kUnbounded;
  return bounded ? kUnbounded : kMaxTail;
}

// Of those of a rule that touch one is made.
void RuleIndex::add_window(const Window& window, Pass& pass) const {
  if (pass.alongside && !plans_[window.rule].looks_around &&
      pass.alongside->is_clear(window.rule, {window.begin, window.end},
                               plans_[window.rule].max_length))
    return;
  if (pass.latest[window.rule] != kNone) {
    Window& before = pass.windows[pass.latest[window.rule]];
    if (window.begin <= before.end) {
      before.begin = std::min(before.begin, window.begin);
      before.last_begin = std::max(before.last_begin, window.last_begin);
      before.end = std::max(before.end, window.end);
      return;
    }
  }
  pass.latest[window.rule] = static_cast<std::uint32_t>(pass.windows.size());
  pass.windows.push_back(window);
}

// Where a match of the rule that begins at `begin` or before has ended. Where only characters that
// are repeated make it long, it ends at the latest where there are too many of others. These are
// counted along the text, as `begin` grows.
std::uint32_t RuleIndex::end_of_match(std::uint32_t rule, std::uint32_t begin, Pass& pass) const {
  const Plan& plan = plans_[rule];
  if (plan.max_core == kUnbounded)
    return std::min(pass.text_size, saturating_add(begin, plan.max_length));
  Pass::Run& run = pass.runs[rule];
  const auto is_core = [&](std::uint32_t at) {
    return !plan.run_bytes.test(static_cast<unsigned char>(pass.text[at]));
  };
  if (begin >= run.end) {
    run = {begin, begin, 0};
  } else {
    for (; run.begin < begin; ++run.begin) run.core -= is_core(run.begin) ? 1u : 0u;
  }
  while (run.end < pass.text_size && run.core <= plan.max_core)
    run.core += is_core(run.end++) ? 1u : 0u;
  return run.end;
}

// Whether a match that ends by the end of `reach` may have its literal at the begin of it.
bool RuleIndex::tail_follows(std::uint32_t rule, Span reach, const Pass& pass) const {
  if (tails_[rule] == nullptr) return true;
  reach.end = std::min(reach.end, saturating_add(reach.begin, max_tail(plans_[rule])));
  return tails_[rule]->matches_at(pass.text, reach) != text::MatchStatus::kNoMatch;
}

void RuleIndex::note_anchor(std::uint32_t rule, std::uint32_t hit, Pass& pass) const {
  const Plan& plan = plans_[rule];
  const std::uint32_t last_begin = hit - plan.min_before;
  const std::uint32_t end = end_of_match(rule, last_begin, pass);
  if (!tail_follows(rule, {hit, std::max(hit, end)}, pass)) return;
  add_window({.rule = rule,
              .begin = hit - std::min(hit, plan.max_before),
              .last_begin = last_begin,
              .end = end},
             pass);
}

void RuleIndex::note_hit(text::LiteralHit hit, Pass& pass) const {
  if (pass.alongside) pass.alongside->go_to(hit.begin);
  for (std::uint32_t i = use_starts_[hit.literal]; i < use_starts_[hit.literal + 1]; ++i) {
    const Use& use = uses_[i];
    const Plan& plan = plans_[use.rule];
    switch (use.role) {
      case Use::Role::kAnchor:
        if (hit.begin >= plan.min_before) note_anchor(use.rule, hit.begin, pass);
        break;
      case Use::Role::kKeyword:
        pass.met[use.rule] = true;
        break;
      case Use::Role::kFoldedBeyondAscii:
        note_folded(hit.begin, pass);
        break;
    }
  }
}

// Where a letter beyond ASCII can stand for an ASCII one, neither anchors nor keywords are sure.
// But a match that has none of these letters is not concerned; one that has it is near to it.
void RuleIndex::note_folded(std::uint32_t hit, Pass& pass) const {
  pass.folded_beyond_ascii = true;
  for (const std::uint32_t rule : folding_) {
    const std::uint32_t most = plans_[rule].max_length > kUnbounded / kFoldedBytes
                                   ? kUnbounded
                                   : plans_[rule].max_length * kFoldedBytes;
    add_window({.rule = rule,
                .begin = hit - std::min(hit, most),
                .last_begin = hit,
                .end = std::min(pass.text_size, saturating_add(hit, most))},
               pass);
  }
}

// Step by step, unless most is known.
bool RuleIndex::find_literals(std::string_view text, const std::function<bool()>& should_stop,
                              const Kinship& kinship, Pass& pass) const {
  Trace* const trace = kinship.trace;
  std::vector<text::LiteralHit> hits;
  if (kinship.base != nullptr) {
    pass.alongside.emplace(kinship, pass.text_size);
    find_hits(literals_, literal_sizes_, max_literal_, text, kinship, hits);
    for (const text::LiteralHit hit : hits) note_hit(hit, pass);
    if (trace != nullptr) trace->hits = std::move(hits);
    return !should_stop();
  }
  for (std::uint32_t begin = 0; begin < text.size();) {
    const std::uint32_t end = std::min(pass.text_size, saturating_add(begin, kStep));
    hits.clear();
    literals_.find_all(text, Span{begin, end}, hits);
    for (const text::LiteralHit hit : hits) note_hit(hit, pass);
    if (trace != nullptr && trace->whole) {
      trace->hits.insert(trace->hits.end(), hits.begin(), hits.end());
      trace->whole = trace->hits.size() < kFewHits + text.size() / kBytesAHit;
    }
    if (should_stop()) return false;
    begin = end;
  }
  return true;
}

bool RuleIndex::find_windows(std::string_view text, const std::function<bool()>& should_stop,
                             const Kinship& kinship, KeywordsMet& met,
                             std::vector<Window>& windows) const {
  met.resize(plans_.size());
  Pass pass{.text = text,
            .text_size = static_cast<std::uint32_t>(text.size()),
            .windows = {},
            .latest = {},
            .met = met};
  pass.latest.assign(plans_.size(), kNone);
  Trace* const trace = kinship.trace;
  if (trace != nullptr) {
    trace->whole = true;
    trace->passed_over.assign(plans_.size(), false);
  }
  if (!find_literals(text, should_stop, kinship, pass)) {
    if (trace != nullptr) trace->whole = false;
    return false;
  }

  if (pass.folded_beyond_ascii) join(pass.windows);
  windows.clear();
  const auto closed = [&](std::uint32_t rule) {
    return plans_[rule].gated && !met[rule] && !pass.folded_beyond_ascii;
  };
  for (const Window& window : pass.windows) {
    if (!closed(window.rule))
      windows.push_back(window);
    else if (trace != nullptr)
      trace->passed_over[window.rule] = true;
  }
  for (std::uint32_t rule = 0; rule < plans_.size(); ++rule)
    if (plans_[rule].runs && !plans_[rule].anchored && !closed(rule))
      windows.push_back({rule, 0, pass.text_size, pass.text_size});
  std::ranges::stable_sort(windows, {}, &Window::rule);
  return true;
}

}  // namespace scan::secrets

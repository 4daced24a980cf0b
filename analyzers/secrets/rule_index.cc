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
#include <mutex>
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
// Anchors that are expected more often than once in so many bytes are none.
constexpr double kMaxFrequency = 1.0 / 50;
// Readers look around words by themselves. What is so near is one window to them: else a log with a
// word in each line has millions.
constexpr std::uint32_t kReaderReach = 64;
// Of what follows an anchor where matches have no bound.
constexpr std::uint32_t kMaxTail = 2048;
// Of what is asked first. It decides nearly always, and what it has not seen may change.
constexpr std::uint32_t kShortTail = 64;

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

// Whether case means nothing to a part of the pattern: "(?i)", "(?s-mi:". Never false if it may.
bool folds_case(std::string_view pattern) {
  for (std::size_t at = pattern.find("(?"); at != pattern.npos; at = pattern.find("(?", at + 2)) {
    const std::size_t end = pattern.find_first_of(":)<", at);
    if (pattern.substr(at, end - at).find('i') != pattern.npos) return true;
  }
  return false;
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

class RuleIndex::Tails {
 public:
  Tails(std::string pattern, std::uint32_t max_length)
      : pattern_(std::move(pattern)), max_length_(max_length) {}

  const Tail& near() { return made().near_; }
  const Tail& whole() { return made().whole_; }

 private:
  const Tails& made() {
    std::call_once(once_, [this] {
      const text::RegexShape shape = text::shape_of(pattern_);
      whole_ = tail(shape, max_length_);
      if (whole_.max_length > kShortTail) near_ = tail(shape, kShortTail);
    });
    return *this;
  }
  Tail tail(const text::RegexShape& shape, std::uint32_t max_length) const {
    auto pattern = text::tail_of(pattern_, shape, max_length);
    if (!pattern) return {};
    const std::uint32_t longest = text::shape_of(*pattern).max_length;
    return {text::Regex(*std::move(pattern)), longest};
  }

  const std::string pattern_;
  const std::uint32_t max_length_;
  std::once_flag once_;
  Tail whole_;
  Tail near_;
};

RuleIndex::~RuleIndex() = default;

const RuleIndex::Tail* RuleIndex::near_tail(std::uint32_t rule) const {
  return tails_[rule] == nullptr ? nullptr : &tails_[rule]->near();
}

const RuleIndex::Tail* RuleIndex::whole_tail(std::uint32_t rule) const {
  return tails_[rule] == nullptr ? nullptr : &tails_[rule]->whole();
}

RuleIndex::RuleIndex(const std::vector<Rule>& rules, Mode mode)
    : mode_(mode), plans_(rules.size()), tails_(rules.size()), literals_({}) {
  LiteralTable table;
  for (std::uint32_t i = 0; i < rules.size(); ++i) plan_rule(i, rules[i], mode, table);
  for (const std::string_view letter : text::kFoldedBeyondAscii)
    table.add({std::string(letter)}, {.rule = 0, .role = Use::Role::kFoldedBeyondAscii});
  use_starts_.push_back(0);
  for (const std::vector<Use>& uses : table.uses()) {
    uses_.insert(uses_.end(), uses.begin(), uses.end());
    use_starts_.push_back(static_cast<std::uint32_t>(uses_.size()));
    tells_of_text_.push_back(
        std::ranges::any_of(uses, [](const Use& use) { return use.role != Use::Role::kAnchor; }));
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
  if (mode == Mode::kWindows) {
    plan.max_length = shape.max_length;
    if (shape.max_length == kUnbounded) plan.max_core = shape.max_core;
    plan.run_bytes = shape.run_bytes;
  }
  if (mode == Mode::kWindows && worth_looking_for(shape.literals)) {
    plan.anchored = true;
    plan.min_before = shape.min_before;
    plan.max_before = shape.max_before;
    // What is escaped right behind a mark is read again for its sake (unescaped_views.h).
    if (!rule.unescape || shape.max_before > 0)
      tails_[index] = std::make_unique<Tails>(rule.regex->pattern(), max_tail(plan));
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
  gates_.emplace_back(index, rule.keywords);
  for (const std::string& keyword : rule.keywords)
    table.add({keyword, text::Case::kInsensitive}, {.rule = index, .role = Use::Role::kKeyword});
}

// How much of what follows an anchor is asked about. Where matches have a bound, all of it.
std::uint32_t RuleIndex::max_tail(const Plan& plan) {
  const bool bounded = plan.max_length != kUnbounded || plan.max_core != kUnbounded;
  return bounded ? kUnbounded : kMaxTail;
}

}  // namespace scan::secrets

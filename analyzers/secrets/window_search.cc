// A text of a log with a keyword in each line has millions of windows. So they are given out
// portion by portion; but exactly those that one portion would have. For that two things have to be
// known of what is not searched yet:
//
// - Whether a keyword is there, for the rules that ask for one anywhere in the text, and a letter
//   beyond ASCII that stands for an ASCII one. When the first portion is not the last, the rest is
//   looked through for these.
// - Whether a window there touches one that is here. Windows of a rule begin in the order of the
//   literals that they are around, at a distance that has a bound. So what ends before that is
//   settled, and what does not is kept for the next portion.
#include "secrets/window_search.h"

#include <algorithm>
#include <utility>

#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

constexpr std::uint32_t kUnbounded = text::RegexShape::kUnbounded;
constexpr std::uint32_t kNone = 0xffffffff;
// The literals of a text are remembered if there are not more than so many, and one in so many
// bytes.
constexpr std::size_t kFewHits = 1024;
constexpr std::size_t kBytesAHit = 16;
// The most bytes of a letter that stands for an ASCII one.
constexpr std::uint32_t kFoldedBytes = 3;
// What is looked through for keywords before it is asked whether to stop.
constexpr std::uint32_t kLookAhead = 16 << 20;

std::uint32_t saturating_add(std::uint32_t a, std::uint32_t b) {
  return a > kUnbounded - b ? kUnbounded : a + b;
}

}  // namespace

WindowSearch::WindowSearch(const RuleIndex& index, std::string_view text, const Kinship& kinship,
                           KeywordsMet& met, PortionSize size)
    : index_(index),
      text_(text),
      text_size_(static_cast<std::uint32_t>(text.size())),
      kinship_(kinship),
      met_(met),
      size_(size) {
  const std::size_t rules = index_.plans_.size();
  met_.resize(rules);
  latest_.assign(rules, kNone);
  folds_.resize(rules);
  for (const std::uint32_t rule : index_.folding_) folds_[rule] = true;
  Trace* const trace = kinship_.trace;
  if (trace != nullptr) {
    trace->whole = true;
    trace->passed_over.assign(rules, false);
  }
  if (kinship_.base == nullptr) return;
  alongside_.emplace(kinship_, text_size_);
  find_hits(index_.literals_, index_.literal_sizes_, index_.max_literal_, text_, kinship_, hits_);
}

bool WindowSearch::next(const std::function<bool()>& should_stop, std::vector<Window>& windows) {
  windows.clear();
  if (done_) return false;
  if (!search_portion(should_stop)) {
    done_ = true;
    if (kinship_.trace != nullptr) kinship_.trace->whole = false;
    return false;
  }
  done_ = at_ == text_size_;
  if (folded_beyond_ascii_) join_windows();
  give_out(windows);
  if (done_ && kinship_.base != nullptr && kinship_.trace != nullptr)
    kinship_.trace->hits = std::move(hits_);
  return true;
}

// False when it was ended.
bool WindowSearch::search_portion(const std::function<bool()>& should_stop) {
  const std::size_t enough = windows_.size() + size_.windows;
  while (at_ < text_size_ && windows_.size() < enough) {
    search_step(std::min(text_size_, saturating_add(at_, size_.step)));
    if (should_stop()) return false;
  }
  if (at_ == text_size_ || looked_ahead_) return true;
  looked_ahead_ = true;
  return look_ahead(should_stop);
}

// Goes on to `end`. With a base most is known.
void WindowSearch::search_step(std::uint32_t end) {
  Trace* const trace = kinship_.trace;
  if (kinship_.base == nullptr) {
    hits_.clear();
    next_hit_ = 0;
    index_.literals_.find_all(text_, Span{at_, end}, hits_);
    if (trace != nullptr && trace->whole) {
      trace->hits.insert(trace->hits.end(), hits_.begin(), hits_.end());
      trace->whole = trace->hits.size() < kFewHits + text_.size() / kBytesAHit;
    }
  }
  for (; next_hit_ < hits_.size() && hits_[next_hit_].begin < end; ++next_hit_)
    note_hit(hits_[next_hit_]);
  at_ = end;
}

// For the keywords of rules that have none yet. Gone to the end for a letter beyond ASCII alone.
bool WindowSearch::look_ahead(const std::function<bool()>& should_stop) {
  std::vector<text::Literal> literals;
  std::vector<std::uint32_t> rules;  // by literal; kNone for a letter beyond ASCII
  for (const auto& [rule, keywords] : index_.gates_) {
    if (met_[rule]) continue;
    for (const std::string& keyword : keywords) {
      literals.push_back({keyword, text::Case::kInsensitive});
      rules.push_back(rule);
    }
  }
  for (const std::string_view letter : text::kFoldedBeyondAscii) {
    literals.push_back({std::string(letter)});
    rules.push_back(kNone);
  }
  const text::LiteralSet set(std::move(literals));
  std::vector<std::uint64_t> present;
  for (std::uint32_t begin = at_; begin < text_size_; begin = saturating_add(begin, kLookAhead)) {
    set.find_present(text_.substr(begin, std::size_t{kLookAhead} + index_.max_literal_), present);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if ((present[i / 64] >> i % 64 & 1) == 0) continue;
      if (rules[i] == kNone)
        folded_beyond_ascii_ = true;
      else
        met_[rules[i]] = true;
    }
    if (should_stop()) return false;
  }
  return true;
}

void WindowSearch::note_hit(text::LiteralHit hit) {
  if (alongside_) alongside_->go_to(hit.begin);
  for (std::uint32_t i = index_.use_starts_[hit.literal]; i < index_.use_starts_[hit.literal + 1];
       ++i) {
    const RuleIndex::Use& use = index_.uses_[i];
    switch (use.role) {
      case RuleIndex::Use::Role::kAnchor:
        if (hit.begin >= index_.plans_[use.rule].min_before) note_anchor(use.rule, hit.begin);
        break;
      case RuleIndex::Use::Role::kKeyword:
        met_[use.rule] = true;
        break;
      case RuleIndex::Use::Role::kFoldedBeyondAscii:
        note_folded(hit.begin);
        break;
    }
  }
}

void WindowSearch::note_anchor(std::uint32_t rule, std::uint32_t hit) {
  const Plan& plan = index_.plans_[rule];
  const std::uint32_t last_begin = hit - plan.min_before;
  const std::uint32_t end = end_of_match(rule, last_begin);
  if (!tail_follows(rule, {hit, std::max(hit, end)})) return;
  add_window({.rule = rule,
              .begin = hit - std::min(hit, plan.max_before),
              .last_begin = last_begin,
              .end = end});
}

// Where a letter beyond ASCII can stand for an ASCII one, neither anchors nor keywords are sure.
// But a match that has none of these letters is not concerned; one that has it is near to it.
void WindowSearch::note_folded(std::uint32_t hit) {
  folded_beyond_ascii_ = true;
  for (const std::uint32_t rule : index_.folding_) {
    const std::uint32_t most = folded_reach(rule);
    add_window({.rule = rule,
                .begin = hit - std::min(hit, most),
                .last_begin = hit,
                .end = std::min(text_size_, saturating_add(hit, most))});
  }
}

// How far a match with such a letter goes from it.
std::uint32_t WindowSearch::folded_reach(std::uint32_t rule) const {
  const std::uint32_t most = index_.plans_[rule].max_length;
  return most > kUnbounded / kFoldedBytes ? kUnbounded : most * kFoldedBytes;
}

// Whether a match that ends by the end of `reach` may have its literal at the begin of it.
bool WindowSearch::tail_follows(std::uint32_t rule, Span reach) const {
  const text::Regex* const tail = index_.tail_of(rule);
  if (tail == nullptr) return true;
  reach.end =
      std::min(reach.end, saturating_add(reach.begin, RuleIndex::max_tail(index_.plans_[rule])));
  return tail->matches_at(text_, reach) != text::MatchStatus::kNoMatch;
}

// Where a match of the rule that begins at `begin` or before has ended. Where only characters that
// are repeated make it long, it ends at the latest where there are too many of others. These are
// counted along the text, as `begin` grows.
std::uint32_t WindowSearch::end_of_match(std::uint32_t rule, std::uint32_t begin) {
  const Plan& plan = index_.plans_[rule];
  if (plan.max_core == kUnbounded)
    return std::min(text_size_, saturating_add(begin, plan.max_length));
  Run& run = runs_[rule];
  const auto is_core = [&](std::uint32_t at) {
    return !plan.run_bytes.test(static_cast<unsigned char>(text_[at]));
  };
  if (begin >= run.end) {
    run = {begin, begin, 0};
  } else {
    for (; run.begin < begin; ++run.begin) run.core -= is_core(run.begin) ? 1u : 0u;
  }
  while (run.end < text_size_ && run.core <= plan.max_core)
    run.core += is_core(run.end++) ? 1u : 0u;
  return run.end;
}

// Of those of a rule that touch one is made.
void WindowSearch::add_window(const Window& window) {
  const Plan& plan = index_.plans_[window.rule];
  if (alongside_ && !plan.looks_around &&
      alongside_->is_clear(window.rule, {window.begin, window.end}, plan.max_length))
    return;
  std::uint32_t& latest = latest_[window.rule];
  if (latest != kNone) {
    Window& before = windows_[latest];
    if (window.begin <= before.end || is_one(window.rule)) {
      before.begin = std::min(before.begin, window.begin);
      before.last_begin = std::max(before.last_begin, window.last_begin);
      before.end = std::max(before.end, window.end);
      return;
    }
  }
  latest = static_cast<std::uint32_t>(windows_.size());
  windows_.push_back(window);
}

// Whether all windows of the rule touch one another in the end: one of them is the whole text, as a
// match of any length may have a letter beyond ASCII.
bool WindowSearch::is_one(std::uint32_t rule) const {
  return folded_beyond_ascii_ && folds_[rule] && folded_reach(rule) == kUnbounded;
}

// Makes one of those of a rule that touch, in any order.
void WindowSearch::join_windows() {
  std::ranges::sort(windows_, {},
                    [](const Window& window) { return std::pair(window.rule, window.begin); });
  std::size_t kept = 0;
  for (const Window& window : windows_) {
    Window* const before = kept == 0 ? nullptr : &windows_[kept - 1];
    if (before != nullptr && before->rule == window.rule &&
        (window.begin <= before->end || is_one(window.rule))) {
      before->last_begin = std::max(before->last_begin, window.last_begin);
      before->end = std::max(before->end, window.end);
    } else {
      windows_[kept++] = window;
    }
  }
  windows_.resize(kept);
}

// No window of the rule that is still to come begins before.
std::uint32_t WindowSearch::settled_up_to(std::uint32_t rule) const {
  std::uint32_t reach = index_.plans_[rule].max_before;
  if (folded_beyond_ascii_ && folds_[rule]) reach = std::max(reach, folded_reach(rule));
  return at_ - std::min(at_, reach);
}

// Whether nothing that the rule asks for in a text is in this one.
bool WindowSearch::closed(std::uint32_t rule) const {
  return index_.plans_[rule].gated && !met_[rule] && !folded_beyond_ascii_;
}

void WindowSearch::give_out(std::vector<Window>& windows) {
  Trace* const trace = kinship_.trace;
  std::ranges::fill(latest_, kNone);
  std::size_t kept = 0;
  for (const Window& window : windows_) {
    if (!done_ && window.end >= settled_up_to(window.rule)) {
      latest_[window.rule] = static_cast<std::uint32_t>(kept);
      windows_[kept++] = window;
    } else if (!closed(window.rule)) {
      windows.push_back(window);
    } else if (trace != nullptr) {
      trace->passed_over[window.rule] = true;
    }
  }
  windows_.resize(kept);
  for (std::uint32_t rule = 0; done_ && rule < index_.plans_.size(); ++rule)
    if (index_.plans_[rule].runs && !index_.plans_[rule].anchored && !closed(rule))
      windows.push_back({rule, 0, text_size_, text_size_});
  std::ranges::stable_sort(windows, {}, &Window::rule);
}

}  // namespace scan::secrets

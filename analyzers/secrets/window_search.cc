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
// What an engine may want to see behind a match.
constexpr std::uint32_t kBeyond = 4;

std::uint32_t saturating_add(std::uint32_t a, std::uint32_t b) {
  return a > kUnbounded - b ? kUnbounded : a + b;
}

}  // namespace

WindowSearch::WindowSearch(const RuleIndex& index, std::string_view text, const Kinship& kinship,
                           Asked asked, KeywordsMet& met, PortionSize size)
    : index_(index),
      text_(text),
      text_size_(static_cast<std::uint32_t>(text.size())),
      kinship_(kinship),
      asked_(asked),
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
    trace->closed.assign(rules, false);
  }
  if (kinship_.base != nullptr) take_from_base();
}

void WindowSearch::take_from_base() {
  alongside_.emplace(kinship_);
  find_hits(index_.literals_, index_.literal_sizes_, index_.max_literal_, text_, kinship_, hits_);
  tell_of_text(hits_);
  told_ = true;
  // For a rule that is asked for the first time nothing is settled.
  for (std::uint32_t rule = 0; rule < index_.plans_.size(); ++rule) {
    if (!kinship_.base->closed[rule] || closed(rule)) continue;
    for (Trace::Hit& hit : hits_) hit.settled = false;
    break;
  }
}

// Which rules have their keywords, and whether letters beyond ASCII stand for others.
void WindowSearch::tell_of_text(std::span<const Trace::Hit> hits) {
  for (const Trace::Hit& hit : hits) {
    if (!index_.tells_of_text_[hit.literal]) continue;
    const std::uint32_t end = index_.use_starts_[hit.literal + 1];
    for (std::uint32_t i = index_.use_starts_[hit.literal]; i < end; ++i) {
      const RuleIndex::Use& use = index_.uses_[i];
      if (use.role == RuleIndex::Use::Role::kKeyword) met_[use.rule] = true;
      if (use.role == RuleIndex::Use::Role::kFoldedBeyondAscii) folded_beyond_ascii_ = true;
    }
  }
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
  if (folded_beyond_ascii_) join(windows_);
  give_out(windows);
  if (done_ && kinship_.trace != nullptr) finish_trace();
  return true;
}

void WindowSearch::finish_trace() {
  Trace& trace = *kinship_.trace;
  if (kinship_.base != nullptr) trace.hits = std::move(hits_);
  for (std::uint32_t rule = 0; rule < index_.plans_.size(); ++rule) {
    if (!closed(rule)) continue;
    trace.closed[rule] = true;
    trace.passed_over[rule] = true;
  }
  // Where such a letter stands, matches are longer than it is known of them.
  if (folded_beyond_ascii_)
    for (Trace::Hit& hit : trace.hits) hit.settled = false;
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
    std::vector<text::LiteralHit> found;
    index_.literals_.find_all(text_, Span{at_, end}, found);
    for (const text::LiteralHit& hit : found)
      hits_.push_back({.literal = hit.literal, .begin = hit.begin});
    tell_of_text(hits_);
    told_ = told_ || (at_ == 0 && end == text_size_);
  }
  for (; next_hit_ < hits_.size() && hits_[next_hit_].begin < end; ++next_hit_)
    note_hit(hits_[next_hit_]);
  at_ = end;
  if (kinship_.base != nullptr) return;
  hits_before_ += static_cast<std::uint32_t>(hits_.size());
  if (trace == nullptr || !trace->whole) return;
  trace->hits.insert(trace->hits.end(), hits_.begin(), hits_.end());
  trace->whole = trace->hits.size() < kFewHits + text_.size() / kBytesAHit;
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
  told_ = true;
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

void WindowSearch::note_hit(Trace::Hit& hit) {
  if (hit.settled) return;
  if (alongside_) alongside_->go_to(hit.begin);
  hit.settled = true;
  hit.before = 0;
  hit.after = index_.literal_sizes_[hit.literal];
  const std::uint32_t end = index_.use_starts_[hit.literal + 1];
  for (std::uint32_t i = index_.use_starts_[hit.literal]; i < end; ++i) {
    const RuleIndex::Use& use = index_.uses_[i];
    if (use.role == RuleIndex::Use::Role::kFoldedBeyondAscii) note_folded(hit);
    if (use.role != RuleIndex::Use::Role::kAnchor || (told_ && closed(use.rule))) continue;
    if (hit.begin >= index_.plans_[use.rule].min_before)
      note_anchor(use.rule, hit);
    else
      hit.settled = false;  // further from the begin of a text it may be one
  }
}

void WindowSearch::note_anchor(std::uint32_t rule, Trace::Hit& hit) {
  const Plan& plan = index_.plans_[rule];
  if (!tail_follows(index_.near_tail(rule), {hit.begin, text_size_}, hit)) return;
  const std::uint32_t last_begin = hit.begin - plan.min_before;
  const std::uint32_t end = end_of_match(rule, last_begin);
  const std::uint32_t reach =
      std::min(std::max(hit.begin, end), saturating_add(hit.begin, RuleIndex::max_tail(plan)));
  if (!tail_follows(index_.whole_tail(rule), {hit.begin, reach}, hit))
    return hit.judged_by(last_begin, hit.begin);
  add_window({.rule = rule,
              .begin = hit.begin - std::min(hit.begin, plan.max_before),
              .last_begin = last_begin,
              .end = end},
             hit);
}

// Where a letter beyond ASCII can stand for an ASCII one, neither anchors nor keywords are sure.
// But a match that has none of these letters is not concerned; one that has it is near to it.
void WindowSearch::note_folded(Trace::Hit& hit) {
  for (const std::uint32_t rule : index_.folding_) {
    const std::uint32_t most = folded_reach(rule);
    add_window({.rule = rule,
                .begin = hit.begin - std::min(hit.begin, most),
                .last_begin = hit.begin,
                .end = std::min(text_size_, saturating_add(hit.begin, most))},
               hit);
  }
}

// How far a match with such a letter goes from it.
std::uint32_t WindowSearch::folded_reach(std::uint32_t rule) const {
  const std::uint32_t most = index_.plans_[rule].max_length;
  return most > kUnbounded / kFoldedBytes ? kUnbounded : most * kFoldedBytes;
}

// Whether a match that ends by the end of `reach` may have its literal at the begin of it.
bool WindowSearch::tail_follows(const RuleIndex::Tail* tail, Span reach, Trace::Hit& hit) const {
  if (tail == nullptr || !tail->regex) return true;
  const std::uint32_t most = saturating_add(reach.begin, tail->max_length);
  reach.end = std::min(reach.end, saturating_add(most, kBeyond));
  if (tail->regex->matches_at(text_, reach) != text::MatchStatus::kNoMatch) return true;
  hit.judged_by(reach.begin, std::min(reach.end, most));
  return false;
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

// Where a match of the rule that ends at `end` or behind it begins at the earliest, likewise.
std::uint32_t WindowSearch::begin_of_match(std::uint32_t rule, std::uint32_t end) const {
  const Plan& plan = index_.plans_[rule];
  if (plan.max_core == kUnbounded) return end - std::min(end, plan.max_length);
  std::uint32_t begin = end;
  for (std::uint32_t core = 0; begin > 0 && core <= plan.max_core; --begin)
    core += plan.run_bytes.test(static_cast<unsigned char>(text_[begin - 1])) ? 0u : 1u;
  return begin;
}

// Of those of a rule that touch one is made.
void WindowSearch::add_window(const Window& window, Trace::Hit& hit) {
  const Span span{window.begin, window.end};
  if (index_.plans_[window.rule].looks_around) {
    hit.settled = false;
  } else {
    hit.judged_by(span.begin, span.end);
    if (alongside_ && alongside_->is_clear(window.rule, span)) return;
    Trace* const trace = kinship_.trace;
    const auto number = hits_before_ + static_cast<std::uint32_t>(&hit - hits_.data());
    if (trace != nullptr && trace->whole) trace->questions.push_back({number, window.rule, span});
  }
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
void WindowSearch::join(std::vector<Window>& windows) const {
  std::ranges::sort(windows, {},
                    [](const Window& window) { return std::pair(window.rule, window.begin); });
  std::size_t kept = 0;
  for (const Window& window : windows) {
    Window* const before = kept == 0 ? nullptr : &windows[kept - 1];
    if (before != nullptr && before->rule == window.rule &&
        (window.begin <= before->end || is_one(window.rule))) {
      before->last_begin = std::max(before->last_begin, window.last_begin);
      before->end = std::max(before->end, window.end);
    } else {
      windows[kept++] = window;
    }
  }
  windows.resize(kept);
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
  for (std::uint32_t rule = 0; done_ && rule < index_.plans_.size(); ++rule) {
    if (!index_.plans_[rule].runs || index_.plans_[rule].anchored) continue;
    if (asked_ == Asked::kAll && !closed(rule))
      add_anywhere(rule, windows);
    else if (trace != nullptr)
      trace->passed_over[rule] = true;
  }
  std::ranges::stable_sort(windows, {}, &Window::rule);
}

// The windows of a rule that has no anchors: the whole text; but if the base has parts of it, where
// the text differs, and where something was matched.
void WindowSearch::add_anywhere(std::uint32_t rule, std::vector<Window>& windows) {
  const Plan& plan = index_.plans_[rule];
  const Trace* const base = kinship_.base;
  const bool bounded = plan.max_length != kUnbounded || plan.max_core != kUnbounded;
  if (base == nullptr || base->passed_over[rule] || plan.looks_around || !bounded ||
      folded_beyond_ascii_) {
    windows.push_back({rule, 0, text_size_, text_size_});
    return;
  }
  std::vector<Window> found;
  const auto add_around = [&](std::uint32_t begin, std::uint32_t end) {
    found.push_back({rule, begin_of_match(rule, begin), end, end_of_match(rule, end)});
  };
  std::uint32_t done = 0;
  for (const SharedPart& part : kinship_.shared) {
    const Span sure = kinship_.sure(part);
    if (sure.begin > done) add_around(done, sure.begin);
    done = sure.end;
    const std::uint32_t shift = part.base_begin - part.begin;  // modulo 2^32
    const Span in_base{sure.begin + shift, sure.end + shift};
    for (const Trace::Matched& matched : base->matches_in(rule, in_base))
      add_around(std::max(matched.span.begin, in_base.begin) - shift,
                 std::min(matched.span.end, in_base.end) - shift);
  }
  if (done < text_size_) add_around(done, text_size_);
  join(found);
  windows.insert(windows.end(), found.begin(), found.end());
}

}  // namespace scan::secrets

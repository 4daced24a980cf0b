// A walk over pattern and text side by side that goes back only where an ellipsis could have taken
// more. What failed once from some item of the text on fails again, so each (pattern, text) pair of
// places is gone through once: the work is the product of both and of the span of an ellipsis, and
// not exponential in the number of ellipses.
#include "sast/generic_matcher.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace scan::sast {

namespace {

using Kind = SpaceNode::Kind;

constexpr std::uint64_t kMaxSteps = 4'000'000;  // in a small text
constexpr std::uint64_t kStepsPerItem = 64;     // and more in a large one
constexpr std::size_t kMaxMatches = 20'000;

// Mixes a number into a key.
void mix(std::uint64_t& key, std::uint64_t value) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
  key = (key ^ value) * kOdd;
  key ^= key >> 29;
}

bool is_atom(const SpaceNode& node) {
  return node.kind == Kind::kWord || node.kind == Kind::kByte || node.kind == Kind::kMetavariable;
}

}  // namespace

GenericMatcher::GenericMatcher(const GenericText& text, const SpacePattern& pattern)
    : text_(text),
      items_(text.items()),
      pattern_(pattern),
      nodes_(pattern.nodes.data()),
      symbols_(pattern.nodes.size(), 0),
      slots_(pattern.metavariables.size()),
      max_steps_(kMaxSteps + kStepsPerItem * items_.size()) {
  for (std::size_t i = 0; i < symbols_.size(); ++i) {
    const SpaceNode& node = nodes_[i];
    if (node.kind == Kind::kWord) symbols_[i] = text.word(node.word);
    if (node.kind == Kind::kByte) symbols_[i] = static_cast<unsigned char>(node.byte);
  }
}

PatternMatches GenericMatcher::run() {
  PatternMatches out;
  // The rarest of the items that the pattern begins with leads to where it can begin.
  std::size_t rarest = 0;
  std::size_t fewest = items_.size() + 1;
  bool leading = true;
  for (std::size_t i = 0; i < pattern_.nodes.size(); ++i) {
    leading = leading && is_atom(nodes_[i]);
    if (!is_atom(nodes_[i]) || nodes_[i].kind == Kind::kMetavariable) continue;
    const std::size_t count = text_.positions(symbols_[i]).size();
    if (count == 0) return out;
    if (leading && count < fewest) {
      fewest = count;
      rarest = i;
    }
  }
  if (fewest <= items_.size()) {
    for (const std::uint32_t position : text_.positions(symbols_[rarest])) {
      std::int64_t start = position;
      for (std::size_t i = 0; i < rarest && start >= 0; ++i) {
        do --start;
        while (start >= 0 && !items_[start].is_atom());
      }
      if (start >= 0) try_at(static_cast<std::uint32_t>(start), out);
      if (limited_) break;
    }
  } else if (nodes_[0].kind == Kind::kEllipsis) {  // where a list begins
    for (std::uint32_t i = 0; i < items_.size() && !limited_; ++i) {
      if (items_[i].is_atom() && (i == 0 || items_[i - 1].symbol == kListBegin)) try_at(i, out);
    }
  } else if (nodes_[0].kind == Kind::kMetavariable) {
    for (std::uint32_t i = 0; i < items_.size() && !limited_; ++i) {
      if (items_[i].is_word()) try_at(i, out);
    }
  }
  keep_one_for_each_end(out);
  out.limited = limited_;
  return out;
}

bool GenericMatcher::ends_with_ellipsis() const {
  const std::size_t size = pattern_.nodes.size();
  return size > 1 && nodes_[size - 2].kind == Kind::kEllipsis;
}

void GenericMatcher::keep_one_for_each_end(PatternMatches& out) const {
  const bool longest = ends_with_ellipsis();
  std::unordered_map<std::uint32_t, std::uint32_t> by_end;
  for (const Match& match : out.matches) {
    const auto [kept, added] = by_end.try_emplace(match.span.end, match.span.begin);
    if (!added && !longest) kept->second = match.span.begin;
  }
  std::erase_if(out.matches, [&](const Match& match) {
    return by_end.find(match.span.end)->second != match.span.begin;
  });
}

void GenericMatcher::try_at(std::uint32_t item, PatternMatches& out) {
  undo(0);
  const GenericItem& start = items_[item];
  State state{.node = 0, .item = item, .end = start.begin, .line = start.line, .dots = {}};
  if (!solve(state, start.list_end)) return;
  if (out.matches.size() == kMaxMatches) {
    limited_ = true;
    return;
  }
  Match& match = out.matches.emplace_back();
  match.span = {start.begin, state.end};
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const GenericSlot& slot = slots_[i];
    if (!slot.bound) continue;
    Binding& binding = match.bindings.emplace_back();
    binding.metavariable = pattern_.metavariables[i].id;
    binding.span = {slot.begin, slot.end};
    binding.is_literal = true;
    binding.text = text_.text().substr(slot.begin, slot.end - slot.begin);
  }
  std::ranges::sort(match.bindings, {}, &Binding::metavariable);
}

bool GenericMatcher::solve(State& state, std::uint32_t frame_end) {
  const std::size_t base = choices_.size();
  while (true) {
    limited_ = limited_ || ++steps_ > max_steps_;
    const Step outcome = limited_ ? Step::kFail : step(state, frame_end);
    if (outcome == Step::kGo) continue;
    if (outcome == Step::kMatched || limited_ || choices_.size() == base) {
      choices_.resize(base);
      return outcome == Step::kMatched;
    }
    const Choice& choice = choices_.back();
    undo(choice.trail);
    if (choice.key != 0) failed_.insert(choice.key);
    state = choice.state;
    choices_.pop_back();
  }
}

GenericMatcher::Step GenericMatcher::step(State& state, std::uint32_t frame_end) {
  switch (nodes_[state.node].kind) {
    case Kind::kEllipsis:
      open_dots(state);
      ++state.node;
      return Step::kGo;
    case Kind::kListBegin:
      return list(state);
    case Kind::kListEnd:
    case Kind::kEnd:
      return list_ended(state);
    default:
      return atom(state, frame_end);
  }
}

// Lists of the text do not matter to items of the pattern: they are entered and left, but not the
// one that is matched in.
GenericMatcher::Step GenericMatcher::atom(State& state, std::uint32_t frame_end) {
  if (state.item == frame_end) return Step::kFail;
  const GenericItem& item = items_[state.item];
  if (!item.is_atom()) {
    ++state.item;
    return Step::kGo;
  }
  if (state.dots.open && item.line > state.dots.last_line) return Step::kFail;
  State next = state;
  const std::size_t trail = trail_.size();
  if (agrees(nodes_[state.node], state.item) && close_dots(next)) {
    next.node = state.node + 1;
    next.item = state.item + 1;
    next.end = item.end;
    next.line = item.line;
    if (!state.dots.open) {
      state = next;
      return Step::kGo;
    }
    const std::uint64_t key = pattern_.ellipses > 1 ? key_of(next, frame_end) : 0;
    if (key == 0 || !failed_.contains(key)) {
      skip(state);
      choices_.push_back({state, trail, key});
      state = next;
      return Step::kGo;
    }
  }
  undo(trail);
  return skip(state) ? Step::kGo : Step::kFail;
}

// An indented part of the pattern: a list of the text, which it has to match whole and in one way.
GenericMatcher::Step GenericMatcher::list(State& state) {
  const SpaceNode& node = nodes_[state.node];
  if (at_list_end(state.item)) {
    if (!node.rest_may_be_empty) return Step::kFail;
    state.dots.end = std::max(state.dots.end, state.end);
    return close_dots(state) ? Step::kMatched : Step::kFail;
  }
  if (items_[state.item].is_atom() && skip(state)) return Step::kGo;
  if (!close_dots(state)) return Step::kFail;
  if (items_[state.item].is_atom()) {
    if (!nodes_[state.node + 1].rest_may_be_empty) return Step::kFail;
  } else {
    const std::uint32_t list_end = items_[state.item].list_end;
    State inner = state;
    ++inner.node;
    ++inner.item;
    if (!solve(inner, list_end)) return Step::kFail;
    state.item = list_end + 1;
    state.end = inner.end;
    state.line = inner.line;
  }
  state.node = node.list_end + 1;
  return Step::kGo;
}

GenericMatcher::Step GenericMatcher::list_ended(State& state) {
  if (state.dots.open) {
    extend(state);
    state.dots.end = std::max(state.dots.end, state.end);
    return close_dots(state) ? Step::kMatched : Step::kFail;
  }
  const bool whole = nodes_[state.node].kind == Kind::kEnd || at_list_end(state.item);
  return whole ? Step::kMatched : Step::kFail;
}

// Several ellipses in a row reach as much further.
void GenericMatcher::open_dots(State& state) const {
  if (state.dots.open) {
    state.dots.last_line += pattern_.max_span;
    return;
  }
  state.dots = {.open = true,
                .last_line = state.line + pattern_.max_span,
                .begin = state.end,
                .end = state.end,
                .slot = nodes_[state.node].slot};
}

bool GenericMatcher::close_dots(State& state) {
  const Dots dots = std::exchange(state.dots, {});
  return dots.slot == SpaceNode::kUnbound ||
         bind(dots.slot, {.begin = dots.begin, .end = dots.end, .bound = true});
}

bool GenericMatcher::agrees(const SpaceNode& node, std::uint32_t item) {
  const GenericItem& there = items_[item];
  if (node.kind != Kind::kMetavariable) return symbol_of(node) == there.symbol;
  return there.is_word() && bind(node.slot, {there.symbol, there.begin, there.end, true});
}

bool GenericMatcher::bind(std::uint32_t slot, const GenericSlot& value) {
  GenericSlot& known = slots_[slot];
  if (!known.bound) {
    known = value;
    trail_.push_back(slot);
    return true;
  }
  if (value.word != 0) return known.word == value.word;
  const std::string_view text = text_.text();
  return text.substr(known.begin, known.end - known.begin) ==
         text.substr(value.begin, value.end - value.begin);
}

void GenericMatcher::undo(std::size_t trail) {
  for (; trail_.size() > trail; trail_.pop_back()) slots_[trail_.back()].bound = false;
}

bool GenericMatcher::skip(State& state) const {
  if (!state.dots.open || items_[state.item].line > state.dots.last_line) return false;
  state.dots.end = items_[state.item].end;
  ++state.item;
  return true;
}

// Takes what is left of the list, as far as an ellipsis reaches.
void GenericMatcher::extend(State& state) {
  std::uint32_t depth = 0;
  for (std::uint32_t i = state.item; i < items_.size(); ++i, ++steps_) {
    const GenericItem& item = items_[i];
    if (item.symbol == kListEnd && depth-- == 0) return;
    if (item.symbol == kListBegin) ++depth;
    if (!item.is_atom()) continue;
    if (item.line > state.dots.last_line) return;
    state.end = item.end;
    state.line = item.line;
  }
}

bool GenericMatcher::at_list_end(std::uint32_t item) const {
  return item >= items_.size() || items_[item].symbol == kListEnd;
}

// What decides how a way goes on, but for the part of the text that was passed. Never 0.
std::uint64_t GenericMatcher::key_of(const State& state, std::uint32_t frame_end) const {
  std::uint64_t key = 0;
  mix(key, state.node);
  mix(key, state.item);
  mix(key, frame_end);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (!pattern_.metavariables[i].repeated || !slots_[i].bound) continue;
    mix(key, i);
    mix(key, slots_[i].word != 0 ? slots_[i].word
                                 : std::uint64_t{slots_[i].begin} << 32 | slots_[i].end);
  }
  return key | 1;
}

}  // namespace scan::sast

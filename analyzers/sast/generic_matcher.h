// Matches one spacegrep pattern against one text.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "sast/generic_pattern.h"
#include "sast/generic_text.h"
#include "sast/pattern_search.h"

namespace scan::sast {

/// What a metavariable of the pattern is bound to.
struct GenericSlot {
  GenericSymbol word = 0;  ///< of "$X"; 0 where it is a part of the text
  std::uint32_t begin = 0, end = 0;
  bool bound = false;
};

/// Runs one pattern over one text; both must outlive it. Not thread-safe.
///
/// A match begins at any item, in any list, and is the shortest one from there: "..." takes as few
/// items as it can. Of matches that end at one place the shortest is kept, or the longest where the
/// pattern ends in "...".
class GenericMatcher {
 public:
  GenericMatcher(const GenericText& text, const SpacePattern& pattern);

  /// All matches, ordered by where they begin.
  PatternMatches run();

  /// How many items of pattern and text were compared so far.
  std::uint64_t steps() const { return steps_; }

 private:
  // How far an ellipsis has come.
  struct Dots {
    bool open = false;
    std::uint32_t last_line = 0;  // that it may reach
    std::uint32_t begin = 0, end = 0;
    std::uint32_t slot = SpaceNode::kUnbound;
  };
  struct State {
    std::uint32_t node = 0;
    std::uint32_t item = 0;
    std::uint32_t end = 0;   // of what is matched so far, without what a "..." took
    std::uint32_t line = 0;  // of that
    Dots dots;
  };
  // Another way to go on: the ellipsis takes an item that did agree with what follows it.
  struct Choice {
    State state;
    std::size_t trail = 0;
    std::uint64_t key = 0;  // of the way that was tried first
  };
  enum class Step : std::uint8_t { kGo, kFail, kMatched };

  void try_at(std::uint32_t item, PatternMatches& out);
  void keep_one_for_each_end(PatternMatches& out) const;
  bool ends_with_ellipsis() const;
  // `frame_end` is where the list of the text ends that the match has to lie in.
  bool solve(State& state, std::uint32_t frame_end);
  Step step(State& state, std::uint32_t frame_end);
  Step atom(State& state, std::uint32_t frame_end);
  Step list(State& state);
  Step list_ended(State& state);
  void open_dots(State& state) const;
  bool close_dots(State& state);
  bool agrees(const SpaceNode& node, std::uint32_t item);
  bool bind(std::uint32_t slot, const GenericSlot& value);
  bool skip(State& state) const;
  void extend(State& state);
  bool at_list_end(std::uint32_t item) const;
  std::uint64_t key_of(const State& state, std::uint32_t frame_end) const;
  void undo(std::size_t trail);
  GenericSymbol symbol_of(const SpaceNode& node) const { return symbols_[&node - nodes_]; }

  const GenericText& text_;
  const std::vector<GenericItem>& items_;
  const SpacePattern& pattern_;
  const SpaceNode* nodes_;
  std::vector<GenericSymbol> symbols_;  // of the pattern's words and bytes, by node
  std::vector<GenericSlot> slots_;
  std::vector<std::uint32_t> trail_;  // slots in the order in which they were bound
  std::vector<Choice> choices_;
  std::unordered_set<std::uint64_t> failed_;  // keys of ways that lead nowhere
  std::uint64_t steps_ = 0;
  std::uint64_t max_steps_ = 0;
  bool limited_ = false;
};

}  // namespace scan::sast

// What a formula is evaluated over: a file, or what a metavariable is bound to in it.
#pragma once

#include <cstdint>
#include <string_view>

#include "sast/binding.h"
#include "sast/pattern_search.h"

namespace scan::sast {

struct Subject {
  /// Of the whole file, or of the text that is a file of its own here: spans count from its begin.
  std::string_view text;
  /// The part of it that is looked at.
  Span span;
  /// nullptr: no rule needs a tree, or there is no grammar.
  const Target* target = nullptr;
  /// The nodes that are looked at.
  syntax::NodeId first = 0, end = 0;
  /// Of the patterns of all rules, by number in the PatternTable. nullptr: each part of a formula
  /// searches for itself.
  PatternSearch* search = nullptr;
  /// What is bound already, which every match must agree with. nullptr: nothing.
  const Bindings* context = nullptr;
};

}  // namespace scan::sast

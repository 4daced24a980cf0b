// What the metavariables of a match stand for.
#pragma once

#include <string_view>
#include <vector>

#include "sast/constants.h"
#include "sast/names.h"
#include "sast/pattern.h"
#include "scan/span.h"

namespace scan::sast {

/// What a metavariable stands for: nodes of the target that follow each other, or a mere text (the
/// content of a string, a name as its import has it).
struct Binding {
  MetavariableId metavariable = kAnonymous;
  syntax::NodeId first = syntax::kNoNode;  ///< kNoNode: a text
  syntax::NodeId end = syntax::kNoNode;    ///< one past the last node; == first: no nodes
  std::string_view text;  ///< as it is shown and tested; lives as long as the file's data
  Span span;
  /// Whether it is a numbered group of a regular expression ("$1"), of which a rule's author need
  /// not know: never compared.
  bool is_group = false;
  /// Of a generic pattern: an integer is a number, and all else a string.
  bool is_literal = false;
};

/// Ordered by metavariable; each at most once.
using Bindings = std::vector<Binding>;

struct Match {
  Span span;
  Bindings bindings;
};

/// What the matcher knows of a file.
struct Target {
  const syntax::Tree& tree;
  const Names& names;
  const Constants& constants;
};

/// Whether a node is a statement of a block or of the program: an item of such a list.
bool is_statement(const syntax::Tree& tree, syntax::NodeId node);

/// When two names are one: if they are of one variable, or if they are spelled alike.
enum class NameEquality : std::uint8_t { kVariable, kSpelling };

/// Whether two bindings stand for the same: equal trees, or equal texts.
bool same(const Target& target, const Binding& a, const Binding& b,
          NameEquality names = NameEquality::kVariable);

}  // namespace scan::sast

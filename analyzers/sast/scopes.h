// Which variable a name means: two names that are spelled alike are two variables where each was
// declared in a scope of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "sast/language_facts.h"
#include "syntax/tree.h"

namespace scan::sast {

/// A variable's number in its Scopes; 0: the name is of something that this file does not declare
/// where it is used.
using Variable = std::uint32_t;

struct VariableInfo {
  enum class Kind : std::uint8_t { kGlobal, kLocal, kParameter, kField, kFunction };
  Kind kind = Kind::kLocal;
  /// Declared as one that keeps its first value: `const`, `final`.
  bool constant = false;
  bool is_private = false;
  syntax::NodeId type = syntax::kNoNode;   ///< as it was declared
  syntax::NodeId value = syntax::kNoNode;  ///< that its declaration gave it
};

/// What a file imports, as far as scopes need to know: such names are no variables of the file.
struct ImportedNames {
  /// By symbol of the tree, 0: not imported; empty: nothing is.
  const std::vector<syntax::Symbol>& path_of_name;
  /// The declarations that are imports themselves (`const x = require("m")`), ordered.
  const std::vector<syntax::NodeId>& declarations;
};

/// Calls `f` with each identifier that an assignment to `target` gives a value.
template <typename F>
void for_each_assigned(const syntax::Tree& tree, syntax::NodeId target, F f) {
  if (target == syntax::kNoNode) return;
  for (syntax::NodeId node = target; node < tree.end(target); ++node) {
    const syntax::Kind kind = tree.kind(node);
    if (kind == syntax::Kind::kMember || kind == syntax::Kind::kIndex ||
        kind == syntax::Kind::kCall) {
      node = tree.end(node) - 1;
    } else if (kind == syntax::Kind::kIdentifier && tree.role(node) != syntax::Role::kKey) {
      f(node);
    }
  }
}

/// The property of `this.x`, whatever the language calls `this`; kNoNode for any other member.
syntax::NodeId own_property(const syntax::Tree& tree, syntax::NodeId member);

/// The variables of one file. Immutable; refers to the tree.
class Scopes {
 public:
  Scopes(const syntax::Tree& tree, const LanguageFacts& facts, const ImportedNames& imported);

  /// The variable that an identifier means, a field's in `this.x`.
  Variable variable(syntax::NodeId identifier) const { return variable_of_[identifier]; }
  const VariableInfo& info(Variable variable) const { return variables_[variable]; }
  /// One more than the highest number.
  std::size_t size() const { return variables_.size(); }

 private:
  class Walk;

  std::vector<Variable> variable_of_;  // by node
  std::vector<VariableInfo> variables_ = std::vector<VariableInfo>(1);
};

}  // namespace scan::sast

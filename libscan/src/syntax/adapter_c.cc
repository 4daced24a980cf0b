// C: from the types of tree-sitter-c to the common Tree; c_family.h has what it shares with C++.
#include "syntax/adapter.h"
#include "syntax/c_family.h"

extern "C" const TSLanguage* tree_sitter_c();

namespace scan::syntax {

const Adapter& c_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_c(),
                   c_family::rows_with({
                       node_row("subscript_expression", Kind::kIndex),
                       node_row("declaration_list", Kind::kBlock).typed(c_family::kDeclarationList),
                   }),
                   {
                       {"alternative", Role::kAlternative},
                       {"argument", Role::kObject},
                       {"arguments", Role::kArguments},
                       {"condition", Role::kCondition},
                       {"consequence", Role::kBody},
                       {"function", Role::kCallee},
                       {"index", Role::kIndex},
                       {"left", Role::kLeft},
                       {"right", Role::kRight},
                   },
                   c_family::pattern_syntax(c_family::frames));
  return kAdapter;
}

}  // namespace scan::syntax

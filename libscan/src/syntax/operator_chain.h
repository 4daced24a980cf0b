// Operations of which the grammar knows no order, or another one than the language: a chain of
// operands and operators, nested by how the operators bind.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/lowering.h"

namespace scan::syntax {

/// How operators bind.
struct OperatorOrder {
  /// The higher the level, the closer; of any operator.
  int (*level)(std::string_view sign);
  /// The level at which `a ? b ? c` is `a ? (b ? c)`; at all others it is `(a ? b) ? c`.
  int from_right;
};

/// Concrete nodes in the order of the text, operands and what stands between each two of them.
struct OperatorChain {
  std::vector<RawId> operands;
  std::vector<RawId> signs;
};

/// The chain as `binary` nodes, each with the span of its operands; nothing where the chain is
/// broken: not one operand more than signs.
void lower_chain(Lowering& l, const OperatorChain& chain, const OperatorOrder& order, Role role);

}  // namespace scan::syntax

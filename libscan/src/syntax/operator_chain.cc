// Operator precedence with two stacks; then the operations are lowered from the outermost inwards,
// without recursion, since a chain may be as long as a text.
#include "syntax/operator_chain.h"

#include <cstddef>

namespace scan::syntax {
namespace {

// What an operation combines: numbers of operands, or behind them, of operations.
struct Operation {
  std::size_t left, right;
  RawId sign;
  RawId first, last;  // the outermost operands in it
};

class Operations {
 public:
  Operations(const Lowering& l, const OperatorChain& chain, const OperatorOrder& order)
      : l_(l), chain_(chain), order_(order) {
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      terms_.push_back(i);
      if (i == chain.signs.size()) break;
      const int level = level_of(chain.signs[i]);
      while (!signs_.empty() && binds_before(signs_.back(), level)) combine();
      signs_.push_back(chain.signs[i]);
    }
    while (!signs_.empty()) combine();
  }

  std::size_t outermost() const { return terms_.back(); }
  /// nullptr: an operand.
  const Operation* at(std::size_t term) const {
    return term < chain_.operands.size() ? nullptr : &operations_[term - chain_.operands.size()];
  }

 private:
  int level_of(RawId sign) const { return order_.level(l_.concrete().text_of(sign)); }

  bool binds_before(RawId earlier, int level) const {
    const int before = level_of(earlier);
    return before > level || (before == level && level != order_.from_right);
  }

  void combine() {
    const std::size_t right = terms_.back();
    terms_.pop_back();
    const std::size_t left = terms_.back();
    const Operation* const before = at(left);
    const Operation* const behind = at(right);
    operations_.push_back({.left = left,
                           .right = right,
                           .sign = signs_.back(),
                           .first = before == nullptr ? chain_.operands[left] : before->first,
                           .last = behind == nullptr ? chain_.operands[right] : behind->last});
    signs_.pop_back();
    terms_.back() = chain_.operands.size() + operations_.size() - 1;
  }

  const Lowering& l_;
  const OperatorChain& chain_;
  const OperatorOrder& order_;
  std::vector<std::size_t> terms_;
  std::vector<RawId> signs_;
  std::vector<Operation> operations_;
};

}  // namespace

void lower_chain(Lowering& l, const OperatorChain& chain, const OperatorOrder& order, Role role) {
  if (chain.operands.size() != chain.signs.size() + 1) return;
  const Operations operations(l, chain, order);
  struct Step {
    bool closes;
    std::size_t term;
    Role role;
  };
  std::vector<Step> pending = {{false, operations.outermost(), role}};
  while (!pending.empty()) {
    const Step step = pending.back();
    pending.pop_back();
    const Operation* const operation = operations.at(step.term);
    if (step.closes) {
      l.close();
    } else if (operation == nullptr) {
      l.visit(chain.operands[step.term], step.role);
    } else {
      l.open_from(operation->first, Kind::kBinary, step.role, operation->last,
                  l.text(operation->sign));
      pending.push_back({true, step.term, Role::kItem});
      pending.push_back({false, operation->right, Role::kRight});
      pending.push_back({false, operation->left, Role::kLeft});
    }
  }
}

}  // namespace scan::syntax

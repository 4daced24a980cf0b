// Literals are answered at once; all else needs the walk along the flow of control, which is made
// when it is first asked for.
#include "sast/constants.h"

#include "sast/constant_flow.h"

namespace scan::sast {

using syntax::Kind;
using syntax::NodeId;

Constants::Constants(const syntax::Tree& tree, const Scopes& scopes)
    : tree_(tree), scopes_(scopes) {}
Constants::~Constants() = default;

const ConstantFlow& Constants::flow() const {
  if (flow_ == nullptr) flow_ = std::make_unique<ConstantFlow>(tree_, scopes_);
  return *flow_;
}

Constant Constants::value(NodeId expression) const {
  switch (tree_.kind(expression)) {
    case Kind::kString:
    case Kind::kNumber:
    case Kind::kBoolean:
    case Kind::kRegex:
    case Kind::kNull:
      return literal(tree_, expression);
    case Kind::kIdentifier:
    case Kind::kMember:
    case Kind::kUnary:
    case Kind::kBinary:
    case Kind::kInterpolated:
    case Kind::kConditional:
    case Kind::kCall:
      return flow().evaluate(expression);
    default:
      return {};
  }
}

NodeId Constants::expression_of(NodeId name) const {
  const Kind kind = tree_.kind(name);
  if (kind != Kind::kIdentifier && kind != Kind::kMember) return syntax::kNoNode;
  return flow().expression_of(name);
}

}  // namespace scan::sast

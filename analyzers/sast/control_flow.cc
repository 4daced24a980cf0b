#include "sast/control_flow.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

namespace {

// Whether what ends a part of a `try` is the last of all that is run.
bool is_last_of_try(const Tree& tree, NodeId statement, Role part) {
  if (tree.child(statement, Role::kFinally) != kNoNode) return part == Role::kFinally;
  if (part == Role::kElse) return true;
  const NodeId body = tree.child(statement, Role::kBody);
  if (part == Role::kHandler) return body != kNoNode && may_throw(tree, body);
  return part == Role::kBody && tree.child(statement, Role::kElse) == kNoNode;
}

}  // namespace

bool may_throw(const Tree& tree, NodeId statements) {
  for (NodeId node = statements; node < tree.end(statements); ++node) {
    switch (tree.kind(node)) {
      case Kind::kCall:
      case Kind::kNew:
      case Kind::kThrow:
      case Kind::kAwait:
      case Kind::kMember:
      case Kind::kIndex:
      case Kind::kBinary:
      case Kind::kAssert:
      case Kind::kImport:
      case Kind::kOther:
      case Kind::kError:
        return true;
      default:
        break;
    }
  }
  return false;
}

NodeId returning_function(const Tree& tree, NodeId node) {
  for (NodeId parent = tree.parent(node); parent != kNoNode; parent = tree.parent(node)) {
    const Role role = tree.role(node);
    switch (tree.kind(parent)) {
      case Kind::kBlock:
        // Any case of a switch can be the one; of statements, the last.
        if (tree.kind(node) != Kind::kCase && tree.end(node) != tree.end(parent)) return kNoNode;
        break;
      case Kind::kIf:
      case Kind::kConditional:
        if (role != Role::kBody && role != Role::kAlternative) return kNoNode;
        break;
      case Kind::kSwitch:
      case Kind::kCase:
        if (role != Role::kBody && role != Role::kItem && role != Role::kAlternative)
          return kNoNode;
        break;
      case Kind::kTry:
        if (!is_last_of_try(tree, parent, role)) return kNoNode;
        break;
      case Kind::kCatch:
        if (role != Role::kBody) return kNoNode;
        break;
      case Kind::kFunction:
      case Kind::kLambda:
        return role == Role::kBody ? parent : kNoNode;
      default:
        return kNoNode;
    }
    node = parent;
  }
  return kNoNode;
}

}  // namespace scan::sast

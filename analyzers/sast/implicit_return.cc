#include "sast/implicit_return.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

bool is_returned(const Tree& tree, NodeId node) {
  for (NodeId parent = tree.parent(node); parent != kNoNode; parent = tree.parent(node)) {
    const Role role = tree.role(node);
    switch (tree.kind(parent)) {
      case Kind::kBlock:
        // Any case of a switch can be the one; of statements, the last.
        if (tree.kind(node) != Kind::kCase && tree.end(node) != tree.end(parent)) return false;
        break;
      case Kind::kIf:
      case Kind::kConditional:
        if (role != Role::kBody && role != Role::kAlternative) return false;
        break;
      case Kind::kSwitch:
      case Kind::kCase:
        if (role != Role::kBody && role != Role::kItem && role != Role::kAlternative) return false;
        break;
      case Kind::kTry:
        if (role != Role::kBody && role != Role::kElse) return false;
        break;
      case Kind::kFunction:
      case Kind::kLambda:
        return role == Role::kBody;
      default:
        return false;
    }
    node = parent;
  }
  return false;
}

}  // namespace scan::sast

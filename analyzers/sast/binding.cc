// When two metavariables stand for the same: by structure, by value, or by text.
#include "sast/binding.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Tree;

bool is_statement(const Tree& tree, NodeId node) {
  const NodeId parent = tree.parent(node);
  if (parent == kNoNode) return false;
  return tree.kind(parent) == Kind::kBlock || tree.kind(parent) == Kind::kProgram;
}

namespace {

// A literal, and a name that has its value.
bool same_value(const Target& target, NodeId x, NodeId y) {
  const bool x_name = target.tree.kind(x) == Kind::kIdentifier;
  const bool y_name = target.tree.kind(y) == Kind::kIdentifier;
  if (x_name == y_name) return false;
  const Constant a = target.constants.value(x);
  return a.kind != Constant::Kind::kUnknown && a.kind != Constant::Kind::kSomeString &&
         a == target.constants.value(y);
}

}  // namespace

bool same(const Target& target, const Binding& a, const Binding& b) {
  const Tree& tree = target.tree;
  const bool a_nodes = a.first != kNoNode;
  const bool b_nodes = b.first != kNoNode;
  if (a_nodes && b_nodes) {
    NodeId x = a.first;
    NodeId y = b.first;
    for (; x < a.end && y < b.end; x = tree.end(x), y = tree.end(y)) {
      if (!Tree::equal(tree, x, tree, y) && !same_value(target, x, y)) return false;
    }
    return x >= a.end && y >= b.end;
  }
  // A text against a node: what the node is named ('"x"' and the content x, a name and the same
  // name).
  const auto text = [&](const Binding& each) {
    if (each.first == kNoNode || each.first == each.end) return each.text;
    return tree.name(each.first) != 0 && tree.is_leaf(each.first) ? tree.name_text(each.first)
                                                                  : each.text;
  };
  return text(a) == text(b);
}

}  // namespace scan::sast

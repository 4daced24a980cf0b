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

// The variable that a name stands for; 0 for what agrees with every name of its spelling: what the
// file does not declare, and members, since `self.$X = $X` is about a name.
Variable variable_of(const Target& target, NodeId node) {
  if (target.tree.kind(node) != Kind::kIdentifier) return 0;
  const Scopes& scopes = target.names.scopes();
  const Variable variable = scopes.variable(node);
  return scopes.info(variable).kind == VariableInfo::Kind::kField ? 0 : variable;
}

// Equal trees, whose names are of the same variables.
bool same_tree(const Target& target, NodeId x, NodeId y, NameEquality names) {
  const Tree& tree = target.tree;
  if (!Tree::equal(tree, x, tree, y)) return false;
  if (names == NameEquality::kSpelling) return true;
  for (NodeId i = 0; x + i < tree.end(x); ++i) {
    const Variable a = variable_of(target, x + i);
    const Variable b = variable_of(target, y + i);
    if (a != b && a != 0 && b != 0) return false;
  }
  return true;
}

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

bool same(const Target& target, const Binding& a, const Binding& b, NameEquality names) {
  const Tree& tree = target.tree;
  const bool a_nodes = a.first != kNoNode;
  const bool b_nodes = b.first != kNoNode;
  if (a_nodes && b_nodes) {
    NodeId x = a.first;
    NodeId y = b.first;
    for (; x < a.end && y < b.end; x = tree.end(x), y = tree.end(y)) {
      if (!same_tree(target, x, y, names) && !same_value(target, x, y)) return false;
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

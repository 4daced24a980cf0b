// Typed metavariables: an expression agrees when what is known of its type agrees with the type
// that the pattern asks for.
#include "sast/language_facts.h"
#include "sast/matcher.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

namespace {

// A type within what only says that it is one.
NodeId bare_type(const Tree& tree, NodeId type) {
  while (tree.kind(type) == Kind::kType && tree.name(type) == 0 && !tree.is_leaf(type) &&
         tree.end(type + 1) == tree.end(type)) {
    ++type;
  }
  return type;
}

BuiltinType builtin_of(const Tree& tree, NodeId type) {
  const bool named = tree.kind(type) == Kind::kIdentifier || tree.kind(type) == Kind::kType;
  return named && tree.is_leaf(type) ? builtin_type(tree.text(type)) : BuiltinType::kNone;
}

bool is_pointer(const Tree& tree, NodeId type) {
  return tree.kind(type) == Kind::kType && tree.name_text(type) == "*" && !tree.is_leaf(type);
}

}  // namespace

Matcher::Step Matcher::typed(NodeId p, NodeId t, GoalId& rest) {
  if (!is_expression(tree().kind(t))) return Step::kFail;
  if (!bind(info(p).metavariable, nodes_binding(t, tree().end(t)))) return Step::kFail;
  const Types types(tree(), target_.names.scopes(), target_.constants);
  const NodeId wanted = bare_type(ptree(), info(p).operand);
  for (const KnownType& type : types.of(t)) {
    const Mark before = mark();
    if (try_type(wanted, type, t, rest)) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// True: stop altogether.
bool Matcher::try_type(NodeId p, const KnownType& type, NodeId t, GoalId rest) {
  const PatternNode& form = info(p);
  if (type.node != kNoNode) {
    const NodeId node = bare_type(tree(), type.node);
    // What `&T{}` makes is a `*T`.
    const NodeId made =
        tree().kind(node) == Kind::kUnary ? tree().child(node, Role::kOperand) : kNoNode;
    if (made != kNoNode && tree().kind(made) == Kind::kNew) {
      const NodeId pointed = ptree().child(p, Role::kOperand);
      const NodeId object = tree().child(made, Role::kCallee);
      const bool pointer = ptree().kind(p) == Kind::kUnary && ptree().name_text(p) == "*";
      return pointer && pointed != kNoNode && object != kNoNode &&
             branch(push_node(pointed, object, rest));
    }
    const bool builtin = includes(builtin_of(ptree(), p), builtin_of(tree(), node));
    return branch(builtin ? rest : push_node(p, node, rest));
  }
  if (facts_of(tree().language()).strings_are_pointers && is_pointer(ptree(), p)) {
    // "null" says nothing about what it points to.
    if (type.name == "null") return branch(rest);
    if (type.builtin != BuiltinType::kString) return false;
    const PatternNode& pointed = info(p + 1);
    if (pointed.form == Form::kMetavariable) {
      return bind(pointed.metavariable, text_binding("char", t)) && branch(rest);
    }
    return ptree().text(p + 1) == "char" && branch(rest);
  }
  const std::string_view name =
      type.builtin == BuiltinType::kNone ? type.name : name_of(type.builtin);
  if (name.empty()) return false;
  if (form.form == Form::kMetavariable) {
    return bind(form.metavariable, text_binding(name, t)) && branch(rest);
  }
  const bool agrees = type.builtin == BuiltinType::kNone
                          ? ptree().text(p) == name
                          : includes(builtin_of(ptree(), p), type.builtin);
  return agrees && branch(rest);
}

}  // namespace scan::sast

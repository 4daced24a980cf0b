// One walk in the order of the text. What a scope declares hides what its name meant outside, and
// is taken back at the scope's end, so that a look-up is one step however deep scopes are nested.
//
// As in Semgrep there is no look ahead: a name that is declared only further down is of no variable
// where it is used, and agrees with every one of its spelling.
#include "sast/scopes.h"

#include <algorithm>
#include <unordered_map>

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

NodeId own_property(const Tree& tree, NodeId member) {
  const NodeId object = tree.child(member, Role::kObject);
  const NodeId property = tree.child(member, Role::kProperty);
  if (object == kNoNode || property == kNoNode) return kNoNode;
  if (tree.kind(object) != Kind::kIdentifier || tree.kind(property) != Kind::kIdentifier) {
    return kNoNode;
  }
  const std::string_view name = tree.name_text(object);
  return name == "this" || name == "self" || name == "$this" ? property : kNoNode;
}

class Scopes::Walk {
 public:
  Walk(const Tree& tree, const LanguageFacts& facts, const ImportedNames& imported, Scopes& out)
      : tree_(tree), facts_(facts), imported_(imported), out_(out) {
    out_.variable_of_.assign(tree.size(), 0);
    bound_to_.assign(tree.symbols().size(), 0);
  }

  void run() {
    for (NodeId node = 0; node < tree_.size(); ++node) {
      while (!scopes_.empty() && scopes_.back().end <= node) leave();
      enter(node);
    }
  }

 private:
  enum class Level : std::uint8_t { kFunction, kClass, kBlock };
  struct Scope {
    NodeId node, end;
    Level level;
    std::size_t bindings;  // that there were before
  };
  struct Bound {
    Symbol name = 0;
    Variable variable = 0;
    std::uint32_t hidden = 0;    // what the name meant outside, in bindings_
    std::uint32_t function = 0;  // how many functions it is in
  };

  void push(NodeId node, Level level) {
    functions_ += level == Level::kFunction;
    scopes_.push_back({node, tree_.end(node), level, bindings_.size()});
  }

  void leave() {
    functions_ -= scopes_.back().level == Level::kFunction;
    while (bindings_.size() > scopes_.back().bindings) {
      bound_to_[bindings_.back().name] = bindings_.back().hidden;
      bindings_.pop_back();
    }
    scopes_.pop_back();
  }

  void enter(NodeId node) {
    switch (tree_.kind(node)) {
      case Kind::kFunction:
        declare_function(node);
        push(node, Level::kFunction);
        break;
      case Kind::kLambda:
        push(node, Level::kFunction);
        break;
      case Kind::kClass:
        push(node, Level::kClass);
        break;
      case Kind::kComprehension:
        push(node, Level::kBlock);
        // What is made of the variables stands before them.
        for (const NodeId child : tree_.children(node)) {
          if (tree_.kind(child) == Kind::kComprehensionFor) {
            declare(tree_.child(child, Role::kLeft), local());
          }
        }
        break;
      case Kind::kBlock:
        if (facts_.block_scopes && !is_body(node)) push(node, Level::kBlock);
        break;
      case Kind::kFor:
        if (facts_.block_scopes) push(node, Level::kBlock);
        break;
      case Kind::kParameter:
        declare(tree_.child(node, Role::kName),
                {.kind = VariableInfo::Kind::kParameter, .type = tree_.child(node, Role::kType)});
        break;
      case Kind::kVariable:
        declare_variable(node);
        break;
      case Kind::kField:
        declare_field(node);
        break;
      case Kind::kAssignment:
        assign(node, tree_.child(node, Role::kLeft));
        break;
      case Kind::kForEach:
        if (facts_.block_scopes) push(node, Level::kBlock);
        assign_or_declare(tree_.child(node, Role::kLeft), tree_.child(node, Role::kType));
        break;
      case Kind::kComprehensionFor:
        // Those of a comprehension are declared before it, those of a loop in their order.
        if (tree_.kind(tree_.parent(node)) != Kind::kComprehension) {
          assign_or_declare(tree_.child(node, Role::kLeft));
        }
        break;
      case Kind::kCatch:
        if (facts_.block_scopes) push(node, Level::kBlock);
        declare_caught(node);
        break;
      case Kind::kWithItem:
        assign_or_declare(tree_.child(node, Role::kAlias));
        break;
      case Kind::kOuterNames:
        for (const NodeId name : tree_.children(node)) take_from_outside(node, name);
        break;
      case Kind::kMember:
        if (const NodeId property = own_property(tree_, node); property != kNoNode) {
          out_.variable_of_[property] = field(tree_.name(property));
        }
        break;
      case Kind::kIdentifier:
        if (out_.variable_of_[node] == 0 && is_use(node)) {
          out_.variable_of_[node] = found(tree_.name(node));
        }
        break;
      default:
        break;
    }
  }

  bool is_body(NodeId block) const {
    const Kind parent = tree_.kind(tree_.parent(block));
    return parent == Kind::kFunction || parent == Kind::kLambda || parent == Kind::kClass ||
           parent == Kind::kCatch;
  }

  bool is_use(NodeId identifier) const {
    switch (tree_.role(identifier)) {
      case Role::kProperty:
      case Role::kKey:
      case Role::kName:
      case Role::kAlias:
      case Role::kModule:
      case Role::kModifier:
      case Role::kType:
        return false;
      default:
        return true;
    }
  }

  VariableInfo local() const {
    return {.kind = functions_ == 0 ? VariableInfo::Kind::kGlobal : VariableInfo::Kind::kLocal};
  }

  Variable found(Symbol name) const {
    const bool fields = facts_.members_are_names || in_class();
    std::uint32_t at = bound_to_[name];
    while (!fields && out_.info(bindings_[at].variable).kind == VariableInfo::Kind::kField) {
      at = bindings_[at].hidden;
    }
    return bindings_[at].variable;
  }

  // At the top of the file, a name that is imported stays what it is.
  bool is_imported(Symbol name) const {
    return functions_ == 0 && !imported_.path_of_name.empty() && imported_.path_of_name[name] != 0;
  }

  Variable make(const VariableInfo& info) {
    out_.variables_.push_back(info);
    return static_cast<Variable>(out_.variables_.size() - 1);
  }

  void bind(Symbol name, Variable variable) {
    bindings_.push_back({name, variable, bound_to_[name], functions_});
    bound_to_[name] = static_cast<std::uint32_t>(bindings_.size() - 1);
  }

  void declare(NodeId target, const VariableInfo& info) {
    for_each_assigned(tree_, target, [&](NodeId identifier) {
      const Symbol name = tree_.name(identifier);
      if (is_imported(name)) return;
      const Variable variable = make(info);
      bind(name, variable);
      out_.variable_of_[identifier] = variable;
    });
  }

  void declare_function(NodeId function) {
    const NodeId name = tree_.child(function, Role::kName);
    if (name == kNoNode || tree_.kind(name) != Kind::kIdentifier) return;
    if (in_class()) {
      out_.variable_of_[name] = field(tree_.name(name));
    } else if (facts_.functions_are_variables && found(tree_.name(name)) == 0) {
      declare(name, {.kind = VariableInfo::Kind::kFunction});
    }
  }

  bool has_modifier(NodeId declaration, std::initializer_list<std::string_view> words) const {
    for (const NodeId child : tree_.children(declaration)) {
      if (tree_.role(child) != Role::kModifier) continue;
      const std::string_view text = tree_.text(child);
      if (std::ranges::find(words, text) != words.end()) return true;
    }
    return false;
  }

  void qualify(NodeId declaration, VariableInfo& info) const {
    info.constant =
        tree_.name_text(declaration) == "const" ||
        has_modifier(declaration, {"final", "const", "readonly", "val", "let", "constant"});
    info.is_private = has_modifier(declaration, {"private"});
    info.type = tree_.child(declaration, Role::kType);
  }

  void declare_variable(NodeId variable) {
    if (std::ranges::binary_search(imported_.declarations, variable)) return;
    VariableInfo info = local();
    qualify(variable, info);
    const NodeId left = tree_.child(variable, Role::kLeft);
    if (left != kNoNode && tree_.is_leaf(left)) info.value = tree_.child(variable, Role::kRight);
    if (in_class()) {
      declare_member(left, info);
    } else {
      declare(left, info);
    }
  }

  void declare_field(NodeId node) {
    if (!in_class()) return;
    VariableInfo info;
    qualify(node, info);
    info.value = tree_.child(node, Role::kValue);
    declare_member(tree_.child(node, Role::kName), info);
  }

  void declare_member(NodeId name, VariableInfo info) {
    if (name == kNoNode || tree_.kind(name) != Kind::kIdentifier) return;
    info.kind = VariableInfo::Kind::kField;
    const Variable variable = field(tree_.name(name));
    out_.variables_[variable] = info;
    out_.variable_of_[name] = variable;
  }

  void declare_caught(NodeId handler) {
    VariableInfo info = local();
    info.type = tree_.child(handler, Role::kType);
    declare(tree_.child(handler, Role::kName), info);
  }

  // The field of that name of the class that the walk is in; 0: it is in none. Made where it is
  // first met, since a class in a script need not declare its fields.
  Variable field(Symbol name) {
    const auto scope = std::find_if(scopes_.rbegin(), scopes_.rend(),
                                    [](const Scope& each) { return each.level == Level::kClass; });
    if (scope == scopes_.rend()) return 0;
    Variable& variable = fields_[std::uint64_t{scope->node} << 32 | name];
    if (variable == 0) {
      variable = make({.kind = VariableInfo::Kind::kField});
      if (&*scope == &scopes_.back()) bind(name, variable);
    }
    return variable;
  }

  bool in_class() const { return !scopes_.empty() && scopes_.back().level == Level::kClass; }

  void assign(NodeId assignment, NodeId target) {
    if (target == kNoNode) return;
    if (std::ranges::binary_search(imported_.declarations, assignment)) return;
    VariableInfo info = local();
    info.type = tree_.child(assignment, Role::kType);
    if (tree_.is_leaf(target)) info.value = tree_.child(assignment, Role::kRight);
    if (tree_.kind(target) == Kind::kMember) return assign_field(target, info);
    if (!facts_.assignment_declares) return;
    if (in_class()) return declare_member(target, info);
    for_each_assigned(tree_, target, [&](NodeId name) { assign_name(name, info); });
  }

  void assign_field(NodeId member, const VariableInfo& info) {
    const NodeId property = own_property(tree_, member);
    if (property == kNoNode) return;
    const Variable variable = field(tree_.name(property));
    if (variable == 0) return;
    VariableInfo& known = out_.variables_[variable];
    if (known.type == kNoNode) known.type = info.type;
    if (known.value == kNoNode) known.value = tree_.child(tree_.parent(member), Role::kRight);
  }

  void assign_name(NodeId identifier, const VariableInfo& info) {
    const Variable known = found(tree_.name(identifier));
    const bool own = !facts_.assigns_own_only ||
                     bindings_[bound_to_[tree_.name(identifier)]].function == functions_;
    if (known != 0 && own) {
      out_.variable_of_[identifier] = known;
    } else {
      declare(identifier, info);
    }
  }

  // A loop's variable, and what `with` calls its object.
  void assign_or_declare(NodeId target, NodeId type = kNoNode) {
    if (target == kNoNode) return;
    VariableInfo info = local();
    info.type = type;
    if (facts_.assignment_declares) {
      for_each_assigned(tree_, target, [&](NodeId name) { assign_name(name, info); });
    } else {
      declare(target, info);
    }
  }

  // `global x`, `nonlocal x`: the function's x is the one outside.
  void take_from_outside(NodeId statement, NodeId identifier) {
    if (tree_.kind(identifier) != Kind::kIdentifier) return;
    const Symbol name = tree_.name(identifier);
    const bool global = tree_.name_text(statement) == "global";
    std::uint32_t at = bound_to_[name];
    while (at != 0 &&
           (global ? bindings_[at].function != 0 : bindings_[at].function >= functions_)) {
      at = bindings_[at].hidden;
    }
    Variable variable = bindings_[at].variable;
    if (variable == 0) variable = make({.kind = VariableInfo::Kind::kGlobal});
    bind(name, variable);
    out_.variable_of_[identifier] = variable;
  }

  const Tree& tree_;
  const LanguageFacts& facts_;
  const ImportedNames& imported_;
  Scopes& out_;
  std::vector<Scope> scopes_;
  std::vector<Bound> bindings_ = std::vector<Bound>(1);  // number 0: of no variable
  std::vector<std::uint32_t> bound_to_;                  // by symbol: in bindings_
  std::unordered_map<std::uint64_t, Variable> fields_;   // by class and name
  std::uint32_t functions_ = 0;                          // that the walk is in
};

Scopes::Scopes(const Tree& tree, const LanguageFacts& facts, const ImportedNames& imported) {
  Walk(tree, facts, imported, *this).run();
}

}  // namespace scan::sast

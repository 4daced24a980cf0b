// Three passes over the flat tree: imports, variables (which hide them), and then every name and
// chain of members, children before parents.
#include "sast/names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

// Node.js's own modules go by two names, "fs" and "node:fs"; patterns say the short one.
std::string_view without_scheme(std::string_view module) {
  constexpr std::string_view kScheme = "node:";
  return module.starts_with(kScheme) ? module.substr(kScheme.size()) : module;
}

}  // namespace

Names::Names(const Tree& tree) : tree_(tree) {
  for (NodeId node = 0; node < tree.size(); ++node) {
    if (tree.kind(node) == Kind::kImport) read_import(node);
    if (tree.kind(node) == Kind::kVariable || tree.kind(node) == Kind::kAssignment) {
      read_require(node);
    }
  }
  scopes_.emplace(tree, facts_of(tree.language()),
                  ImportedNames{path_of_name_, import_declarations_});
  if (!path_of_name_.empty()) resolve();
}

void Names::bind(Symbol local, std::string path) {
  if (path_of_name_.empty()) {
    path_of_name_.assign(tree_.symbols().size(), 0);
    last_names_.assign(tree_.symbols().size(), 0);
  }
  const Symbol last = tree_.symbols().find(std::string_view(path).substr(path.rfind('.') + 1));
  if (last != syntax::SymbolTable::kNone && last != local) last_names_[local] = last;
  path_of_name_[local] = paths_.make(std::move(path));
}

void Names::read_import(NodeId import) {
  std::string module;
  Symbol first = 0;
  Symbol alias = 0;
  bool has_items = false;
  for (const NodeId child : tree_.children(import)) {
    if (tree_.role(child) == Role::kModule) {
      if (first == 0) first = tree_.name(child);
      // A relative module's dots are its first part: ".x", not "..x".
      if (!module.empty() && module.back() != '.') module += '.';
      module += without_scheme(tree_.name_text(child));
    } else if (tree_.role(child) == Role::kAlias) {
      alias = tree_.name(child);
    } else if (tree_.kind(child) == Kind::kImportItem) {
      has_items = true;
      read_item(child, tree_.name(import) == 0 ? module : std::string(tree_.name_text(import)));
    }
  }
  if (has_items) return;
  if (alias != 0) {
    // Where code knows a module by another name than that of its file, the import has that name.
    bind(alias, tree_.name(import) == 0 ? module : std::string(tree_.name_text(import)));
  } else if (first != 0 && tree_.kind(import + 1) == Kind::kIdentifier) {
    bind(first, std::string(tree_.symbols().text(first)));  // `import a.b` binds a
  }
}

void Names::read_item(NodeId item, const std::string& module) {
  const NodeId name = tree_.child(item, Role::kName);
  const NodeId alias = tree_.child(item, Role::kAlias);
  if (name == kNoNode) return;
  const std::string_view text = tree_.name_text(name);
  if (text == "*" && alias == kNoNode) {
    // In a function it holds only there, which is not looked at.
    const bool outermost = tree_.parent(tree_.parent(item)) == Tree::root();
    if (outermost) wildcards_.push_back(paths_.text(paths_.make(module)));
  } else if (text == "*" || text == "default") {
    if (alias != kNoNode) bind(tree_.name(alias), module);
  } else {
    bind(tree_.name(alias != kNoNode ? alias : name), module + "." + std::string(text));
  }
}

// `const x = require("m")` and `const { a, b: c } = require("m")` are imports.
void Names::read_require(NodeId variable) {
  const NodeId call = tree_.child(variable, Role::kRight);
  if (call == kNoNode || tree_.kind(call) != Kind::kCall) return;
  const NodeId callee = tree_.child(call, Role::kCallee);
  const NodeId arguments = tree_.child(call, Role::kArguments);
  if (callee == kNoNode || arguments == kNoNode || tree_.kind(callee) != Kind::kIdentifier ||
      tree_.name_text(callee) != "require" || tree_.is_leaf(arguments) ||
      tree_.kind(arguments + 1) != Kind::kString) {
    return;
  }
  const std::string module(without_scheme(tree_.name_text(arguments + 1)));
  import_declarations_.push_back(variable);
  const NodeId left = tree_.child(variable, Role::kLeft);
  if (tree_.kind(left) == Kind::kIdentifier) return bind(tree_.name(left), module);
  if (tree_.kind(left) != Kind::kRecord) return;
  for (const NodeId pair : tree_.children(left)) {
    const NodeId key = tree_.child(pair, Role::kKey);
    const NodeId value = tree_.child(pair, Role::kValue);
    if (key == kNoNode || value == kNoNode || tree_.kind(value) != Kind::kIdentifier) continue;
    bind(tree_.name(value), module + "." + std::string(tree_.name_text(key)));
  }
}

NodeId Names::required_module(NodeId variable) const {
  if (!std::ranges::binary_search(import_declarations_, variable)) return kNoNode;
  const NodeId call = tree_.child(variable, Role::kRight);
  return tree_.child(call, Role::kArguments) + 1;
}

void Names::resolve() {
  paths_of_.assign(tree_.size(), 0);
  for (NodeId node = tree_.size(); node-- > 0;) {
    if (tree_.kind(node) == Kind::kIdentifier) {
      const Role role = tree_.role(node);
      if (role == Role::kProperty || role == Role::kKey || role == Role::kName) continue;
      const Symbol path = path_of_name_[tree_.name(node)];
      if (path != 0 && scopes_->variable(node) == 0) paths_of_[node] = path;
    } else if (tree_.kind(node) == Kind::kMember) {
      const NodeId object = tree_.child(node, Role::kObject);
      const NodeId property = tree_.child(node, Role::kProperty);
      if (object == kNoNode || property == kNoNode || paths_of_[object] == 0) continue;
      std::string path(paths_.text(paths_of_[object]));
      path.append(".").append(tree_.name_text(property));
      paths_of_[node] = paths_.make(std::move(path));
    }
  }
}

}  // namespace scan::sast

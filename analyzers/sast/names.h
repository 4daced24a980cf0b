// What the names of a file mean: "m" is "hashlib.md5" after `from hashlib import md5 as m`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sast/scopes.h"
#include "syntax/tree.h"

namespace scan::sast {

/// Resolves names through the imports of one file. Immutable; refers to the tree.
///
/// An import holds in the whole file, wherever it stands, save where a name means a variable.
class Names {
 public:
  explicit Names(const syntax::Tree& tree);

  /// The full name of an identifier or of a chain of members, as a symbol of paths(); 0 if it does
  /// not begin with a name that was imported.
  syntax::Symbol path(syntax::NodeId node) const { return paths_of_.empty() ? 0 : paths_of_[node]; }
  std::string_view path_text(syntax::NodeId node) const { return paths_.text(path(node)); }
  const syntax::SymbolTable& paths() const { return paths_; }

  /// The last part of that name, as a symbol of the tree; 0 where it is no other than the node's
  /// own.
  syntax::Symbol last_name(syntax::NodeId identifier) const {
    return last_names_.empty() ? 0 : last_names_[tree_.name(identifier)];
  }

  /// The module of `const x = require("m")`; kNoNode for any other variable.
  syntax::NodeId required_module(syntax::NodeId variable) const;

  const Scopes& scopes() const { return *scopes_; }

  /// Modules all of whose names are imported.
  const std::vector<std::string_view>& wildcards() const { return wildcards_; }

 private:
  void read_import(syntax::NodeId import);
  void read_item(syntax::NodeId item, const std::string& module);
  void read_require(syntax::NodeId variable);
  void bind(syntax::Symbol local, std::string path);
  void resolve();

  const syntax::Tree& tree_;
  syntax::SymbolTable paths_;
  std::vector<syntax::Symbol> path_of_name_;  // by symbol of the tree; empty without imports
  std::vector<syntax::Symbol> last_names_;
  std::vector<syntax::Symbol> paths_of_;             // by node
  std::vector<syntax::NodeId> import_declarations_;  // variables that are imports themselves
  std::optional<Scopes> scopes_;
  std::vector<std::string_view> wildcards_;
};

}  // namespace scan::sast

// What bills of materials have in common, whatever they are written in: components named by package
// URLs, and edges between their references.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sca/lockfile.h"

namespace scan::sca {

/// One component as the document states it.
struct SbomComponent {
  /// By which edges name it; may be empty.
  std::string ref;
  /// Its package URL as written; empty: none.
  std::string purl;
  Scope scope = Scope::kRuntime;
  std::string license;
  std::string origin;
  std::vector<std::string> hashes;
  Span span;
  /// Not a package but what depends on some: the project that the document is about, one of its
  /// modules, an operating system, a file.
  bool is_project = false;
};

/// Collects components and edges, in any order, then turns them into packages.
class SbomGraph {
 public:
  void add(SbomComponent component) { components_.push_back(std::move(component)); }
  /// `from` depends on `to`.
  void add_edge(std::string_view from, std::string_view to) { edges_.emplace_back(from, to); }
  /// What the component of this reference is needed for, where an edge says it.
  void set_scope(std::string_view ref, Scope scope) { scopes_.emplace_back(ref, scope); }

  /// Adds the packages. What a project depends on is direct; where none says what it depends on,
  /// what nothing else brings in. Tells of components without a package URL and of references that
  /// lead nowhere. Call once.
  void finish(LockfileContent& content);

 private:
  std::vector<SbomComponent> components_;
  std::vector<std::pair<std::string, std::string>> edges_;
  std::vector<std::pair<std::string, Scope>> scopes_;
};

}  // namespace scan::sca

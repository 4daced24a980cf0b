// Project files that tell of packages only together: each file's statements became facts, and the
// resolver of their kind, listed in projects.def, makes packages of all of them in conclude().
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "scan/package.h"

namespace scan::sca {

/// What resolvers may read beside the scanned tree.
struct ProjectSources {
  /// Maven's local repository, as "/home/me/.m2/repository"; empty: none.
  std::string maven_repository;
};

/// A row of projects.def; its name is the kind of the statements.
struct ProjectKind {
  std::string_view name;
  /// Adds packages and notices to `out`. `statements` are all facts of the kind, ordered by path
  /// and offset; a package has the location of the fact that declares it. Malformed payloads, as
  /// from an old cache, are passed over.
  void (*resolve)(std::span<const Fact* const> statements, const ProjectSources& sources,
                  ProjectResult& out);
};

std::span<const ProjectKind> project_kinds();

/// Resolves the facts of all kinds.
void resolve_projects(const std::vector<Fact>& facts, const ProjectSources& sources,
                      ProjectResult& out);

#define PROJECT(name)                                                                         \
  void resolve_##name(std::span<const Fact* const> statements, const ProjectSources& sources, \
                      ProjectResult& out);
#include "sca/projects.def"
#undef PROJECT

}  // namespace scan::sca

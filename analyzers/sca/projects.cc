// The table of kinds of statements.
#include "sca/projects.h"

namespace scan::sca {
namespace {

constexpr ProjectKind kProjectKinds[] = {
#define PROJECT(name) {#name, resolve_##name},
#include "sca/projects.def"
#undef PROJECT
};

}  // namespace

std::span<const ProjectKind> project_kinds() { return kProjectKinds; }

void resolve_projects(const std::vector<Fact>& facts, const ProjectSources& sources,
                      ProjectResult& out) {
  for (const ProjectKind& kind : kProjectKinds) {
    std::vector<const Fact*> statements;
    for (const Fact& fact : facts)
      if (fact.kind == kind.name) statements.push_back(&fact);
    if (!statements.empty()) kind.resolve(statements, sources, out);
  }
}

}  // namespace scan::sca

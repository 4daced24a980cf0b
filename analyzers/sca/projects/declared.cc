// What manifests declare, where no lockfile pins it. A lockfile pins what the manifests in its
// folder declare. It may pin, too, what those in folders below declare, as those of a workspace: of
// them, only what is one version already is kept, which is the same package or one that the
// lockfile does not have.
#include <set>
#include <utility>

#include "sca/lockfiles/declaration.h"
#include "sca/package_url.h"
#include "sca/projects.h"

namespace scan::sca {
namespace {

// Of ecosystem and folder; the folder of the tree itself is empty.
using LockedFolders = std::set<std::pair<std::string, std::string>, std::less<>>;

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view project_folder(const Fact& fact, const Declaration& declaration) {
  const std::string_view folder = folder_of(fact.location.path);
  return declaration.folder == ".." ? folder_of(folder) : folder;
}

bool is_locked(const LockedFolders& locked, const std::string& ecosystem, std::string_view folder) {
  return locked.contains(std::pair(ecosystem, std::string(folder)));
}

bool is_locked_above(const LockedFolders& locked, const std::string& ecosystem,
                     std::string_view folder) {
  while (!folder.empty()) {
    folder = folder_of(folder);
    if (is_locked(locked, ecosystem, folder)) return true;
  }
  return false;
}

}  // namespace

void resolve_declared(std::span<const Fact* const> statements, const ProjectSources&,
                      ProjectResult& out) {
  LockedFolders locked;
  for (const Fact* fact : statements)
    if (const auto lock = read_declaration(*fact); lock && lock->name.empty())
      locked.emplace(lock->ecosystem, project_folder(*fact, *lock));
  for (const Fact* fact : statements) {
    const std::optional<Declaration> declared = read_declaration(*fact);
    if (!declared || declared->name.empty()) continue;
    const std::string_view folder = project_folder(*fact, *declared);
    if (is_locked(locked, declared->ecosystem, folder)) continue;
    if (declared->version.empty() && is_locked_above(locked, declared->ecosystem, folder)) continue;
    out.packages.push_back(
        {.ecosystem = declared->ecosystem,
         .name = declared->name,
         .version = declared->version,
         .purl = package_url(declared->ecosystem, declared->name, declared->version),
         .scope = declared->scope,
         .direct = declared->direct,
         .location = fact->location});
  }
}

}  // namespace scan::sca

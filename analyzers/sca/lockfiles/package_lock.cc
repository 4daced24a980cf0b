// npm's package-lock.json (docs.npmjs.com, "package-lock.json"). Versions 2 and 3 have `packages`,
// a flat table by the place of installation ("node_modules/a/node_modules/b"); version 1 has
// `dependencies`, nested likewise.
//
// Both become one tree of places. A dependency is found as Node finds a module: in the dependant's
// own node_modules, else in that of the place above, up to the project's.
#include <utility>

#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/node_modules_tree.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

// Lockfiles of version 1 nest two levels a package. The document is a tree in memory, walked
// without recursion.
constexpr std::uint32_t kMaxDepth = 100'000;

constexpr std::uint32_t kNone = NodeModulesTree::kNone;
constexpr std::uint32_t kProject = NodeModulesTree::kProject;

// What is installed at a place.
struct Place {
  std::uint32_t package =
      kNone;  // in LockfileContent::packages; none for the project and its folders
  const Value* requirements[4] = {};  // mappings whose keys are what it depends on
  bool is_project = false;            // its dependencies are direct
  std::uint32_t target = kNone;       // the folder that a link leads to
};

Scope scope_of(const Value& entry) {
  if (flag_of(entry, "dev")) return Scope::kDev;
  // devOptional: reached both ways, so needed for development, or optionally in production.
  if (flag_of(entry, "optional") || flag_of(entry, "devOptional")) return Scope::kOptional;
  return Scope::kRuntime;
}

// SPDX since npm 7, an object or a list of them in old packages' manifests.
std::string_view license_of(const Value& entry) {
  const Value* license = entry.find("license");
  if (license != nullptr && license->kind == Kind::kSequence)
    license = license->items.size() == 1 ? license->items[0] : nullptr;
  if (license == nullptr) return {};
  return license->kind == Kind::kMapping  ? text_of(*license, "type")
         : license->kind == Kind::kString ? license->text
                                          : std::string_view();
}

// "npm:real@1.2.3", an alias as version 1 writes it.
bool split_alias(std::string_view& name, std::string_view& version) {
  if (!version.starts_with("npm:")) return false;
  std::size_t at = version.rfind('@');
  if (at == std::string_view::npos || at <= 4) return false;
  name = version.substr(4, at - 4);
  version.remove_prefix(at + 1);
  return true;
}

// Versions that are places: "file:../a", "git+ssh://...", "https://...", "github:a/b".
bool is_specifier(std::string_view version) { return version.find(':') != std::string_view::npos; }

class PackageLockReader {
 public:
  PackageLockReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {
    places_.push_back({.is_project = true});
  }

  void read() {
    const Value* packages = root_.find("packages");
    const Value* dependencies = root_.find("dependencies");
    if (packages != nullptr && packages->kind == Kind::kMapping)
      read_packages(*packages);
    else if (dependencies != nullptr && dependencies->kind == Kind::kMapping)
      read_dependencies(*dependencies);
    else if (root_.find("lockfileVersion") == nullptr && content_.notices.empty())
      return content_.notices.push_back(invalid_lockfile("has neither packages nor a version"));
    link();
    malformed_.tell(content_);
    tree_.tell(content_.notices);
  }

 private:
  void read_packages(const Value& packages);
  void read_dependencies(const Value& dependencies);
  void link();
  void add_package(std::uint32_t place, std::string_view name, std::string_view version,
                   const Member& member);
  bool read_path(std::string_view path, std::uint32_t& place, std::string_view& name);
  Place& at(std::uint32_t place) {
    if (places_.size() < tree_.size()) places_.resize(tree_.size());
    return places_[place];
  }

  const Value& root_;
  LockfileContent& content_;
  NodeModulesTree tree_;
  std::vector<Place> places_;
  MalformedEntries malformed_;
};

void PackageLockReader::add_package(std::uint32_t place, std::string_view name,
                                    std::string_view version, const Member& member) {
  const Value& entry = *member.value;
  if (name.empty()) return malformed_.add("the packages");
  at(place).package = static_cast<std::uint32_t>(content_.packages.size());
  LockedPackage package = {.ecosystem = "npm",
                           .name = std::string(name),
                           .version = std::string(is_specifier(version) ? "" : version),
                           .scope = scope_of(entry),
                           .license = std::string(license_of(entry)),
                           .span = span_of(member)};
  // Version 1 has the place of what comes from no registry as its version.
  package.origin = is_specifier(version) ? version : text_of(entry, "resolved");
  add_integrity(text_of(entry, "integrity"), package.hashes);
  content_.packages.push_back(std::move(package));
}

// "packages/app/node_modules/a/node_modules/@b/c": a folder of the project (often none), then
// names, of which `name` is the last one, and empty for the folder itself. False when a name is
// missing.
bool PackageLockReader::read_path(std::string_view path, std::uint32_t& place_of_path,
                                  std::string_view& name) {
  constexpr std::string_view kModules = "/node_modules/";
  // Every part but the folder follows a separator; the one before the first may be left out.
  const bool bare = path.starts_with(kModules.substr(1));
  std::size_t end = bare ? 0 : path.find(kModules);
  std::string_view project_folder = path.substr(0, end);
  place_of_path = project_folder.empty() ? kProject : tree_.folder(project_folder);
  name = {};
  if (end == std::string_view::npos) return true;
  path.remove_prefix(bare ? kModules.size() - 1 : end + kModules.size());
  for (;;) {
    end = path.find(kModules);
    name = path.substr(0, end);
    if (name.empty()) return false;
    place_of_path = tree_.place(place_of_path, name);
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + kModules.size());
  }
}

void PackageLockReader::read_packages(const Value& packages) {
  // Without workspaces, a folder is one that a dependency names as "file:FOLDER".
  const bool has_workspaces = mapping_of(packages, "").find("workspaces") != nullptr;
  for (const Member& member : packages.members) {
    const Value& entry = *member.value;
    std::uint32_t here = kProject;
    std::string_view name;
    if (entry.kind != Kind::kMapping || !read_path(member.key, here, name)) {
      malformed_.add("`packages`");
      continue;
    }
    const bool in_modules = !name.empty();
    // A link leads to a folder of the project, which has an entry of its own.
    if (flag_of(entry, "link")) {
      const std::uint32_t target = tree_.folder(text_of(entry, "resolved"));
      at(here).target = target;
      continue;
    }
    Place& found = at(here);
    found.requirements[0] = entry.find("dependencies");
    found.requirements[1] = entry.find("optionalDependencies");
    found.requirements[2] = entry.find("peerDependencies");
    std::string_view real_name = text_of(entry, "name");
    const std::string_view version = text_of(entry, "version");
    if (!in_modules) {
      name = member.key.substr(member.key.rfind('/') + 1);
      found.is_project = member.key.empty() || has_workspaces || version.empty() || name.empty();
      if (found.is_project) {
        found.requirements[3] = entry.find("devDependencies");
        continue;
      }
    }
    add_package(here, real_name.empty() ? name : real_name, version, member);
  }
}

void PackageLockReader::read_dependencies(const Value& dependencies) {
  struct Level {
    const Value* table;
    std::uint32_t parent;
  };
  std::vector<Level> levels = {{&dependencies, kProject}};
  while (!levels.empty()) {
    Level level = levels.back();
    levels.pop_back();
    for (const Member& member : level.table->members) {
      const Value& entry = *member.value;
      if (entry.kind != Kind::kMapping) {
        malformed_.add("`dependencies`");
        continue;
      }
      std::uint32_t here = tree_.place(level.parent, member.key);
      std::string_view name = member.key;
      std::string_view version = text_of(entry, "version");
      split_alias(name, version);
      add_package(here, name, version, member);
      at(here).requirements[0] = entry.find("requires");
      const Value* nested = entry.find("dependencies");
      if (nested != nullptr && nested->kind == Kind::kMapping) levels.push_back({nested, here});
    }
  }
}

void PackageLockReader::link() {
  places_.resize(tree_.size());
  bool states_direct = false;
  std::vector<bool> required(content_.packages.size());
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    for (const Value* table : places_[i].requirements) {
      if (table == nullptr || table->kind != Kind::kMapping) continue;
      states_direct |= places_[i].is_project;
      for (const Member& member : table->members) {
        std::uint32_t found = tree_.find_from(i, member.key);
        if (found != kNone && places_[found].target != kNone) found = places_[found].target;
        if (found == kNone || places_[found].package == kNone) continue;
        std::uint32_t package = places_[found].package;
        required[package] = true;
        if (places_[i].is_project)
          content_.packages[package].direct = true;
        else if (places_[i].package != kNone)
          content_.packages[places_[i].package].dependencies.push_back(package);
      }
    }
  }
  // Version 1 leaves to package.json what the project asks for. What nothing else brings in, it
  // must have asked for.
  if (!states_direct)
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      const std::uint32_t package = places_[i].package;
      if (package != kNone && tree_.parent_of(i) == kProject && !required[package])
        content_.packages[package].direct = true;
    }
}

}  // namespace

bool wants_package_lock(std::string_view, std::string_view base) {
  return base == "package-lock.json" || base == "npm-shrinkwrap.json";
}

void read_package_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "npm";
  const document::Document document =
      parse_lock_document(document::Syntax::kJson, input, content, {.max_depth = kMaxDepth});
  if (document.root().kind == Kind::kMapping) PackageLockReader(document.root(), content).read();
}

}  // namespace scan::sca

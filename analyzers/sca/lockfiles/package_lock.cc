// npm's package-lock.json (docs.npmjs.com, "package-lock.json"). Versions 2 and 3 have `packages`,
// a flat table by the place of installation ("node_modules/a/node_modules/b"); version 1 has
// `dependencies`, nested likewise.
//
// Both become one tree of places. A dependency is found as Node finds a module: in the dependant's
// own node_modules, else in that of the place above, up to the project's.
#include <functional>
#include <optional>
#include <unordered_map>

#include "document/value.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

// Lockfiles of version 1 nest two levels a package. The document is a tree in memory, walked
// without recursion.
constexpr std::uint32_t kMaxDepth = 100'000;
/// Places looked at to find dependencies; only a hostile file needs as many. What is beyond has no
/// edges.
constexpr std::uint64_t kMaxSteps = 30'000'000;

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::uint32_t kProject = 0;

// A place of installation.
struct Place {
  std::uint32_t parent = kNone;
  std::uint32_t package =
      kNone;  // in LockfileContent::packages; none for the project and its folders
  const Value* requirements[4] = {};  // mappings whose keys are what it depends on
  bool is_project = false;            // its dependencies are direct
};

struct PlaceKey {
  std::uint32_t parent;
  std::string_view name;
  bool operator==(const PlaceKey&) const = default;
};
struct PlaceHash {
  std::size_t operator()(const PlaceKey& key) const {
    return std::hash<std::string_view>()(key.name) * 31 + key.parent;
  }
};

std::string_view text_of(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value != nullptr && value->kind == Kind::kString ? value->text : std::string_view();
}

bool flag(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value != nullptr && value->kind == Kind::kBool && value->boolean;
}

Scope scope_of(const Value& entry) {
  if (flag(entry, "dev")) return Scope::kDev;
  // devOptional: reached both ways, so needed for development, or optionally in production.
  if (flag(entry, "optional") || flag(entry, "devOptional")) return Scope::kOptional;
  return Scope::kRuntime;
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
    else if (root_.find("lockfileVersion") == nullptr)
      return content_.notices.push_back(invalid_lockfile("has neither packages nor a version"));
    link();
  }

 private:
  void read_packages(const Value& packages);
  void read_dependencies(const Value& dependencies);
  void link();
  void add_package(std::uint32_t place, std::string_view name, std::string_view version,
                   const Member& member);

  // The place `name` in the node_modules of `parent`, made when there is none.
  std::uint32_t place(std::uint32_t parent, std::string_view name) {
    return place({parent, name}, parent);
  }
  // A folder of the project, as a workspace; its name may be that of a package.
  std::uint32_t folder(std::string_view path) { return place({kNone, path}, kProject); }
  std::uint32_t place(const PlaceKey& key, std::uint32_t parent) {
    auto [entry, added] = by_name_.try_emplace(key, static_cast<std::uint32_t>(places_.size()));
    if (added) places_.push_back({.parent = parent});
    return entry->second;
  }
  bool read_path(std::string_view path, std::uint32_t& place, std::string_view& name);
  std::uint32_t find_from(std::uint32_t from, std::string_view name);

  const Value& root_;
  LockfileContent& content_;
  std::vector<Place> places_;
  std::unordered_map<PlaceKey, std::uint32_t, PlaceHash> by_name_;
  std::uint64_t steps_ = 0;
};

void PackageLockReader::add_package(std::uint32_t place, std::string_view name,
                                    std::string_view version, const Member& member) {
  places_[place].package = static_cast<std::uint32_t>(content_.packages.size());
  content_.packages.push_back({.ecosystem = "npm",
                               .name = std::string(name),
                               .version = std::string(is_specifier(version) ? "" : version),
                               .scope = scope_of(*member.value),
                               .direct = false,
                               .span = {member.key_span.begin, member.value->span.end}});
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
  place_of_path = project_folder.empty() ? kProject : folder(project_folder);
  name = {};
  if (end == std::string_view::npos) return true;
  path.remove_prefix(bare ? kModules.size() - 1 : end + kModules.size());
  for (;;) {
    end = path.find(kModules);
    name = path.substr(0, end);
    if (name.empty()) return false;
    place_of_path = place(place_of_path, name);
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + kModules.size());
  }
}

void PackageLockReader::read_packages(const Value& packages) {
  std::size_t malformed = 0;
  for (const Member& member : packages.members) {
    const Value& entry = *member.value;
    if (entry.kind != Kind::kMapping) {
      ++malformed;
      continue;
    }
    std::uint32_t here = kProject;
    std::string_view name;
    if (!read_path(member.key, here, name)) {
      ++malformed;
      continue;
    }
    const bool in_modules = !name.empty();
    Place& found = places_[here];
    found.is_project = !in_modules;
    // A link leads to a folder of the project, which has an entry of its own.
    if (flag(entry, "link")) continue;
    found.requirements[0] = entry.find("dependencies");
    found.requirements[1] = entry.find("optionalDependencies");
    found.requirements[2] = entry.find("peerDependencies");
    if (!in_modules) {
      found.requirements[3] = entry.find("devDependencies");
      continue;
    }
    std::string_view real_name = text_of(entry, "name");
    add_package(here, real_name.empty() ? name : real_name, text_of(entry, "version"), member);
  }
  if (malformed > 0)
    content_.notices.push_back(
        invalid_lockfile(std::to_string(malformed) + " entries of `packages` are malformed"));
}

void PackageLockReader::read_dependencies(const Value& dependencies) {
  struct Level {
    const Value* table;
    std::uint32_t parent;
  };
  std::vector<Level> levels = {{&dependencies, kProject}};
  std::size_t malformed = 0;
  while (!levels.empty()) {
    Level level = levels.back();
    levels.pop_back();
    for (const Member& member : level.table->members) {
      const Value& entry = *member.value;
      if (entry.kind != Kind::kMapping) {
        ++malformed;
        continue;
      }
      std::uint32_t here = place(level.parent, member.key);
      std::string_view name = member.key;
      std::string_view version = text_of(entry, "version");
      split_alias(name, version);
      add_package(here, name, version, member);
      places_[here].requirements[0] = entry.find("requires");
      const Value* nested = entry.find("dependencies");
      if (nested != nullptr && nested->kind == Kind::kMapping) levels.push_back({nested, here});
    }
  }
  if (malformed > 0)
    content_.notices.push_back(
        invalid_lockfile(std::to_string(malformed) + " entries of `dependencies` are malformed"));
}

std::uint32_t PackageLockReader::find_from(std::uint32_t from, std::string_view name) {
  for (std::uint32_t place = from; place != kNone; place = places_[place].parent) {
    if (++steps_ > kMaxSteps) return kNone;
    auto found = by_name_.find(PlaceKey{place, name});
    if (found != by_name_.end()) return found->second;
  }
  return kNone;
}

void PackageLockReader::link() {
  bool states_direct = false;
  std::vector<bool> required(content_.packages.size());
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    for (const Value* table : places_[i].requirements) {
      if (table == nullptr || table->kind != Kind::kMapping) continue;
      states_direct |= places_[i].is_project;
      for (const Member& member : table->members) {
        std::uint32_t found = find_from(i, member.key);
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
    for (const Place& place : places_)
      if (place.parent == kProject && place.package != kNone && !required[place.package])
        content_.packages[place.package].direct = true;
  if (steps_ > kMaxSteps)
    content_.notices.push_back(
        {.code = "lockfile-edges",
         .message = "nested too deep to tell all that its packages depend on"});
}

}  // namespace

bool wants_package_lock(std::string_view, std::string_view base) {
  return base == "package-lock.json" || base == "npm-shrinkwrap.json";
}

void read_package_lock(const LockfileInput& input, LockfileContent& content) {
  Result<document::Document> document = document::Document::parse(
      document::Syntax::kJson, input.text, std::string(input.path), {.max_depth = kMaxDepth});
  if (!document.ok()) {
    const Error& error = document.error();
    content.notices.push_back(
        invalid_lockfile("line " + std::to_string(error.region.start_line) + ": " + error.message));
    return;
  }
  if (document->root().kind != Kind::kMapping) {
    content.notices.push_back(invalid_lockfile("is not a JSON object"));
    return;
  }
  PackageLockReader(document->root(), content).read();
}

}  // namespace scan::sca

// pnpm's pnpm-lock.yaml (github.com/pnpm/spec, "lockfile"), by the shape of the keys of `packages`:
//
//   5.x  /name/1.2.0, /@scope/name/1.2.0_peers, /name/1.2.0/peers, registry.example/name/1.2.0
//   6.x  /name@1.2.0, /@scope/name@1.2.0(peer@1.0.0)
//   9.x  name@1.2.0, name@https://example.org/a.tgz; what depends on what is in `snapshots`, whose
//        keys have the peers
//
// Packages from elsewhere ("file:a", "github.com/a/b/COMMIT") have their name and version beside
// the key. The project's folders are `importers`, or, when there is one, the document itself.
// A folder of the project without a version, and links, are the project's own.
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/reachability.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

constexpr std::uint32_t kNone = UINT32_MAX;

struct Key {
  std::string_view name;
  std::string_view version;
  std::string_view bare;  // the key without the peers
};

std::string_view without_peers(std::string_view key) { return key.substr(0, key.find('(')); }

// "name@1.2.0", where the name may begin with "@".
void split_at(std::string_view text, Key& key) {
  const std::size_t at = text.find('@', 1);
  if (at == std::string_view::npos) return;
  key.name = text.substr(0, at);
  key.version = text.substr(at + 1);
}

// "name/1.2.0", "@scope/name/1.2.0_peers", and without a second slash "name@1.2.0".
void split_path(std::string_view text, Key& key) {
  const std::size_t scope = text.starts_with('@') ? text.find('/') : std::string_view::npos;
  const std::size_t end = text.find('/', scope == std::string_view::npos ? 0 : scope + 1);
  if (end == std::string_view::npos) return split_at(text, key);
  key.name = text.substr(0, end);
  key.version = text.substr(end + 1);
  const std::size_t peers = key.version.find_first_of("/_");
  if (peers == std::string_view::npos) return;
  key.bare.remove_suffix(key.version.size() - peers);
  key.version = key.version.substr(0, peers);
}

Key parse_key(std::string_view text) {
  Key key = {.bare = without_peers(text)};
  if (text.starts_with("file:")) return key;
  const std::size_t scope = text.starts_with('@') ? text.find('/') : std::string_view::npos;
  const std::size_t slash = key.bare.find('/', scope == std::string_view::npos ? 0 : scope + 1);
  // An "@" behind the first slash is one of a path, which has a registry or nothing before it.
  if (key.bare.find('@', 1) < slash)
    split_at(key.bare, key);
  else if (slash != std::string_view::npos)
    split_path(key.bare.substr(slash + 1), key);
  if (key.version.empty() || !base::is_digit(key.version.front())) key.version = {};
  return key;
}

class PnpmLockReader {
 public:
  PnpmLockReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read();

 private:
  void read_packages();
  void add_package(const Member& member);
  void link(Reachability& reach);
  void link_project(const Value& folder, Reachability& reach);
  std::uint32_t find(std::string_view name, std::string_view reference) const;

  // An entry of `packages` or `snapshots`: what says what the package depends on.
  struct Node {
    std::uint32_t package;
    const Value* entry;
  };

  const Value& root_;
  LockfileContent& content_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string_view, std::uint32_t> by_key_;
  // Keys without peers: the same package with other peers is one package.
  std::unordered_map<std::string_view, std::uint32_t> by_bare_key_;
  bool states_scopes_ = false;
  MalformedEntries malformed_;
};

void PnpmLockReader::read() {
  read_packages();
  Reachability reach(content_);
  link(reach);
  const Value& importers = mapping_of(root_, "importers");
  for (const Member& importer : importers.members) link_project(*importer.value, reach);
  if (importers.members.empty()) link_project(root_, reach);
  std::vector<Scope> stated;
  for (const LockedPackage& package : content_.packages) stated.push_back(package.scope);
  reach.apply();
  if (states_scopes_)
    for (std::size_t i = 0; i < stated.size(); ++i) content_.packages[i].scope = stated[i];
  malformed_.tell(content_);
}

void PnpmLockReader::read_packages() {
  for (const Member& member : mapping_of(root_, "packages").members) {
    if (member.value->kind == Kind::kMapping)
      add_package(member);
    else
      malformed_.add("`packages`");
  }
  for (const Member& member : mapping_of(root_, "snapshots").members) {
    const auto found = by_bare_key_.find(without_peers(member.key));
    if (found == by_bare_key_.end()) continue;
    by_key_.try_emplace(member.key, found->second);
    nodes_.push_back({found->second, member.value});
  }
}

void PnpmLockReader::add_package(const Member& member) {
  const Value& entry = *member.value;
  Key key = parse_key(member.key);
  if (const std::string_view name = text_of(entry, "name"); !name.empty()) key.name = name;
  if (const std::string_view version = text_of(entry, "version"); !version.empty())
    key.version = version;
  if (key.name.empty() || key.version.empty()) return;

  const auto next = static_cast<std::uint32_t>(content_.packages.size());
  const auto [known, added] = by_bare_key_.try_emplace(key.bare, next);
  by_key_.try_emplace(member.key, known->second);
  nodes_.push_back({known->second, &entry});
  const bool dev = flag_of(entry, "dev"), optional = flag_of(entry, "optional");
  states_scopes_ |= entry.find("dev") != nullptr;
  const Scope scope = dev ? Scope::kDev : optional ? Scope::kOptional : Scope::kRuntime;
  if (!added) {
    // Needed for production with one set of peers, and in development with another.
    Scope& stated = content_.packages[known->second].scope;
    if (scope == Scope::kRuntime || stated == Scope::kDev) stated = scope;
    return;
  }
  const Value& resolution = mapping_of(entry, "resolution");
  LockedPackage package = {.ecosystem = "npm",
                           .name = std::string(key.name),
                           .version = std::string(key.version),
                           .scope = scope,
                           .span = span_of(member)};
  package.origin = text_of(resolution, "tarball");
  if (const std::string_view commit = text_of(resolution, "commit"); !commit.empty())
    package.origin = std::string(text_of(resolution, "repo")).append("#").append(commit);
  add_integrity(text_of(resolution, "integrity"), package.hashes);
  content_.packages.push_back(std::move(package));
}

// A reference is a version, with its peers, of a package of that name, or a key.
std::uint32_t PnpmLockReader::find(std::string_view name, std::string_view reference) const {
  if (reference.starts_with("link:")) return kNone;
  const auto find_in = [&](const auto& keys, std::string_view of_key) {
    if (const auto whole = keys.find(of_key); whole != keys.end()) return whole->second;
    std::string key;
    for (const auto& [before, between] : {std::pair("", "@"), {"/", "@"}, {"/", "/"}}) {
      (key = before).append(name).append(between).append(of_key);
      if (const auto found = keys.find(key); found != keys.end()) return found->second;
    }
    return kNone;
  };
  const std::uint32_t found = find_in(by_key_, reference);
  return found != kNone ? found : find_in(by_bare_key_, without_peers(reference));
}

void PnpmLockReader::link(Reachability& reach) {
  for (const Node& node : nodes_) {
    for (const Member& member : mapping_of(*node.entry, "dependencies").members) {
      const std::uint32_t found = find(member.key, member.value->text);
      if (found != kNone) content_.packages[node.package].dependencies.push_back(found);
    }
    for (const Member& member : mapping_of(*node.entry, "optionalDependencies").members) {
      const std::uint32_t found = find(member.key, member.value->text);
      if (found != kNone) reach.optional_edge(node.package, found);
    }
  }
}

void PnpmLockReader::link_project(const Value& folder, Reachability& reach) {
  constexpr std::pair<std::string_view, Scope> kTables[] = {
      {"dependencies", Scope::kRuntime},
      {"optionalDependencies", Scope::kOptional},
      {"devDependencies", Scope::kDev},
      {"configDependencies", Scope::kDev},  // of pnpm itself, as is the next
      {"packageManagerDependencies", Scope::kDev}};
  for (const auto& [table, scope] : kTables)
    for (const Member& member : mapping_of(folder, table).members) {
      // Since 6.0 a mapping with the range that was asked for and the version.
      const std::string_view version = member.value->kind == Kind::kMapping
                                           ? text_of(*member.value, "version")
                                           : member.value->text;
      const std::uint32_t found = find(member.key, version);
      if (found != kNone) reach.root(found, scope);
    }
}

}  // namespace

bool wants_pnpm_lock(std::string_view, std::string_view base) { return base == "pnpm-lock.yaml"; }

void read_pnpm_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "npm";
  const document::Document document = parse_lock_document(document::Syntax::kYaml, input, content);
  // pnpm 11 writes what it needs itself as a document of its own before the project's.
  const bool whole = content.notices.empty();
  for (const Value* root : document.roots()) {
    if (whole && text_of(*root, "lockfileVersion").starts_with('9') &&
        root->find("packages") != nullptr && root->find("snapshots") == nullptr)
      content.notices.push_back(invalid_lockfile("has `packages`, but no `snapshots`"));
    LockfileContent part;
    PnpmLockReader(*root, part).read();
    const auto offset = static_cast<std::uint32_t>(content.packages.size());
    for (LockedPackage& package : part.packages) {
      for (std::uint32_t& dependency : package.dependencies) dependency += offset;
      content.packages.push_back(std::move(package));
    }
    for (Notice& notice : part.notices) content.notices.push_back(std::move(notice));
  }
}

}  // namespace scan::sca

// Deno's deno.lock (docs.deno.com/runtime/fundamentals/modules, "Lock file"): its packages of npm.
//
//   version 2     npm: {specifiers: {"a@^1": "a@1.2.0"}, packages: {"a@1.2.0": {...}}}
//   version 3     packages: {specifiers: {"npm:a@^1": "npm:a@1.2.0"}, npm: {"a@1.2.0": {...}}}
//   version 4, 5  specifiers: {"npm:a@^1": "1.2.0"}, npm: {"a@1.2.0": {...}}
//
// A key may end in peers, "a@1.2.0_b@1.0.0". Dependencies are keys, "b", or "b@npm:c@1"; before 4
// they are a mapping of names to keys. The specifiers are what the sources and the configuration
// import: direct. Packages of jsr.io and remote modules are in no registry that advisories tell of.
#include <unordered_map>

#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

class DenoLockReader {
 public:
  explicit DenoLockReader(LockfileContent& content) : content_(content) {}

  void read(const Value& root) {
    const Value& packages = mapping_of(root, "packages");
    const Value& npm = mapping_of(root, "npm");
    read_packages(mapping_of(npm, "packages"));
    read_packages(mapping_of(packages, "npm"));
    if (npm.find("packages") == nullptr) read_packages(npm);
    for (const auto& [entry, package] : entries_) link(*entry, package);
    for (const Value* holder : {&root, &packages, &npm})
      for (const Member& member : mapping_of(*holder, "specifiers").members)
        read_specifier(member, holder == &npm);
    malformed_.tell(content_);
  }

 private:
  void read_packages(const Value& table) {
    for (const Member& member : table.members) {
      // "@s/a@1.2.0_peer@1.0.0": the version ends at the peers.
      const std::size_t at = member.key.find('@', 1);
      if (at == std::string_view::npos || member.value->kind != Kind::kMapping) {
        malformed_.add("`npm`");
        continue;
      }
      const std::string_view bare = member.key.substr(0, member.key.find('_', at));
      const auto next = static_cast<std::uint32_t>(content_.packages.size());
      const auto [known, added] = by_key_.try_emplace(bare, next);
      by_key_.try_emplace(member.key, known->second);
      auto [named, first] = by_name_.try_emplace(bare.substr(0, at), known->second);
      if (!first && named->second != known->second) named->second = kNone;
      entries_.emplace_back(member.value, known->second);
      if (!added) continue;
      LockedPackage package = {.ecosystem = "npm",
                               .name = std::string(bare.substr(0, at)),
                               .version = std::string(bare.substr(at + 1)),
                               .origin = std::string(text_of(*member.value, "tarball")),
                               .span = span_of(member)};
      add_integrity(text_of(*member.value, "integrity"), package.hashes);
      content_.packages.push_back(std::move(package));
    }
  }

  // "a@1.2.0", "a" where there is only one version, "alias@npm:a@1.2.0".
  std::uint32_t find(std::string_view key) const {
    if (const std::size_t alias = key.find("@npm:", 1); alias != std::string_view::npos)
      key.remove_prefix(alias + 5);
    if (const auto found = by_key_.find(key); found != by_key_.end()) return found->second;
    const std::size_t at = key.find('@', 1);
    if (at != std::string_view::npos) {
      const auto bare = by_key_.find(key.substr(0, key.find('_', at)));
      return bare == by_key_.end() ? kNone : bare->second;
    }
    const auto named = by_name_.find(key);
    return named == by_name_.end() ? kNone : named->second;
  }

  void link(const Value& entry, std::uint32_t package) {
    std::vector<std::uint32_t>& edges = content_.packages[package].dependencies;
    const auto add = [&](const Value& key) {
      if (const std::uint32_t found = find(key.text); found != kNone) edges.push_back(found);
    };
    for (std::string_view table : {"dependencies", "optionalDependencies", "optionalPeers"}) {
      for (const Value* item : list_of(entry, table).items) add(*item);
      for (const Member& member : mapping_of(entry, table).members) add(*member.value);
    }
  }

  // "npm:a@^1" and "1.2.0", "1.2.0_peers", or "npm:a@1.2.0"; version 2 leaves "npm:" out.
  void read_specifier(const Member& member, bool bare) {
    constexpr std::string_view kNpm = "npm:";
    std::string_view wanted = member.key, resolved = member.value->text;
    if (!bare && !wanted.starts_with(kNpm)) return;
    if (wanted.starts_with(kNpm)) wanted.remove_prefix(kNpm.size());
    if (resolved.starts_with(kNpm)) resolved.remove_prefix(kNpm.size());
    std::string key(resolved);
    if (resolved.find('@', 1) == std::string_view::npos ||
        resolved.find('@', 1) > resolved.find('_'))
      key = std::string(wanted.substr(0, wanted.find('@', 1))).append("@").append(resolved);
    if (const std::uint32_t found = find(key); found != kNone)
      content_.packages[found].direct = true;
  }

  static constexpr std::uint32_t kNone = UINT32_MAX;
  LockfileContent& content_;
  std::vector<std::pair<const Value*, std::uint32_t>> entries_;
  std::unordered_map<std::string_view, std::uint32_t> by_key_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;  // kNone: of several versions
  MalformedEntries malformed_;
};

}  // namespace

bool wants_deno_lock(std::string_view, std::string_view base) { return base == "deno.lock"; }

void read_deno_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "npm";
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  DenoLockReader(content).read(document.root());
}

}  // namespace scan::sca

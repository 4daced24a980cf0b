// PDM's pdm.lock (pdm-project.org/latest/usage/lockfile). A package with extras has an entry for
// each set of them beside its own. Which groups a package is in is stated since PDM 2.8; whether a
// group is one of development is not, but for its name.
#include <array>
#include <unordered_map>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"

namespace scan::sca {
namespace {

using document::Value;

Scope scope_of(const Value& entry) {
  constexpr std::array<std::string_view, 7> kDevelopment = {
      "dev", "develop", "development", "test", "tests", "testing", "lint"};
  bool is_dev = false;
  const Value& groups = list_of(entry, "groups");
  for (const Value* group : groups.items) {
    if (group->text == "default") return Scope::kRuntime;
    for (std::string_view name : kDevelopment) is_dev |= group->text == name;
  }
  if (groups.items.empty()) return Scope::kRuntime;
  return is_dev ? Scope::kDev : Scope::kOptional;
}

std::string origin_of(const Value& entry) {
  for (std::string_view kind : {"git", "hg", "svn", "bzr", "url", "path"})
    if (const std::string_view place = text_of(entry, kind); !place.empty()) {
      const std::string_view revision = text_of(entry, "revision");
      return std::string(place).append(revision.empty() ? "" : "#").append(revision);
    }
  return {};
}

void add_digests(const Value& files, LockedPackage& package) {
  for (const Value* file : files.items) add_digest(text_of(*file, "hash"), package.hashes);
}

// The name that a requirement ("requests[socks]<3; extra == 'a'") begins with.
std::string_view required_name(std::string_view requirement) {
  return base::trimmed(requirement.substr(0, requirement.find_first_of("[<>=!~;@( ")));
}

}  // namespace

bool wants_pdm_lock(std::string_view, std::string_view base) { return base == "pdm.lock"; }

void read_pdm_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "PyPI";
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  const Value& all_files = mapping_of(mapping_of(document.root(), "metadata"), "files");
  MalformedEntries malformed;
  std::unordered_map<std::string, std::uint32_t> by_identity;
  std::vector<std::pair<std::uint32_t, const Value*>> entries;
  for (const Value* entry : list_of(document.root(), "package").items) {
    const std::string_view name = text_of(*entry, "name"), version = text_of(*entry, "version");
    if (name.empty()) {
      malformed.add("`package`");
      continue;
    }
    const std::string identity = std::string(name).append(" ").append(version);
    const auto next = static_cast<std::uint32_t>(content.packages.size());
    const auto [known, added] = by_identity.try_emplace(identity, next);
    entries.emplace_back(known->second, entry);
    if (!added) continue;
    LockedPackage package = {.ecosystem = "PyPI",
                             .name = std::string(name),
                             .version = std::string(version),
                             .scope = scope_of(*entry),
                             .origin = origin_of(*entry),
                             .span = entry->span};
    add_digests(list_of(*entry, "files"), package);
    add_digests(list_of(all_files, identity), package);  // before PDM 2.8
    content.packages.push_back(std::move(package));
  }
  const NameIndex index(content);
  for (const auto& [package, entry] : entries)
    for (const Value* requirement : list_of(*entry, "dependencies").items)
      index.find("PyPI", required_name(requirement->text), "",
                 content.packages[package].dependencies);
  call_unrequired_direct(content);
  malformed.tell(content);
}

}  // namespace scan::sca

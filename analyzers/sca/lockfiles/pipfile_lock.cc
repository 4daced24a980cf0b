// Pipenv's Pipfile.lock (pipenv.pypa.io, "Pipfile & Pipfile.lock"): `default` and `develop`, and
// the categories of the project's own, each a table by name. What depends on what is not stated,
// nor what the Pipfile names: all is called direct. What has no pinned version ("==1.0") comes from
// a repository or a folder, and is no package here.
#include <unordered_map>

#include "sca/ecosystem.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

class PipfileLockReader {
 public:
  explicit PipfileLockReader(LockfileContent& content) : content_(content) {}

  void read(const Value& root) {
    for (const Member& category : root.members) {
      if (category.key == "_meta") continue;
      if (category.value->kind != Kind::kMapping) {
        malformed_.add("the document");
        continue;
      }
      const Scope scope = category.key == "default"   ? Scope::kRuntime
                          : category.key == "develop" ? Scope::kDev
                                                      : Scope::kOptional;
      for (const Member& member : category.value->members) add(member, scope);
    }
    malformed_.tell(content_);
  }

 private:
  void add(const Member& member, Scope scope) {
    const Value& entry = *member.value;
    if (entry.kind != Kind::kMapping || member.key.empty()) return malformed_.add("a category");
    std::string_view version = text_of(entry, "version");
    if (!version.starts_with("==")) return;
    while (version.starts_with('=')) version.remove_prefix(1);
    std::string identity = normalised_name("PyPI", member.key).append(" ").append(version);
    const auto next = static_cast<std::uint32_t>(content_.packages.size());
    const auto [known, added] = by_identity_.try_emplace(std::move(identity), next);
    if (!added) {
      // `default` stands before `develop`, which repeats what it shares with it.
      Scope& stated = content_.packages[known->second].scope;
      if (scope == Scope::kRuntime) stated = scope;
      return;
    }
    LockedPackage package = {.ecosystem = "PyPI",
                             .name = std::string(member.key),
                             .version = std::string(version),
                             .scope = scope,
                             .direct = true,
                             .span = span_of(member)};
    for (const Value* hash : list_of(entry, "hashes").items) add_digest(hash->text, package.hashes);
    content_.packages.push_back(std::move(package));
  }

  LockfileContent& content_;
  std::unordered_map<std::string, std::uint32_t> by_identity_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_pipfile_lock(std::string_view, std::string_view base) { return base == "Pipfile.lock"; }

void read_pipfile_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "PyPI";
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  PipfileLockReader(content).read(document.root());
}

}  // namespace scan::sca

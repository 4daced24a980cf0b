// NuGet's packages.lock.json (learn.microsoft.com, "Locking dependencies"): a table of packages for
// each target framework. One package is told once, where it stands first.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

}  // namespace

bool wants_nuget_lock(std::string_view, std::string_view base) {
  // "packages.PROJECT.lock.json" where two projects are in one folder.
  return base == "packages.lock.json" ||
         (base.starts_with("packages.") && base.ends_with(".lock.json"));
}

void read_nuget_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  PackageNames names(content);
  MalformedEntries malformed;
  for (const Member& framework : mapping_of(document.root(), "dependencies").members) {
    // A name has one version in each framework.
    const auto key = [&](std::string_view name) {
      return base::lowered(name) + '/' + std::string(framework.key);
    };
    for (const Member& member : framework.value->members) {
      const Value& entry = *member.value;
      if (entry.kind != Kind::kMapping || member.key.empty()) {
        malformed.add("`dependencies`");
        continue;
      }
      const std::string_view type = text_of(entry, "type");
      const std::string_view version = text_of(entry, "resolved");
      if (type == "Project") continue;
      LockedPackage package{.ecosystem = "NuGet",
                            .name = std::string(member.key),
                            .version = std::string(version),
                            .direct = type == "Direct",
                            .span = span_of(member)};
      if (const std::string_view hash = text_of(entry, "contentHash"); !hash.empty())
        add_integrity("sha512-" + std::string(hash), package.hashes);
      const bool direct = package.direct;
      const std::uint32_t position =
          names.add(base::lowered(member.key) + '@' + std::string(version), std::move(package))
              .first;
      content.packages[position].direct |= direct;
      names.also(key(member.key), position);
      for (const Member& dependency : mapping_of(entry, "dependencies").members)
        names.depends(position, key(dependency.key));
    }
  }
  names.link();
  malformed.tell(content);
}

}  // namespace scan::sca

// NuGet's packages.config (learn.microsoft.com, "packages.config reference").
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {

bool wants_packages_config(std::string_view, std::string_view base) {
  return base == "packages.config" ||
         (base.starts_with("packages.") && base.ends_with(".config"));  // packages.PROJECT.config
}

void read_packages_config(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kXml, input, content);
  MalformedEntries malformed;
  for (const document::Member& member : mapping_of(document.root(), "packages").members) {
    if (member.key != "package") continue;
    const std::string_view name = text_of(*member.value, "@id");
    const std::string_view version = text_of(*member.value, "@version");
    if (name.empty()) {
      malformed.add("`packages`");
      continue;
    }
    const bool is_dev = text_of(*member.value, "@developmentDependency") == "true";
    content.packages.push_back({.ecosystem = "NuGet",
                                .name = std::string(name),
                                .version = std::string(version),
                                .scope = is_dev ? Scope::kDev : Scope::kRuntime,
                                .direct = true,
                                .span = member.value->span});
  }
  malformed.tell(content);
}

}  // namespace scan::sca

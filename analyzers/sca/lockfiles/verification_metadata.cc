// Gradle's gradle/verification-metadata.xml (docs.gradle.org, "Verifying dependencies"): modules
// and the digests of their artifacts. It says which modules a build may see.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {

using document::Member;

bool wants_verification_metadata(std::string_view, std::string_view base) {
  return base == "verification-metadata.xml";
}

void read_verification_metadata(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kXml, input, content);
  const document::Value& metadata = mapping_of(document.root(), "verification-metadata");
  MalformedEntries malformed;
  for (const Member& member : mapping_of(metadata, "components").members) {
    if (member.key != "component") continue;
    const document::Value& entry = *member.value;
    const std::string_view group = text_of(entry, "@group"), name = text_of(entry, "@name");
    if (group.empty() || name.empty()) {
      malformed.add("`components`");
      continue;
    }
    LockedPackage package{.ecosystem = "Maven",
                          .name = std::string(group) + ":" + std::string(name),
                          .version = std::string(text_of(entry, "@version")),
                          .direct = true,
                          .span = entry.span};
    for (const Member& artifact : entry.members) {
      if (artifact.key != "artifact") continue;
      for (const Member& digest : artifact.value->members)
        add_digest(std::string(digest.key) + ":" + std::string(text_of(*digest.value, "@value")),
                   package.hashes);
    }
    content.packages.push_back(std::move(package));
  }
  malformed.tell(content);
}

}  // namespace scan::sca

// Dart's pubspec.lock (dart.dev/tools/pub/glossary#lockfile).
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {

bool wants_pubspec_lock(std::string_view, std::string_view base) { return base == "pubspec.lock"; }

void read_pubspec_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kYaml, input, content);
  MalformedEntries malformed;
  for (const document::Member& member : mapping_of(document.root(), "packages").members) {
    const document::Value& entry = *member.value;
    if (entry.kind != document::Kind::kMapping || member.key.empty()) {
      malformed.add("`packages`");
      continue;
    }
    const std::string_view dependency = text_of(entry, "dependency");
    const document::Value& description = mapping_of(entry, "description");
    LockedPackage package{.ecosystem = "Pub",
                          .name = std::string(member.key),
                          .version = std::string(text_of(entry, "version")),
                          .scope = dependency == "direct dev" ? Scope::kDev : Scope::kRuntime,
                          .direct = dependency.starts_with("direct"),
                          .origin = std::string(text_of(description, "url")),
                          .span = span_of(member)};
    add_hex_digest(text_of(description, "sha256"), package.hashes);
    content.packages.push_back(std::move(package));
  }
  malformed.tell(content);
}

}  // namespace scan::sca

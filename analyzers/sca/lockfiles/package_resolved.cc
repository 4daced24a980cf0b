// SwiftPM's Package.resolved (github.com/swiftlang/swift-package-manager, PackageModel): version 1
// has `object.pins`, later ones `pins`. A package is told by the URL of its repository.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/repository_name.h"

namespace scan::sca {

using document::Value;

bool wants_package_resolved(std::string_view, std::string_view base) {
  return base == "Package.resolved";
}

void read_package_resolved(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  const Value* pins = &list_of(document.root(), "pins");
  if (pins->items.empty()) pins = &list_of(mapping_of(document.root(), "object"), "pins");
  MalformedEntries malformed;
  for (const Value* pin : pins->items) {
    std::string_view url = text_of(*pin, "location");
    if (url.empty()) url = text_of(*pin, "repositoryURL");
    std::string name = repository_name(url);
    if (name.empty()) name = text_of(*pin, "identity");  // of a registry: "scope.name"
    if (name.empty()) {
      malformed.add("`pins`");
      continue;
    }
    content.packages.push_back(
        {.ecosystem = "SwiftURL",
         .name = std::move(name),
         .version = std::string(text_of(mapping_of(*pin, "state"), "version")),
         .direct = true,
         .origin = std::string(url),
         .span = pin->span});
  }
  malformed.tell(content);
}

}  // namespace scan::sca

#include "sca/lockfiles/image_reference.h"

#include "base/ascii.h"
#include "sca/lockfiles/digest.h"

namespace scan::sca {

void add_image(std::string_view reference, Scope scope, Span span, LockfileContent& content) {
  reference = base::trimmed(reference);
  if (reference.starts_with("docker://")) reference.remove_prefix(9);
  if (reference.empty() || reference == "scratch" ||
      reference.find_first_of("$<{ \t") != reference.npos)
    return;
  const std::size_t at = reference.find('@');
  const std::string_view digest =
      at == reference.npos ? std::string_view() : reference.substr(at + 1);
  std::string_view name = reference.substr(0, at), tag;
  const std::size_t colon = name.rfind(':');
  // A colon before a slash is that of a port.
  if (colon != name.npos && name.find('/', colon) == name.npos) {
    tag = name.substr(colon + 1);
    name = name.substr(0, colon);
  }
  if (name.empty()) return;
  LockedPackage package{.ecosystem = "Docker",
                        .name = std::string(name),
                        .version = std::string(tag.empty() ? digest : tag),
                        .scope = scope,
                        .direct = true,
                        .span = span};
  add_digest(digest, package.hashes);
  content.packages.push_back(std::move(package));
}

}  // namespace scan::sca

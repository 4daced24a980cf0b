// pacman's database of what is installed: a folder a package, whose file `desc` has fields of a
// "%NAME%" line and the lines up to an empty one.
#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// The first line of a field; empty when there is none.
std::string_view field(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    std::string_view rest = text.substr(at + name.size());
    if (rest.starts_with('\r')) rest.remove_prefix(1);
    if (!rest.starts_with('\n')) continue;
    rest.remove_prefix(1);
    return base::trimmed(rest.substr(0, rest.find('\n')));
  }
  return {};
}

}  // namespace

bool wants_pacman(std::string_view path, std::string_view base) {
  if (base != "desc") return false;
  path.remove_suffix(base.size() + 1);
  return ends_with_path(path.substr(0, path.rfind('/')), "var/lib/pacman/local");
}

void read_pacman(const LockfileInput& input, LockfileContent& content) {
  const std::string_view name = field(input.text, "%NAME%");
  const std::string_view version = field(input.text, "%VERSION%");
  if (name.empty() || version.empty()) {
    content.notices.push_back(invalid_lockfile("no name and version of a package in it"));
    return;
  }
  const std::string_view source = field(input.text, "%BASE%");
  const std::string_view architecture = field(input.text, "%ARCH%");
  const auto begin = static_cast<std::uint32_t>(name.data() - input.text.data());
  content.packages.push_back(
      {.ecosystem = "Arch Linux",
       .name = std::string(name),
       .version = std::string(version),
       .direct = field(input.text, "%REASON%") != "1",
       .license = std::string(field(input.text, "%LICENSE%")),
       .span = {begin, begin + static_cast<std::uint32_t>(name.size())},
       .source_name = source == name ? std::string() : std::string(source),
       .qualifiers = architecture.empty() ? std::string() : "arch=" + std::string(architecture)});
}

}  // namespace scan::sca

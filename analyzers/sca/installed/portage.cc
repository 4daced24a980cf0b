// Portage's database of what is installed: a folder a package, var/db/pkg/CATEGORY/NAME-VERSION,
// whose file PF has the last part of that.
#include "base/ascii.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// "var/db/pkg/sys-apps/sed-4.9/PF" is of "sys-apps"; empty where that is not its place.
std::string_view category_of(std::string_view path) {
  for (int i = 0; i < 2; ++i) {
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos) return {};
    path = path.substr(0, slash);
  }
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos || !ends_with_path(path.substr(0, slash), "var/db/pkg")) return {};
  return path.substr(slash + 1);
}

}  // namespace

bool wants_portage(std::string_view path, std::string_view base) {
  return base == "PF" && !category_of(path).empty();
}

void read_portage(const LockfileInput& input, LockfileContent& content) {
  const std::string_view full = base::trimmed(input.text);
  // A version begins at the first digit behind a "-" that no further name can be behind.
  for (std::size_t dash = full.find('-'); dash != full.npos; dash = full.find('-', dash + 1)) {
    if (dash == 0 || dash + 1 == full.size() || !base::is_digit(full[dash + 1])) continue;
    const std::string_view version = full.substr(dash + 1);
    const std::size_t next = version.find('-');
    const bool revision = next == version.npos || version.substr(next).starts_with("-r");
    if (!revision) continue;
    const auto begin = static_cast<std::uint32_t>(full.data() - input.text.data());
    content.packages.push_back(
        {.ecosystem = "Gentoo",
         .name = std::string(category_of(input.path)) + "/" + std::string(full.substr(0, dash)),
         .version = std::string(version),
         .direct = true,
         .span = {begin, begin + static_cast<std::uint32_t>(full.size())}});
    return;
  }
  content.notices.push_back(invalid_lockfile("no name and version of a package in it"));
}

}  // namespace scan::sca

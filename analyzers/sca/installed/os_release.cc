// os-release(5): which release of which distribution a root file system is. What package managers
// keep does not say so, and advisories are about releases.
#include "sca/installed/os_release.h"

#include <array>

#include "base/ascii.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"
#include "sca/netstring.h"

namespace scan::sca {
namespace {

// A shell's assignment: quotes around the whole, backslashes within.
std::string unquoted(std::string_view value) {
  value = base::trimmed(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  std::string plain;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) ++i;
    plain.push_back(value[i]);
  }
  return plain;
}

std::string* member(OsRelease& release, std::string_view name) {
  if (name == "ID") return &release.id;
  if (name == "VERSION_ID") return &release.version_id;
  if (name == "VERSION") return &release.version;
  if (name == "VERSION_CODENAME") return &release.codename;
  return nullptr;
}

}  // namespace

bool wants_os_release(std::string_view path, std::string_view base) {
  return base == "os-release" &&
         (ends_with_path(path, "etc/os-release") || ends_with_path(path, "usr/lib/os-release"));
}

void read_os_release(const LockfileInput& input, LockfileContent& content) {
  OsRelease release;
  std::string_view text = input.text;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = line.find('=');
    if (equals == line.npos || line.starts_with('#')) continue;
    if (std::string* value = member(release, line.substr(0, equals)))
      *value = unquoted(line.substr(equals + 1));
  }
  if (release.id.empty()) return;
  std::string payload;
  for (const std::string& field :
       {release.id, release.version_id, release.version, release.codename})
    append_netstring(payload, field);
  content.statements.push_back({.kind = kOsReleaseFact,
                                .payload = std::move(payload),
                                .span = {0, static_cast<std::uint32_t>(input.text.size())}});
}

std::optional<OsRelease> read_os_release_payload(std::string_view payload) {
  OsRelease release;
  for (std::string* field : {&release.id, &release.version_id, &release.version, &release.codename})
    if (!take_netstring(payload, *field)) return std::nullopt;
  if (!payload.empty()) return std::nullopt;
  return release;
}

}  // namespace scan::sca

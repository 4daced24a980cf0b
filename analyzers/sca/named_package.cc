// From package URLs to the names that OSV has.
#include <utility>

#include "base/ascii.h"
#include "sca/ecosystem.h"
#include "sca/package_url.h"

namespace scan::sca {
namespace {

struct Codename {
  std::string_view name;
  std::string_view release;
};

constexpr Codename kDebian[] = {{"wheezy", "7"},  {"jessie", "8"},    {"stretch", "9"},
                                {"buster", "10"}, {"bullseye", "11"}, {"bookworm", "12"},
                                {"trixie", "13"}};
constexpr Codename kUbuntu[] = {{"trusty", "14.04"}, {"xenial", "16.04"}, {"bionic", "18.04"},
                                {"focal", "20.04"},  {"jammy", "22.04"},  {"noble", "24.04"}};

// The row of a type and namespace; nullptr when OSV has none.
const Ecosystem* ecosystem_of(const PackageUrl& url) {
  const Ecosystem* plain = nullptr;
  for (const Ecosystem& row : ecosystems()) {
    if (row.purl_type != url.type || row.purl_type == "generic") continue;
    if (!row.purl_namespace.empty() && row.purl_namespace == url.name_space) return &row;
    if (row.purl_namespace.empty() && plain == nullptr) plain = &row;
  }
  return plain;
}

std::string_view qualifier(const PackageUrl& url, const std::string& key) {
  const auto found = url.qualifiers.find(key);
  return found == url.qualifiers.end() ? std::string_view() : found->second;
}

// "12" of "debian-12", "12.5" or "bookworm"; empty where it tells no release.
std::string_view release_of(const Ecosystem& ecosystem, std::string_view distro) {
  const std::string prefix = std::string(ecosystem.purl_namespace) + "-";
  if (distro.starts_with(prefix)) distro.remove_prefix(prefix.size());
  if (ecosystem.osv == "Debian")
    for (const Codename& codename : kDebian)
      if (distro == codename.name) return codename.release;
  if (ecosystem.osv == "Ubuntu")
    for (const Codename& codename : kUbuntu)
      if (distro == codename.name) return codename.release;
  return !distro.empty() && base::is_digit(distro.front()) ? distro : std::string_view();
}

// Between a package's namespace and its name in OSV.
std::string_view separator_of(std::string_view type) {
  if (type == "maven") return ":";
  return type == "vscode-extension" ? "." : "/";
}

}  // namespace

NamedPackage named_package(const PackageUrl& url) {
  NamedPackage named{.ecosystem = url.type, .name = url.name, .version = url.version};
  if (const std::string_view epoch = qualifier(url, "epoch"); !epoch.empty() && epoch != "0")
    named.version = std::string(epoch) + ":" + named.version;
  const Ecosystem* row = ecosystem_of(url);
  const bool distribution = row != nullptr && !row->purl_namespace.empty();
  if (!distribution && !url.name_space.empty())
    named.name = url.name_space + std::string(separator_of(url.type)) + url.name;
  if (row == nullptr) return named;
  named.ecosystem = row->osv;
  if (!distribution) return named;
  if (const std::string_view release = release_of(*row, qualifier(url, "distro")); !release.empty())
    named.ecosystem = canonical_ecosystem(named.ecosystem + ":" + std::string(release));
  if (std::string_view source = qualifier(url, "upstream"); !source.empty()) {
    // RPM's name the file of the source package.
    const std::size_t at = source.find('@');
    if (at != std::string_view::npos) named.version = source.substr(at + 1);
    source = source.substr(0, at);
    if (!source.ends_with(".src.rpm")) named.name = source;
  }
  return named;
}

}  // namespace scan::sca

// pkg:TYPE/NAMESPACE/NAME@VERSION?KEY=VALUE&... with each part percent-encoded, and a type's own
// rules for its names.
#include "sca/package_url.h"

#include "base/ascii.h"
#include "sca/ecosystem.h"

namespace scan::sca {
namespace {

using base::is_digit;
using base::is_letter;

// Percent-encodes all but the unreserved characters of RFC 3986 and those of `also`.
void append_encoded(std::string& url, std::string_view text, std::string_view also) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (char c : text) {
    bool plain = is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
                 also.find(c) != std::string_view::npos;
    if (plain) {
      url.push_back(c);
    } else {
      auto byte = static_cast<unsigned char>(c);
      url.push_back('%');
      url.push_back(kHex[byte >> 4]);
      url.push_back(kHex[byte & 15]);
    }
  }
}

// The types whose definitions say that case does not count.
bool folds_case(std::string_view type) {
  for (std::string_view folding :
       {"apk", "bitnami", "composer", "deb", "github", "hex", "pub", "pypi", "vscode-extension"})
    if (type == folding) return true;
  return false;
}

// A name with its namespace before "/", as the type spells it.
std::string purl_name(const Ecosystem& ecosystem, std::string_view name) {
  std::string_view type = ecosystem.purl_type;
  std::string spelt = folds_case(type) ? base::lowered(name) : std::string(name);
  if (type == "swift") spelt = normalised_name(ecosystem.osv, name);
  auto replace = [&](char from, char to) {
    if (std::size_t at = spelt.find(from); at != std::string::npos) spelt[at] = to;
  };
  if (type == "maven") replace(':', '/');
  if (type == "vscode-extension") replace('.', '/');
  for (char& c : spelt) {
    if (type == "pypi" && c == '_') c = '-';
    if (type == "pub" && !is_letter(c) && !is_digit(c)) c = '_';
  }
  return spelt;
}

// "debian-12" of "Debian:12"; empty for what is no release of a distribution.
std::string distro(const Ecosystem& ecosystem, std::string_view osv) {
  std::string canonical = canonical_ecosystem(osv);
  std::string_view release = std::string_view(canonical).substr(ecosystem.osv.size());
  bool distribution =
      ecosystem.purl_type == "deb" || ecosystem.purl_type == "apk" || ecosystem.purl_type == "rpm";
  if (!distribution || release.empty() || ecosystem.releases == ReleaseRule::kInner) return {};
  release.remove_prefix(1);
  if (ecosystem.releases == ReleaseRule::kBranch && release.starts_with('v'))
    release.remove_prefix(1);
  return std::string(ecosystem.purl_namespace) + "-" + std::string(release);
}

// Takes "1" off "1:2.0-3", which RPM's package URLs state for themselves.
std::string_view take_epoch(std::string_view& version) {
  std::size_t colon = version.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view epoch = version.substr(0, colon);
  if (epoch.empty() || epoch.find_first_not_of("0123456789") != std::string_view::npos) return {};
  version.remove_prefix(colon + 1);
  return epoch;
}

}  // namespace

std::string package_url(std::string_view ecosystem, std::string_view name,
                        std::string_view version) {
  constexpr Ecosystem kUnknown{.osv = {}, .purl_type = "generic", .purl_namespace = {}};
  // Without advisories in OSV's schema, but with a type of their own.
  constexpr Ecosystem kOthers[] = {{.osv = "CocoaPods", .purl_type = "cocoapods"},
                                   {.osv = "Docker", .purl_type = "docker"}};
  const Ecosystem* row = find_ecosystem(ecosystem);
  const bool is_known = row != nullptr;
  for (const Ecosystem& other : kOthers)
    if (row == nullptr && other.osv == ecosystem) row = &other;
  if (row == nullptr) row = &kUnknown;
  std::string url = "pkg:";
  url.append(row->purl_type).push_back('/');
  if (!row->purl_namespace.empty()) url.append(row->purl_namespace).push_back('/');
  append_encoded(url, purl_name(*row, name), "/:");

  std::string_view epoch;
  if (row->purl_type == "rpm") epoch = take_epoch(version);
  if (!version.empty()) {
    url.push_back('@');
    append_encoded(url, version, ":");
  }
  char separator = '?';
  auto append_qualifier = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    url.push_back(separator);
    url.append(key).push_back('=');
    append_encoded(url, value, ":");
    separator = '&';
  };
  if (is_known) append_qualifier("distro", distro(*row, ecosystem));
  append_qualifier("epoch", epoch);
  return url;
}

}  // namespace scan::sca

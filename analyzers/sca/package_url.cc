// pkg:TYPE/NAMESPACE/NAME@VERSION?KEY=VALUE&... with each part percent-encoded, and a type's own
// rules for its names.
#include "sca/package_url.h"

#include <algorithm>
#include <utility>

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

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  c = base::to_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// A "%" that no two digits follow stays as it is.
std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int high = -1, low = -1;
    if (text[i] == '%' && i + 2 < text.size()) {
      high = hex_value(text[i + 1]);
      low = hex_value(text[i + 2]);
    }
    if (high < 0 || low < 0) {
      plain.push_back(text[i]);
    } else {
      plain.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return plain;
}

std::string_view without_slashes(std::string_view text) { return base::trimmed(text, "/"); }

// The parts between slashes, decoded; those that are empty are left out, and of a subpath those
// that lead elsewhere.
std::string segments(std::string_view path, bool is_subpath) {
  std::string joined;
  while (!path.empty()) {
    std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    std::string plain = decoded(part);
    if (plain.empty() || (is_subpath && (plain == "." || plain == ".."))) continue;
    joined.append(joined.empty() ? "" : "/").append(plain);
  }
  return joined;
}

bool is_qualifier_key(std::string_view key) {
  if (key.empty() || is_digit(key.front())) return false;
  for (char c : key)
    if (!is_letter(c) && !is_digit(c) && c != '.' && c != '-' && c != '_') return false;
  return true;
}

void read_qualifiers(std::string_view text, PackageUrl& url) {
  while (!text.empty()) {
    std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    std::size_t equal = std::min(pair.find('='), pair.size());
    std::string key = base::lowered(pair.substr(0, equal));
    std::string value = decoded(pair.substr(std::min(equal + 1, pair.size())));
    if (is_qualifier_key(key) && !value.empty()) url.qualifiers.emplace(key, std::move(value));
  }
}

bool is_type(std::string_view type) {
  if (type.empty() || is_digit(type.front())) return false;
  for (char c : type)
    if (!is_letter(c) && !is_digit(c) && c != '.' && c != '+' && c != '-') return false;
  return true;
}

// What the type's definition makes of upper case and of characters that count as one.
void normalise(PackageUrl& url) {
  if (folds_case(url.type)) {
    url.name = base::lowered(url.name);
    url.name_space = base::lowered(url.name_space);
  }
  for (char& c : url.name) {
    if (url.type == "pypi" && c == '_') c = '-';
    if (url.type == "pub" && !is_letter(c) && !is_digit(c)) c = '_';
  }
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

std::optional<PackageUrl> parse_package_url(std::string_view text) {
  PackageUrl url;
  std::string_view rest = base::trimmed(text);
  auto take_behind = [&](char mark) {
    std::size_t at = rest.rfind(mark);
    if (at == std::string_view::npos) return std::string_view();
    std::string_view behind = rest.substr(at + 1);
    rest = rest.substr(0, at);
    return behind;
  };
  url.subpath = segments(take_behind('#'), true);
  read_qualifiers(take_behind('?'), url);
  std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || base::lowered(rest.substr(0, colon)) != "pkg")
    return std::nullopt;
  rest = without_slashes(rest.substr(colon + 1));
  std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || !is_type(rest.substr(0, slash))) return std::nullopt;
  url.type = base::lowered(rest.substr(0, slash));
  rest = without_slashes(rest.substr(slash + 1));
  // A scope of npm that nobody encoded begins with "@" as well, but has a "/" behind it.
  if (std::size_t at = rest.rfind('@');
      at != std::string_view::npos && at > 0 && rest.find('/', at) == std::string_view::npos)
    url.version = decoded(take_behind('@'));
  rest = without_slashes(rest);
  std::size_t last = rest.rfind('/');
  url.name = decoded(rest.substr(last + 1));  // npos + 1 is 0
  if (last != std::string_view::npos) url.name_space = segments(rest.substr(0, last), false);
  if (url.name.empty()) return std::nullopt;
  normalise(url);
  return url;
}

std::string to_string(const PackageUrl& url) {
  std::string text = "pkg:" + url.type + "/";
  if (!url.name_space.empty()) {
    append_encoded(text, url.name_space, "/:");
    text.push_back('/');
  }
  append_encoded(text, url.name, ":");
  if (!url.version.empty()) append_encoded(text += "@", url.version, ":");
  char separator = '?';
  for (const auto& [key, value] : url.qualifiers) {
    text.push_back(separator);
    append_encoded(text.append(key) += "=", value, ":");
    separator = '&';
  }
  if (!url.subpath.empty()) append_encoded(text += "#", url.subpath, "/:");
  return text;
}

}  // namespace scan::sca

// The table of ecosystems, and what follows from a row.
#include "sca/ecosystem.h"

#include "base/ascii.h"
#include "sca/versions/key_writer.h"

namespace scan::sca {
namespace {

constexpr Ecosystem kEcosystems[] = {
#define ECOSYSTEM(osv, purl_type, ordering, names) \
  {osv, purl_type, Ordering::ordering, NameRule::names},
#include "sca/ecosystems.def"
#undef ECOSYSTEM
};

// PEP 503: re.sub(r"[-_.]+", "-", name).lower()
std::string pep503_name(std::string_view name) {
  std::string normal;
  normal.reserve(name.size());
  for (char c : name) {
    bool separator = c == '-' || c == '_' || c == '.';
    if (!separator)
      normal.push_back(to_lower(c));
    else if (normal.empty() || normal.back() != '-')
      normal.push_back('-');
  }
  return normal;
}

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

// The types' own rules for names: PyPI folds case and "_", npm and Go fold case.
std::string purl_name(std::string_view type, std::string_view name) {
  if (type != "pypi" && type != "npm" && type != "golang") return std::string(name);
  std::string normal = base::lowered(name);
  if (type == "pypi")
    for (char& c : normal)
      if (c == '_') c = '-';
  return normal;
}

}  // namespace

std::span<const Ecosystem> ecosystems() { return kEcosystems; }

const Ecosystem* find_ecosystem(std::string_view osv) {
  std::string_view base = osv.substr(0, osv.find(':'));
  for (const Ecosystem& ecosystem : kEcosystems)
    if (ecosystem.osv == base) return &ecosystem;
  return nullptr;
}

std::string normalised_name(std::string_view ecosystem, std::string_view name) {
  const Ecosystem* row = find_ecosystem(ecosystem);
  if (row != nullptr && row->names == NameRule::kPep503) return pep503_name(name);
  return std::string(name);
}

std::string package_url(std::string_view ecosystem, std::string_view name,
                        std::string_view version) {
  const Ecosystem* row = find_ecosystem(ecosystem);
  std::string_view type = row != nullptr ? row->purl_type : "generic";
  std::string url = "pkg:";
  url.append(type).push_back('/');
  append_encoded(url, purl_name(type, name), "/:");
  if (!version.empty()) {
    url.push_back('@');
    append_encoded(url, version, ":");
  }
  return url;
}

}  // namespace scan::sca

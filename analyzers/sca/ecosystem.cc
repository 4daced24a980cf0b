// The table of ecosystems, and what follows from a row.
#include "sca/ecosystem.h"

#include "sca/versions/key_writer.h"

namespace scan::sca {
namespace {

constexpr std::string_view before_slash(std::string_view text) {
  return text.substr(0, text.find('/'));
}
constexpr std::string_view after_slash(std::string_view text) {
  std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
}

constexpr Ecosystem kEcosystems[] = {
#define ECOSYSTEM(osv, purl, ordering, names, releases) \
  {osv,                                                 \
   before_slash(purl),                                  \
   after_slash(purl),                                   \
   Ordering::ordering,                                  \
   NameRule::names,                                     \
   ReleaseRule::releases},
#include "sca/ecosystems.def"
#undef ECOSYSTEM
};

// What stands behind the first ":"; empty when there is none.
std::string_view release_of(std::string_view osv) {
  std::size_t colon = osv.find(':');
  return colon == std::string_view::npos ? std::string_view() : osv.substr(colon + 1);
}

// The row that orders and names an ecosystem's packages.
const Ecosystem* find_rules(std::string_view osv) {
  const Ecosystem* row = find_ecosystem(osv);
  while (row != nullptr && row->releases == ReleaseRule::kInner) {
    osv = release_of(osv);
    const Ecosystem* inner = find_ecosystem(osv);
    if (inner == nullptr) break;
    row = inner;
  }
  return row;
}

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

// "https://user@Example.org/a/b.git/" and "git@example.org:a/b" are "example.org/a/b".
std::string repository_name(std::string_view url) {
  std::string lower = base::lowered(base::trimmed(url));
  std::string_view rest = lower;
  std::size_t scheme = rest.find("://");
  if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
  std::size_t user = rest.substr(0, rest.find('/')).rfind('@');
  if (user != std::string_view::npos) rest.remove_prefix(user + 1);
  while (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.ends_with(".git")) rest.remove_suffix(4);
  std::string name(rest);
  // git's short form has a colon instead of the first slash.
  std::size_t colon = name.find(':');
  if (scheme == std::string_view::npos && colon < name.find('/')) name[colon] = '/';
  return name;
}

// "12" of "12.5", as many numbers as asked for.
std::string_view first_numbers(std::string_view release, int count) {
  std::size_t end = 0;
  for (; end < release.size(); ++end)
    if (!is_digit(release[end]) && (release[end] != '.' || --count == 0)) break;
  return release.substr(0, end);
}

// "22.04" of "Pro:22.04:LTS".
std::string without_support_marks(std::string_view release) {
  std::string kept;
  while (!release.empty()) {
    std::string_view part = release.substr(0, release.find(':'));
    release.remove_prefix(std::min(part.size() + 1, release.size()));
    if (part != "Pro" && part != "LTS") kept.append(kept.empty() ? "" : ":").append(part);
  }
  return kept;
}

std::string canonical_release(ReleaseRule rule, std::string_view release) {
  bool number = !release.empty() && is_digit(release.front());
  switch (rule) {
    case ReleaseRule::kSource:
      return {};
    case ReleaseRule::kMajor:
      if (number) return std::string(first_numbers(release, 1));
      break;
    case ReleaseRule::kBranch:
      if (release.starts_with('v')) release.remove_prefix(1);
      if (!release.empty() && is_digit(release.front()))
        return "v" + std::string(first_numbers(release, 2));
      break;
    case ReleaseRule::kUbuntu:
      return without_support_marks(release);
    case ReleaseRule::kInner:  // canonical_ecosystem() goes on with it
    case ReleaseRule::kNamed:
      break;
  }
  return std::string(release);
}

}  // namespace

std::span<const Ecosystem> ecosystems() { return kEcosystems; }

std::string_view base_ecosystem(std::string_view osv) { return osv.substr(0, osv.find(':')); }

const Ecosystem* find_ecosystem(std::string_view osv) {
  std::string_view base = base_ecosystem(osv);
  for (const Ecosystem& ecosystem : kEcosystems)
    if (ecosystem.osv == base) return &ecosystem;
  return nullptr;
}

Ordering ordering_of(std::string_view osv) {
  const Ecosystem* row = find_rules(osv);
  return row != nullptr ? row->ordering : Ordering::kNone;
}

std::string canonical_ecosystem(std::string_view osv) {
  std::string canonical;
  for (;;) {
    const Ecosystem* row = find_ecosystem(osv);
    if (row == nullptr) return canonical.append(osv);
    canonical.append(row->osv);
    const std::string_view release = release_of(osv);
    if (release.empty()) return canonical;
    if (row->releases != ReleaseRule::kInner) {
      const std::string spelt = canonical_release(row->releases, release);
      return spelt.empty() ? canonical : canonical.append(":").append(spelt);
    }
    canonical.push_back(':');
    osv = release;
  }
}

std::string normalised_name(std::string_view ecosystem, std::string_view name) {
  const Ecosystem* row = find_rules(ecosystem);
  switch (row != nullptr ? row->names : NameRule::kExact) {
    case NameRule::kFolded:
      return base::lowered(name);
    case NameRule::kPep503:
      return pep503_name(name);
    case NameRule::kRepositoryUrl:
      return repository_name(name);
    case NameRule::kExact:
      break;
  }
  return std::string(name);
}

}  // namespace scan::sca

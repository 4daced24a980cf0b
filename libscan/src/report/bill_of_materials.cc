#include "report/bill_of_materials.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "report/encoding.h"
#include "report/package_actions.h"

namespace scan::report {
namespace {

// The greatest is the most that it is needed for.
int need_of(std::string_view scope) {
  if (scope == "dev") return 0;
  return scope == "optional" ? 1 : 2;
}

std::string name_of(const std::vector<std::string>& roots) {
  std::string_view root = roots.empty() ? std::string_view() : roots.front();
  while (root.ends_with('/')) root.remove_suffix(1);
  root = root.substr(root.rfind('/') + 1);  // from 0 where there is none
  if (root.empty() || root == "." || root == "..") return "project";
  return repaired(root);
}

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::optional<license::Expression> license_of(const Component& component) {
  std::set<std::string_view> stated;
  for (const Package* place : component.places) stated.insert(place->license);
  std::optional<license::Expression> all;
  std::set<std::string> known;
  for (std::string_view text : stated) {
    std::optional<license::Expression> one = license::understood(text);
    if (!one || !known.insert(license::to_string(*one)).second) continue;
    all = all ? license::both(std::move(*all), *one) : std::move(*one);
  }
  return all;
}

void complete(Component& component,
              const std::unordered_map<std::string_view, std::size_t>& positions) {
  component.scope = component.places.front()->scope;
  for (const Package* place : component.places) {
    if (need_of(place->scope) > need_of(component.scope)) component.scope = place->scope;
    component.direct |= place->direct;
    for (const std::string& hash : place->hashes) component.hashes.push_back(hash);
    if (std::string origin = web_reference(place->origin); !origin.empty())
      component.origins.push_back(std::move(origin));
    for (const std::string& purl : place->dependencies)
      if (const auto found = positions.find(purl); found != positions.end())
        component.dependencies.push_back(found->second);
  }
  sort_unique(component.hashes);
  sort_unique(component.origins);
  sort_unique(component.dependencies);
  component.license = license_of(component);
}

Advisory advisory_of(const Finding& finding, const RuleInfo* rule) {
  Advisory advisory{.id = finding.rule_id,
                    .rule_id = finding.rule_id,
                    .aliases = {},
                    .title = finding.message,
                    .details = {},
                    .severity = finding.severity,
                    .ratings = {},
                    .cwe = {},
                    .references = {},
                    .published = {},
                    .modified = {},
                    .affects = {}};
  if (rule == nullptr) return advisory;
  advisory.aliases = rule->aliases;
  if (!rule->title.empty()) advisory.title = rule->title;
  advisory.details = rule->help;
  advisory.cwe = rule->cwe;
  advisory.references = rule->references;
  return advisory;
}

}  // namespace

const Component* BillOfMaterials::find(std::string_view purl) const {
  const auto found = std::ranges::lower_bound(components, purl, {}, &Component::purl);
  return found != components.end() && found->purl == purl ? &*found : nullptr;
}

BillOfMaterials bill_of_materials(const ScanResult& result) {
  BillOfMaterials bill{.name = name_of(result.roots), .components = {}};
  std::vector<const Package*> packages;
  for (const Package& package : result.packages)
    if (!package.purl.empty()) packages.push_back(&package);
  std::ranges::stable_sort(packages, {},
                           [](const Package* p) { return std::string_view(p->purl); });

  std::unordered_map<std::string_view, std::size_t> positions;
  for (const Package* package : packages) {
    if (bill.components.empty() || bill.components.back().purl != package->purl) {
      positions.emplace(package->purl, bill.components.size());
      bill.components.emplace_back().purl = package->purl;
    }
    bill.components.back().places.push_back(package);
  }
  for (Component& component : bill.components) complete(component, positions);
  return bill;
}

std::vector<Advisory> shown_advisories(const ScanResult& result) {
  std::unordered_map<std::string_view, const Finding*> open;  // by identity
  std::unordered_set<std::string_view> covered;
  for (const Finding& finding : result.findings)
    if (!finding.suppression && !finding.identity.empty()) open.emplace(finding.identity, &finding);
  std::vector<Advisory> advisories;
  for (const Advisory& advisory : result.advisories) {
    Advisory shown = advisory;
    std::erase_if(shown.affects, [&](const AffectedPackage& package) {
      return !package.finding.empty() && !open.contains(package.finding);
    });
    for (AffectedPackage& package : shown.affects)
      if (const auto found = open.find(package.finding);
          package.fixed_version.empty() && found != open.end())
        package.fixed_version = property_of(*found->second, "fixed_version");
    for (const AffectedPackage& package : advisory.affects) covered.insert(package.finding);
    if (!shown.affects.empty()) advisories.push_back(std::move(shown));
  }
  std::unordered_map<std::string_view, std::size_t> own;  // by rule
  for (const Finding& finding : result.findings) {
    const std::string_view purl = property_of(finding, "purl");
    if (finding.suppression || finding.analyzer != "sca" || purl.empty() ||
        covered.contains(finding.identity) || property_of(finding, "advisories").empty())
      continue;
    const auto [place, added] = own.try_emplace(finding.rule_id, advisories.size());
    if (added) {
      const auto rule = std::ranges::find(result.rules, finding.rule_id, &RuleInfo::id);
      advisories.push_back(advisory_of(finding, rule == result.rules.end() ? nullptr : &*rule));
    }
    advisories[place->second].affects.push_back(
        {.purl = std::string(purl),
         .fixed_version = std::string(property_of(finding, "fixed_version")),
         .finding = finding.identity});
  }
  std::ranges::stable_sort(advisories, {}, &Advisory::id);
  return advisories;
}

std::string web_reference(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !base::is_letter(text.front())) return {};
  if (!std::ranges::all_of(text.substr(0, colon), [](char c) {
        return base::is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
      }))
    return {};
  std::string reference(text.substr(0, colon + 1));
  text.remove_prefix(colon + 1);
  if (text.starts_with("//")) {
    reference += "//";
    text.remove_prefix(2);
    const std::string_view authority = text.substr(0, text.find_first_of("/?#"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
      text.remove_prefix(at + 1);
  }
  if (text.empty()) return {};
  constexpr char kHex[] = "0123456789ABCDEF";
  bool fragment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '%' && i + 2 < text.size() &&
                        std::isxdigit(static_cast<unsigned char>(text[i + 1])) != 0 &&
                        std::isxdigit(static_cast<unsigned char>(text[i + 2])) != 0;
    const bool plain = base::is_alphanumeric(c) || escape ||
                       std::string_view("-._~:/?@!$&'()*+,;=").find(c) != std::string_view::npos ||
                       (c == '#' && !fragment);
    fragment |= c == '#';
    if (plain) {
      reference.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      reference.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return reference;
}

bool is_time(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (kShape[i] == '0' ? !base::is_digit(text[i]) : text[i] != kShape[i]) return false;
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  constexpr std::array<int, 13> kDays = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = number(0) * 100 + number(2), month = number(5), day = number(8);
  if (year == 0 || month < 1 || month > 12 || day < 1 ||
      day > kDays[static_cast<std::size_t>(month)])
    return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return (month != 2 || day < 29 || leap) && number(11) < 24 && number(14) < 60 && number(17) < 60;
}

AdvisorySource source_of(std::string_view id) {
  const std::string part = percent_encoded(id);
  if (id.starts_with("CVE-")) return {"NVD", "https://nvd.nist.gov/vuln/detail/" + part};
  if (id.starts_with("GHSA-"))
    return {"GitHub Advisory Database", "https://github.com/advisories/" + part};
  return {"OSV", "https://osv.dev/vulnerability/" + part};
}

}  // namespace scan::report

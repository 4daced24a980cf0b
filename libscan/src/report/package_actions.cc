// A vulnerability of a package that another one brings in is dealt with where the project can: at
// the package that it asks for itself, the first of the finding's `dependency_path`.
#include "report/package_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace scan::report {
namespace {

// A package that is vulnerable itself.
struct Vulnerable {
  std::string_view name;
  std::string_view version;
  std::string_view upgrade_to;  // empty: no version is known
};

struct Work {
  std::map<std::string_view, Vulnerable> packages;  // by purl
  bool direct = false;
  PackageAction action;
};

std::string upgrade_text(const Vulnerable& package) {
  if (package.upgrade_to.empty())
    return fmt::format("replace {} {}, as no version without its vulnerabilities is known",
                       package.name, package.version);
  return fmt::format("upgrade {} {} to {}", package.name, package.version, package.upgrade_to);
}

// "raise express 4.17.1 until it brings in qs 6.7.3 and send 0.19.0"
std::string raise_text(std::string_view package, const Work& work) {
  std::vector<std::string> wanted;
  for (const auto& [purl, vulnerable] : work.packages)
    wanted.push_back(vulnerable.upgrade_to.empty()
                         ? fmt::format("no {}", vulnerable.name)
                         : fmt::format("{} {}", vulnerable.name, vulnerable.upgrade_to));
  constexpr std::size_t kNamed = 4;
  std::string list;
  for (std::size_t i = 0; i < std::min(wanted.size(), kNamed); ++i)
    list += (i == 0 ? "" : ", ") + wanted[i];
  if (wanted.size() > kNamed) list += fmt::format(" and {} more", wanted.size() - kNamed);
  return fmt::format("raise {} until it brings in {}", package, list);
}

void count(const Finding& finding, PackageAction& action) {
  ++action.vulnerabilities;
  if (action.path.empty()) action.path = finding.primary().path;
  if (finding.severity > action.severity || action.of_severity == 0) {
    action.severity = finding.severity;
    action.of_severity = 0;
  }
  if (finding.severity == action.severity) ++action.of_severity;
}

// "express 4.17.1" of a purl among the packages found; the purl itself where it is none of them.
class PackageNames {
 public:
  explicit PackageNames(const ScanResult& result) {
    for (const Package& package : result.packages) packages_.emplace(package.purl, &package);
  }
  std::string name_of(std::string_view purl) const {
    const auto found = packages_.find(purl);
    if (found == packages_.end()) return std::string(purl);
    const Package& package = *found->second;
    return package.version.empty() ? package.name : package.name + " " + package.version;
  }

 private:
  std::unordered_map<std::string_view, const Package*> packages_;
};

}  // namespace

std::string_view property_of(const Finding& finding, const std::string& name) {
  const auto found = finding.properties.find(name);
  return found == finding.properties.end() ? std::string_view() : found->second;
}

bool about_one_package(const Finding& a, const Finding& b) {
  const std::string_view purl = property_of(a, "purl");
  return !purl.empty() && purl == property_of(b, "purl") && !property_of(a, "advisories").empty() &&
         !property_of(b, "advisories").empty() &&
         a.suppression.has_value() == b.suppression.has_value() && a.locations == b.locations;
}

std::vector<PackageAction> package_actions(const ScanResult& result) {
  std::map<std::string_view, Work> works;  // by the purl of what is to be raised
  for (const Finding& finding : result.findings) {
    const std::string_view purl = property_of(finding, "purl");
    if (finding.suppression || purl.empty() || property_of(finding, "advisories").empty()) continue;
    const std::string_view path = property_of(finding, "dependency_path");
    const std::string_view raised = path.empty() ? purl : path.substr(0, path.find(" > "));
    Work& work = works[raised];
    work.direct |= raised == purl;
    work.packages[purl] = {property_of(finding, "package"), property_of(finding, "version"),
                           property_of(finding, "upgrade_to")};
    count(finding, work.action);
  }
  const PackageNames names(result);
  std::vector<PackageAction> actions;
  for (auto& [raised, work] : works) {
    std::string& text = work.action.text;
    if (work.direct) {
      const auto own = work.packages.extract(raised);
      text = upgrade_text(own.mapped());
    }
    if (!work.packages.empty())
      text += (text.empty() ? "" : ", and ") + raise_text(names.name_of(raised), work);
    actions.push_back(std::move(work.action));
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const PackageAction& a, const PackageAction& b) {
                     return std::tie(a.severity, a.of_severity, a.vulnerabilities) >
                            std::tie(b.severity, b.of_severity, b.vulnerabilities);
                   });
  return actions;
}

}  // namespace scan::report

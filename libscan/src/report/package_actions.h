// What to do about vulnerable packages: one action for all vulnerabilities that it ends.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/terminal.h"
#include "scan/finding.h"
#include "scan/scan_result.h"

namespace scan::report {

/// The value of a finding's property; empty where it has none.
std::string_view property_of(const Finding& finding, const std::string& name);

/// Whether two findings are vulnerabilities of one package in the same places, and both count or
/// both do not: a reader deals with them together.
bool about_one_package(const Finding& a, const Finding& b);

/// Something to do: raise a package that the project asks for itself.
struct PackageAction {
  /// A sentence: "upgrade Django 1.11.10 to 1.11.29".
  std::string text;
  /// Where the package is asked for, as the first of its places.
  std::string path;
  std::size_t vulnerabilities = 0;
  /// The highest of them, and how many have it.
  Severity severity = Severity::kInfo;
  std::size_t of_severity = 0;
};

/// One action for each package to raise, the most severe first, then the one that ends most.
/// Suppressed findings ask for none.
std::vector<PackageAction> package_actions(const ScanResult& result);

}  // namespace scan::report

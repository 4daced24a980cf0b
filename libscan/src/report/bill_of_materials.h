// The packages of a result as a bill of materials has them: one component for each package URL,
// however many files pin it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "license/license_expression.h"
#include "scan/scan_result.h"

namespace scan::report {

/// Refers to the result.
struct Component {
  /// What it is named by in the document: its purl.
  std::string_view purl;
  /// Where it is pinned, in the result's order; the first one speaks for it. Never empty.
  std::vector<const Package*> places;
  /// The most that any place needs it for: "runtime" before "optional" before "dev".
  std::string_view scope;
  bool direct = false;
  /// "ALGORITHM:HEX" of all places, sorted, each once.
  std::vector<std::string_view> hashes;
  /// All that any place states, joined by AND; nullopt: none states one.
  std::optional<license::Expression> license;
  /// Of all places, sorted, each once, as web_reference() has them.
  std::vector<std::string> origins;
  /// Positions in BillOfMaterials::components, ascending, each once.
  std::vector<std::size_t> dependencies;

  const Package& package() const { return *places.front(); }
};

struct BillOfMaterials {
  /// What was scanned: the last part of the first root; "project" where that says nothing.
  std::string name;
  /// Ordered by purl.
  std::vector<Component> components;

  /// The component of this purl; nullptr when there is none.
  const Component* find(std::string_view purl) const;
};

/// Edges to packages that are not in the result are left out.
BillOfMaterials bill_of_materials(const ScanResult& result);

/// The advisories of the findings that count (those that are suppressed do not), with the packages
/// that these are about; one that names no fix gets the one that its aliases name. A finding that
/// no advisory of the result speaks of, as in reports of before there were any, stands for one
/// itself.
std::vector<Advisory> shown_advisories(const ScanResult& result);

/// An absolute reference as RFC 3986 has it, made of what somebody wrote: what may not stand in one
/// is percent-encoded, a user and a password are left out. Empty where it has no scheme.
std::string web_reference(std::string_view text);

/// "2024-05-01T12:00:00Z" with numbers that make a time.
bool is_time(std::string_view text);

/// Where to read an advisory of this id.
struct AdvisorySource {
  std::string_view name;
  std::string url;
};
AdvisorySource source_of(std::string_view id);

}  // namespace scan::report

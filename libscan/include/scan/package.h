// A package that the scanned tree depends on: a component of its bill of materials.
//
//   for (const scan::Package& package : result.packages)
//     std::cout << package.purl << (package.direct ? "\n" : " (brought in by another)\n");
#pragma once

#include <string>
#include <vector>

#include "scan/finding.h"

namespace scan {

/// One pinned package as one file states it. A plain value.
struct Package {
  /// The OSV ecosystem: "PyPI", "npm", "Go" …
  std::string ecosystem;
  /// As the ecosystem writes it, not normalised: "Django", "@babel/core", "golang.org/x/net".
  std::string name;
  /// Exactly as pinned; empty when the file does not pin one.
  std::string version;
  /// Package URL, canonical: "pkg:pypi/django@5.1.4".
  std::string purl;
  /// "runtime", "dev" or "optional".
  std::string scope = "runtime";
  /// True when the project itself asks for it, false when another package brings it in.
  bool direct = false;
  /// As stated: an SPDX expression where the file has one ("MIT OR Apache-2.0"); empty: not stated.
  std::string license;
  /// Where the file says that it comes from: the URL of an artifact or a registry; empty: not said.
  std::string origin;
  /// Digests of its artifacts as the file states them, each "ALGORITHM:HEX" with CycloneDX's names
  /// of algorithms ("SHA-512:9b71…"), sorted.
  std::vector<std::string> hashes;
  /// What it was built from, where advisories name that instead: "openssl" of Debian's package
  /// "libssl3"; empty: it has a source of its own name, and of its own version.
  std::string source_name;
  std::string source_version;
  /// Where it is pinned.
  Location location;
  /// purls of the packages that it depends on, sorted; of the same file.
  std::vector<std::string> dependencies;

  friend bool operator==(const Package&, const Package&) = default;
};

}  // namespace scan

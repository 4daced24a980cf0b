// What a database says of a vulnerability in packages that were found. Findings join advisories
// that are aliases of one another; here each stands for itself.
//
//   for (const scan::Advisory& advisory : result.advisories)
//     for (const scan::AffectedPackage& package : advisory.affects)
//       std::cout << advisory.id << ' ' << package.purl << ' ' << package.fixed_version << '\n';
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scan/finding.h"

namespace scan {

/// A CVSS vector, and what its version's specification makes of it.
struct CvssRating {
  /// As the advisory states it: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H".
  std::string vector;
  /// The score in tenths (75 is 7.5), from 0 to 100; nullopt where the vector cannot be read.
  std::optional<std::uint32_t> score_tenths;

  friend bool operator==(const CvssRating&, const CvssRating&) = default;
};

/// One package that an advisory is about, in the version that was found.
struct AffectedPackage {
  /// That of a Package of the result.
  std::string purl;
  /// The version in which this advisory says that it is fixed; empty: it names none.
  std::string fixed_version;
  /// Finding::identity of the finding that tells of it, which need not be there any more (`--rule`)
  /// or may be suppressed.
  std::string finding;

  friend bool operator==(const AffectedPackage&, const AffectedPackage&) = default;
};

/// One advisory, as its database has it. A plain value.
struct Advisory {
  /// "GHSA-2f9x-5v75-3qv4".
  std::string id;
  /// The rule under which its findings stand: the id that names its group of aliases.
  std::string rule_id;
  /// All other ids of the vulnerability, with or without an advisory of their own.
  std::vector<std::string> aliases;
  /// One line.
  std::string title;
  /// Markdown; the beginning of it, where it is long.
  std::string details;
  /// As this advisory itself states it; nullopt when it does not.
  std::optional<Severity> severity;
  std::vector<CvssRating> ratings;
  /// As "CWE-89".
  std::vector<std::string> cwe;
  /// Web addresses.
  std::vector<std::string> references;
  /// "2024-05-01T12:00:00Z"; empty: not stated.
  std::string published;
  std::string modified;
  /// Ordered by purl; at least one.
  std::vector<AffectedPackage> affects;

  friend bool operator==(const Advisory&, const Advisory&) = default;
};

}  // namespace scan

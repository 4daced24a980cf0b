// Findings that somebody decided not to act upon, as a file lists them: which, where, until when
// and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/glob.h"

namespace scan::exceptions {

/// A package as an exception names it: by a package URL, or by its ecosystem's words.
struct PackagePattern {
  /// Canonical as comparable_purl() makes it; without a version it means every version.
  std::string purl;
  /// Where there is no purl. What is empty is not asked for.
  std::string ecosystem;
  std::string name;
  std::string version;
  /// "runtime", "dev" or "optional".
  std::string scope;

  friend bool operator==(const PackagePattern&, const PackagePattern&) = default;
};

/// One entry of a file. A finding meets it when each of the lists that is not empty has a member
/// that fits.
struct Exception {
  /// Ids of rules, or aliases of them: "CVE-2021-44906".
  std::vector<std::string> ids;
  std::vector<PackagePattern> packages;
  /// Paths in the scanned tree, in the language of .gitignore, relative to the folder of the file.
  std::vector<source::Glob> paths;
  /// Of findings of this analyzer; empty: of any.
  std::string_view analyzer;
  /// Seconds since 1970-01-01 UTC from which on it does not hold; nullopt: for good.
  std::optional<std::int64_t> until;
  /// What was decided, in the words of the file: "not_affected", "ignoreUntil 2026-12-31".
  std::string directive;
  /// Why; empty where the file does not say.
  std::string reason;
};

/// "2026-12-31", or with a time and a zone as in RFC 3339, as seconds since 1970-01-01 UTC; a date
/// is the beginning of its day. nullopt for anything else.
std::optional<std::int64_t> parse_date(std::string_view text);

/// Adds what a line of .gitignore means to the paths of an exception: a name without '/' at any
/// depth, and all that lies below what it names.
void add_path(std::string_view pattern, std::vector<source::Glob>& paths);

/// A package URL as it is compared: without qualifiers and subpath, percent-decoded, the type in
/// lower case. Empty for what is none.
std::string comparable_purl(std::string_view purl);

/// Whether a pattern without a version means `purl`, or one with a version is it; both comparable.
bool purl_covers(std::string_view pattern, std::string_view purl);

}  // namespace scan::exceptions

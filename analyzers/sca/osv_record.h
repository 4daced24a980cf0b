// One advisory as OSV's schema has it, reduced to what matching and reporting read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.h"
#include "scan/result.h"

namespace scan::sca {

struct OsvEvent {
  enum class Kind : std::uint8_t { kIntroduced, kFixed, kLastAffected, kLimit };
  Kind kind = Kind::kIntroduced;
  std::string version;
};

struct OsvRange {
  /// kGit, and a type that this program does not know, are never evaluated: versions are no
  /// commits.
  enum class Type : std::uint8_t { kEcosystem, kSemVer, kGit, kUnknown };
  Type type = Type::kUnknown;
  std::vector<OsvEvent> events;
};

struct OsvAffected {
  /// With its release: "Debian:12".
  std::string ecosystem;
  std::string name;
  std::vector<OsvRange> ranges;
  std::vector<std::string> versions;
};

struct OsvRecord {
  std::string id;
  /// Seconds since 1970-01-01 UTC; 0 when absent or malformed.
  std::int64_t modified = 0;
  bool withdrawn = false;
  std::string summary;
  std::string details;
  std::vector<std::string> aliases;
  /// Vulnerabilities of others that this record passes on, as a distribution's of one or more CVEs.
  std::vector<std::string> upstream;
  std::vector<std::string> related;
  /// The highest that its CVSS vectors and its database's own words state; nullopt when there is
  /// none that this program can read. Malicious packages ("MAL-...") are critical.
  std::optional<Severity> severity;
  /// CVSS vectors as stated, of whatever version; of the record and of its entries.
  std::vector<std::string> vectors;
  std::vector<std::string> cwes;
  /// Web addresses of references that are advisories themselves.
  std::vector<std::string> references;
  /// As stated, to the second: "2024-05-01T12:00:00Z"; empty when absent or malformed.
  std::string published_text;
  std::string modified_text;
  /// Entries that name a package.
  std::vector<OsvAffected> affected;
};

/// Parses records; keeps its buffers between them. Not for several threads at once.
class OsvParser {
 public:
  OsvParser();
  ~OsvParser();
  OsvParser(const OsvParser&) = delete;
  OsvParser& operator=(const OsvParser&) = delete;

  /// kInvalidData when `json` is not JSON, not an OSV record, or a field has another type than the
  /// schema says.
  Result<OsvRecord> parse(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::sca

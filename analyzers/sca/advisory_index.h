// Reads the advisory index: opens one file, answers which advisories affect a version of a package.
//
//   Result<AdvisoryIndex> index = AdvisoryIndex::open("advisories.db", Verify::kAsRead);
//   auto matches = index->find("PyPI", "Django", "3.2");
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sca/advisory_text.h"
#include "scan/advisory_database.h"
#include "scan/finding.h"
#include "scan/result.h"

namespace scan::sca {

/// When the checksums of blocks are compared. The header's and the table's own always are, on
/// opening.
enum class Verify : std::uint8_t {
  kAsRead,  ///< a block's when it is first read: a lookup costs what it touches. Small files: as
            ///< kAll
  kAll,     ///< all of them on opening
};

/// One advisory that affects the version asked for.
struct AdvisoryMatch {
  std::string id;
  /// Which group of aliases it belongs to.
  std::uint32_t group = 0;
  /// The version with the fix, as the advisory writes it; empty when it names none.
  std::string fixed;
};

/// One advisory of a group as it stands in its database.
struct StoredAdvisory {
  std::string id;
  /// As it states it itself; nullopt when it does not.
  std::optional<Severity> severity;
  AdvisoryText text;
};

/// Advisories that are aliases of one another.
struct AdvisoryGroup {
  /// All their ids and aliases; the first one names the group.
  std::vector<std::string> ids;
  /// The vulnerabilities of others that they pass on.
  std::vector<std::string> upstream;
  /// Whether `upstream` all come from one vulnerability: the group is a distribution's word on it.
  bool one_upstream = false;
  /// The highest that any of them states, or else any upstream one; nullopt when none does.
  std::optional<Severity> severity;
  /// Of the member that says most: with a summary, in id_order().
  std::string title;
  std::string details;
  std::vector<std::string> cwes;
  /// Ids of others that they call related.
  std::vector<std::string> related;
  /// In hundred-thousandths, the highest of its CVEs.
  struct Epss {
    std::uint32_t score = 0;
    std::uint32_t percentile = 0;
  };
  std::optional<Epss> epss;
  /// When it was first listed as known to be exploited, in days since 1970-01-01; 0: it is not.
  std::uint32_t exploited_day = 0;
  /// Those of its ids that are in the index, in the order of ids.
  std::vector<StoredAdvisory> members;
};

/// An open index. Immutable; const members may be called from several threads at once. What is
/// corrupt is always an error of the call that needed it, never an absent match.
class AdvisoryIndex {
 public:
  /// kNotFound, kIo; kInvalidData when it is no index, of another format version, truncated or
  /// corrupt.
  static Result<AdvisoryIndex> open(const std::string& path, Verify verify);
  /// The same of bytes in memory, which it takes over.
  static Result<AdvisoryIndex> from_bytes(std::string bytes, Verify verify);

  AdvisoryIndex(AdvisoryIndex&&) noexcept;
  AdvisoryIndex& operator=(AdvisoryIndex&&) noexcept;
  ~AdvisoryIndex();

  /// The advisories that affect `version` of the package, in the order of ids; `name` in any
  /// spelling of its ecosystem. A version that its ecosystem cannot read matches the versions that
  /// advisories list, and those advisories that affect every version. kInvalidData when the index
  /// is corrupt.
  Result<std::vector<AdvisoryMatch>> find(std::string_view ecosystem, std::string_view name,
                                          std::string_view version) const;
  /// A group by AdvisoryMatch::group.
  Result<AdvisoryGroup> group(std::uint32_t group) const;
  /// Whether it has any advisory of an ecosystem: of its release ("Debian:12") or of all; where
  /// `ecosystem` names no release, of any.
  Result<bool> covers(std::string_view ecosystem) const;
  /// AdvisoryDatabaseStatus::known_until().
  std::int64_t known_until() const;
  /// What it holds.
  Result<AdvisoryDatabaseStatus> status() const;

 private:
  struct State;
  explicit AdvisoryIndex(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace scan::sca

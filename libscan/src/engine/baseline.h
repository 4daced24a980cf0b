// What was known before a scan: a report that was stored then, Gitleaks' or one of our own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "scan/finding.h"
#include "scan/result.h"

namespace scan::engine {

/// Findings as a report has them. Empty: nothing was known.
class Baseline {
 public:
  /// A larger report is not read.
  static constexpr std::uint64_t kMaxBytes = 1u << 30;

  Baseline() = default;

  /// Reads and parses a file: kNotFound, kIo, or as parse().
  static Result<Baseline> read(const std::string& path);

  /// `json` is Gitleaks' report (a list) or our own (`--format json`); `path` is what errors name.
  /// kInvalidData when it is neither.
  static Result<Baseline> parse(std::string_view json, const std::string& path);

  /// Whether a file of the tree is the one that was read, whose secrets are none of the tree's.
  bool is_at(const std::string& system_path) const;

  /// Drops `prefix` and a '/' from the paths of Gitleaks' report that begin so: with one root
  /// Gitleaks' paths have it in front, and those of our results do not.
  void strip(std::string_view prefix);

  bool empty() const { return places_.empty() && fingerprints_.empty(); }

  /// Whether Gitleaks' report has this place of a finding: rule (or an alias of it), file, lines,
  /// commit, and the secret, unless the report does not tell it (`--redact`).
  bool lists(const Finding& finding, const std::vector<std::string>& aliases,
             const Location& location) const;

  /// Whether our own report has the finding, by its fingerprint.
  bool lists(const Finding& finding) const;

  /// The suppression of what is listed.
  static Suppression suppression();

 private:
  // Path, first and last line, commit. A file as a whole has no lines.
  using Place = std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>;
  struct Entry {
    std::string rule;
    std::optional<std::string> secret;  // nullopt: redacted
  };

  std::string path_;
  std::map<Place, std::vector<Entry>> places_;
  std::unordered_set<std::string> fingerprints_;
};

}  // namespace scan::engine

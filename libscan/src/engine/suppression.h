// Suppression in the source: the comments by which people already tell scanners to be quiet.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/finding.h"
#include "scan/source.h"
#include "scan/span.h"

namespace scan::engine {

/// One directive found in a file. docs/suppression.md is the table of what each kind does.
struct Directive {
  enum class Kind : std::uint8_t {
    kNosem,          ///< nosemgrep, nosem
    kNosec,          ///< nosec, of Bandit and gosec
    kNosonar,        ///< NOSONAR
    kNoqa,           ///< noqa: S602
    kGitleaksAllow,  ///< gitleaks:allow
    kCheckovSkip,    ///< checkov:skip=ID:reason
    kScanIgnore,     ///< scan:ignore[ID] reason
  };
  Kind kind = Kind::kScanIgnore;
  /// The lines that it speaks for, both included. Its own line; that and the next one where it
  /// stands alone; the block or the file around it for kCheckovSkip.
  std::uint32_t first_line = 0;
  std::uint32_t last_line = 0;
  /// Empty: for every rule that the kind may silence.
  std::vector<std::string> ids;
  /// As written, without the reason: "nosemgrep: weak-hash".
  std::string text;
  /// As written behind it; empty when none was given.
  std::string reason;

  friend bool operator==(const Directive&, const Directive&) = default;
};

/// The directives of a text, in order. One pass for all words, and nothing more for a file that has
/// none. Stops at 10,000: what stands behind them suppresses nothing.
std::vector<Directive> find_directives(const Source& source);

/// The directives of one file, as findings ask for them: a file may have thousands of each. Refers
/// to the list that it is given. Not to be shared between threads.
class Suppressions {
 public:
  explicit Suppressions(const std::vector<Directive>& directives) : directives_(directives) {}

  /// What suppresses a finding of a rule at `region`; nullopt when nothing does. A rule's aliases
  /// are always the same.
  std::optional<Suppression> find(std::string_view analyzer, std::string_view rule_id,
                                  const std::vector<std::string>& aliases, const Region& region);

 private:
  struct Candidate {
    const Directive* directive;
    std::uint32_t reaches;  // the greatest last line of this one and those before it
  };
  std::vector<Candidate> candidates_for(std::string_view analyzer, std::string_view rule_id,
                                        const std::vector<std::string>& aliases) const;

  const std::vector<Directive>& directives_;
  // The directives that may silence a rule, by first line. By analyzer and id.
  std::map<std::pair<std::string, std::string>, std::vector<Candidate>> by_rule_;
};

}  // namespace scan::engine

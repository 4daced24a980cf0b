// The comments by which people already tell scanners to be quiet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scan/source.h"

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

}  // namespace scan::engine

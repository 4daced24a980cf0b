// One front for two regular-expression engines: RE2, whose time is linear, and PCRE2 with its JIT
// under a match limit for the few patterns that RE2 cannot express (look-around, back-references).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"
#include "scan/span.h"

namespace scan::text {

struct RegexOptions {
  bool case_insensitive = false;
  /// "." matches a line break as well.
  bool dot_all = false;
  /// "^" and "$" match at line breaks (Python's re.MULTILINE). Otherwise "$" is the end of the text
  /// alone, as in Go; for PCRE2 too, where it would also match before a final line break.
  bool multi_line = false;

  friend bool operator==(const RegexOptions&, const RegexOptions&) = default;
};

/// What a search came to. A limit that was hit is neither a match nor its absence: report a notice.
enum class MatchStatus : std::uint8_t { kMatch, kNoMatch, kLimit };

/// A compiled pattern, over UTF-8. Accepts RE2's syntax (which is Go's) and PCRE's, "(?<name>"
/// included; where both engines accept a pattern, RE2 runs it. Immutable and safe to share between
/// threads. Compilation is done at first use, once; check() does it now. Building one costs two
/// allocations.
class Regex {
 public:
  /// Never fails; an invalid pattern is reported by check(), and matches nothing.
  explicit Regex(std::string pattern, RegexOptions options = {});
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// kInvalidRule with the engine's reason when neither engine can compile the pattern.
  Status check() const;

  const std::string& pattern() const;
  /// Whether the linear-time engine runs it.
  bool linear() const;

  /// The leftmost match that begins at or after `from` and lies in `text`; look-behind and anchors
  /// see all of `text`. On kMatch `groups` has the spans of the whole match and of each group in
  /// order; a group that did not take part has begin == end == kNoGroup.
  MatchStatus search(std::string_view text, std::uint32_t from, std::vector<Span>& groups) const;
  /// The leftmost match that lies within `range` of `text`; look-around and anchors see all of
  /// `text`, except that PCRE2 sees nothing beyond the range's end. Allocates nothing in the steady
  /// state when linear().
  MatchStatus search(std::string_view text, Span range, std::vector<Span>& groups) const;
  /// Whether there is any match. Cheaper: no spans are computed.
  MatchStatus contains(std::string_view text) const;
  /// Whether a match begins at offset 0 (Python's re.match).
  MatchStatus matches_prefix(std::string_view text) const;
  /// Whether a match begins at the beginning of `range` and lies within it; look-around and anchors
  /// see what search() lets them see.
  MatchStatus matches_at(std::string_view text, Span range) const;

  static constexpr std::uint32_t kNoGroup = 0xffffffff;

  /// The names of the capturing groups in order, "" for an unnamed one; the whole match is not
  /// among them.
  std::vector<std::string> group_names() const;
  std::uint32_t group_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::text

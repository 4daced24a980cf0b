// Parts of a text that are written in an encoding: where they are, and what they say. What counts
// as one is what Gitleaks' decoder (its detect/codec) takes for one, so that what is found in them
// is the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scan/span.h"

namespace scan::text {

/// Of two candidates that touch, the one that stands earlier here is decoded first: it may be
/// within the other.
enum class Coding : std::uint8_t {
  kPercent,  ///< "%41": from the first one of a line to the last one
  kUnicode,  ///< a sequence of "\u0041", "\\u0041" or "U+0041 "
  kHex,      ///< 32 digits or more
  kBase64,   ///< 16 characters or more; also the variant for URLs
};

struct EncodedSpan {
  Span span;
  Coding coding = Coding::kPercent;

  friend bool operator==(const EncodedSpan&, const EncodedSpan&) = default;
};

/// Goes through the candidates of a text, in order; none overlaps another. Takes time linear in the
/// text. A candidate need not be anything: decode it to see. Refers to the text.
class EncodedSpans {
 public:
  /// `text` has less than 4 GiB.
  explicit EncodedSpans(std::string_view text);

  std::optional<EncodedSpan> next();

 private:
  std::optional<EncodedSpan> next_match();
  void find_percent();
  void find_escape();
  void find_code_point();
  void find_run();

  std::string_view text_;
  std::size_t at_ = 0;  // what is before it is a part of a candidate, or of none
  // The next places at or after at_ where one begins; npos when there is none.
  std::size_t percent_ = 0;
  std::size_t escape_ = 0;
  std::size_t code_point_ = 0;
  std::size_t run_ = 0;
  // Of the run that begins at run_.
  std::size_t run_end_ = 0;
  // Read ahead, as a neighbour decides whether a candidate counts.
  std::optional<EncodedSpan> before_;
  std::optional<EncodedSpan> current_;
};

/// The first place from `at` on that no candidate reaches over or up to, so that what stands before
/// it and what stands behind it have the candidates that they have together: the begin of a line,
/// but not of every one; else the end of the text. The kBreakBytes before it tell.
std::size_t break_from(std::string_view text, std::size_t at);
/// The last such place up to `at`; the begin of the text if there is none.
std::size_t break_up_to(std::string_view text, std::size_t at);
inline constexpr std::size_t kBreakBytes = 7;

/// Appends what `encoded`, the text of a candidate, says. False, and nothing is appended, when it
/// says nothing: it is malformed, or not printable ASCII throughout (any character, for kUnicode).
bool append_decoded(Coding coding, std::string_view encoded, std::string& out);

}  // namespace scan::text

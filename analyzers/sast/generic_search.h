// Patterns of mere text over one file, or over a part of one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sast/generic_pattern.h"
#include "sast/generic_text.h"
#include "sast/pattern_search.h"

namespace scan::sast {

/// Matches generic patterns against one text, of which it keeps what several patterns need. Its
/// matches refer to the text. Not thread-safe.
class GenericSearch {
 public:
  enum class Extent : std::uint8_t {
    kFile,  ///< spacegrep leaves it alone when it is_gibberish()
    kPart,  ///< a text that a rule asks about, whatever it looks like
  };

  /// `text` must outlive the search.
  GenericSearch(std::string_view text, Extent extent);

  /// All matches; their spans count from the beginning of the text, and their bindings are texts.
  PatternMatches matches(const GenericPattern& pattern);

 private:
  struct Read {
    std::string without_comments;
    std::unique_ptr<const GenericText> text;
  };
  const GenericText& read(GenericOptions::Comments style);
  PatternMatches matches(const AlienPattern& pattern) const;

  std::string_view text_;
  bool gibberish_;
  std::array<Read, GenericOptions::kCommentStyles> read_;
};

/// `text` with a space for each byte of its comments, line breaks kept.
std::string without_comments(std::string_view text, GenericOptions::Comments style);

}  // namespace scan::sast

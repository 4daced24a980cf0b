// Paragraphs of "Name: value" lines, as Debian's control files, Alpine's database and the headers
// of Python's metadata have them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/span.h"

namespace scan::sca {

/// One paragraph. Views into the text that it was taken of.
struct Stanza {
  /// From its first line to the end of its last one, without that line's break.
  Span span;
  /// Each value with the lines that continue it, which begin with white space; trimmed.
  std::vector<std::pair<std::string_view, std::string_view>> fields;

  /// The value of the first field of this name, whose letters' case does not count; empty when
  /// there is none.
  std::string_view find(std::string_view name) const;
};

/// Takes the next paragraph of `text` from offset `at`, which moves behind it. Lines without a
/// colon are left out. False when there is none left.
bool take_stanza(std::string_view text, std::size_t& at, Stanza& stanza);

/// Whether `path` is `suffix`, or ends with it behind a folder or behind an archive that it stands
/// in: "var/lib/dpkg/status" in "image.tar!var/lib/dpkg/status".
bool ends_with_path(std::string_view path, std::string_view suffix);

}  // namespace scan::sca

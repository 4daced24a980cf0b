// Tells how bytes encode text, and decodes them to UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scan/source.h"

namespace scan::source {

/// As far as decode() looks for a NUL to tell binary from text, as git does: so many bytes of a
/// file tell whether it is binary.
inline constexpr std::size_t kProbeBytes = 8000;

/// What decode() makes of some bytes.
struct Decoded {
  Encoding encoding = Encoding::kUtf8;
  /// With kUtf8 the text is the bytes from here on: behind the byte order mark, if there is one.
  std::size_t text_offset = 0;
  /// With the other encodings: the text as UTF-8, without its byte order mark. Empty for kBinary.
  std::string text;
};

/// Tells the encoding as Source's constructor documents it. Total: never fails, and linear.
Decoded decode(std::string_view bytes);

/// How many bytes of text decode() makes of them at most; 0 where the text is the bytes.
std::uint64_t decoded_size(std::string_view bytes);

/// The inverse: `text` as `bytes` encode theirs, with the byte order mark that they begin with.
/// nullopt where that cannot be: for binary bytes, for those whose text does not give them back
/// (half a surrogate), and for a text with characters that Latin-1 has not.
std::optional<std::string> encode_like(std::string_view bytes, std::string_view text);

}  // namespace scan::source

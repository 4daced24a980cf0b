// Base 64, as tokens and keys carry it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scan::text {

/// The bytes that `text` stands for (RFC 4648): the alphabet with "+/" or the one with "-_", padded
/// or not. nullopt where it has another character, or a length that no bytes have. An empty text is
/// no bytes.
std::optional<std::string> decode_base64(std::string_view text);

/// The bytes in the alphabet with "+/", padded.
std::string encode_base64(std::string_view bytes);

}  // namespace scan::text

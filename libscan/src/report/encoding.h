// Bytes of unknown making, made fit for a report: repaired UTF-8, and percent-encoding.
#pragma once

#include <string>
#include <string_view>

namespace scan::report {

bool is_utf8(std::string_view text);

/// The text with each ill-formed sequence replaced by U+FFFD.
std::string repaired(std::string_view text);

/// The path as a relative reference of RFC 3986: '/' and the characters that may stand in a path
/// stay, every other byte is "%XX". A colon in the first part is encoded, since it would end a
/// scheme; a leading "./" is dropped. An absolute path becomes a file: URI.
std::string uri_of(std::string_view path);

/// Every byte that is no letter, digit or one of "-._~/" as "%XX". Undone by percent_decoded.
std::string percent_encoded(std::string_view bytes);

/// The inverse; a '%' that no two hexadecimal digits follow stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace scan::report

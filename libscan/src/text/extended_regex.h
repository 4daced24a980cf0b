// Extended mode (`x`), in which a pattern may be laid out over lines and commented. RE2 does not
// have it.
#pragma once

#include <string>
#include <string_view>

namespace scan::text {

/// The same pattern without extended mode: wherever `(?x)` or `(?x:` holds, white space and
/// comments to the end of the line are taken out, but not in classes, escapes and `\Q…\E`; and
/// everywhere `(?#comments)` are. Groups end the modes that begin in them, and `(?-x)` does.
///
/// The mode `u` of Rust is taken out as well: patterns are over UTF-8 here. What is malformed stays
/// so, for the compiler to tell. Linear.
std::string without_extended_mode(std::string_view pattern);

}  // namespace scan::text

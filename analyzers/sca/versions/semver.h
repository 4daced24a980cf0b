// The precedence of SemVer 2.0.0 as key parts, for the ecosystems that build on it.
#pragma once

#include <string_view>

#include "sca/versions/key_writer.h"

namespace scan::sca {

/// Which identifiers of digits compare as numbers. Others are words.
using NumberTest = bool (*)(std::string_view digits);
/// All of them, of any length.
inline bool any_number(std::string_view) { return true; }

/// Writes "MAJOR.MINOR.PATCH[-PRERELEASE][+BUILD]" (semver.org, section 11). Lenient where package
/// tools are: any count of numbers (missing ones are 0), leading zeros. False when `version` is not
/// of that shape.
bool write_semver(std::string_view version, KeyWriter& key, NumberTest is_number = any_number);

/// Writes what follows the numbers: "" for a release, or the dot-separated identifiers of a
/// pre-release.
bool write_prerelease(std::string_view identifiers, KeyWriter& key,
                      NumberTest is_number = any_number);

/// Writes identifiers between dots. False when there is none, or one is empty or has another
/// character than a letter, a digit or "-".
bool write_identifiers(std::string_view identifiers, KeyWriter& key,
                       NumberTest is_number = any_number);

/// Takes "1.2.3" off the front of `rest` and writes it, without trailing zeros. False when `rest`
/// does not begin with a number or has a dot without one.
bool write_release(std::string_view& rest, KeyWriter& key);

}  // namespace scan::sca

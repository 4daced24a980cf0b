// What can be seen of any value, whichever rule found it: that it was made up for a manual, or that
// it is no secret by nature, as a digest.
#pragma once

#include <cstdint>
#include <string_view>

#include "secrets/checks/check.h"

namespace scan::secrets {

/// Whether what looks like a pattern (counted, repeated) speaks against a secret. Not where the
/// rule is a user's: it may be how their tokens are numbered.
enum class Patterns : std::uint8_t { kCount, kMayBeReal };

/// Why the secret is hardly one, in words that follow "because"; empty when nothing is seen.
std::string_view doubt_about(const Subject& subject, Patterns patterns);

/// Why a value is a placeholder: it says so, it is a pattern, a reference to what is filled in
/// later, or the key of a vendor's manual. Empty when it is none.
std::string_view placeholder_reason(std::string_view value, Patterns patterns);

/// Why the value is public by its nature: a digest, an identifier, a public key. Empty when it is
/// not known to be.
std::string_view public_value_reason(const Subject& subject);

/// "among tests", "in documentation", "in a template": for a path where values are made up. Empty
/// for any other.
std::string_view place_of_examples(std::string_view path);

}  // namespace scan::secrets

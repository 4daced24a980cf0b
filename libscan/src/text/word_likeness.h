// Tells names and words from what was drawn at random.
#pragma once

#include <string_view>

namespace scan::text {

/// How much likelier `text` is as a word, a name or a path of source text than as characters drawn
/// at random from the alphabet that it uses: bits for each pair of neighbouring characters. Of
/// random text of 16 characters or more, in hexadecimal, base 32, 36, 62 or 64, 98 in 100 have less
/// than -0.5, and nine in ten names have more. 0 for a text of less than two characters.
double word_likeness(std::string_view text);

}  // namespace scan::text

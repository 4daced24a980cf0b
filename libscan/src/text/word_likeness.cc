// A Markov chain of order one in two parts: letters follow one another as in words ("th", never
// "qz"), and kinds of characters do as in names (a capital begins a word, digits stand together).
// The chance against which this is weighed has each kind as often as the text itself has it, so
// that digits alone, or capitals alone, say nothing.
//
// Entropy cannot tell the two: "getAuthenticationToken2" has more of it than most keys.
#include "text/word_likeness.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/ascii.h"

namespace scan::text {
namespace {

constexpr double kScale = 16;
constexpr std::size_t kLetters = 26;
constexpr std::size_t kKinds = 4;

constexpr std::array<std::array<std::int16_t, kLetters>, kLetters> kLetterPairs = {{
#define SCAN_LETTER_ROW(letter, ...) {__VA_ARGS__},
#define SCAN_KIND_ROW(kind, ...)
#include "text/letter_pairs.def"
#undef SCAN_LETTER_ROW
#undef SCAN_KIND_ROW
}};

constexpr std::array<std::array<std::int16_t, kKinds>, kKinds> kKindPairs = {{
#define SCAN_LETTER_ROW(letter, ...)
#define SCAN_KIND_ROW(kind, ...) {__VA_ARGS__},
#include "text/letter_pairs.def"
#undef SCAN_LETTER_ROW
#undef SCAN_KIND_ROW
}};

std::size_t kind_of(char c) {
  if (base::is_digit(c)) return 2;
  if (!base::is_letter(c)) return 3;
  return base::is_upper(c) ? 1 : 0;
}

std::size_t letter_of(char c) { return static_cast<std::size_t>(base::to_lower(c) - 'a'); }

}  // namespace

double word_likeness(std::string_view text) {
  if (text.size() < 2) return 0;
  std::array<double, kKinds> counts{};
  for (const char c : text) ++counts[kind_of(c)];
  std::array<double, kKinds> chance{};  // log2, in table units
  const double total = static_cast<double>(text.size()) + kKinds / 2.0;
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    chance[kind] = kScale * std::log2((counts[kind] + 0.5) / total);
  double sum = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char a = text[i - 1];
    const char b = text[i];
    sum += kKindPairs[kind_of(a)][kind_of(b)] - chance[kind_of(b)];
    if (base::is_letter(a) && base::is_letter(b)) sum += kLetterPairs[letter_of(a)][letter_of(b)];
  }
  return sum / kScale / static_cast<double>(text.size() - 1);
}

}  // namespace scan::text

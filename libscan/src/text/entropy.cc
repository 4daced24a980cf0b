// Gitleaks counts runes and divides by the number of bytes, which for a text beyond ASCII is
// neither entropy; its thresholds are about ASCII tokens, where counting bytes gives the same.
#include "text/entropy.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace scan::text {

double shannon_entropy(std::string_view text) {
  if (text.empty()) return 0;
  std::array<std::uint32_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double entropy = 0;
  for (const std::uint32_t count : counts) {
    if (count == 0) continue;
    const double frequency = count / static_cast<double>(text.size());
    entropy -= frequency * std::log2(frequency);
  }
  return entropy;
}

}  // namespace scan::text

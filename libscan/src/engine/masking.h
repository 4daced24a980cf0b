// Keeps secrets out of whatever a scan says, whichever analyzer says it.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan::engine {

/// Secrets by their text, to be found in any words. Refers to the texts that it is given.
class SecretTexts {
 public:
  /// In any order, repeated or not. A text of less than four bytes is left out: it would be found
  /// in ordinary words.
  explicit SecretTexts(std::vector<std::string_view> secrets);

  bool empty() const { return secrets_.empty(); }

  /// Replaces every secret in `words` by its mask, as Masking::excerpt does. Returns with how many
  /// secrets it compared, which does not grow with their number but by its logarithm.
  std::size_t mask(std::string& words) const;

 private:
  std::size_t longest_at(std::string_view words, std::size_t& compared) const;

  std::vector<std::string_view> secrets_;  // sorted, unique
  std::vector<std::uint32_t> shorter_;     // of each, the longest other one that it begins with
  std::bitset<1 << 16> beginnings_;        // hashes of their first four bytes
};

/// The secrets of one file. Refers to the file's text.
class Masking {
 public:
  /// `sensitive` in any order, overlapping or not; offsets beyond the text are clamped. `decoded`:
  /// secrets that the text does not have as they are.
  Masking(std::string_view text, std::vector<Span> sensitive,
          const std::vector<std::string>& decoded = {});

  bool empty() const { return spans_.empty(); }

  /// The text of `span` with every character that is part of a secret replaced, character for
  /// character, so that columns stay what they are. A long secret keeps its first four characters,
  /// which name its kind and not its value.
  std::string excerpt(Span span) const;

  /// Replaces every occurrence of a secret in `words`.
  void mask(std::string& words) const { texts_.mask(words); }

  /// The secrets as they stand in the file and as they are decoded, also each line of one that has
  /// several.
  static std::vector<std::string_view> texts_of(std::string_view text,
                                                const std::vector<Span>& sensitive,
                                                const std::vector<std::string>& decoded);

 private:
  std::string_view text_;
  SecretTexts texts_;
  std::vector<Span> spans_;  // sorted, disjoint
};

}  // namespace scan::engine

// Puts the sections of an advisory index together: compresses texts, aligns, computes checksums.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sca/index_format.h"

namespace scan::sca {

/// Packs texts into Zstandard frames, many a frame, so that one is read by decompressing some
/// kilobytes.
class TextPacker {
 public:
  struct Place {
    std::uint32_t block = 0;
    std::uint32_t offset = 0;
  };
  Place add(std::string_view text);
  /// Appends the TextBlockRecords and the frames to their sections. Call once.
  void finish(std::string& blocks, std::string& text);

 private:
  void flush();

  std::string open_;
  std::string frames_;
  std::vector<TextBlockRecord> records_;
};

/// The largest text block when decompressed, unless a single text is larger.
inline constexpr std::uint32_t kTextBlockSize = 32 << 10;

/// The bytes of the file.
std::string seal_index(const std::array<std::string, kSectionCount>& sections,
                       std::int64_t newest_modified);

/// Writes all checksums of a file of this format anew, so that a test or a fuzzer can reach what
/// stands behind them. Leaves alone what is too short or inconsistent to be such a file.
void reseal_index(std::string& file);

}  // namespace scan::sca

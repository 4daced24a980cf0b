// Puts the sections of an advisory index together: compresses texts, aligns, computes checksums.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordered_tasks.h"
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
  /// Compresses on so many threads; the frames do not depend on it.
  explicit TextPacker(std::size_t threads);
  Place add(std::string_view text);
  /// Appends the TextBlockRecords and the frames to their sections. Call once.
  void finish(std::string& blocks, std::string& text);

 private:
  void flush();

  struct Frame {
    std::string bytes;
    std::uint32_t size;  // decompressed
  };

  std::string open_;
  std::uint32_t blocks_ = 0;  // before the open one
  std::string frames_;
  std::vector<TextBlockRecord> records_;
  base::OrderedTasks<Frame> tasks_;
};

/// The largest text block when decompressed, unless a single text is larger.
inline constexpr std::uint32_t kTextBlockSize = 32 << 10;

/// The bytes of the file. The sections are given back to the system one by one, so that two copies
/// never exist.
std::string seal_index(std::array<std::string, kSectionCount> sections, const IndexTimes& times);

/// The same index with another IndexTimes::confirmed. `file` must be a sound one.
void set_confirmed(std::string& file, std::int64_t confirmed);

/// Writes all checksums of a file of this format anew, so that a test or a fuzzer can reach what
/// stands behind them. Leaves alone what is too short or inconsistent to be such a file.
void reseal_index(std::string& file);

}  // namespace scan::sca

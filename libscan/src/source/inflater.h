// Decompresses zlib streams, of which git's objects are made.
#pragma once

#include <libdeflate.h>
#include <zlib.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace scan::source {

/// Streams of which the size is not known beforehand, one after the other; keeps its working memory
/// from one to the next.
class Inflater {
 public:
  Inflater();

  /// Begins with a stream. What follows it in `input`, which must stay, is not looked at.
  void begin(std::string_view input);

  /// How much of `out` was filled; less than all of it at the end, and where it is damaged.
  std::size_t fill(std::span<char> out);

  /// Whether the stream ends here, and its checksum is right.
  bool ends();

 private:
  struct End {
    void operator()(z_stream* stream) const;
  };
  // Its state points back at it, so it stays where it is.
  std::unique_ptr<z_stream, End> stream_;
  bool ready_ = false;
  bool valid_ = false;
  bool ended_ = false;
};

/// Streams of a known size, at once, which takes two thirds of the time.
class WholeInflater {
 public:
  WholeInflater() : state_(::libdeflate_alloc_decompressor()) {}

  /// The stream that `input` begins with, which is known to have `size` bytes; false when it has
  /// not, or is damaged.
  bool inflate(std::string_view input, std::size_t size, std::string& out);

  /// The bytes of the input that the last stream took.
  std::size_t consumed() const { return consumed_; }

 private:
  struct End {
    void operator()(libdeflate_decompressor* state) const { ::libdeflate_free_decompressor(state); }
  };
  std::unique_ptr<libdeflate_decompressor, End> state_;  // null when there is no memory
  std::size_t consumed_ = 0;
};

}  // namespace scan::source

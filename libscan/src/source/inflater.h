// Decompresses zlib streams, of which git's objects are made.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace scan::source {

/// One stream after the other; keeps its working memory from one to the next.
class Inflater {
 public:
  Inflater();

  /// Begins with a stream. What follows it in `input`, which must stay, is not looked at.
  void begin(std::string_view input);

  /// How much of `out` was filled; less than all of it at the end, and where it is damaged.
  std::size_t fill(std::span<char> out);

  /// Whether the stream ends here, and its checksum is right.
  bool ends();

  /// The whole stream, which is known to have `size` bytes; false when it has not, or is damaged.
  bool inflate(std::string_view input, std::size_t size, std::string& out);

  /// The bytes of the input that the stream has taken so far.
  std::size_t consumed() const { return stream_->total_in; }

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

}  // namespace scan::source

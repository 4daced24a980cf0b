// One pattern in the language of git's wildmatch, compiled.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace scan::source {

/// Matches whole paths with '/' between their parts: `*` and `?` and classes stop at a '/', `**` as
/// a part of its own spans parts, `\` takes the next byte literally. Bytes, not characters: names
/// need not be UTF-8. Immutable once built.
class Glob {
 public:
  /// A malformed pattern (an open class, a `\` at the end) matches nothing, as in git.
  explicit Glob(std::string_view pattern);

  /// O(text * pattern / 64) at worst, whatever the pattern: no backtracking.
  bool matches(std::string_view text) const;

 private:
  enum class Op : std::uint8_t {
    kByte,         // this byte
    kAny,          // ?
    kSet,          // [...]
    kStar,         // *: any run without '/'
    kStarStar,     // **: any run
    kSkip,         // **/, first half: may go on behind it at once
    kDirectories,  // **/, second half: any run that ends in '/'
  };
  struct Token {
    Op op;
    unsigned char byte = 0;
    std::uint32_t set = 0;  // index into sets_
  };
  using ByteSet = std::bitset<256>;

  bool compile(std::string_view pattern);
  void add_stars(std::string_view pattern, std::size_t begin, std::size_t end);
  template <typename Words>
  void add(Words& states, std::size_t state) const;
  template <typename Words>
  void step(std::size_t state, unsigned char c, Words& next) const;
  template <typename Words>
  bool simulate(std::string_view text, Words now, Words next) const;

  std::vector<Token> tokens_;
  std::vector<ByteSet> sets_;
  std::size_t min_length_ = 0;
  bool valid_ = false;
};

}  // namespace scan::source

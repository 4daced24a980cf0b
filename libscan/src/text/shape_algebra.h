// How the shapes of a pattern's parts make the shape of the whole. Used by regex_shape.cc alone.
#pragma once

#include <bitset>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace scan::text {

/// Bytes; kUnbounded absorbs.
struct Length {
  static constexpr std::uint32_t kUnbounded = 0xffffffff;
  std::uint32_t min = 0;
  std::uint32_t max = 0;

  friend Length operator+(Length a, Length b);
  Length times(std::uint32_t least, std::uint32_t most) const;
};

/// One of the strings that a part can be.
struct Spelling {
  std::string text;
  bool folded = false;  ///< ASCII case is ignored
  friend bool operator==(const Spelling&, const Spelling&) = default;
};

/// Strings of which each match has one, beginning `before` bytes from its begin.
struct Requirement {
  std::vector<Spelling> literals;  ///< empty: none
  Length before;
  double frequency = std::numeric_limits<double>::infinity();  ///< expected in source text
};

/// What a repetition without an end repeats: bytes.
using RunBytes = std::bitset<256>;

/// A part of a pattern.
struct Part {
  Length length;
  /// The most that a match has of bytes that are not of `runs`, where all repetitions without an
  /// end are of single characters of these; else kUnbounded.
  std::uint32_t core = 0;
  RunBytes runs;
  /// Of a part that is a single character: the bytes that it may have. None: not known.
  RunBytes character;
  /// All strings that it can match, where these are few; else empty.
  std::vector<Spelling> spellings;
  /// The rarest requirement, and the rarest one whose distance is bounded.
  Requirement rare;
  Requirement near;

  static Part empty();
  static Part of(std::vector<Spelling> spellings);
  /// Something of this length, and no more is known.
  static Part any(Length length);
  /// A character with these bytes.
  static Part any(Length length, const RunBytes& character);
};

/// The parts one after the other.
class Sequence {
 public:
  void append(Part part);
  Part finish();

 private:
  void require(const Requirement& requirement);

  Length length_;
  std::uint32_t core_ = 0;
  RunBytes runs_;
  Requirement rare_;
  Requirement near_;
  // The parts since `run_begin_` as whole strings.
  std::vector<Spelling> run_ = {Spelling{}};
  Length run_begin_;
  bool whole_ = true;  // the run begins with the sequence
};

Part alternation(std::vector<Part> parts);
/// `most` may be Length::kUnbounded.
Part repetition(const Part& part, std::uint32_t least, std::uint32_t most);

}  // namespace scan::text

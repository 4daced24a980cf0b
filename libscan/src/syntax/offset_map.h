// From offsets in a text that was rewritten to those in the text as it was written.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "scan/span.h"

namespace scan::syntax {

/// Pieces of a text that were replaced by others, in order. Outside them the texts are the same.
class OffsetMap {
 public:
  /// A replacement; after those that were added before it in both texts.
  void add(Span spelled, Span written) { pieces_.push_back({spelled, written}); }

  /// Where what begins at `spelled` begins as written: inside a piece, the piece's begin.
  std::uint32_t begin_of(std::uint32_t spelled) const {
    const Piece* piece = piece_before(spelled);
    if (piece == nullptr) return spelled;
    if (spelled < piece->spelled.end) return piece->written.begin;
    return spelled - piece->spelled.end + piece->written.end;
  }
  /// Where what ends at `spelled` ends as written: inside a piece, the piece's end.
  std::uint32_t end_of(std::uint32_t spelled) const {
    const Piece* piece = piece_before(spelled);
    if (piece == nullptr) return spelled;
    if (spelled == piece->spelled.begin) return piece->written.begin;
    if (spelled <= piece->spelled.end) return piece->written.end;
    return spelled - piece->spelled.end + piece->written.end;
  }
  /// Where what stands at `written` was put; a piece as a whole.
  Span spelled(Span written) const {
    Span out = written;
    for (const Piece& piece : pieces_) {
      if (piece.written.begin > written.end) break;
      const auto after = [&](std::uint32_t at) {
        return at - piece.written.end + piece.spelled.end;
      };
      if (written.begin == piece.written.begin) {
        out.begin = piece.spelled.begin;
      } else if (written.begin >= piece.written.end) {
        out.begin = after(written.begin);
      }
      if (written.end >= piece.written.end) out.end = after(written.end);
    }
    return out;
  }

 private:
  struct Piece {
    Span spelled, written;
  };
  // The last piece that begins at or before an offset.
  const Piece* piece_before(std::uint32_t spelled) const {
    const auto after = std::ranges::upper_bound(
        pieces_, spelled, {}, [](const Piece& piece) { return piece.spelled.begin; });
    return after == pieces_.begin() ? nullptr : &*std::prev(after);
  }

  std::vector<Piece> pieces_;
};

/// A text as a grammar is given it, and the way back to what was written.
struct SpelledText {
  std::string text;
  OffsetMap map;
};

}  // namespace scan::syntax

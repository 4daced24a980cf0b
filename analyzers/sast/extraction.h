// `mode: extract`: code of one language that stands in files of another, as scripts stand in HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sast/binding.h"
#include "sast/dialect.h"
#include "sast/range_algebra.h"
#include "scan/analyzer.h"

namespace scan::sast {

/// What a rule of mode extract says about the code that it finds.
struct ExtractSpec {
  /// How the text that is bound becomes code.
  enum class Transform : std::uint8_t {
    kNone,
    kUnquote,          ///< a string literal: its quotes go, its escapes are what they mean
    kConcatJsonArray,  ///< a JSON array of strings: what they mean, joined
  };
  /// What the matches in one file are.
  enum class Reduce : std::uint8_t { kSeparate, kConcat };

  MetavariableId metavariable = kAnonymous;  ///< whose text is the code
  /// What the code is written in. Of Dialect::kTree: one language, or none where there is no
  /// grammar for it.
  Scope destination;
  std::vector<std::string> include, exclude;  ///< ids of `dest-rules`; no `include`: all
  Transform transform = Transform::kNone;
  Reduce reduce = Reduce::kSeparate;

  /// Whether a rule of this id and dialect is one to run over the code.
  bool admits(std::string_view rule_id, Dialect dialect) const;
};

/// A text put together of stretches of a file, which knows where each of them stands there.
class ExtractedText {
 public:
  /// Adds the stretch of the file that begins at `origin`, as it is.
  void add(std::string_view stretch, std::uint32_t origin);
  /// Adds `text` for what stands at `origin`, in other words.
  void add(std::string_view text, Span origin);

  const std::string& text() const { return text_; }
  /// All that was extracted, in the file.
  Span whole() const;
  /// Where a span of the text is in the file: exactly where the text is the file's own, else all
  /// of what stands there for it.
  Span original(Span span) const;
  /// Whether all of the span is one stretch of the file, as it is.
  bool is_verbatim(Span span) const;

 private:
  struct Piece {
    std::uint32_t begin;  // in the text
    Span origin;
    bool verbatim;
  };
  const Piece& piece_at(std::uint32_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;  // ordered by `begin`; none is empty
};

/// The code that the ranges of a rule's formula hold in `file`, ordered by place, each once. A text
/// that is not what `transform` takes is left out, with the notice "extract-failed". `target` may
/// be nullptr.
std::vector<ExtractedText> extracted(const ExtractSpec& spec, const Ranges& ranges,
                                     const Target* target, std::string_view file,
                                     std::vector<Notice>& notices);

/// Adds to `out` what was found in `piece` of `file`, at the places that it has there; a fix only
/// if it is for text of the file as it is.
void add_found(const ExtractedText& piece, const Source& file, FileResult found, FileResult& out);

/// Takes away what says the same as an earlier finding from number `first` on, as the same code
/// does that two rules extract.
void drop_repeated(std::size_t first, FileResult& out);

}  // namespace scan::sast

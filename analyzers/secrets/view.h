// A text that rules are run over, and the way back to the source that it comes from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/shared_part.h"
#include "scan/span.h"
#include "text/decoding.h"

namespace scan::secrets {

/// In which ways the text of a view was written in the source: a set.
using Codings = std::uint16_t;

/// Those of text::Coding come first, in its order.
enum : Codings {
  kEscapes = 1 << 4,   ///< of a string literal
  kEntities = 1 << 5,  ///< of HTML and XML
  kPieces = 1 << 6,    ///< a literal in several pieces, or lines of a notebook
};

inline Codings codings_of(text::Coding coding) {
  return static_cast<Codings>(1u << static_cast<unsigned>(coding));
}

/// "percent", "unicode", "hex", "base64", "escapes", "entities", "pieces", in this order.
std::vector<std::string_view> names_of(Codings codings);

/// Which rules a view is for.
enum class Readers : std::uint8_t {
  kAll,         ///< the text is one that Gitleaks would look at as well
  kUnescaping,  ///< those with Rule::unescape
};

/// The source's own text, or what a part of another view stands for: the same text, but that some
/// stretches of it are read for what they mean. Such a view is only about matches that have to do
/// with these. Spans that a rule finds are in text(); what a report says is at place(). A view made
/// from another one refers to it.
class View {
 public:
  /// A stretch that reads differently.
  struct Reading {
    Span from;  ///< of the view that this one is made from
    Span to;    ///< of this one; empty where the stretch means nothing
    Codings codings = 0;
  };

  /// A source's text as it stands there, which is not copied.
  explicit View(std::string_view text) : text_(text) {}
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::string_view text() const { return text_; }
  std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }
  bool is_source() const { return parent_ == nullptr; }
  Readers readers() const { return readers_; }
  /// How many steps it is from the source.
  std::uint32_t depth() const { return depth_; }
  /// Tells the views of one source apart; 0 is the source.
  std::uint32_t number() const { return number_; }

  /// Where in the source stands what `span` comes from: the whole of a stretch of which it has a
  /// part. Keeps the order of spans, and is within the source.
  Span place(Span span) const;

  /// A span in one of the views that lead to this one.
  struct Step {
    std::uint32_t view = 0;  // its number
    Span span;
  };
  /// `span` and where it comes from, step by step, up to its place in the source.
  std::vector<Step> way(Span span) const;

  /// Whether a stretch that reads differently overlaps `span` or is next to it. True in a source.
  bool concerns(Span span) const { return is_source() || !readings_at(span).empty(); }

  /// Of a view that is made from another one: what it has as it stands there.
  std::vector<SharedPart> shared_with_parent() const;

  /// Appends the places of the stretches that read differently, in order.
  void append_read(std::vector<Span>& spans) const;

  /// How what `span` has, or is next to, was written.
  Codings codings(Span span) const;

 private:
  friend class ViewBuilder;
  View(const View& parent, Readers readers, std::uint32_t number)
      : parent_(&parent), depth_(parent.depth_ + 1), number_(number), readers_(readers) {}

  struct Range {
    const Reading* first;
    const Reading* last;
    bool empty() const { return first == last; }
  };
  Range readings_at(Span span) const;
  Span in_parent(Span span) const;
  std::uint32_t begin_in_parent(std::uint32_t begin) const;
  std::uint32_t end_in_parent(std::uint32_t end) const;

  const View* parent_ = nullptr;
  std::uint32_t depth_ = 0;
  std::uint32_t number_ = 0;
  Readers readers_ = Readers::kAll;
  std::uint32_t base_ = 0;  // where in the parent it begins
  std::string own_text_;
  std::string_view text_;
  std::vector<Reading> readings_;  // in order, none overlapping another
};

/// Makes a view from a part of another one.
class ViewBuilder {
 public:
  /// The part begins at `begin`. `number` is that of no other view.
  ViewBuilder(const View& parent, std::uint32_t begin, Readers readers, std::uint32_t number);

  /// `from`, which is behind all that was given before, reads `meaning`.
  void read(Span from, std::string_view meaning, Codings codings);

  bool empty() const { return view_.readings_.empty(); }

  /// The view of what ends at `end`. Belongs to the builder; called once.
  const View& finish(std::uint32_t end);

 private:
  View view_;
  std::uint32_t done_;  // of the parent
};

}  // namespace scan::secrets

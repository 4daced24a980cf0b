// What HTML and XML have in common: elements with attributes, and the text between them.
#pragma once

#include "syntax/lowering.h"

namespace scan::syntax::markup {

/// The numbers that both adapters give the types that the rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kStartTagType,
  kEndTagType,
  kEmptyTagType,
  kNameType,
  kAttributeType,
  kContentType,
};

/// An element: its name, its attributes as properties, then what it holds.
void element(Lowering& l, RawId at, Role role);
/// As element(); one of HTML's that have no end holds nothing, and what follows is beside it.
void element_or_void(Lowering& l, RawId at, Role role);
/// `a="b"`: a name and a string, whose quotes do not count.
void attribute(Lowering& l, RawId at, Role role);
/// Text, unless it is white space.
void text(Lowering& l, RawId at, Role role);

/// An element, or an attribute alone.
std::span<const Frame> frames(std::string_view pattern);
/// A tag alone, which begins an element, is the whole element: it ends with itself.
Insertion insertion(std::string_view pattern);
/// Names may not begin with "_" in every grammar.
inline constexpr Spelling kMetavariables[] = {{"M", ""}};
inline constexpr Spelling kEllipses[] = {{"x", ""}, {"x", "=\"\""}};
/// Whether an ellipsis stands among attributes, where XML wants a value for it.
std::size_t first_ellipsis(const SpellingContext& context);

}  // namespace scan::syntax::markup

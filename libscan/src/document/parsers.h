// The four parsers behind Document::parse(). Each reads a text that is valid UTF-8 from `begin`
// on, where a byte order mark ends, and hands its values to the builder or returns what is wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/tree_builder.h"

namespace scan::document {

struct SyntaxError {
  Span span;
  std::string message;
  std::string hint;
};

std::optional<SyntaxError> parse_yaml(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder);
std::optional<SyntaxError> parse_json(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder);
std::optional<SyntaxError> parse_toml(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder);
std::optional<SyntaxError> parse_xml(std::string_view text, std::uint32_t begin,
                                     TreeBuilder& builder);

/// Does what a parser has done to `text` when it was packed. Cannot fail.
void unpack(std::string_view packed, std::string_view text, TreeBuilder& builder);

/// A failure of the builder at `span`, as the parsers return it.
inline SyntaxError limit_error(const TreeBuilder& builder, Span span) {
  return {builder.failure_span().value_or(span), std::string(builder.failure()), {}};
}

}  // namespace scan::document

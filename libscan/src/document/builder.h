// Makes Values by hand, bottom up, for formats that have a parser of their own (a Dockerfile).
//
//   Builder builder;
//   const Value* tag = builder.string("1.25", {13, 17});
//   const Value* root = builder.mapping({{{"tag", {13, 17}, tag}}}, {0, 17});
#pragma once

#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>

#include "document/value.h"

namespace scan::document {

/// Owns the values that it made; they live as long as it does. Values of a Document may stand among
/// them, if that lives as long. Move-only.
class Builder {
 public:
  Builder();

  /// A copy of `text` that lives as long as the builder.
  std::string_view store(std::string_view text);

  /// A string. `text` is not copied: a part of the source, or from store().
  const Value* string(std::string_view text, Span span);
  const Value* boolean(bool value, Span span);
  const Value* integer(std::int64_t value, Span span);
  const Value* sequence(std::span<const Value* const> items, Span span);
  /// `members` in the order of the text; their keys are not copied.
  const Value* mapping(std::span<const Member> members, Span span);

 private:
  Value* make(Kind kind, Span span);

  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_;
};

}  // namespace scan::document

#include "exceptions/entry_values.h"

#include <utility>

#include "exceptions/exception.h"

namespace scan::exceptions {

using document::Document;
using document::Kind;
using document::Value;

std::string_view text_at(const Value& mapping, std::string_view key) {
  const Value* value = mapping.find(key);
  return value != nullptr && value->is_scalar() ? value->text : std::string_view();
}

std::span<const Value* const> items_at(const Value& mapping, std::string_view key) {
  const Value* value = mapping.find(key);
  return value != nullptr ? value->items : std::span<const Value* const>();
}

Result<std::optional<std::int64_t>> date_at(const Document& document, const Value& mapping,
                                            std::string_view key) {
  const Value* value = mapping.find(key);
  if (value == nullptr || value->kind == Kind::kNull) return std::optional<std::int64_t>();
  const std::optional<std::int64_t> date = parse_date(value->text);
  if (!date) return wrong(document, *value, "`" + std::string(key) + "` is no date as 2026-12-31");
  return date;
}

Error wrong(const Document& document, const Value& value, std::string message) {
  return document.error_at(value.span, ErrorCode::kInvalidRule, std::move(message));
}

}  // namespace scan::exceptions

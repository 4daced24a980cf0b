// Values of other tools' files: what is there is of the kind that they say, or an error with its
// place; keys that are theirs alone are passed over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"

namespace scan::exceptions {

/// The string at `key`; empty where there is none.
std::string_view text_at(const document::Value& mapping, std::string_view key);

/// The items of the list at `key`; none where there is no list.
std::span<const document::Value* const> items_at(const document::Value& mapping,
                                                 std::string_view key);

/// The date at `key` (parse_date); nullopt where there is none, and kInvalidRule with its place
/// where it is no date.
Result<std::optional<std::int64_t>> date_at(const document::Document& document,
                                            const document::Value& mapping, std::string_view key);

/// kInvalidRule at `value`.
Error wrong(const document::Document& document, const document::Value& value, std::string message);

}  // namespace scan::exceptions

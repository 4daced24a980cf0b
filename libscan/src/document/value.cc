#include "document/value.h"

#include <algorithm>

namespace scan::document {

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "boolean";
    case Kind::kInt:
      return "integer";
    case Kind::kFloat:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kSequence:
      return "list";
    case Kind::kMapping:
      return "mapping";
  }
  return {};
}

const Value* Value::find(std::string_view key) const {
  if (sorted_members == nullptr) {
    for (std::size_t i = members.size(); i > 0; --i)
      if (members[i - 1].key == key) return members[i - 1].value;
    return nullptr;
  }
  const std::span<const std::uint32_t> index(sorted_members, members.size());
  const auto after = std::ranges::upper_bound(index, key, std::less<>(),
                                              [&](std::uint32_t i) { return members[i].key; });
  if (after == index.begin() || members[*(after - 1)].key != key) return nullptr;
  return members[*(after - 1)].value;
}

}  // namespace scan::document

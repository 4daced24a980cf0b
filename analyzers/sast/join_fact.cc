// A payload is a list of fields "size:text,"; one that has no value is "-".
#include "sast/join_fact.h"

#include <charconv>

namespace scan::sast {

namespace {

void append(std::string& payload, std::string_view field) {
  payload.append(std::to_string(field.size())).push_back(':');
  payload.append(field).push_back(',');
}

std::optional<std::uint32_t> take_number(std::string_view& payload, char end) {
  std::uint32_t number = 0;
  const char* const last = payload.data() + payload.size();
  const auto [at, error] = std::from_chars(payload.data(), last, number);
  if (error != std::errc() || at == last || *at != end) return std::nullopt;
  payload.remove_prefix(static_cast<std::size_t>(at - payload.data()) + 1);
  return number;
}

}  // namespace

Fact join_fact(std::uint32_t join, std::uint32_t number, const JoinCollection& collection,
               const Range& range) {
  Fact fact;
  fact.kind = kJoinFact;
  fact.location.span = range.span;
  fact.payload = std::to_string(join) + "," + std::to_string(number) + ",";
  for (const JoinCollection::Column& column : collection.columns) {
    const Binding* binding = column.metavariable == kAnonymous
                                 ? nullptr
                                 : find_binding(range.bindings, column.metavariable);
    if (binding == nullptr) {
      fact.payload += '-';
    } else {
      append(fact.payload, binding->text);
    }
  }
  return fact;
}

std::optional<JoinMatch> join_match(const Fact& fact) {
  std::string_view payload = fact.payload;
  const std::optional<std::uint32_t> join = take_number(payload, ',');
  const std::optional<std::uint32_t> collection = join ? take_number(payload, ',') : std::nullopt;
  if (!collection) return std::nullopt;
  JoinMatch match{.join = *join, .collection = *collection, .row = {}};
  while (!payload.empty()) {
    if (payload.front() == '-') {
      payload.remove_prefix(1);
      match.row.values.emplace_back();
      continue;
    }
    const std::optional<std::uint32_t> size = take_number(payload, ':');
    if (!size || *size >= payload.size() || payload[*size] != ',') return std::nullopt;
    match.row.values.emplace_back(payload.substr(0, *size));
    payload.remove_prefix(*size + 1);
  }
  return match;
}

}  // namespace scan::sast

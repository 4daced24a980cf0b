// All values and lists are in one arena, which frees them at once: none has a destructor to run.
#include "document/builder.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <numeric>
#include <string>

namespace scan::document {
namespace {

template <typename T>
T* allocate(std::pmr::memory_resource& arena, std::size_t count) {
  return static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
}

template <typename T>
std::span<const T> copy_to(std::pmr::memory_resource& arena, std::span<const T> from) {
  if (from.empty()) return {};
  T* to = allocate<T>(arena, from.size());
  std::uninitialized_copy(from.begin(), from.end(), to);
  return {to, from.size()};
}

}  // namespace

Builder::Builder() : arena_(std::make_unique<std::pmr::monotonic_buffer_resource>()) {}

std::string_view Builder::store(std::string_view text) {
  if (text.empty()) return {};
  char* to = allocate<char>(*arena_, text.size());
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

Value* Builder::make(Kind kind, Span span) {
  Value* value = new (allocate<Value>(*arena_, 1)) Value;
  value->kind = kind;
  value->span = span;
  return value;
}

const Value* Builder::string(std::string_view text, Span span) {
  Value* value = make(Kind::kString, span);
  value->text = text;
  return value;
}

const Value* Builder::boolean(bool truth, Span span) {
  Value* value = make(Kind::kBool, span);
  value->boolean = truth;
  value->text = truth ? "true" : "false";
  return value;
}

const Value* Builder::integer(std::int64_t integer, Span span) {
  Value* value = make(Kind::kInt, span);
  value->integer = integer;
  value->number = static_cast<double>(integer);
  value->text = store(std::to_string(integer));
  return value;
}

const Value* Builder::sequence(std::span<const Value* const> items, Span span) {
  Value* value = make(Kind::kSequence, span);
  value->items = copy_to(*arena_, items);
  return value;
}

const Value* Builder::mapping(std::span<const Member> members, Span span) {
  Value* value = make(Kind::kMapping, span);
  value->members = copy_to(*arena_, members);
  constexpr std::size_t kSearchedWithoutIndex = 8;
  if (members.size() <= kSearchedWithoutIndex) return value;
  std::uint32_t* order = allocate<std::uint32_t>(*arena_, members.size());
  std::iota(order, order + members.size(), 0u);
  std::sort(order, order + members.size(), [&](std::uint32_t a, std::uint32_t b) {
    return members[a].key != members[b].key ? members[a].key < members[b].key : a < b;
  });
  value->sorted_members = order;
  return value;
}

}  // namespace scan::document

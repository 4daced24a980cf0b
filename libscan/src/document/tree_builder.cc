// Children wait on two stacks that all open values share and are copied into the arena when their
// parent is closed: one exact allocation a list, none while it grows. The size and height of each
// subtree are counted on the way, which is what makes an alias safe: adding it costs nothing, but
// it is charged with all that a walk would meet below it.
#include "document/tree_builder.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <memory>
#include <numeric>
#include <type_traits>
#include <unordered_set>

namespace scan::document {

// The arena frees them all at once and runs no destructor.
static_assert(std::is_trivially_destructible_v<Value> && std::is_trivially_destructible_v<Member>);

namespace {

template <typename T>
std::span<const T> copy_to(std::pmr::memory_resource& arena, const T* from, std::size_t count) {
  if (count == 0) return {};
  T* to = static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
  std::uninitialized_copy_n(from, count, to);
  return {to, count};
}

}  // namespace

Value* TreeBuilder::scalar(Kind kind, Span span) {
  Value* value = new (arena_.allocate(sizeof(Value), alignof(Value))) Value;
  value->kind = kind;
  value->span = span;
  return value;
}

std::string_view TreeBuilder::store(std::string_view text) {
  if (text.empty()) return {};
  char* to = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

bool TreeBuilder::open(Kind kind, std::uint32_t begin, std::string_view tag) {
  if (frames_.size() >= limits_.max_depth) {
    failure_ = "the nesting is too deep";
    return false;
  }
  frames_.push_back({.kind = kind,
                     .begin = begin,
                     .content_end = begin,
                     .first = kind == Kind::kMapping ? members_.size() : items_.size(),
                     .values_before = own_values_ + aliased_values_,
                     .tag = tag});
  return count_one();
}

void TreeBuilder::key(std::string_view key, Span span) {
  assert(wants_key());
  // An empty key must not look like a merge key.
  members_.push_back({key.data() == nullptr ? std::string_view("") : key, span, nullptr});
  frames_.back().has_key = true;
  frames_.back().content_end = std::max(frames_.back().content_end, span.end);
}

void TreeBuilder::merge_key(Span span) {
  assert(wants_key());
  members_.push_back({{}, span, nullptr});
  frames_.back().has_key = true;
  frames_.back().has_merge = true;
}

bool TreeBuilder::add(const Value* scalar) {
  if (!count_one()) return false;
  attach({scalar, 1, 0}, scalar->span.end);
  return true;
}

bool TreeBuilder::add_shared(const Subtree& subtree, std::uint32_t end) {
  aliased_values_ += subtree.values;
  if (aliased_values_ > limits_.max_aliased_values) {
    failure_ = "the aliases expand to too many values";
    return false;
  }
  if (frames_.size() + subtree.height > limits_.max_depth) {
    failure_ = "the nesting is too deep";
    return false;
  }
  attach(subtree, end);
  return true;
}

bool TreeBuilder::close(std::uint32_t end) {
  const Frame frame = frames_.back();
  Value* value = scalar(frame.kind, {frame.begin, std::max(end, frame.content_end)});
  value->tag = frame.tag;
  if (frame.kind == Kind::kMapping) {
    if (frame.has_merge && !expand_merge_keys(frame.first)) return false;
    value->members = copy_to(arena_, members_.data() + frame.first, members_.size() - frame.first);
    index_members(*value);
    members_.resize(frame.first);
  } else {
    value->items = copy_to(arena_, items_.data() + frame.first, items_.size() - frame.first);
    items_.resize(frame.first);
  }
  frames_.pop_back();
  attach({value, own_values_ + aliased_values_ - frame.values_before, frame.height},
         value->span.end);
  return true;
}

void TreeBuilder::close_all(std::uint32_t end) {
  while (is_open()) {
    Frame& frame = frames_.back();
    if (frame.has_key) members_.pop_back();
    if (frame.has_merge)
      members_.erase(
          std::remove_if(members_.begin() + static_cast<std::ptrdiff_t>(frame.first),
                         members_.end(), [](const Member& member) { return !member.key.data(); }),
          members_.end());
    frame.has_key = frame.has_merge = false;
    close(end);
  }
}

bool TreeBuilder::count_one() {
  if (++own_values_ <= limits_.max_values) return true;
  failure_ = "there are too many values";
  return false;
}

void TreeBuilder::attach(const Subtree& subtree, std::uint32_t end) {
  last_ = subtree;
  if (frames_.empty()) {
    roots_.push_back(subtree.value);
    return;
  }
  Frame& parent = frames_.back();
  parent.height = std::max(parent.height, subtree.height + 1);
  parent.content_end = std::max(parent.content_end, end);
  if (parent.kind == Kind::kMapping) {
    assert(parent.has_key);
    members_.back().value = subtree.value;
    parent.has_key = false;
  } else {
    items_.push_back(subtree.value);
  }
}

// https://yaml.org/type/merge.html: a key of the mapping itself wins over a merged one, and of
// several merged mappings the earlier wins. No work is done here that add_shared() has not charged
// for.
bool TreeBuilder::expand_merge_keys(std::size_t first) {
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = first; i < members_.size(); ++i)
    if (members_[i].key.data() != nullptr) seen.insert(members_[i].key);
  std::vector<Member> expanded;
  const auto merge = [&](const Value& from) {
    for (const Member& member : from.members)
      if (seen.insert(member.key).second)
        expanded.push_back({member.key, member.key_span, from.find(member.key)});
  };
  for (std::size_t i = first; i < members_.size(); ++i) {
    const Member& member = members_[i];
    if (member.key.data() != nullptr) {
      expanded.push_back(member);
    } else if (member.value->kind == Kind::kMapping) {
      merge(*member.value);
    } else {
      const auto is_mapping = [](const Value* item) { return item->kind == Kind::kMapping; };
      const auto items = member.value->items;
      if (member.value->kind != Kind::kSequence || !std::ranges::all_of(items, is_mapping)) {
        failure_ = "only a mapping, or a list of mappings, can be merged";
        failure_span_ = member.key_span;
        return false;
      }
      for (const Value* item : items) merge(*item);
    }
  }
  members_.resize(first);
  members_.insert(members_.end(), expanded.begin(), expanded.end());
  return true;
}

void TreeBuilder::index_members(Value& mapping) {
  const std::size_t count = mapping.members.size();
  if (count <= Value::kLinearMembers) return;
  void* const memory = arena_.allocate(count * sizeof(std::uint32_t), alignof(std::uint32_t));
  auto* const index = static_cast<std::uint32_t*>(memory);
  std::iota(index, index + count, 0u);
  std::sort(index, index + count, [&](std::uint32_t a, std::uint32_t b) {
    const int order = mapping.members[a].key.compare(mapping.members[b].key);
    return order != 0 ? order < 0 : a < b;
  });
  mapping.sorted_members = index;
}

}  // namespace scan::document

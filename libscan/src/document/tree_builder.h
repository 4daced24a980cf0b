// What the four parsers share: they report opens, keys, scalars and closes in the order of the
// text, and the builder makes the tree of it in an arena, under the limits on depth and size.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <vector>

#include "document/value.h"

namespace scan::document {

/// A finished value, with what sharing it through an alias adds to the tree.
struct Subtree {
  const Value* value = nullptr;
  std::uint64_t values = 0;  ///< in it, itself included, aliases expanded
  std::uint32_t height = 0;  ///< 0 for a scalar, 1 for a flat list
};

/// Builds the root values of one text. Its stack is on the heap; the values are in the arena. A
/// call that returns false has passed a limit: the parser stops, with failure() as its message.
class TreeBuilder {
 public:
  TreeBuilder(std::pmr::memory_resource& arena, const Limits& limits)
      : arena_(arena), limits_(limits) {}

  /// Begins a sequence or a mapping, whose span begins at `begin`.
  bool open(Kind kind, std::uint32_t begin, std::string_view tag = {});
  /// The key of the value that comes next, in a mapping that wants_key().
  void key(std::string_view key, Span span);
  /// As key(), for YAML's `<<`: what comes next is merged into the mapping when that is closed.
  void merge_key(Span span);
  /// Adds a value made by scalar().
  bool add(const Value* scalar);
  /// Adds once more a value that is in the tree; the alias that says so ends at `end`.
  bool add_shared(const Subtree& subtree, std::uint32_t end);
  /// Ends the innermost open value. Its span ends at `end`, or with its last child if that is
  /// later.
  bool close(std::uint32_t end);

  /// Ends all open values at `end`, where the text became unreadable: without a key that has no
  /// value yet, and without what was to be merged.
  void close_all(std::uint32_t end);

  bool is_open() const { return !frames_.empty(); }
  bool in_mapping() const { return is_open() && frames_.back().kind == Kind::kMapping; }
  bool wants_key() const { return in_mapping() && !frames_.back().has_key; }

  /// A new value that is in no list yet; the caller fills in the rest.
  Value* scalar(Kind kind, Span span);
  /// A copy of `text` in the arena.
  std::string_view store(std::string_view text);
  std::pmr::memory_resource& arena() { return arena_; }

  /// What add(), add_shared() or close() finished last.
  const Subtree& last() const { return last_; }
  const std::vector<const Value*>& roots() const { return roots_; }
  std::string_view failure() const { return failure_; }
  /// Its place, where that is not the place of the call.
  std::optional<Span> failure_span() const { return failure_span_; }

 private:
  struct Frame {
    Kind kind;
    bool has_key = false;
    bool has_merge = false;
    std::uint32_t begin;
    std::uint32_t content_end;
    std::uint32_t height = 1;
    std::size_t first;            // of its children in items_ or members_
    std::uint64_t values_before;  // counted when it was opened
    std::string_view tag;
  };

  bool count_one();
  void attach(const Subtree& subtree, std::uint32_t end);
  bool expand_merge_keys(std::size_t first);
  void index_members(Value& mapping);

  std::pmr::memory_resource& arena_;
  const Limits limits_;
  std::vector<Frame> frames_;
  std::vector<const Value*> items_;  // children of all open sequences
  std::vector<Member> members_;  // of all open mappings; the key of a merge key has a null data()
  std::vector<const Value*> roots_;
  Subtree last_;
  std::uint64_t own_values_ = 0;
  std::uint64_t aliased_values_ = 0;
  std::string_view failure_;
  std::optional<Span> failure_span_;
};

}  // namespace scan::document

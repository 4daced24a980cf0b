// The commits that a history is made of, parents before their children.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "source/git_objects.h"
#include "source/object_id.h"

namespace scan::source {

/// Commits reached from tips but not from what is excluded. A number of some 100 bytes each.
class CommitGraph {
 public:
  /// Tells what a commit says; nullopt when it cannot be read, which it has reported. Its parents
  /// that are known to be missing, as in a shallow clone, are left out.
  using Read = std::function<std::optional<CommitObject>(const ObjectId&)>;

  /// Numbers of commits in the graph.
  using Number = std::uint32_t;

  explicit CommitGraph(Read read) : read_(std::move(read)) {}

  /// Adds what is reached from `tips`, which must be commits, and takes away what is reached from
  /// `excluded`. Not more commits are read than needed for that, unless their dates are wrong.
  void add(const std::vector<ObjectId>& tips, const std::vector<ObjectId>& excluded,
           const std::function<bool()>& should_stop);

  bool contains(const ObjectId& id) const { return numbers_.contains(id); }
  const ObjectId& id(Number number) const { return commits_[number].id; }
  const ObjectId& tree(Number number) const { return commits_[number].tree; }

  /// Each commit behind all of its parents, otherwise by date and id: a function of what was added
  /// and not of the order. What an earlier add() brought comes before what a later one did.
  std::vector<Number> in_order() const;

  /// The excluded commits that included ones build on directly.
  std::vector<Number> boundary() const;

  /// For each of `commits`, which of `tips` lead to it, as indexes; at most `most` each.
  std::vector<std::vector<std::size_t>> holders(const std::vector<Number>& commits,
                                                const std::vector<ObjectId>& tips,
                                                std::size_t most) const;

 private:
  struct Commit {
    ObjectId id;
    ObjectId tree;
    std::int64_t time = 0;
    std::vector<Number> parents;
    std::uint32_t round = 0;  // of add()
    bool readable = false;
    bool excluded = false;
    bool waiting = false;
  };
  struct Later;

  Number number_of(const ObjectId& id, std::vector<Number>& waiting);
  void exclude(Number number);

  Read read_;
  std::vector<Commit> commits_;
  std::unordered_map<ObjectId, Number, ObjectIdHash> numbers_;
  std::unordered_map<Number, std::vector<ObjectId>> unseen_parents_;  // of commits that are waiting
  std::uint32_t round_ = 0;
  std::size_t included_waiting_ = 0;
};

}  // namespace scan::source

// Commits are visited from the newest to the oldest, as `git rev-list` does: when only excluded
// ones are left to visit, all that is included has been seen, unless a commit is older than its
// parents. So a few more are visited then, and what turns out to be excluded too late is taken away
// again.
#include "source/commit_graph.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

namespace scan::source {
namespace {

// As in git's revision.c.
constexpr int kSlop = 5;

}  // namespace

struct CommitGraph::Later {
  const std::vector<Commit>* commits;
  // Of what is waiting the newest is on top.
  bool operator()(Number a, Number b) const {
    const Commit& x = (*commits)[a];
    const Commit& y = (*commits)[b];
    return std::tie(x.time, x.id) < std::tie(y.time, y.id);
  }
};

CommitGraph::Number CommitGraph::number_of(const ObjectId& id, std::vector<Number>& waiting) {
  const auto [entry, added] = numbers_.try_emplace(id, static_cast<Number>(commits_.size()));
  const Number number = entry->second;
  if (!added) return number;
  Commit& commit = commits_.emplace_back();
  commit.id = id;
  commit.round = round_;
  std::optional<CommitObject> read = read_(id);
  if (!read) return number;
  commit.readable = true;
  commit.tree = read->tree;
  commit.time = read->time;
  commit.waiting = true;
  ++included_waiting_;
  unseen_parents_[number] = std::move(read->parents);
  waiting.push_back(number);
  return number;
}

void CommitGraph::exclude(Number number) {
  std::vector<Number> pending = {number};
  while (!pending.empty()) {
    Commit& commit = commits_[pending.back()];
    pending.pop_back();
    if (commit.excluded) continue;
    commit.excluded = true;
    if (commit.waiting) --included_waiting_;
    pending.insert(pending.end(), commit.parents.begin(), commit.parents.end());
  }
}

void CommitGraph::add(const std::vector<ObjectId>& tips, const std::vector<ObjectId>& excluded,
                      const std::function<bool()>& should_stop) {
  std::priority_queue<Number, std::vector<Number>, Later> queue(Later{&commits_});
  std::vector<Number> waiting;
  const auto enqueue = [&] {
    for (const Number number : waiting) queue.push(number);
    waiting.clear();
  };
  for (const ObjectId& id : excluded) exclude(number_of(id, waiting));
  for (const ObjectId& id : tips) number_of(id, waiting);
  enqueue();

  std::int64_t last_included = INT64_MAX;
  int slop = kSlop;
  while (!queue.empty() && !should_stop()) {
    if (included_waiting_ > 0 || commits_[queue.top()].time >= last_included) {
      slop = kSlop;
    } else if (slop-- == 0) {
      break;
    }
    const Number number = queue.top();
    queue.pop();
    if (!commits_[number].excluded) {
      --included_waiting_;
      last_included = commits_[number].time;
    }
    commits_[number].waiting = false;
    const std::vector<ObjectId> parents = std::move(unseen_parents_[number]);
    unseen_parents_.erase(number);
    for (const ObjectId& id : parents) {
      const Number parent = number_of(id, waiting);
      commits_[number].parents.push_back(parent);
      if (commits_[number].excluded) exclude(parent);
    }
    enqueue();
  }
  for (; !queue.empty(); queue.pop()) commits_[queue.top()].waiting = false;
  unseen_parents_.clear();
  included_waiting_ = 0;
  ++round_;
}

std::vector<CommitGraph::Number> CommitGraph::in_order() const {
  std::vector<std::uint32_t> parents_left(commits_.size());
  std::vector<std::uint32_t> first_child(commits_.size() + 1);
  const auto counts = [&](Number number) {
    return commits_[number].readable && !commits_[number].excluded;
  };
  // Children by parent: each parent's stand between first_child[parent] and the next one's.
  for (Number number = 0; number < commits_.size(); ++number) {
    if (!counts(number)) continue;
    for (const Number parent : commits_[number].parents) {
      if (!counts(parent)) continue;
      ++parents_left[number];
      ++first_child[parent + 1];
    }
  }
  for (std::size_t i = 1; i < first_child.size(); ++i) first_child[i] += first_child[i - 1];
  std::vector<Number> children(first_child.back());
  std::vector<std::uint32_t> filled(first_child.begin(), first_child.end() - 1);
  for (Number number = 0; number < commits_.size(); ++number)
    if (counts(number))
      for (const Number parent : commits_[number].parents)
        if (counts(parent)) children[filled[parent]++] = number;

  const auto later = [this](Number a, Number b) {
    const Commit& x = commits_[a];
    const Commit& y = commits_[b];
    return std::tie(x.round, x.time, x.id) > std::tie(y.round, y.time, y.id);
  };
  std::priority_queue<Number, std::vector<Number>, decltype(later)> ready(later);
  for (Number number = 0; number < commits_.size(); ++number)
    if (counts(number) && parents_left[number] == 0) ready.push(number);
  std::vector<Number> order;
  while (!ready.empty()) {
    const Number number = ready.top();
    ready.pop();
    order.push_back(number);
    for (std::uint32_t i = first_child[number]; i < first_child[number + 1]; ++i)
      if (--parents_left[children[i]] == 0) ready.push(children[i]);
  }
  return order;
}

std::vector<CommitGraph::Number> CommitGraph::boundary() const {
  std::vector<Number> boundary;
  for (const Commit& commit : commits_) {
    if (commit.excluded) continue;
    for (const Number parent : commit.parents)
      if (commits_[parent].excluded && commits_[parent].readable) boundary.push_back(parent);
  }
  std::ranges::sort(boundary);
  boundary.erase(std::unique(boundary.begin(), boundary.end()), boundary.end());
  return boundary;
}

std::vector<std::vector<std::size_t>> CommitGraph::holders(const std::vector<Number>& commits,
                                                           const std::vector<ObjectId>& tips,
                                                           std::size_t most) const {
  constexpr std::size_t kAtOnce = 64;  // a bit for each
  std::vector<std::vector<std::size_t>> holders(commits.size());
  const std::vector<Number> order = in_order();
  for (std::size_t first = 0; first < commits.size(); first += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, commits.size() - first);
    std::vector<std::uint64_t> reaches(commits_.size());
    for (std::size_t i = 0; i < count; ++i) reaches[commits[first + i]] |= std::uint64_t{1} << i;
    for (const Number number : order)
      for (const Number parent : commits_[number].parents) reaches[number] |= reaches[parent];
    for (std::size_t tip = 0; tip < tips.size(); ++tip) {
      const auto number = numbers_.find(tips[tip]);
      if (number == numbers_.end()) continue;
      for (std::size_t i = 0; i < count; ++i)
        if ((reaches[number->second] >> i & 1) != 0 && holders[first + i].size() < most)
          holders[first + i].push_back(tip);
    }
  }
  return holders;
}

}  // namespace scan::source

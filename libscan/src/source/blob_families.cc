// Deltas make a forest: a whole object is a root, and what builds on it are its children. It is
// gone through depth first, so that all that has to be kept is a way from a root to where one is.
// Of several children the one with the most descendants comes last: by then its parent is of no
// more use. So of a family of n no more than log2(n) are kept at a time, however long its chains.
#include "source/blob_families.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace scan::source {
namespace {

constexpr std::uint32_t kNone = FamilyMember::kNone;
// A group ends with a family when it has so many members, and within one when it has so many more.
constexpr std::size_t kEnough = 64;
constexpr std::size_t kMost = 512;

}  // namespace

class BlobFamilies::Builder {
 public:
  Builder(const PackStore& store, BlobFamilies& families) : store_(store), families_(families) {}

  void add(const ObjectId& id, std::uint32_t blob);
  void finish();

 private:
  struct Node {
    PackPlace place;
    std::uint32_t blob = kNone;
    std::uint32_t parent = kNone;
    std::uint32_t walk = 0;
    std::uint32_t descendants = 0;
    bool packed = false;
  };

  std::pair<std::uint32_t, bool> node_at(PackPlace place);
  void link();
  std::vector<std::uint32_t> in_order() const;
  std::uint32_t member_of(std::uint32_t node);
  void end_group();

  const PackStore& store_;
  BlobFamilies& families_;
  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_place_;
  // Children of node n: [child_starts_[n], child_starts_[n + 1]).
  std::vector<std::uint32_t> child_starts_;
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> members_;  // of nodes, in the group that is being made; else kNone
};

std::pair<std::uint32_t, bool> BlobFamilies::Builder::node_at(PackPlace place) {
  const std::uint64_t key = std::uint64_t{place.pack} << 48 ^ place.offset;
  const auto [entry, added] = by_place_.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (added) nodes_.push_back({.place = place});
  return {entry->second, added};
}

void BlobFamilies::Builder::add(const ObjectId& id, std::uint32_t blob) {
  const std::optional<PackPlace> place = store_.find(id);
  if (!place) {
    nodes_.push_back({.blob = blob});
    return;
  }
  auto [node, added] = node_at(*place);
  nodes_[node].blob = blob;
  while (added) {
    nodes_[node].walk = blob;
    const std::optional<PackFile::Entry> entry = store_.entry(nodes_[node].place);
    if (!entry) return;
    nodes_[node].packed = true;
    const std::optional<PackPlace> base = store_.base_of(nodes_[node].place, *entry);
    if (!base) return;
    const auto [parent, is_new] = node_at(*base);
    // What builds on itself, in a circle, cannot be read.
    if (!is_new && nodes_[parent].walk == blob) return;
    nodes_[node].parent = parent;
    node = parent;
    added = is_new;
  }
}

void BlobFamilies::Builder::link() {
  child_starts_.assign(nodes_.size() + 1, 0);
  for (const Node& node : nodes_)
    if (node.parent != kNone) ++child_starts_[node.parent + 1];
  for (std::size_t i = 1; i < child_starts_.size(); ++i) child_starts_[i] += child_starts_[i - 1];
  children_.resize(child_starts_.back());
  std::vector<std::uint32_t> next(child_starts_.begin(), child_starts_.end() - 1);
  for (std::uint32_t node = 0; node < nodes_.size(); ++node)
    if (nodes_[node].parent != kNone) children_[next[nodes_[node].parent]++] = node;
}

// Parents first.
std::vector<std::uint32_t> BlobFamilies::Builder::in_order() const {
  std::vector<std::uint32_t> order;
  order.reserve(nodes_.size());
  std::vector<std::uint32_t> pending;
  for (std::uint32_t root = 0; root < nodes_.size(); ++root) {
    if (nodes_[root].parent != kNone) continue;
    pending.push_back(root);
    while (!pending.empty()) {
      const std::uint32_t node = pending.back();
      pending.pop_back();
      order.push_back(node);
      for (std::uint32_t i = child_starts_[node + 1]; i > child_starts_[node]; --i)
        pending.push_back(children_[i - 1]);
    }
  }
  return order;
}

void BlobFamilies::Builder::end_group() {
  const std::size_t first = families_.group_starts_.back();
  if (families_.members_.size() == first) return;
  families_.group_starts_.push_back(families_.members_.size());
}

std::uint32_t BlobFamilies::Builder::member_of(std::uint32_t node) {
  const std::size_t first = families_.group_starts_.back();
  const Node& from = nodes_[node];
  FamilyMember member{.place = from.place, .blob = from.blob, .packed = from.packed};
  if (from.parent != kNone) {
    // A group that began within a family reads once more what the rest of it builds on.
    if (members_[from.parent] == kNone || members_[from.parent] < first) {
      const Node& parent = nodes_[from.parent];
      members_[from.parent] = static_cast<std::uint32_t>(families_.members_.size());
      families_.members_.push_back(
          {.place = parent.place, .blob = parent.blob, .packed = parent.packed, .again = true});
    }
    member.parent = static_cast<std::uint32_t>(members_[from.parent] - first);
    ++families_.members_[members_[from.parent]].children;
  }
  families_.members_.push_back(member);
  return static_cast<std::uint32_t>(families_.members_.size() - 1);
}

void BlobFamilies::Builder::finish() {
  link();
  const std::vector<std::uint32_t> order = in_order();
  for (auto node = order.rbegin(); node != order.rend(); ++node)
    if (nodes_[*node].parent != kNone)
      nodes_[nodes_[*node].parent].descendants += nodes_[*node].descendants + 1;
  for (std::uint32_t node = 0; node < nodes_.size(); ++node)
    std::stable_sort(children_.begin() + child_starts_[node],
                     children_.begin() + child_starts_[node + 1],
                     [this](std::uint32_t a, std::uint32_t b) {
                       return nodes_[a].descendants < nodes_[b].descendants;
                     });
  members_.assign(nodes_.size(), kNone);
  for (const std::uint32_t node : in_order()) {
    const std::size_t count = families_.members_.size() - families_.group_starts_.back();
    if (count >= kMost || (count >= kEnough && nodes_[node].parent == kNone)) end_group();
    members_[node] = member_of(node);
  }
  end_group();
}

BlobFamilies::BlobFamilies(const PackStore& store, std::span<const ObjectId> ids) {
  Builder builder(store, *this);
  for (std::uint32_t blob = 0; blob < ids.size(); ++blob) builder.add(ids[blob], blob);
  builder.finish();
}

}  // namespace scan::source

// An open-addressing table of positions, at most half full, that is only made beyond a few matches.
#include "sast/distinct_matches.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace scan::sast {

namespace {

constexpr std::size_t kFew = 8;  // matches up to which hashes are simply compared in a row

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E37'79B9'7F4A'7C15U;
  return hash ^ hash >> 32;
}

std::uint64_t hash_of(const Match& match) {
  std::uint64_t hash = mix(match.span.begin, match.span.end);
  for (const Binding& each : match.bindings) {
    hash = mix(hash, each.metavariable);
    hash = mix(hash, std::uint64_t{each.first} << 32 | each.end);
    // The text of nodes is theirs, and may be long.
    if (each.first == syntax::kNoNode) hash = mix(hash, std::hash<std::string_view>{}(each.text));
  }
  return hash;
}

bool equal(const Match& a, const Match& b) {
  return a.span == b.span &&
         std::ranges::equal(a.bindings, b.bindings, [](const Binding& x, const Binding& y) {
           return x.metavariable == y.metavariable && x.first == y.first && x.end == y.end &&
                  x.text == y.text;
         });
}

}  // namespace

void DistinctMatches::begin(std::vector<Match>& out) {
  out_ = &out;
  first_ = out.size();
  hashes_.clear();
  slots_.clear();
}

bool DistinctMatches::add(Match match) {
  const std::uint64_t hash = hash_of(match);
  if (!is_new(match, hash)) return false;
  hashes_.push_back(hash);
  out_->push_back(std::move(match));
  if (2 * hashes_.size() > std::max(slots_.size(), 2 * kFew)) {
    rehash();
  } else if (!slots_.empty()) {
    insert(static_cast<std::uint32_t>(hashes_.size() - 1));
  }
  return true;
}

bool DistinctMatches::is_new(const Match& match, std::uint64_t hash) {
  const auto is_same = [&](std::size_t position) {
    ++compared_;
    return hashes_[position] == hash && equal((*out_)[first_ + position], match);
  };
  if (slots_.empty()) {
    for (std::size_t position = 0; position < hashes_.size(); ++position) {
      if (is_same(position)) return false;
    }
    return true;
  }
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (is_same(slots_[slot] - 1)) return false;
  }
  return true;
}

void DistinctMatches::insert(std::uint32_t position) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hashes_[position] & mask;
  while (slots_[slot] != 0) slot = (slot + 1) & mask;
  slots_[slot] = position + 1;
}

void DistinctMatches::rehash() {
  slots_.assign(std::max(2 * slots_.size(), 8 * kFew), 0);
  for (std::uint32_t position = 0; position < hashes_.size(); ++position) insert(position);
}

}  // namespace scan::sast

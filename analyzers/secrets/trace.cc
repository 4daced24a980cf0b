// A literal is found by its own bytes alone. So those of a part that is shared are those that the
// base has there; what has to be looked at is what stands between such parts, and as far into them
// as a literal that begins there may reach over.
//
// Whether a regex can match some bytes depends on these and on one character on each side. So a
// match within a shared part would have been possible in the base as well, and would have been met
// there, unless one that was met before reached into it. Where nothing was matched in the base,
// nothing can be matched here. What was matched and came to nothing, for its entropy or for an
// allowlist, is matched again: what it comes to may depend on what is around it.
#include "secrets/trace.h"

#include <algorithm>
#include <utility>

namespace scan::secrets {
namespace {

// The most bytes that a character has: "\b" asks for the one beside a match.
constexpr std::uint32_t kCharacter = 4;

// The hits of the base in a part.
void take_over(const SharedPart& part, std::span<const std::uint32_t> sizes, const Trace& base,
               std::vector<text::LiteralHit>& hits) {
  auto hit = std::ranges::lower_bound(base.hits, part.base_begin, {}, &text::LiteralHit::begin);
  const std::uint32_t base_end = part.base_begin + part.size;
  for (; hit != base.hits.end() && hit->begin < base_end; ++hit)
    if (sizes[hit->literal] <= base_end - hit->begin)
      hits.push_back({hit->literal, hit->begin - part.base_begin + part.begin});
}

bool comes_before(const text::LiteralHit& a, const text::LiteralHit& b) {
  return a.begin != b.begin ? a.begin < b.begin : a.literal < b.literal;
}

}  // namespace

bool Trace::has_match(std::uint32_t rule, Span span, std::uint32_t max_length) const {
  const std::uint32_t first = span.begin - std::min(span.begin, max_length);
  auto match = std::ranges::lower_bound(
      matched, std::pair(rule, first), {},
      [](const Matched& other) { return std::pair(other.rule, other.span.begin); });
  for (; match != matched.end() && match->rule == rule && match->span.begin < span.end; ++match)
    if (match->span.end > span.begin) return true;
  return false;
}

void find_hits(const text::LiteralSet& literals, std::span<const std::uint32_t> sizes,
               std::uint32_t max_size, std::string_view text, const Kinship& kinship,
               std::vector<text::LiteralHit>& hits) {
  SharedPart part;  // the last one
  std::vector<text::LiteralHit> found;
  const auto look_up_to = [&](std::uint32_t next) {
    const std::uint32_t end = part.begin + part.size;
    const std::uint32_t begin = std::max(part.begin, end - std::min(end, max_size));
    found.clear();
    literals.find_all(text, Span{begin, next}, found);
    std::erase_if(found, [&](const text::LiteralHit& hit) {
      return hit.begin < end && sizes[hit.literal] <= end - hit.begin;
    });
    if (found.empty()) return;
    const auto tail = std::ranges::lower_bound(hits, begin, {}, &text::LiteralHit::begin);
    const auto first = tail - hits.begin();
    const auto middle = std::ssize(hits);
    hits.insert(hits.end(), found.begin(), found.end());
    std::inplace_merge(hits.begin() + first, hits.begin() + middle, hits.end(), comes_before);
  };
  for (const SharedPart& next : kinship.shared) {
    look_up_to(next.begin);
    part = next;
    take_over(part, sizes, *kinship.base, hits);
  }
  look_up_to(static_cast<std::uint32_t>(text.size()));
}

void Alongside::go_to(std::uint32_t offset) {
  while (next_ < kinship_.shared.size() && kinship_.shared[next_].begin <= offset) {
    part_ = kinship_.shared[next_++];
    const bool first = part_.begin == 0 && part_.base_begin == 0;
    const bool last = part_.begin + part_.size == text_size_ &&
                      part_.base_begin + part_.size == kinship_.base_size;
    sure_ = {part_.begin + (first ? 0 : kCharacter), part_.begin + part_.size};
    sure_.end -= last ? 0 : std::min(part_.size, kCharacter);
  }
}

bool Alongside::is_clear(std::uint32_t rule, Span span, std::uint32_t max_length) const {
  if (span.begin < sure_.begin || span.end > sure_.end) return false;
  if (kinship_.base->passed_over[rule]) return false;
  if (kinship_.base->matched.empty()) return true;
  const std::uint32_t shift = part_.base_begin - part_.begin;  // modulo 2^32
  return !kinship_.base->has_match(rule, {span.begin + shift, span.end + shift}, max_length);
}

}  // namespace scan::secrets

// A literal is found by its own bytes alone. So those of a part that is shared are those that the
// base has there; what has to be looked at is what stands between such parts, and as far into them
// as a literal that begins there may reach over.
//
// Whether a regex can match some bytes depends on these and on one character on each side. So a
// match within a shared part would have been possible in the base as well, and would have been met
// there, unless one that was met before reached into it. Where nothing was matched in the base,
// nothing can be matched here: a literal around which nothing was is settled, for all texts that
// have the bytes around it.
//
// What was matched is matched again in a window that stands in a shared part as a whole: all that
// can reach into a window has one that touches it, and so is within it. It must not be that in the
// base a match before the window reached into it. What a match comes to is asked anew as far as it
// depends on what is around it.
#include "secrets/trace.h"

#include <algorithm>
#include <utility>

namespace scan::secrets {
namespace {

// The most bytes that a character has: "\b" asks for the one beside a match.
constexpr std::uint32_t kCharacter = 4;

// The hits of the base in a part.
void take_over(const SharedPart& part, const Kinship& kinship, std::span<const std::uint32_t> sizes,
               std::vector<Trace::Hit>& hits) {
  const Span sure = kinship.sure(part);
  const std::uint32_t shift = part.begin - part.base_begin;  // modulo 2^32
  const std::uint32_t base_end = part.base_begin + part.size;
  const std::vector<Trace::Hit>& known = kinship.base->hits;
  auto hit = std::ranges::lower_bound(known, part.base_begin, {}, &Trace::Hit::begin);
  for (; hit != known.end() && hit->begin < base_end; ++hit) {
    if (sizes[hit->literal] > base_end - hit->begin) continue;
    Trace::Hit& taken = hits.emplace_back(*hit);
    taken.begin += shift;
    taken.settled = taken.settled && taken.begin >= sure.begin && taken.begin <= sure.end &&
                    taken.before <= taken.begin - sure.begin &&
                    taken.after <= sure.end - taken.begin;
  }
}

bool comes_before(const Trace::Hit& a, const Trace::Hit& b) {
  return a.begin != b.begin ? a.begin < b.begin : a.literal < b.literal;
}

auto first_from(const std::vector<Trace::Matched>& matched, std::uint32_t rule,
                std::uint32_t begin) {
  return std::ranges::lower_bound(
      matched, std::pair(rule, begin), {},
      [](const Trace::Matched& other) { return std::pair(other.rule, other.span.begin); });
}

// Whether the match of the rule before `match` goes on beyond `begin`.
bool reaches_over(const std::vector<Trace::Matched>& matched,
                  std::vector<Trace::Matched>::const_iterator match, std::uint32_t rule,
                  std::uint32_t begin) {
  return match != matched.begin() && std::prev(match)->rule == rule &&
         std::prev(match)->span.end > begin;
}

}  // namespace

// Those of one rule do not overlap one another.
std::span<const Trace::Matched> Trace::matches_in(std::uint32_t rule, Span span) const {
  auto first = first_from(matched, rule, span.begin);
  auto end = first;
  while (end != matched.end() && end->rule == rule && end->span.begin < span.end) ++end;
  if (reaches_over(matched, first, rule, span.begin)) --first;
  return {first, end};
}

void Trace::settle() {
  for (const Question& question : questions)
    if (passed_over[question.rule] || !matches_in(question.rule, question.window).empty())
      hits[question.hit].settled = false;
  questions.clear();
}

Span Kinship::sure(const SharedPart& part) const {
  const bool first = part.begin == 0 && part.base_begin == 0;
  const bool last = part.begin + part.size == size && part.base_begin + part.size == base_size;
  const std::uint32_t begin = first ? 0 : std::min(part.size, kCharacter);
  const std::uint32_t end = part.size - (last ? 0 : std::min(part.size - begin, kCharacter));
  return {part.begin + begin, part.begin + end};
}

std::optional<Kinship::Known> Kinship::known_matches(std::uint32_t rule, Span window,
                                                     std::uint32_t last_begin) const {
  if (base == nullptr || base->passed_over[rule]) return std::nullopt;
  const auto after = std::ranges::upper_bound(shared, window.begin, {}, &SharedPart::begin);
  if (after == shared.begin()) return std::nullopt;
  const SharedPart& part = *std::prev(after);
  const Span sure = this->sure(part);
  if (window.begin < sure.begin || window.end > sure.end) return std::nullopt;
  const std::uint32_t shift = part.begin - part.base_begin;
  const auto first = first_from(base->matched, rule, window.begin - shift);
  if (reaches_over(base->matched, first, rule, window.begin - shift)) return std::nullopt;
  auto end = first;
  while (end != base->matched.end() && end->rule == rule && end->span.begin <= last_begin - shift)
    ++end;
  return Known{{first, end}, shift};
}

void find_hits(const text::LiteralSet& literals, std::span<const std::uint32_t> sizes,
               std::uint32_t max_size, std::string_view text, const Kinship& kinship,
               std::vector<Trace::Hit>& hits) {
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
    const auto tail = std::ranges::lower_bound(hits, begin, {}, &Trace::Hit::begin);
    const auto first = tail - hits.begin();
    const auto middle = std::ssize(hits);
    for (const text::LiteralHit& hit : found)
      hits.push_back({.literal = hit.literal, .begin = hit.begin});
    std::inplace_merge(hits.begin() + first, hits.begin() + middle, hits.end(), comes_before);
  };
  for (const SharedPart& next : kinship.shared) {
    look_up_to(next.begin);
    part = next;
    take_over(part, kinship, sizes, hits);
  }
  look_up_to(static_cast<std::uint32_t>(text.size()));
}

void Alongside::go_to(std::uint32_t offset) {
  while (next_ < kinship_.shared.size() && kinship_.shared[next_].begin <= offset) {
    part_ = kinship_.shared[next_++];
    sure_ = kinship_.sure(part_);
  }
}

bool Alongside::is_clear(std::uint32_t rule, Span span) const {
  if (span.begin < sure_.begin || span.end > sure_.end) return false;
  if (kinship_.base->passed_over[rule]) return false;
  const std::uint32_t shift = part_.base_begin - part_.begin;  // modulo 2^32
  return kinship_.base->matches_in(rule, {span.begin + shift, span.end + shift}).empty();
}

}  // namespace scan::secrets

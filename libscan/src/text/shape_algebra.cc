// The calculus is that of prefilters since Cox's "Regular Expression Matching with a Trigram
// Index": a part is known by all its spellings while these are few, and by what it requires once
// they are not. Distances are added, so that a match can be looked for around a literal and nowhere
// else.
#include "text/shape_algebra.h"

#include <algorithm>
#include <utility>

#include "text/byte_frequency.h"

namespace scan::text {
namespace {

constexpr std::size_t kMaxSpellings = 64;
constexpr std::size_t kMaxSpellingLength = 64;
constexpr std::size_t kMaxLiterals = 256;

std::uint32_t saturated(std::uint64_t n) {
  return n >= Length::kUnbounded ? Length::kUnbounded : static_cast<std::uint32_t>(n);
}

Requirement requirement_of(const std::vector<Spelling>& spellings, Length before) {
  Requirement required{.literals = spellings, .before = before, .frequency = 0};
  for (const Spelling& spelling : spellings) {
    if (spelling.text.empty()) return {};
    required.frequency += expected_frequency(spelling.text);
  }
  if (spellings.empty()) return {};
  return required;
}

void keep_rarer(Requirement& best, const Requirement& other) {
  if (other.frequency < best.frequency) best = other;
}

// What holds whichever of the alternatives is taken.
Requirement either(const std::vector<Part>& parts, Requirement Part::*which) {
  Requirement all{.literals = {}, .before = {Length::kUnbounded, 0}, .frequency = 0};
  for (const Part& part : parts) {
    const Requirement& one = part.*which;
    if (one.literals.empty()) return {};
    all.before = {std::min(all.before.min, one.before.min),
                  std::max(all.before.max, one.before.max)};
    all.frequency += one.frequency;
    for (const Spelling& literal : one.literals)
      if (std::find(all.literals.begin(), all.literals.end(), literal) == all.literals.end())
        all.literals.push_back(literal);
    if (all.literals.size() > kMaxLiterals) return {};
  }
  return all;
}

// All concatenations; empty when there are too many, or one of the lists is empty.
std::vector<Spelling> product(const std::vector<Spelling>& heads,
                              const std::vector<Spelling>& tails) {
  std::vector<Spelling> out;
  if (heads.size() * tails.size() > kMaxSpellings) return out;
  for (const Spelling& head : heads) {
    for (const Spelling& tail : tails) {
      if (head.text.size() + tail.text.size() > kMaxSpellingLength) return {};
      out.push_back({head.text + tail.text, head.folded || tail.folded});
    }
  }
  return out;
}

}  // namespace

Length operator+(Length a, Length b) {
  return {saturated(std::uint64_t{a.min} + b.min), saturated(std::uint64_t{a.max} + b.max)};
}

Length Length::times(std::uint32_t least, std::uint32_t most) const {
  if (max == 0) return {0, 0};
  return {saturated(std::uint64_t{min} * least), most == 0 ? 0
                                                 : most == kUnbounded
                                                     ? kUnbounded
                                                     : saturated(std::uint64_t{max} * most)};
}

Part Part::empty() { return of({Spelling{}}); }

Part Part::any(Length length) {
  Part part;
  part.length = length;
  part.core = length.max;
  return part;
}

Part Part::any(Length length, const RunBytes& character) {
  Part part = any(length);
  part.character = character;
  return part;
}

Part Part::of(std::vector<Spelling> spellings) {
  Part part;
  part.length = {Length::kUnbounded, 0};
  for (const Spelling& spelling : spellings) {
    const auto size = static_cast<std::uint32_t>(spelling.text.size());
    part.length = {std::min(part.length.min, size), std::max(part.length.max, size)};
  }
  part.core = part.length.max;
  part.rare = part.near = requirement_of(spellings, {});
  part.spellings = std::move(spellings);
  return part;
}

void Sequence::require(const Requirement& requirement) {
  keep_rarer(rare_, requirement);
  if (requirement.before.max != Length::kUnbounded) keep_rarer(near_, requirement);
}

void Sequence::append(Part part) {
  std::vector<Spelling> longer = product(run_, part.spellings);
  if (!longer.empty()) {
    run_ = std::move(longer);
  } else {
    require(requirement_of(run_, run_begin_));
    whole_ = false;
    part.rare.before = part.rare.before + length_;
    part.near.before = part.near.before + length_;
    require(part.rare);
    require(part.near);
    const bool restart = !part.spellings.empty();
    run_begin_ = restart ? length_ : length_ + part.length;
    run_ = restart ? std::move(part.spellings) : std::vector<Spelling>{Spelling{}};
  }
  length_ = length_ + part.length;
  core_ = saturated(std::uint64_t{core_} + part.core);
  runs_ |= part.runs;
}

Part Sequence::finish() {
  require(requirement_of(run_, run_begin_));
  Part part = Part::any(length_);
  part.core = core_;
  part.runs = runs_;
  if (whole_) part.spellings = std::move(run_);
  part.rare = std::move(rare_);
  part.near = std::move(near_);
  return part;
}

Part alternation(std::vector<Part> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Part out = Part::any({Length::kUnbounded, 0});
  bool spelled = true;
  for (const Part& part : parts) {
    out.length = {std::min(out.length.min, part.length.min),
                  std::max(out.length.max, part.length.max)};
    out.core = std::max(out.core, part.core);
    out.runs |= part.runs;
    spelled = spelled && !part.spellings.empty() &&
              out.spellings.size() + part.spellings.size() <= kMaxSpellings;
    if (spelled)
      out.spellings.insert(out.spellings.end(), part.spellings.begin(), part.spellings.end());
  }
  if (!spelled) out.spellings.clear();
  out.rare = either(parts, &Part::rare);
  out.near = either(parts, &Part::near);
  return out;
}

Part repetition(const Part& part, std::uint32_t least, std::uint32_t most) {
  if (least == 0 && most == 1) return alternation({part, Part::empty()});
  if (least == most && least <= 16) {
    Sequence sequence;
    for (std::uint32_t i = 0; i < least; ++i) sequence.append(part);
    return sequence.finish();
  }
  Part out = Part::any(part.length.times(least, most));
  if (most != Length::kUnbounded) {
    out.core = saturated(std::uint64_t{part.core} * most);
    out.runs = part.runs;
  } else if (part.character.any()) {
    out.core = saturated(std::uint64_t{part.length.max} * least);
    out.runs = part.character;
  }
  if (least > 0) out.rare = part.rare, out.near = part.near;
  return out;
}

}  // namespace scan::text

// See literal_set.h. Each literal is found through its rarest window of three bytes: a table says for
// each hash of a folded window whether some literal has it, and only where it says so are literals
// compared.
#include "text/literal_set.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>

namespace scan::text {
namespace {

constexpr std::size_t kWindow = 3;
// The filter's size as a power of two, in bytes: half of a processor's first cache, or a small part
// of its second one when so many literals would fill that.
constexpr unsigned kSmallFilterBits = 14;
constexpr unsigned kLargeFilterBits = 17;
constexpr std::size_t kFewLiterals = 1000;
constexpr std::uint64_t kFoldMask = 0x2020202020202020;

// How many times rarer than once a byte a folded byte is in source text, as -4 * log2(frequency):
// measured over 65 MB of Python, C++ headers, templates, translations and documentation.
constexpr std::array<std::uint8_t, 64> kRarity = {
    9,  48, 24, 35, 52, 38, 42, 28, 27, 26, 20, 39, 25, 30, 25, 32,   // space ! " # ... /
    24, 32, 33, 36, 36, 38, 39, 40, 39, 37, 28, 37, 36, 29, 35, 47,   // 0 1 2 ... > ?
    32, 18, 27, 22, 22, 15, 24, 25, 26, 19, 35, 32, 21, 22, 19, 19,   // ` a b ... o
    23, 36, 19, 18, 17, 24, 30, 30, 31, 28, 39, 33, 35, 34, 42, 22};  // p q r ... ~ _
constexpr int kRarityBeyondAscii = 40;

std::uint8_t fold(char c) {
  return static_cast<std::uint8_t>(static_cast<unsigned char>(c) | 0x20u);
}

int rarity(char c) {
  const std::uint8_t folded = fold(c);
  if (folded >= 0x80) return kRarityBeyondAscii;
  return kRarity[(folded & 0x1fu) | ((folded & 0x40u) >> 1)];
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::uint64_t load64(const char* p) {
  std::uint64_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

// Of the low three bytes of a folded window: the factor's zero byte drops the fourth. The leading
// bits are the good ones.
std::uint32_t hash(std::uint32_t folded) { return folded * 0x9e37b100u; }

static_assert(std::endian::native == std::endian::little, "windows are loaded as integers");

// One literal as found through one of its windows.
struct Entry {
  std::uint64_t value = 0;  // up to eight folded bytes from the window's first one
  std::uint64_t mask = 0;   // which of them the literal has
  std::uint32_t literal = 0;
  std::uint32_t offset = 0;  // of the window in the literal
};

}  // namespace

struct LiteralSet::State {
  std::vector<Literal> literals;  // case-insensitive ones lowered
  std::uint32_t max_offset = 0;

  // 1 for each hash that some window of a literal has. Bytes, not bits: one instruction less a
  // byte.
  std::vector<std::uint8_t> filter;
  unsigned filter_bits = 0;
  // Entries by the leading bits of the same hash: those of slot i are [slots[i], slots[i + 1]).
  std::vector<std::uint32_t> slots;
  unsigned slot_shift = 0;
  std::vector<Entry> entries;
  // Literals shorter than a window, by their folded first byte.
  std::vector<std::uint32_t> short_slots;
  std::vector<Entry> short_entries;

  void build();
  void admit(std::uint32_t window) { filter[hash(window) >> (32 - filter_bits)] = 1; }

  bool occurs(std::string_view text, const Literal& literal, std::size_t begin) const;
  template <typename Report>
  void candidate(std::string_view text, std::size_t at, std::uint64_t folded, Report report) const;
  template <typename Report>
  void scan(std::string_view text, std::size_t first, std::size_t last, Report report) const;
  template <unsigned kFilterBits, typename Report>
  void scan_with(std::string_view text, std::size_t first, std::size_t last, Report report) const;
};

void LiteralSet::State::build() {
  std::vector<std::pair<std::uint32_t, Entry>> keyed;
  std::vector<std::pair<std::uint32_t, Entry>> short_keyed;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    Literal& literal = literals[i];
    if (literal.case_mode == Case::kInsensitive)
      std::transform(literal.text.begin(), literal.text.end(), literal.text.begin(), lower);
    const std::string& text = literal.text;
    Entry entry;
    entry.literal = i;
    int best = -1;
    for (std::size_t at = 0; at + kWindow <= text.size(); ++at) {
      const int score = rarity(text[at]) + rarity(text[at + 1]) + rarity(text[at + 2]);
      if (score > best) best = score, entry.offset = static_cast<std::uint32_t>(at);
    }
    max_offset = std::max(max_offset, entry.offset);
    for (std::size_t b = 0; b < 8 && entry.offset + b < text.size(); ++b) {
      entry.value |= std::uint64_t{fold(text[entry.offset + b])} << (8 * b);
      entry.mask |= std::uint64_t{0xff} << (8 * b);
    }
    if (text.size() >= kWindow)
      keyed.emplace_back(hash(static_cast<std::uint32_t>(entry.value)), entry);
    else if (!text.empty())
      short_keyed.emplace_back(entry.value & 0xff, entry);
  }

  filter_bits = literals.size() < kFewLiterals ? kSmallFilterBits : kLargeFilterBits;
  filter.assign(std::size_t{1} << filter_bits, 0);
  for (const auto& [key, entry] : keyed) admit(static_cast<std::uint32_t>(entry.value));
  for (const auto& [key, entry] : short_keyed) {
    const auto value = static_cast<std::uint32_t>(entry.value);
    for (std::uint32_t third = 0; third < 256; ++third) {
      if ((third & 0x20u) == 0) continue;
      if ((entry.mask & 0xff00u) != 0) {
        admit(value | third << 16);
      } else {
        for (std::uint32_t second = 0; second < 256; ++second)
          if ((second & 0x20u) != 0) admit(value | second << 8 | third << 16);
      }
    }
  }

  const auto slot_bits =
      std::clamp(static_cast<unsigned>(std::bit_width(literals.size())), 4u, 16u);
  slot_shift = 32 - slot_bits;
  const auto arrange = [](std::vector<std::pair<std::uint32_t, Entry>>& pairs, std::size_t count,
                          unsigned shift, std::vector<std::uint32_t>& starts,
                          std::vector<Entry>& out) {
    starts.assign(count + 1, 0);
    for (const auto& [key, entry] : pairs) ++starts[(key >> shift) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    out.resize(pairs.size());
    std::vector<std::uint32_t> next = starts;
    for (const auto& [key, entry] : pairs) out[next[key >> shift]++] = entry;
  };
  arrange(keyed, std::size_t{1} << slot_bits, slot_shift, slots, entries);
  if (!short_keyed.empty()) arrange(short_keyed, 256, 0, short_slots, short_entries);
}

bool LiteralSet::State::occurs(std::string_view text, const Literal& literal,
                               std::size_t begin) const {
  const std::size_t size = literal.text.size();
  if (size > text.size() - begin) return false;
  const char* at = text.data() + begin;
  if (literal.case_mode == Case::kSensitive) return std::memcmp(at, literal.text.data(), size) == 0;
  for (std::size_t i = 0; i < size; ++i)
    if (lower(at[i]) != literal.text[i]) return false;
  return true;
}

// Reports the literals of which a window begins at `at`; `folded` are the eight bytes from there.
template <typename Report>
void LiteralSet::State::candidate(std::string_view text, std::size_t at, std::uint64_t folded,
                                  Report report) const {
  const auto try_entries = [&](const Entry* entry, const Entry* end) {
    for (; entry != end; ++entry) {
      if ((folded & entry->mask) != entry->value || at < entry->offset) continue;
      const std::size_t begin = at - entry->offset;
      if (occurs(text, literals[entry->literal], begin))
        report(entry->literal, static_cast<std::uint32_t>(begin));
    }
  };
  const std::uint32_t slot = hash(static_cast<std::uint32_t>(folded)) >> slot_shift;
  try_entries(entries.data() + slots[slot], entries.data() + slots[slot + 1]);
  if (short_entries.empty()) return;
  const auto byte = static_cast<std::size_t>(folded & 0xff);
  try_entries(short_entries.data() + short_slots[byte],
              short_entries.data() + short_slots[byte + 1]);
}

// Reports what is found through windows that begin in [first, last).
template <typename Report>
void LiteralSet::State::scan(std::string_view text, std::size_t first, std::size_t last,
                             Report report) const {
  if (filter_bits == kSmallFilterBits)
    scan_with<kSmallFilterBits>(text, first, last, report);
  else
    scan_with<kLargeFilterBits>(text, first, last, report);
}

template <unsigned kFilterBits, typename Report>
void LiteralSet::State::scan_with(std::string_view text, std::size_t first, std::size_t last,
                                  Report report) const {
  const char* data = text.data();
  const std::uint8_t* table = filter.data();
  const auto passes = [table](std::uint64_t folded) {
    return std::uint32_t{table[hash(static_cast<std::uint32_t>(folded)) >> (32 - kFilterBits)]};
  };
  std::size_t at = first;
  // Eight windows a turn, from two loads; every load of eight bytes stays within the text.
  const std::size_t fast_end = text.size() < 16 ? 0 : std::min(last, text.size() - 16);
  for (; at + 8 <= fast_end; at += 8) {
    const std::uint64_t low = load64(data + at) | kFoldMask;
    const std::uint64_t high = load64(data + at + 4) | kFoldMask;
    std::uint32_t passed = 0;
    for (unsigned i = 0; i < 4; ++i) passed = 2 * passed + passes(low >> (8 * i));
    for (unsigned i = 0; i < 4; ++i) passed = 2 * passed + passes(high >> (8 * i));
    while (passed != 0) {
      const auto first_passed = static_cast<unsigned>(std::countl_zero(passed)) - 24;
      passed &= 0x7fu >> first_passed;
      const std::size_t position = at + first_passed;
      candidate(text, position, load64(data + position) | kFoldMask, report);
    }
  }
  for (; at < last; ++at) {
    std::array<char, 8> padded{};
    std::memcpy(padded.data(), data + at, std::min(padded.size(), text.size() - at));
    const std::uint64_t folded = load64(padded.data()) | kFoldMask;
    if (passes(folded) != 0) candidate(text, at, folded, report);
  }
}

LiteralSet::LiteralSet(std::vector<Literal> literals) {
  auto state = std::make_unique<State>();
  state->literals = std::move(literals);
  state->build();
  state_ = std::move(state);
}
LiteralSet::LiteralSet(LiteralSet&&) noexcept = default;
LiteralSet& LiteralSet::operator=(LiteralSet&&) noexcept = default;
LiteralSet::~LiteralSet() = default;

std::size_t LiteralSet::size() const { return state_->literals.size(); }

void LiteralSet::find_all(std::string_view text, std::vector<LiteralHit>& hits) const {
  find_all(text, {0, static_cast<std::uint32_t>(text.size())}, hits);
}

void LiteralSet::find_all(std::string_view text, Span range, std::vector<LiteralHit>& hits) const {
  assert(text.size() <= std::numeric_limits<std::uint32_t>::max());
  const std::size_t before = hits.size();
  const std::size_t last =
      std::min<std::size_t>(text.size(), std::size_t{range.end} + state_->max_offset);
  state_->scan(text, std::min<std::size_t>(range.begin, last), last,
               [&](std::uint32_t literal, std::uint32_t begin) {
                 if (begin >= range.begin && begin < range.end) hits.push_back({literal, begin});
               });
  // Windows are met in order, but begin at different offsets of their literals.
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
            [](const LiteralHit& a, const LiteralHit& b) {
              return a.begin != b.begin ? a.begin < b.begin : a.literal < b.literal;
            });
}

void LiteralSet::find_present(std::string_view text, std::vector<std::uint64_t>& present) const {
  present.assign((size() + 63) / 64, 0);
  state_->scan(text, 0, text.size(), [&](std::uint32_t literal, std::uint32_t) {
    present[literal / 64] |= std::uint64_t{1} << (literal % 64);
  });
}

}  // namespace scan::text

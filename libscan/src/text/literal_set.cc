// A literal is looked for through windows of three bytes, folded (their fifth bit set, which maps
// ASCII letters to lower case and little else together). A table says for each hash of a window
// whether some literal has it; only where it does are literals compared. The loop that asks the
// table has no branch, no SIMD and five instructions a window.
//
// Two things make it fast. Each literal is represented by its rarest place, judged by how often
// bytes occur in source text: "http_" is met through "tp_". And where the literals allow, only
// every second or fourth window of the text is looked at: a literal is then represented by two or
// four neighbouring windows, exactly one of which falls on the grid. A window that sticks out over
// the end of a short literal has wildcards there. Which stride pays is estimated when the set is
// built.
//
// Measured by bench/literal_set_bench.cc on one 2.6 GHz core (Zen 4), ASCII case ignored, text with
// a hit in every 150 bytes:
//
//   literals      build   find_present     find_all
//         50      10 us       1.9 GB/s     1.6 GB/s
//        400      70 us       1.6 GB/s     1.4 GB/s
//      5,000    1.1 ms       0.66 GB/s    0.62 GB/s
//
// Hyperscan 5.4's hs_compile_lit_multi was weighed on the same input: it scans at 3.4, 3.2 and 0.7
// GB/s, but takes 1.8, 5.2 and 61 ms to build, which is the whole time that a scan of a small
// folder may take; and this here needs no particular processor and no scratch space for each
// thread.
#include "text/literal_set.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>

#include "text/byte_frequency.h"

namespace scan::text {
namespace {

constexpr std::uint32_t kWindow = 3;
constexpr std::uint64_t kFoldMask = 0x2020202020202020;
// A folded byte has 128 values.
constexpr std::uint32_t kFoldedValues = 128;

// The table's size in bytes as a power of two: half of a processor's first cache, or a small part
// of its second one when so many literals would fill that.
constexpr unsigned kSmallFilterBits = 14;
constexpr unsigned kLargeFilterBits = 17;
constexpr std::size_t kFewLiterals = 1'000;

// Nanoseconds, for choosing the stride: asking the table, and following up a window that passed.
constexpr double kFilterCost = 0.7;
constexpr double kCandidateCost = 6;

std::uint8_t fold(char c) {
  return static_cast<std::uint8_t>(static_cast<unsigned char>(c) | 0x20u);
}

// How often the window of `text` at `at` occurs in source text, by its bytes.
double frequency(std::string_view text, std::size_t at) {
  return expected_frequency(text.substr(at, kWindow));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::uint64_t load64(const char* p) {
  std::uint64_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}
static_assert(std::endian::native == std::endian::little, "windows are loaded as integers");

// Of the low three bytes of a folded window: the factor's zero byte drops the fourth. The leading
// bits are the good ones.
std::uint32_t hash(std::uint32_t folded) { return folded * 0x9e37b100u; }

// One literal as found through one of its windows.
struct Entry {
  std::uint64_t value = 0;  // up to eight folded bytes from the window's first one
  std::uint64_t mask = 0;   // which of them the literal has
  std::uint32_t literal = 0;
  std::uint32_t offset = 0;  // of the window in the literal

  bool whole_window() const { return (mask & 0xff0000) != 0; }
};

Entry entry_at(const std::string& text, std::uint32_t literal, std::uint32_t offset) {
  Entry entry{.literal = literal, .offset = offset};
  for (std::size_t b = 0; b < 8 && offset + b < text.size(); ++b) {
    entry.value |= std::uint64_t{fold(text[offset + b])} << (8 * b);
    entry.mask |= std::uint64_t{0xff} << (8 * b);
  }
  return entry;
}

// Entries grouped by a small key: those of key k are [starts[k], starts[k + 1]).
struct Slots {
  std::vector<std::uint32_t> starts;
  std::vector<Entry> entries;

  template <typename Key>
  Slots(const std::vector<Entry>& from, std::size_t keys, Key key)
      : starts(keys + 1), entries(from.size()) {
    for (const Entry& entry : from) ++starts[key(entry) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    std::vector<std::uint32_t> next = starts;
    for (const Entry& entry : from) entries[next[key(entry)]++] = entry;
  }
  Slots() = default;
};

// Where in a literal its `stride` neighbouring windows begin, and how often they occur.
struct Placement {
  std::uint32_t offset = 0;
  double frequency = 0;
};

Placement place(const std::string& text, std::uint32_t stride) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t span = stride + kWindow - 1;  // of the windows together
  Placement best{.offset = 0, .frequency = std::numeric_limits<double>::infinity()};
  for (std::uint32_t offset = 0; offset == 0 || offset + span <= size; ++offset) {
    double sum = 0;
    for (std::uint32_t i = 0; i < stride; ++i) sum += frequency(text, offset + i);
    if (sum < best.frequency) best = {offset, sum};
  }
  return best;
}

}  // namespace

struct LiteralSet::State {
  std::vector<Literal> literals;  // case-insensitive ones lowered
  std::uint32_t stride = 1;
  // No window of a literal begins later in it.
  std::uint32_t max_offset = 0;

  // 1 for each hash that some window of a literal has. Bytes, not bits: one instruction less a
  // window.
  std::vector<std::uint8_t> filter;
  unsigned filter_bits = kSmallFilterBits;
  Slots by_hash;
  unsigned slot_shift = 0;
  // Windows with wildcards, by their first byte.
  Slots by_first_byte;

  explicit State(std::vector<Literal> list);

  void choose_stride();
  void admit(std::uint32_t window) { filter[hash(window) >> (32 - filter_bits)] = 1; }
  void admit_with_wildcards(const Entry& entry);

  bool occurs(std::string_view text, const Literal& literal, std::size_t begin) const;
  template <typename Report>
  void candidate(std::string_view text, std::size_t at, std::uint64_t folded, Report report) const;
  template <typename Report>
  void scan(std::string_view text, std::size_t first, std::size_t last, Report report) const;
  template <unsigned kFilterBits, unsigned kStride, typename Report>
  void scan_with(std::string_view text, std::size_t first, std::size_t last, Report report) const;
};

LiteralSet::State::State(std::vector<Literal> list) : literals(std::move(list)) {
  for (Literal& literal : literals)
    if (literal.case_mode == Case::kInsensitive)
      std::transform(literal.text.begin(), literal.text.end(), literal.text.begin(), lower);
  if (literals.size() >= kFewLiterals) filter_bits = kLargeFilterBits;
  choose_stride();

  std::vector<Entry> whole;
  std::vector<Entry> partial;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    if (literals[i].text.empty()) continue;
    const std::uint32_t offset = place(literals[i].text, stride).offset;
    for (std::uint32_t at = offset; at < offset + stride; ++at) {
      const Entry entry = entry_at(literals[i].text, i, at);
      (entry.whole_window() ? whole : partial).push_back(entry);
    }
    max_offset = std::max(max_offset, offset + stride - 1);
  }

  filter.assign(std::size_t{1} << filter_bits, 0);
  for (const Entry& entry : whole) admit(static_cast<std::uint32_t>(entry.value));
  for (const Entry& entry : partial) admit_with_wildcards(entry);

  const unsigned slot_bits =
      std::clamp(static_cast<unsigned>(std::bit_width(whole.size())), 4u, 16u);
  slot_shift = 32 - slot_bits;
  by_hash = Slots(whole, std::size_t{1} << slot_bits, [this](const Entry& entry) {
    return hash(static_cast<std::uint32_t>(entry.value)) >> slot_shift;
  });
  if (!partial.empty())
    by_first_byte = Slots(partial, 256, [](const Entry& entry) { return entry.value & 0xff; });
}

void LiteralSet::State::choose_stride() {
  std::size_t shortest = literals.empty() ? 0 : std::numeric_limits<std::size_t>::max();
  for (const Literal& literal : literals)
    if (!literal.text.empty()) shortest = std::min(shortest, literal.text.size());
  double best = std::numeric_limits<double>::infinity();
  for (const std::uint32_t candidate : {1u, 2u, 4u}) {
    // Each window of a literal begins within it.
    if (candidate > 1 && candidate > shortest) break;
    double passing = 0;
    double filled = 0;
    for (const Literal& literal : literals) {
      if (literal.text.empty()) continue;
      const Placement placement = place(literal.text, candidate);
      passing += placement.frequency;
      const auto known = static_cast<std::uint32_t>(literal.text.size()) - placement.offset;
      for (std::uint32_t i = 0; i < candidate; ++i)
        filled += i + kWindow <= known ? 1 : i + kWindow == known + 1 ? kFoldedValues : 16384;
    }
    passing += filled / static_cast<double>(std::size_t{1} << filter_bits);
    const double cost = (kFilterCost + kCandidateCost * std::min(passing, 1.0)) / candidate;
    if (cost < best) best = cost, stride = candidate;
  }
}

void LiteralSet::State::admit_with_wildcards(const Entry& entry) {
  const auto value = static_cast<std::uint32_t>(entry.value);
  const auto folded = [](std::uint32_t n) { return (n & 0x1f) | 0x20 | (n & 0x60) << 1; };
  for (std::uint32_t third = 0; third < kFoldedValues; ++third) {
    if ((entry.mask & 0xff00) != 0) {
      admit(value | folded(third) << 16);
      continue;
    }
    for (std::uint32_t second = 0; second < kFoldedValues; ++second)
      admit(value | folded(second) << 8 | folded(third) << 16);
  }
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
  const auto try_slot = [&](const Slots& slots, std::size_t slot) {
    for (std::uint32_t i = slots.starts[slot]; i < slots.starts[slot + 1]; ++i) {
      const Entry& entry = slots.entries[i];
      if ((folded & entry.mask) != entry.value || at < entry.offset) continue;
      const std::size_t begin = at - entry.offset;
      if (occurs(text, literals[entry.literal], begin))
        report(entry.literal, static_cast<std::uint32_t>(begin));
    }
  };
  try_slot(by_hash, hash(static_cast<std::uint32_t>(folded)) >> slot_shift);
  if (!by_first_byte.entries.empty()) try_slot(by_first_byte, folded & 0xff);
}

// Reports what is found through windows that begin at first, first + stride, ... before `last`.
template <typename Report>
void LiteralSet::State::scan(std::string_view text, std::size_t first, std::size_t last,
                             Report report) const {
  const auto with_filter = [&]<unsigned kFilterBits>() {
    switch (stride) {
      case 4:
        return scan_with<kFilterBits, 4>(text, first, last, report);
      case 2:
        return scan_with<kFilterBits, 2>(text, first, last, report);
      default:
        return scan_with<kFilterBits, 1>(text, first, last, report);
    }
  };
  if (filter_bits == kSmallFilterBits)
    with_filter.template operator()<kSmallFilterBits>();
  else
    with_filter.template operator()<kLargeFilterBits>();
}

template <unsigned kFilterBits, unsigned kStride, typename Report>
void LiteralSet::State::scan_with(std::string_view text, std::size_t first, std::size_t last,
                                  Report report) const {
  const char* data = text.data();
  const std::uint8_t* table = filter.data();
  const auto passes = [table](std::uint64_t folded) {
    return std::uint32_t{table[hash(static_cast<std::uint32_t>(folded)) >> (32 - kFilterBits)]};
  };
  constexpr unsigned kWindows = 8;            // a turn
  constexpr unsigned kPerLoad = 4 / kStride;  // windows that begin in the first half of a load
  constexpr unsigned kAdvance = kWindows * kStride;
  std::size_t at = first;
  // Every load of eight bytes stays within the text.
  const std::size_t fast_end = text.size() < 8 ? 0 : std::min(last, text.size() - 8);
  for (; at + kAdvance <= fast_end; at += kAdvance) {
    std::uint32_t passed = 0;
    for (unsigned load = 0; load < kAdvance; load += 4) {
      const std::uint64_t folded = load64(data + at + load) | kFoldMask;
      for (unsigned i = 0; i < kPerLoad; ++i)
        passed = 2 * passed + passes(folded >> (8 * kStride * i));
    }
    while (passed != 0) {
      const auto window = static_cast<unsigned>(std::countl_zero(passed)) - (32 - kWindows);
      passed &= (1u << (kWindows - 1) >> window) - 1;
      const std::size_t position = at + window * kStride;
      candidate(text, position, load64(data + position) | kFoldMask, report);
    }
  }
  for (; at < last; at += kStride) {
    std::array<char, 8> padded{};
    std::memcpy(padded.data(), data + at, std::min(padded.size(), text.size() - at));
    const std::uint64_t folded = load64(padded.data()) | kFoldMask;
    if (passes(folded) != 0) candidate(text, at, folded, report);
  }
}

LiteralSet::LiteralSet(std::vector<Literal> literals)
    : state_(std::make_unique<State>(std::move(literals))) {}
LiteralSet::LiteralSet(LiteralSet&&) noexcept = default;
LiteralSet& LiteralSet::operator=(LiteralSet&&) noexcept = default;
LiteralSet::~LiteralSet() = default;

std::size_t LiteralSet::size() const { return state_->literals.size(); }

void LiteralSet::find_all(std::string_view text, std::vector<LiteralHit>& hits) const {
  find_all(text, {0, static_cast<std::uint32_t>(text.size())}, hits);
}

void LiteralSet::find_all(std::string_view text, Span range, std::vector<LiteralHit>& hits) const {
  assert(text.size() <= std::numeric_limits<std::uint32_t>::max());
  const auto before = static_cast<std::ptrdiff_t>(hits.size());
  const std::size_t last =
      std::min<std::size_t>(text.size(), std::size_t{range.end} + state_->max_offset);
  state_->scan(text, std::min<std::size_t>(range.begin, last), last,
               [&](std::uint32_t literal, std::uint32_t begin) {
                 if (begin >= range.begin && begin < range.end) hits.push_back({literal, begin});
               });
  // Windows are met in order, but begin at different offsets of their literals.
  std::sort(hits.begin() + before, hits.end(), [](const LiteralHit& a, const LiteralHit& b) {
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

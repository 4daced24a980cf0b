// Nearly every file has escapes, and nearly none has a secret in them. But what a rule cannot match
// without, its anchors, is rarely interrupted by one: it is the line breaks of a key, the quotes
// around a token and the slashes in it that are escaped. So only windows are read again, in which
// some rule has found its anchor. Where that is no mark of a token but a word, as "password", there
// are many; of these only those count that have an escaped quote or slash, as JSON within JSON has.
#include "secrets/unescaped_views.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>

#include "base/utf8.h"
#include "text/unescaping.h"

namespace scan::secrets {
namespace {

// How far a match goes that has no bounded length: a private key of 8,192 bits in PEM has 6.4 KB.
constexpr std::uint32_t kMaxMatch = 8 << 10;
// What may belong to a match beside its window: an escape right before it.
constexpr std::uint32_t kMargin = 32;
constexpr std::uint32_t kMaxBackslashes = 64;

bool anywhere(std::string_view) { return true; }
bool in_notebook(std::string_view path) { return path.ends_with(".ipynb"); }
bool in_sql(std::string_view path) { return path.ends_with(".sql"); }

// One way to write something. Of several for one byte the first that fits is taken.
struct Notation {
  char first;  // byte of all its spellings
  bool (*used_in)(std::string_view path);
  std::size_t (*read)(std::string_view text, std::string& out);  // see unescaping.h
  Codings coding;
};

constexpr std::array<Notation, 6> kNotations = {{
    {'\\', in_notebook, text::read_line_joint, kPieces},
    {'\\', anywhere, text::read_escape, kEscapes},
    {'&', anywhere, text::read_entity, kEntities},
    {'\'', in_sql, text::read_doubled_quote, kEscapes},
    {'\'', anywhere, text::read_joint, kPieces},
    {'"', anywhere, text::read_joint, kPieces},
}};

// The notations of one file.
class Reader {
 public:
  explicit Reader(std::string_view path) {
    for (const Notation& notation : kNotations) {
      if (!notation.used_in(path)) continue;
      notations_.push_back(&notation);
      first_.set(static_cast<unsigned char>(notation.first));
    }
  }

  // Reads `range` of `view` and gives the result to `use`, if there is anything to read.
  void read(const View& view, Span range, ViewBudget& budget, const UseView& use);

 private:
  const Notation* notation_at(std::string_view text, std::size_t& size);

  std::vector<const Notation*> notations_;
  std::bitset<256> first_;
  std::string meaning_;
};

const Notation* Reader::notation_at(std::string_view text, std::size_t& size) {
  for (const Notation* notation : notations_) {
    if (notation->first != text.front()) continue;
    meaning_.clear();
    size = notation->read(text, meaning_);
    if (size > 0) return notation;
  }
  return nullptr;
}

void Reader::read(const View& view, Span range, ViewBudget& budget, const UseView& use) {
  const std::string_view text = view.text();
  ViewBuilder builder(view, range.begin, Readers::kUnescaping, budget.views() + 1);
  std::uint32_t at = range.begin;
  while (at < range.end) {
    std::size_t size = 1;
    if (first_[static_cast<unsigned char>(text[at])]) {
      const Notation* notation = notation_at(text.substr(at), size);
      const Span from{at, at + static_cast<std::uint32_t>(size)};
      if (notation == nullptr)
        size = 1;
      else if (view.concerns(from))
        builder.read(from, meaning_, notation->coding);
    }
    at += static_cast<std::uint32_t>(size);
  }
  if (builder.empty()) return;
  const auto end =
      static_cast<std::uint32_t>(at >= text.size() ? text.size() : base::character_start(text, at));
  if (budget.take(end - range.begin)) use(builder.finish(end));
}

// A match has at most as many bytes as its window, but more where they are spelled.
Span spelled(std::string_view text, const Window& window) {
  const std::uint64_t last =
      std::min<std::uint64_t>(window.end, std::uint64_t{window.last_begin} + kMaxMatch);
  const std::uint64_t end = last + (last - window.begin) / 2 + kMargin;
  const std::uint32_t before = (window.last_begin - window.begin) / 2 + kMargin;
  std::size_t begin = base::character_start(text, window.begin - std::min(window.begin, before));
  for (std::uint32_t i = 0; i < kMaxBackslashes && begin > 0 && text[begin - 1] == '\\'; ++i)
    --begin;
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::min<std::uint64_t>(end, text.size()))};
}

// Escapes that stand around secrets or in them, and rarely elsewhere: \" \' \/ &quot;
std::vector<std::uint32_t> telling_escapes(std::string_view text) {
  std::vector<std::uint32_t> places;
  for (std::size_t at = text.find('\\'); at != text.npos; at = text.find('\\', at + 1)) {
    const std::string_view escaped = text.substr(at + 1, 1);
    if (escaped == "\"" || escaped == "'" || escaped == "/")
      places.push_back(static_cast<std::uint32_t>(at));
  }
  const auto middle = static_cast<std::ptrdiff_t>(places.size());
  for (std::size_t at = text.find("&quot;"); at != text.npos; at = text.find("&quot;", at + 1))
    places.push_back(static_cast<std::uint32_t>(at));
  std::inplace_merge(places.begin(), places.begin() + middle, places.end());
  return places;
}

bool any_within(const std::vector<std::uint32_t>& places, Span range) {
  const auto first = std::ranges::lower_bound(places, range.begin);
  return first != places.end() && *first < range.end;
}

}  // namespace

void for_each_unescaped(const View& view, std::string_view path, std::span<const Window> windows,
                        const std::vector<Rule>& rules, ViewBudget& budget, const UseView& use) {
  const std::vector<std::uint32_t> escapes = telling_escapes(view.text());
  std::vector<Span> ranges;
  for (const Window& window : windows) {
    const Rule& rule = rules[window.rule];
    // A rule without anchors may match anywhere; then nothing says where it is worth the trouble.
    const bool whole = window.begin == 0 && window.last_begin == view.text().size();
    const bool by_word = rule.precision != Precision::kFormat;
    if (!rule.unescape || whole || (by_word && escapes.empty())) continue;
    const Span range = spelled(view.text(), window);
    if (!by_word || any_within(escapes, range)) ranges.push_back(range);
  }
  if (ranges.empty()) return;
  std::ranges::sort(ranges);
  Reader reader(path);
  Span joined = ranges.front();
  for (const Span range : ranges) {
    if (budget.exhausted()) return;
    if (range.begin > joined.end) {
      reader.read(view, joined, budget, use);
      joined = range;
    }
    joined.end = std::max(joined.end, range.end);
  }
  reader.read(view, joined, budget, use);
}

}  // namespace scan::secrets

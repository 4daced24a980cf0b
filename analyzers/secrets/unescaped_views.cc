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
// What becomes a view of its own even where a part goes on.
constexpr std::uint32_t kMaxView = 1 << 20;
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

// Where reading can begin: not within a character, nor between a backslash and what it escapes.
std::uint32_t begin_of_reading(std::string_view text, std::size_t at) {
  at = base::character_start(text, at);
  for (std::uint32_t i = 0; i < kMaxBackslashes && at > 0 && text[at - 1] == '\\'; ++i) --at;
  return static_cast<std::uint32_t>(at);
}

// A match has at most as many bytes as its window, but more where they are spelled.
Span spelled(std::string_view text, const Window& window) {
  const std::uint64_t last =
      std::min<std::uint64_t>(window.end, std::uint64_t{window.last_begin} + kMaxMatch);
  const std::uint64_t end = last + (last - window.begin) / 2 + kMargin;
  const std::uint32_t before = (window.last_begin - window.begin) / 2 + kMargin;
  return {begin_of_reading(text, window.begin - std::min(window.begin, before)),
          static_cast<std::uint32_t>(std::min<std::uint64_t>(end, text.size()))};
}

// Escapes that stand around secrets or in them, and rarely elsewhere: \" \' \/ &quot;
bool is_telling(std::string_view text, std::size_t at) {
  if (text[at] == '&') return text.substr(at, 6) == "&quot;";
  const char escaped = at + 1 < text.size() ? text[at + 1] : '\0';
  return escaped == '"' || escaped == '\'' || escaped == '/';
}

// Looks for those that begin with one character, in one span after the other, each of which begins
// no earlier than the last one.
class TellingEscapes {
 public:
  TellingEscapes(std::string_view text, char first) : text_(text), first_(first) {}

  bool any_in(Span span) {
    searched_ = std::max<std::size_t>(searched_, span.begin);
    while (next_ < span.begin || next_ == text_.npos) {
      if (searched_ >= span.end) return false;
      const std::size_t at = text_.substr(0, span.end).find(first_, searched_);
      searched_ = at == text_.npos ? span.end : at + 1;
      if (at != text_.npos && is_telling(text_, at)) next_ = at;
    }
    return next_ < span.end;
  }

 private:
  std::string_view text_;
  char first_;
  std::size_t searched_ = 0;                   // none between next_ and here
  std::size_t next_ = std::string_view::npos;  // the last one that was found
};

}  // namespace

void UnescapedParts::add(std::span<const Window> windows) {
  const std::string_view text = view_.text();
  std::vector<Span> near_words;
  for (const Window& window : windows) {
    const Rule& rule = rules_[window.rule];
    // A rule without anchors may match anywhere; then nothing says where it is worth the trouble.
    const bool whole = window.begin == 0 && window.last_begin == text.size();
    if (!rule.unescape || whole) continue;
    (rule.precision == Precision::kFormat ? parts_ : near_words).push_back(spelled(text, window));
  }
  std::ranges::sort(near_words);
  TellingEscapes backslashes(text, '\\');
  TellingEscapes entities(text, '&');
  for (const Span part : near_words)
    if (backslashes.any_in(part) || entities.any_in(part)) parts_.push_back(part);
  if (parts_.size() > 2 * joined_) join();
}

void UnescapedParts::join() {
  std::ranges::sort(parts_);
  joined_ = 0;
  for (const Span part : parts_) {
    if (joined_ > 0 && part.begin <= parts_[joined_ - 1].end)
      parts_[joined_ - 1].end = std::max(parts_[joined_ - 1].end, part.end);
    else
      parts_[joined_++] = part;
  }
  parts_.resize(joined_);
}

void UnescapedParts::for_each(std::string_view path, ViewBudget& budget, const UseView& use) {
  if (parts_.empty()) return;
  join();
  Reader reader(path);
  for (Span part : parts_) {
    while (part.size() > kMaxView) {
      if (budget.exhausted()) return;
      reader.read(view_, {part.begin, part.begin + kMaxView}, budget, use);
      part.begin = begin_of_reading(view_.text(), part.begin + kMaxView - 2 * kMaxMatch);
    }
    if (budget.exhausted()) return;
    reader.read(view_, part, budget, use);
  }
}

}  // namespace scan::secrets

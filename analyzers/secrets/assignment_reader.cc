// A hand-written reader and no regex: words such as "key" are everywhere, and a regex that knows
// all these spellings takes twenty times as long to find that nothing follows. From the word the
// name is read to both sides, then an operator, then the value; nearly always it ends at the second
// step.
#include "secrets/assignment_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace scan::secrets {
namespace {

constexpr std::size_t kMaxNameBefore = 64;
constexpr std::size_t kMaxNameAfter = 40;
constexpr std::size_t kMaxClosers = 4;
constexpr std::size_t kMaxBlanks = 16;
constexpr std::size_t kMaxType = 40;
constexpr std::size_t kMaxCall = 30;
constexpr std::size_t kMaxValue = 200;
constexpr std::size_t kLooseReach = 80;

bool is_word(char c) { return base::is_alphanumeric(c) || c == '_'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name_before(char c) { return is_word(c) || c == '.' || c == '$' || c == '-'; }
bool is_name_after(char c) { return is_word(c) || c == '-'; }
bool is_closer(char c) { return is_quote(c) || c == ']' || c == '[' || c == ')' || c == '\\'; }
bool is_bare(char c) {
  return is_word(c) || std::string_view("+/.~:|-").find(c) != std::string_view::npos;
}
bool is_quoted(char c) {
  return is_bare(c) || std::string_view("=!@#%^&*$?").find(c) != std::string_view::npos;
}
bool ends_bare(char c) {
  return std::string_view(" \t\r\n,;<&)]}\"'`\\#").find(c) != std::string_view::npos;
}

// Walks forward through a text; past its end everything is '\0'.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  void skip(std::size_t count) { at_ += count; }

  template <typename Predicate>
  std::size_t skip_while(Predicate predicate, std::size_t most) {
    std::size_t count = 0;
    while (count < most && !done() && predicate(text_[at_])) ++at_, ++count;
    return count;
  }
  bool skip_text(std::string_view expected) {
    if (text_.substr(std::min(at_, text_.size()), expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }
  // The same in any case of ASCII letters; `expected` is in lower case.
  bool skip_word(std::string_view expected) {
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (base::to_lower(peek(i)) != expected[i]) return false;
    at_ += expected.size();
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

// `: str =`, as in "password: str = ...".
bool skip_typed_operator(Cursor& cursor) {
  Cursor at = cursor;
  if (!at.skip_text(":")) return false;
  at.skip_while(is_blank, kMaxBlanks);
  const auto is_type = [](char c) {
    return is_word(c) || std::string_view(".<>&*?[]|").find(c) != std::string_view::npos;
  };
  if (at.skip_while(is_type, kMaxType) == 0) return false;
  at.skip_while(is_blank, kMaxBlanks);
  if (at.peek() != '=' || at.peek(1) == '=' || at.peek(1) == '>') return false;
  at.skip(1);
  cursor = at;
  return true;
}

// `, "value": `, ` value=`, and on the next line `value: `: a pair that is spelled as two.
bool skip_pair_operator(Cursor& cursor) {
  Cursor at = cursor;
  at.skip_while([](char c) { return is_blank(c) || c == ',' || c == '\n' || c == '\r'; }, 40);
  at.skip_while(is_quote, 1);
  if (!at.skip_word("value")) return false;
  at.skip_while(is_quote, 1);
  at.skip_while(is_blank, kMaxBlanks);
  if (at.peek() != '=' && at.peek() != ':') return false;
  at.skip(1);
  cursor = at;
  return true;
}

bool skip_operator(Cursor& cursor) {
  if (skip_pair_operator(cursor)) return true;
  const std::size_t blanks = cursor.skip_while(is_blank, kMaxBlanks);
  if (skip_typed_operator(cursor)) return true;
  // The longer ones first.
  constexpr std::array<std::string_view, 16> kOperators = {
      "===", "!==", "||=", "?\?=", ":=", "=>", "->", "<-",
      "==",  "!=",  "?=",  "+=",   "=",  ":",  ">",  ","};
  for (const std::string_view sign : kOperators)
    if (cursor.skip_text(sign)) return true;
  return cursor.skip_text("(") || blanks > 0;
}

// "Bearer " before the token itself.
void skip_scheme(Cursor& cursor) {
  constexpr std::array<std::string_view, 6> kSchemes = {"bearer", "basic",   "token",
                                                        "apikey", "api-key", "bot"};
  for (const std::string_view scheme : kSchemes) {
    Cursor at = cursor;
    if (!at.skip_word(scheme)) continue;
    if (at.peek() != ' ' && at.peek() != '=' && at.peek() != ':') continue;
    at.skip_while([](char c) { return c == ' ' || c == '=' || c == ':'; }, 3);
    cursor = at;
    return;
  }
}

// From before the quotes to after the value; nullopt where that is no literal without blanks.
std::optional<Span> read_quoted(Cursor& cursor, std::uint32_t min_length) {
  Cursor at = cursor;
  at.skip_while([](char c) { return base::is_letter(c) || c == '@' || c == '$'; }, 2);
  at.skip_text("\\");
  const char quote = at.peek();
  if (!is_quote(quote)) return std::nullopt;
  at.skip_while([quote](char c) { return c == quote; }, 3);
  skip_scheme(at);
  const auto begin = static_cast<std::uint32_t>(at.at());
  const std::size_t size = at.skip_while(is_quoted, kMaxValue + 1);
  const bool closed = at.peek() == quote || (at.peek() == '\\' && at.peek(1) == quote);
  if (!closed || size < min_length || size > kMaxValue) return std::nullopt;
  cursor = at;
  return Span{begin, static_cast<std::uint32_t>(at.at())};
}

std::optional<Span> read_bare(Cursor& cursor, std::uint32_t min_length) {
  Cursor at = cursor;
  skip_scheme(at);
  const auto begin = static_cast<std::uint32_t>(at.at());
  std::size_t size = at.skip_while(is_bare, kMaxValue + 1);
  // Only as padding: else it is the next assignment.
  size += at.skip_while([](char c) { return c == '='; }, 2);
  if (size < min_length || size > kMaxValue) return std::nullopt;
  if (!at.done() && !ends_bare(at.peek())) return std::nullopt;
  cursor = at;
  return Span{begin, static_cast<std::uint32_t>(at.at())};
}

// A value as the argument of one function: `SecretStr("...")`.
void skip_call(Cursor& cursor) {
  Cursor at = cursor;
  at.skip_while([](char c) { return is_word(c) || c == '.' || c == '[' || c == ']'; }, kMaxCall);
  if (at.skip_text("(")) cursor = at;
}

std::optional<Span> read_value(Cursor& cursor, AssignmentReader::Lengths min) {
  cursor.skip_while(is_blank, kMaxBlanks);
  if (auto quoted = read_quoted(cursor, min.quoted)) return quoted;
  if (auto bare = read_bare(cursor, min.bare)) return bare;
  skip_call(cursor);
  return read_quoted(cursor, min.quoted);
}

// The next literal of some length, wherever it stands.
std::optional<Span> read_loosely(std::string_view text, std::size_t from,
                                 std::uint32_t min_length) {
  const std::size_t end = std::min(text.size(), from + kLooseReach);
  for (std::size_t at = from; at < end; ++at) {
    if (!is_quote(text[at])) continue;
    Cursor cursor(text, at);
    if (auto value = read_quoted(cursor, min_length)) return value;
  }
  return std::nullopt;
}

std::vector<text::Literal> literals_of(const std::vector<std::string>& words) {
  std::vector<text::Literal> literals;
  for (const std::string& word : words) literals.push_back({word, text::Case::kInsensitive});
  return literals;
}

}  // namespace

AssignmentReader::AssignmentReader(std::vector<std::string> words, Lengths min)
    : words_(std::move(words)), min_(min), set_(literals_of(words_)) {}

bool AssignmentReader::names(std::string_view name) const {
  std::vector<std::uint64_t> present;
  set_.find_present(name, present);
  return std::ranges::any_of(present, [](std::uint64_t bits) { return bits != 0; });
}

std::optional<Assignment> AssignmentReader::read_at(std::string_view text, Span word) const {
  std::size_t begin = word.begin;
  while (begin > 0 && word.begin - begin < kMaxNameBefore && is_name_before(text[begin - 1]))
    --begin;
  Cursor cursor(text, word.end);
  cursor.skip_while(is_name_after, kMaxNameAfter);
  Assignment found;
  found.name = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(cursor.at())};
  const std::size_t after_name = cursor.at();
  cursor.skip_while(is_closer, kMaxClosers);
  std::optional<Span> value;
  if (skip_operator(cursor)) value = read_value(cursor, min_);
  found.spelled_out = value.has_value();
  if (!value) value = read_loosely(text, after_name, min_.quoted);
  if (!value) return std::nullopt;
  found.value = *value;
  found.whole = {found.name.begin, value->end};
  return found;
}

std::uint32_t AssignmentReader::read(std::string_view text, Span range,
                                     std::vector<Assignment>& out) const {
  std::vector<text::LiteralHit> hits;
  set_.find_all(text, range, hits);
  std::uint32_t name_end = 0;
  for (const text::LiteralHit& hit : hits) {
    if (hit.begin < name_end) continue;
    const auto end = hit.begin + static_cast<std::uint32_t>(words_[hit.literal].size());
    const std::optional<Assignment> found = read_at(text, Span{hit.begin, end});
    if (!found) continue;
    name_end = found->name.end;
    if (!out.empty() && out.back().value == found->value) {
      if (!out.back().spelled_out) out.back() = *found;
      continue;
    }
    out.push_back(*found);
  }
  return name_end;
}

}  // namespace scan::secrets

// One pass with the builder's stack in place of recursion. A string without escapes is a part of
// the text, not a copy. Accepted beyond RFC 8259, as in tsconfig.json and its kin: comments and a
// comma after the last element.
#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/utf8.h"
#include "document/parsers.h"
#include "document/scalar.h"

namespace scan::document {
namespace {

using base::is_digit;

// Whether any of eight bytes ends a run of plain string content: a quote, a backslash, a control
// character. The bits trick of "Hacker's Delight" 6-1; a false alarm beyond the first hit does no
// harm.
bool has_special(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHighs = 0x8080808080808080u;
  const auto zero_in = [](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  const std::uint64_t control = (bytes - kOnes * 0x20) & ~bytes & kHighs;
  return (control | zero_in(bytes ^ (kOnes * '"')) | zero_in(bytes ^ (kOnes * '\\'))) != 0;
}

bool is_plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_name_character(char c) { return base::is_letter(c) || c == '_'; }

class JsonReader {
 public:
  JsonReader(std::string_view text, std::uint32_t begin, TreeBuilder& builder)
      : text_(text),
        size_(static_cast<std::uint32_t>(text.size())),
        builder_(builder),
        at_(begin) {}

  std::optional<SyntaxError> read() {
    read_values();
    return std::move(error_);
  }

 private:
  // Each returns false when it has set error_.
  bool read_values();
  bool read_value_or_open(bool& opened);
  bool step_to_value(bool opened);
  bool read_key();
  bool read_string(std::string_view& content);
  bool read_escaped_string(std::uint32_t begin, std::string_view& content);
  bool read_escape(std::string& content);
  bool read_hex4(char32_t& unit);
  bool read_number();
  bool read_word();
  bool skip_space();

  char peek() const { return at_ < size_ ? text_[at_] : '\0'; }
  bool add(const Value* value) {
    return builder_.add(value) || fail(limit_error(builder_, value->span));
  }
  bool fail(SyntaxError error) {
    error_ = std::move(error);
    return false;
  }
  bool fail_at(std::uint32_t at, std::string message) {
    return fail({{at, std::min(at + 1, size_)}, std::move(message), {}});
  }

  const std::string_view text_;
  const std::uint32_t size_;
  TreeBuilder& builder_;
  std::uint32_t at_;
  std::optional<SyntaxError> error_;
};

bool JsonReader::read_values() {
  if (!skip_space()) return false;
  if (at_ == size_) return true;
  do {
    bool opened = false;
    if (!read_value_or_open(opened) || !step_to_value(opened)) return false;
  } while (builder_.is_open());
  if (!skip_space()) return false;
  return at_ == size_ || fail_at(at_, "there is text after the end of the value");
}

bool JsonReader::read_value_or_open(bool& opened) {
  const char c = peek();
  if (c == '"') {
    const std::uint32_t begin = at_;
    std::string_view content;
    if (!read_string(content)) return false;
    Value* value = builder_.scalar(Kind::kString, {begin, at_});
    value->text = content;
    return add(value);
  }
  if (c == '{' || c == '[') {
    opened = true;
    if (!builder_.open(c == '{' ? Kind::kMapping : Kind::kSequence, at_))
      return fail(limit_error(builder_, {at_, at_ + 1}));
    ++at_;
    return true;
  }
  if (c == '-' || is_digit(c)) return read_number();
  return read_word();
}

// Goes on to where the next value begins, past the ends of lists and mappings, the comma and the
// key; or past the end of the outermost value. `opened`: a list or mapping has just begun.
bool JsonReader::step_to_value(bool opened) {
  while (builder_.is_open()) {
    if (!skip_space()) return false;
    const char bracket = builder_.in_mapping() ? '}' : ']';
    if (peek() != bracket && !opened) {
      if (peek() != ',') return fail_at(at_, std::string("expected `,` or `") + bracket + "`");
      ++at_;
      if (!skip_space()) return false;
    }
    if (peek() != bracket) return !builder_.in_mapping() || read_key();
    ++at_;
    if (!builder_.close(at_)) return fail(limit_error(builder_, {at_ - 1, at_}));
    opened = false;
  }
  return true;
}

bool JsonReader::read_key() {
  if (peek() != '"') return fail_at(at_, "expected a key in double quotes");
  const std::uint32_t begin = at_;
  std::string_view key;
  if (!read_string(key)) return false;
  builder_.key(key, {begin, at_});
  if (!skip_space()) return false;
  if (peek() != ':') return fail_at(at_, "expected `:` after the key");
  ++at_;
  return skip_space();
}

bool JsonReader::read_string(std::string_view& content) {
  const std::uint32_t begin = ++at_;
  for (std::uint64_t bytes; size_ - at_ >= sizeof bytes; at_ += sizeof bytes) {
    std::memcpy(&bytes, text_.data() + at_, sizeof bytes);
    if (has_special(bytes)) break;
  }
  while (at_ < size_ && is_plain(text_[at_])) ++at_;
  if (peek() != '"') return read_escaped_string(begin, content);
  content = text_.substr(begin, at_ - begin);
  ++at_;
  return true;
}

bool JsonReader::read_escaped_string(std::uint32_t begin, std::string_view& content) {
  std::string unescaped(text_.substr(begin, at_ - begin));
  for (;;) {
    if (at_ == size_) return fail({{begin - 1, begin}, "this string has no end", {}});
    const char c = text_[at_];
    if (c == '"') break;
    if (c == '\\') {
      if (!read_escape(unescaped)) return false;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      return fail_at(at_, c == '\n' ? "the string does not end on its line"
                                    : "a control character must be escaped");
    } else {
      unescaped.push_back(c);
      ++at_;
    }
  }
  ++at_;
  content = builder_.store(unescaped);
  return true;
}

bool JsonReader::read_escape(std::string& content) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::uint32_t begin = at_++;
  const char name = peek();
  ++at_;
  if (const std::size_t i = kNames.find(name); i != kNames.npos && name != '\0') {
    content.push_back(kMeanings[i]);
    return true;
  }
  char32_t unit = 0;
  if (name != 'u' || !read_hex4(unit))
    return fail({{begin, std::min(at_, size_)}, "no such escape in a JSON string", {}});
  if (unit >= 0xD800 && unit < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    const std::uint32_t second = at_;
    char32_t low = 0;
    at_ += 2;
    if (read_hex4(low) && low >= 0xDC00 && low < 0xE000)
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    else
      at_ = second;  // it is an escape of its own, or an error
  }
  // Half of a surrogate pair is no character.
  base::append_utf8(unit >= 0xD800 && unit < 0xE000 ? U'\uFFFD' : unit, content);
  return true;
}

bool JsonReader::read_hex4(char32_t& unit) {
  unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = peek();
    const int digit = is_digit(c)              ? c - '0'
                      : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                      : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                               : -1;
    if (digit < 0) return false;
    unit = unit << 4 | static_cast<char32_t>(digit);
  }
  return true;
}

bool JsonReader::read_number() {
  const std::uint32_t begin = at_;
  const auto skip_digits = [&] {
    const std::uint32_t from = at_;
    while (is_digit(peek())) ++at_;
    return at_ > from;
  };
  if (peek() == '-') ++at_;
  const bool leading_zero = peek() == '0';
  const std::uint32_t digits = at_;
  bool sound = skip_digits() && !(leading_zero && at_ - digits > 1);
  if (peek() == '.') sound = (++at_, skip_digits()) && sound;
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    sound = skip_digits() && sound;
  }
  Value* value = builder_.scalar(Kind::kFloat, {begin, at_});
  value->text = text_.substr(begin, at_ - begin);
  if (!sound || is_name_character(peek()) || !parse_number(value->text, *value))
    return fail({value->span, "malformed number", {}});
  return add(value);
}

bool JsonReader::read_word() {
  const std::uint32_t begin = at_;
  while (is_name_character(peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  Value* value = builder_.scalar(Kind::kBool, {begin, at_});
  value->text = word;
  if (word == "null")
    value->kind = Kind::kNull;
  else if (word == "true" || word == "false")
    value->boolean = word == "true";
  else
    return fail({{begin, std::max(at_, std::min(begin + 1, size_))}, "expected a value", {}});
  return add(value);
}

// White space and comments.
bool JsonReader::skip_space() {
  for (;;) {
    while (at_ < size_ && is_space(text_[at_])) ++at_;
    if (peek() != '/') return true;
    const std::string_view mark = text_.substr(at_, 2);
    if (mark == "//") {
      at_ = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\n', at_), size_));
    } else if (mark == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == text_.npos) return fail({{at_, at_ + 2}, "this comment has no end", {}});
      at_ = static_cast<std::uint32_t>(end + 2);
    } else {
      return fail_at(at_, "expected a value");
    }
  }
}

}  // namespace

std::optional<SyntaxError> parse_json(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder) {
  return JsonReader(text, begin, builder).read();
}

}  // namespace scan::document

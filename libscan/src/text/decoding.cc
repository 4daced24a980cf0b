// Gitleaks looks for candidates with one regex, the alternatives of which are, in this order:
//
//   percent   %[0-9A-Fa-f]{2}(?:.*%[0-9A-Fa-f]{2})?
//   unicode   (?:U\+[a-fA-F0-9]{4}(?:\s|$))+ | (?i)(?:\\{1,2}u[a-fA-F0-9]{4})+
//   hex       [0-9A-Fa-f]{32,}
//   base64    [\w\/+-]{16,}={0,2}
//
// Here the first two are found through the rare byte that each begins with, and the others by
// looking at every 16th byte: a run of 16 has one of these. The candidate that begins first is
// taken, and the search goes on behind it. Of two that touch, one that is further down in the list
// waits for the next pass.
#include "text/decoding.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace scan::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMinHex = 32;
constexpr std::size_t kMinBase64 = 16;
constexpr std::uint8_t kNoDigit = 0xff;

enum CharacterClass : std::uint8_t {
  kInRun = 1,  // of base64 in either variant, and so of hexadecimal
  kHexDigit = 2,
  kPrintable = 4,
};

struct Characters {
  std::array<std::uint8_t, 256> classes{};
  std::array<std::uint8_t, 256> hex_value{};
  std::array<std::uint8_t, 256> base64_value{};  // '+' and '-' alike, '/' and '_'
};

constexpr Characters make_characters() {
  Characters table;
  for (std::size_t c = 0; c < 256; ++c) {
    const char letter = static_cast<char>(c);
    const char lower = base::to_lower(letter);
    table.hex_value[c] = table.base64_value[c] = kNoDigit;
    std::uint8_t& classes = table.classes[c];
    if (c > 0x08 && c < 0x7f) classes |= kPrintable;
    if (base::is_digit(letter)) {
      table.hex_value[c] = static_cast<std::uint8_t>(letter - '0');
      table.base64_value[c] = static_cast<std::uint8_t>(52 + letter - '0');
    } else if (base::is_letter(letter)) {
      table.base64_value[c] =
          static_cast<std::uint8_t>(base::is_upper(letter) ? letter - 'A' : 26 + letter - 'a');
      if (lower <= 'f') table.hex_value[c] = static_cast<std::uint8_t>(10 + lower - 'a');
    } else if (letter == '+' || letter == '-') {
      table.base64_value[c] = 62;
    } else if (letter == '/' || letter == '_') {
      table.base64_value[c] = 63;
    }
    if (table.base64_value[c] != kNoDigit) classes |= kInRun;
    if (table.hex_value[c] != kNoDigit) classes |= kHexDigit;
  }
  return table;
}

constexpr Characters kCharacters = make_characters();

bool has(char c, CharacterClass wanted) {
  return (kCharacters.classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

std::uint32_t hex_value(char c) { return kCharacters.hex_value[static_cast<unsigned char>(c)]; }

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

// Whether there are `count` hexadecimal digits at `at`.
bool hex_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at > text.size() || text.size() - at < count) return false;
  for (std::size_t i = at; i < at + count; ++i)
    if (!has(text[i], kHexDigit)) return false;
  return true;
}

bool percent_at(std::string_view text, std::size_t at) {
  return text[at] == '%' && hex_at(text, at + 1, 2);
}

// The size of the "\u0041" or "\\u0041" at `at`; 0 if there is none.
std::size_t escape_size(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '\\') return 0;
  const std::size_t letter = at + (at + 1 < text.size() && text[at + 1] == '\\' ? 2 : 1);
  if (letter >= text.size() || base::to_lower(text[letter]) != 'u') return 0;
  return hex_at(text, letter + 1, 4) ? letter + 5 - at : 0;
}

// The size of the "U+0041" at `at` with the space behind it; 0 if there is none.
std::size_t code_point_size(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("U+") || !hex_at(text, at + 2, 4)) return 0;
  if (at + 6 == text.size()) return 6;
  return is_space(text[at + 6]) ? 7 : 0;
}

std::size_t percent_end(std::string_view text, std::size_t begin) {
  const std::size_t line_end = std::min(text.find('\n', begin), text.size());
  const std::string_view line = text.substr(0, line_end);
  std::size_t last = line_end;
  do {
    last = line.rfind('%', last - 1);
  } while (last > begin && !percent_at(line, last));
  return last + 3;
}

template <typename Size>
std::size_t sequence_end(std::string_view text, std::size_t begin, Size size_at) {
  std::size_t end = begin;
  while (const std::size_t size = size_at(text, end)) end += size;
  return end;
}

bool append_percent(std::string_view encoded, std::string& out) {
  for (std::size_t i = 0; i < encoded.size();) {
    if (!percent_at(encoded, i)) {
      out += encoded[i++];
      continue;
    }
    const char byte = static_cast<char>(hex_value(encoded[i + 1]) << 4 | hex_value(encoded[i + 2]));
    if (!has(byte, kPrintable)) return false;
    out += byte;
    i += 3;
  }
  return true;
}

// Each is a code point by itself, half of a surrogate pair too, which is none.
bool append_unicode(std::string_view encoded, std::string& out) {
  const bool escapes = encoded.front() == '\\';
  for (std::size_t at = 0; at < encoded.size();) {
    const std::size_t size = escapes ? escape_size(encoded, at) : code_point_size(encoded, at);
    if (size == 0) return false;
    const std::size_t digits = escapes ? at + size - 4 : at + 2;
    char32_t value = 0;
    for (std::size_t i = digits; i < digits + 4; ++i) value = value << 4 | hex_value(encoded[i]);
    base::append_utf8(value >= 0xd800 && value < 0xe000 ? base::kReplacement : value, out);
    at += size;
  }
  return true;
}

bool append_hex(std::string_view encoded, std::string& out) {
  if (encoded.size() % 2 != 0) return false;
  bool digit = false;
  for (std::size_t i = 0; i < encoded.size(); i += 2) {
    const char byte = static_cast<char>(hex_value(encoded[i]) << 4 | hex_value(encoded[i + 1]));
    if (!has(byte, kPrintable)) return false;
    digit = digit || base::is_digit(encoded[i]) || base::is_digit(encoded[i + 1]);
    out += byte;
  }
  return digit;  // without one it is a name made of a to f
}

// Whether the characters and the length are those of one of the two variants. One with letters
// alone is taken for a name.
bool may_be_base64(std::string_view characters, std::size_t padding) {
  bool standard = (characters.size() + padding) % 4 == 0 && characters.size() % 4 != 1;
  bool for_urls = padding == 0 && characters.size() % 4 != 1;
  bool likely = false;
  for (const char c : characters) {
    if (base::is_letter(c)) continue;
    likely = true;
    if (c == '+' || c == '/') for_urls = false;
    if (c == '-' || c == '_') standard = false;
  }
  return likely && (standard || for_urls);
}

bool append_base64(std::string_view encoded, std::string& out) {
  const std::size_t size = std::min(encoded.find('='), encoded.size());
  const std::string_view characters = encoded.substr(0, size);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : characters) {
    const std::uint8_t value = kCharacters.base64_value[static_cast<unsigned char>(c)];
    if (value == kNoDigit) return false;
    bits = bits << 6 | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const char byte = static_cast<char>(bits >> count & 0xff);
    if (!has(byte, kPrintable)) return false;
    out += byte;
  }
  return may_be_base64(characters, encoded.size() - size);
}

}  // namespace

EncodedSpans::EncodedSpans(std::string_view text) : text_(text) {
  find_percent();
  find_escape();
  find_code_point();
  find_run();
  current_ = next_match();
}

void EncodedSpans::find_percent() {
  percent_ = at_;
  do {
    percent_ = text_.find('%', percent_);
  } while (percent_ != kNone && !percent_at(text_, percent_) && ++percent_);
}

void EncodedSpans::find_escape() {
  escape_ = at_;
  do {
    escape_ = text_.find('\\', escape_);
  } while (escape_ != kNone && escape_size(text_, escape_) == 0 && ++escape_);
}

void EncodedSpans::find_code_point() {
  std::size_t plus = at_;
  do {
    plus = text_.find('+', plus + 1);
  } while (plus != kNone && code_point_size(text_, plus - 1) == 0);
  code_point_ = plus == kNone ? kNone : plus - 1;
}

void EncodedSpans::find_run() {
  for (std::size_t probe = at_ + kMinBase64 - 1; probe < text_.size(); probe += kMinBase64) {
    if (!has(text_[probe], kInRun)) continue;
    std::size_t begin = probe;
    while (begin > at_ && has(text_[begin - 1], kInRun)) --begin;
    std::size_t end = probe + 1;
    while (end < text_.size() && has(text_[end], kInRun)) ++end;
    if (end - begin >= kMinBase64) {
      run_ = begin;
      run_end_ = end;
      return;
    }
  }
  run_ = kNone;
}

// The leftmost one at or after at_, as a regex would find it.
std::optional<EncodedSpan> EncodedSpans::next_match() {
  if (percent_ < at_) find_percent();
  if (escape_ < at_) find_escape();
  if (code_point_ < at_) find_code_point();
  if (run_ < at_) find_run();
  const std::size_t begin = std::min(std::min(percent_, escape_), std::min(code_point_, run_));
  if (begin == kNone) return std::nullopt;

  Coding coding = Coding::kPercent;
  std::size_t end = 0;
  if (begin == percent_) {
    end = percent_end(text_, begin);
  } else if (begin == escape_ || begin == code_point_) {
    coding = Coding::kUnicode;
    end = sequence_end(text_, begin, begin == escape_ ? escape_size : code_point_size);
  } else {
    end = begin;
    while (end < run_end_ && has(text_[end], kHexDigit)) ++end;
    coding = end - begin >= kMinHex ? Coding::kHex : Coding::kBase64;
    if (coding == Coding::kBase64) {
      end = run_end_;
      for (int i = 0; i < 2 && end < text_.size() && text_[end] == '='; ++i) ++end;
    }
  }
  at_ = end;
  return EncodedSpan{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, coding};
}

std::optional<EncodedSpan> EncodedSpans::next() {
  while (current_) {
    const std::optional<EncodedSpan> after = next_match();
    const EncodedSpan candidate = *current_;
    const bool waits =
        (before_ && before_->span.end == candidate.span.begin &&
         before_->coding < candidate.coding) ||
        (after && candidate.span.end == after->span.begin && after->coding < candidate.coding);
    before_ = current_;
    current_ = after;
    if (!waits) return candidate;
  }
  return std::nullopt;
}

namespace {

// Of candidates only a sequence of code points has line breaks: one behind each.
bool is_break(std::string_view text, std::size_t at) {
  return text[at - 1] == '\n' && (at < kBreakBytes || code_point_size(text, at - kBreakBytes) == 0);
}

}  // namespace

std::size_t break_from(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  for (std::size_t line = text.find('\n', at - 1); line != kNone; line = text.find('\n', line + 1))
    if (is_break(text, line + 1)) return line + 1;
  return text.size();
}

std::size_t break_up_to(std::string_view text, std::size_t at) {
  for (; at > 0; --at) {
    const std::size_t line = text.rfind('\n', at - 1);
    if (line == kNone) return 0;
    at = line + 1;
    if (is_break(text, at)) break;
  }
  return at;
}

bool append_decoded(Coding coding, std::string_view encoded, std::string& out) {
  const std::size_t before = out.size();
  bool decoded = false;
  switch (coding) {
    case Coding::kPercent:
      decoded = append_percent(encoded, out);
      break;
    case Coding::kUnicode:
      decoded = append_unicode(encoded, out);
      break;
    case Coding::kHex:
      decoded = append_hex(encoded, out);
      break;
    case Coding::kBase64:
      decoded = append_base64(encoded, out);
      break;
  }
  if (!decoded) out.resize(before);
  return decoded;
}

}  // namespace scan::text

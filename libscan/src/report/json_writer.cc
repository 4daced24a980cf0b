#include "report/json_writer.h"

#include <array>
#include <charconv>

#include "base/utf8.h"

namespace scan::report {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Bytes that stand in a JSON string as they are: printable ASCII but for the quote and the
// backslash.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

void append_ascii_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += "\\u00";
      out.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
      out.push_back(kHex[c & 15]);
  }
}

}  // namespace

void JsonWriter::key(std::string_view key) {
  separate();
  append_string(key);
  out_ += ": ";
  after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
  separate();
  append_string(text);
}

void JsonWriter::value(std::uint64_t number) {
  separate();
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::tenths(std::uint64_t number) {
  value(number / 10);
  if (number % 10 != 0) out_.append({'.', static_cast<char>('0' + number % 10)});
}

void JsonWriter::value(bool truth) {
  separate();
  out_ += truth ? "true" : "false";
}

void JsonWriter::member_array(std::string_view key, const std::vector<std::string>& values) {
  begin_array(key);
  for (const std::string& text : values) value(std::string_view(text));
  end_array();
}

void JsonWriter::begin(char bracket) {
  separate();
  out_.push_back(bracket);
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) {
    out_.push_back('\n');
    out_.append(std::size_t{2} * depth_, ' ');
  }
  out_.push_back(bracket);
  first_ = false;
}

// What stands between the value before and the one that follows.
void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) out_.push_back(',');
  first_ = false;
  out_.push_back('\n');
  out_.append(std::size_t{2} * depth_, ' ');
}

void JsonWriter::append_string(std::string_view text) {
  out_.push_back('"');
  std::size_t plain = 0;  // where the run of bytes begins that are copied as they are
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (kPlain[c]) {
      ++i;
      continue;
    }
    std::size_t size = 1;
    if (c >= 0x80) {
      const base::CodePoint point = base::decode_utf8(text, i);
      size = point.size;
      if (!point.valid) {
        out_.append(text, plain, i - plain);
        base::append_utf8(base::kReplacement, out_);
        plain = i + size;
      }
    } else {
      out_.append(text, plain, i - plain);
      append_ascii_escaped(out_, text[i]);
      plain = i + size;
    }
    i += size;
  }
  out_.append(text, plain);
  out_.push_back('"');
}

}  // namespace scan::report

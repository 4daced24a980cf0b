#include "report/encoding.h"

#include "base/utf8.h"

namespace scan::report {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// The sub-delims of RFC 3986 and '@', which a path may have as they are. SonarQube does not decode
// URIs, so that what need not be encoded must not be.
bool is_path_character(unsigned char c) {
  return is_unreserved(c) ||
         std::string_view("!$&'()*+,;=@").find(static_cast<char>(c)) != std::string_view::npos;
}

void append_percent(std::string& out, unsigned char c) {
  out.push_back('%');
  out.push_back(kHex[c >> 4]);
  out.push_back(kHex[c & 15]);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool is_utf8(std::string_view text) { return !base::find_malformed_utf8(text); }

std::string repaired(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, i);
    base::append_utf8(point.value, out);
    i += point.size;
  }
  return out;
}

std::string uri_of(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out;
  out.reserve(path.size() + 8);
  const bool absolute = path.starts_with('/');
  if (absolute) out = "file://";
  bool first_part = !absolute;
  for (const char c : path) {
    if (c == '/') first_part = false;
    if (c == '/' || (c == ':' && !first_part) || is_path_character(static_cast<unsigned char>(c)))
      out.push_back(c);
    else
      append_percent(out, static_cast<unsigned char>(c));
  }
  return out;
}

std::string percent_encoded(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  for (const char c : bytes) {
    if (c == '/' || is_unreserved(static_cast<unsigned char>(c)))
      out.push_back(c);
    else
      append_percent(out, static_cast<unsigned char>(c));
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace scan::report

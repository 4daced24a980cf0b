// Writes ordering keys: the few encodings that every ordering is made of.
//
// Each item is self-delimiting and begins with a byte greater than 0, so a list of items closed by
// end() compares as a tuple does: item by item, and a proper prefix is less.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"

namespace scan::sca {

using base::is_digit;
using base::is_letter;
using base::to_lower;

/// Takes the longest run of digits off the front of `rest`; empty when there is none.
inline std::string_view take_digits(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_digit(rest[length])) ++length;
  std::string_view digits = rest.substr(0, length);
  rest.remove_prefix(length);
  return digits;
}

/// Takes the longest run of ASCII letters off the front of `rest`; empty when there is none.
inline std::string_view take_letters(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_letter(rest[length])) ++length;
  std::string_view letters = rest.substr(0, length);
  rest.remove_prefix(length);
  return letters;
}

/// Whether it is the number 0, or nothing.
inline bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

/// What may stand around a version.
inline constexpr std::string_view kSpace = " \t\n\r\f\v";

class KeyWriter {
 public:
  /// Which of several alternatives follows; the smaller one sorts first.
  void rank(std::uint8_t value) { key_.push_back(static_cast<char>(value)); }

  /// A natural number in decimal digits, of any length, leading zeros allowed: the count of its
  /// digits, then the digits. Of two numbers the one with more digits is greater.
  void number(std::string_view digits) {
    while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
    if (digits.size() < kLongNumber) {
      rank(static_cast<std::uint8_t>(digits.size() + 1));
    } else {
      rank(kLongNumber + 1);
      for (int shift = 24; shift >= 0; shift -= 8)
        rank(static_cast<std::uint8_t>(digits.size() >> shift));
    }
    key_.append(digits);
  }

  /// Text without NUL bytes, compared bytewise.
  void text(std::string_view value) { key_.append(value).push_back('\0'); }

  /// Closes a list of items.
  void end() { key_.push_back('\0'); }

  std::string take() { return std::move(key_); }

 private:
  static constexpr std::uint8_t kLongNumber = 0xF0;
  std::string key_;
};

}  // namespace scan::sca

// Finds values that nothing but a name near them gives away.
#pragma once

#include <bitset>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"
#include "text/regex.h"

namespace scan::secrets {

/// How far from a name its value may begin, in bytes.
inline constexpr std::uint32_t kNameReach = 40;

/// What such a value has more of, in bits a byte, if the rule does not say. Words and repeated
/// characters have less.
inline constexpr double kNamedValueEntropy = 2.7;

/// A value near a name.
struct NamedValue {
  Span name;
  Span value;

  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

/// Immutable; safe to share between threads. A value stands by itself: no letter, digit, '_' or '-'
/// is next to it, and no '.', '%' or '+' before it. A name of fewer than six letters must not be
/// the end of a longer word.
class NamedValueReader {
 public:
  /// `names` in any case; `value` is a regex that RE2 takes, without groups that capture.
  NamedValueReader(std::vector<std::string> names, std::string_view value);

  const std::vector<std::string>& names() const { return names_; }
  /// Of the value, with what must stand around it. For checks.
  const text::Regex& regex() const { return value().regex; }

  /// Appends what stands within kNameReach after each name that begins in `range`: every value, the
  /// nearest first, for the caller to choose the first that can be one. Time is linear in the size
  /// of the range, and of what is in reach of a name.
  void read(std::string_view text, Span range, std::vector<NamedValue>& out) const;

 private:
  struct Value {
    text::Regex regex;  // the value is group 1
    std::uint32_t min_length = 0;
    std::uint32_t max_length = 0;
    std::bitset<256> bytes;  // none that a value can have is missing
  };

  const Value& value() const;
  std::uint32_t name_at(std::string_view text, std::size_t at) const;
  bool may_follow(std::string_view text, std::uint32_t from) const;
  void read_after(std::string_view text, Span name, std::vector<NamedValue>& out) const;

  std::vector<std::string> names_;  // lowered
  std::bitset<256> first_bytes_;    // of names, in either case
  std::string pattern_;
  // Made at the first name: most are met in no file.
  mutable std::once_flag value_once_;
  mutable std::optional<Value> value_;
};

}  // namespace scan::secrets

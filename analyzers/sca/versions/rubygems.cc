// RubyGems' order, Gem::Version: numbers and words, words below numbers, "-" read as ".pre.". What
// is absent is 0, so zeros at the end of the version and before its first word do not count, and
// any other zero stands above or below the end of a version by what follows it: "1.a" above
// "1.a.0.b" and below "1.a.0.1".
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr std::uint8_t kWord = 1;
constexpr std::uint8_t kZeroBeforeWord = 2;
constexpr std::uint8_t kEnd = 3;
constexpr std::uint8_t kZeroBeforeNumber = 4;
constexpr std::uint8_t kNumber = 5;

bool is_number(std::string_view segment) { return is_digit(segment.front()); }

// Takes the run of digits or of letters at the front.
std::string_view take_segment(std::string_view& rest) {
  return is_digit(rest.front()) ? take_digits(rest) : take_letters(rest);
}

// Gem::Version's syntax: parts between dots are alphanumeric; behind the first "-" they may have
// further ones.
bool is_version(std::string_view version) {
  if (version.empty() || !is_digit(version.front())) return false;
  bool prerelease = false, empty_part = true, first_part = true;
  for (char c : version) {
    if (c == '.' || (c == '-' && !prerelease)) {
      if (empty_part) return false;
      prerelease |= c == '-';
      first_part = false;
      empty_part = true;
    } else {
      bool fits = is_digit(c) || (is_letter(c) && !first_part) || (c == '-' && prerelease);
      if (!fits) return false;
      empty_part = false;
    }
  }
  return !empty_part;
}

std::vector<std::string_view> canonical_segments(std::string_view rest) {
  std::vector<std::string_view> segments;
  bool words = false;
  auto drop_zeros = [&] {
    while (!segments.empty() && is_zero(segments.back())) segments.pop_back();
  };
  auto add = [&](std::string_view segment) {
    if (!words && !is_number(segment)) {
      drop_zeros();
      words = true;
    }
    segments.push_back(segment);
  };
  while (!rest.empty()) {
    if (is_digit(rest.front()) || is_letter(rest.front())) {
      add(take_segment(rest));
    } else {
      if (rest.front() == '-') add("pre");
      rest.remove_prefix(1);
    }
  }
  drop_zeros();
  return segments;
}

}  // namespace

std::optional<std::string> rubygems_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (!is_version(version)) return std::nullopt;
  std::vector<std::string_view> segments = canonical_segments(version);
  std::vector<std::uint8_t> ranks(segments.size());
  for (std::size_t i = segments.size(); i-- > 0;) {
    if (!is_number(segments[i]))
      ranks[i] = kWord;
    else if (!is_zero(segments[i]))
      ranks[i] = kNumber;
    else
      ranks[i] = ranks[i + 1] < kEnd ? kZeroBeforeWord : kZeroBeforeNumber;
  }
  KeyWriter key;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    key.rank(ranks[i]);
    if (ranks[i] == kWord) key.text(segments[i]);
    if (ranks[i] == kNumber) key.number(segments[i]);
  }
  key.rank(kEnd);
  return key.take();
}

}  // namespace scan::sca

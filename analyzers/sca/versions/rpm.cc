// RPM's order: [epoch:]version[-release], each of the three compared by rpmvercmp. A part is a list
// of words (ASCII letters) and numbers, whatever else stands between them. "~" sorts before the
// end, "^" just after it, and any word before any number. A release that is absent sorts before
// all.
#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr std::uint8_t kTilde = 1;
constexpr std::uint8_t kEnd = 2;
constexpr std::uint8_t kCaret = 3;
constexpr std::uint8_t kWord = 4;
constexpr std::uint8_t kNumber = 5;

constexpr std::uint8_t kNoRelease = 1;
constexpr std::uint8_t kRelease = 2;

void write_part(std::string_view rest, KeyWriter& key) {
  while (!rest.empty()) {
    char c = rest.front();
    if (is_digit(c)) {
      key.rank(kNumber);
      key.number(take_digits(rest));
    } else if (is_letter(c)) {
      key.rank(kWord);
      key.text(take_letters(rest));
    } else {
      if (c == '~') key.rank(kTilde);
      if (c == '^') key.rank(kCaret);
      rest.remove_prefix(1);
    }
  }
  key.rank(kEnd);
}

}  // namespace

std::optional<std::string> rpm_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (version.empty()) return std::nullopt;
  KeyWriter key;
  std::string_view rest = version;
  std::string_view epoch = take_digits(rest);
  if (!rest.empty() && rest.front() == ':') {
    key.number(epoch);
    version = rest.substr(1);
  } else {
    key.number("0");
  }
  std::size_t dash = version.rfind('-');
  write_part(version.substr(0, dash), key);
  key.rank(dash == std::string_view::npos ? kNoRelease : kRelease);
  if (dash != std::string_view::npos) write_part(version.substr(dash + 1), key);
  return key.take();
}

}  // namespace scan::sca

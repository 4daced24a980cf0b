// Debian's order, deb-version(7): [epoch:]upstream[-revision]. Upstream version and revision are
// each runs of non-digits and of digits in turn. In a run of non-digits "~" sorts before its end,
// the end before letters, and letters before all else; a number that is not there is 0. So a part
// is a list of (text, number) pairs that goes on for ever with ("", 0).
//
// Like dpkg this reads versions that policy would refuse: only space within one makes it none.
#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr std::uint8_t kTilde = 1;
constexpr std::uint8_t kEnd = 2;
constexpr std::uint8_t kLetters = 3;  // 52 of them
constexpr std::uint8_t kOthers = 55;  // at most 193: all bytes but digits, letters and "~"

std::uint8_t character_rank(char c) {
  auto byte = static_cast<std::uint8_t>(c);
  if (c == '~') return kTilde;
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint8_t>(kLetters + (c - 'A'));
  if (c >= 'a' && c <= 'z') return static_cast<std::uint8_t>(kLetters + 26 + (c - 'a'));
  int before = byte;  // without the bytes below that are ranked otherwise
  if (byte > '9') before -= 10;
  if (byte > 'Z') before -= 26;
  if (byte > 'z') before -= 26;
  if (byte > '~') before -= 1;
  return static_cast<std::uint8_t>(kOthers + before);
}

void write_part(std::string_view rest, KeyWriter& key) {
  do {
    while (!rest.empty() && !is_digit(rest.front())) {
      key.rank(character_rank(rest.front()));
      rest.remove_prefix(1);
    }
    key.rank(kEnd);
    key.number(take_digits(rest));
  } while (!rest.empty());
  key.rank(kEnd);
}

std::string_view take_epoch(std::string_view& version) {
  std::string_view rest = version;
  std::string_view epoch = take_digits(rest);
  if (epoch.empty() || rest.empty() || rest.front() != ':') return {};
  version = rest.substr(1);
  return epoch;
}

}  // namespace

std::optional<std::string> debian_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (version.empty() || version.find_first_of(kSpace) != std::string_view::npos)
    return std::nullopt;
  KeyWriter key;
  key.number(take_epoch(version));
  std::size_t dash = version.rfind('-');
  write_part(version.substr(0, dash), key);
  write_part(dash == std::string_view::npos ? "" : version.substr(dash + 1), key);
  return key.take();
}

}  // namespace scan::sca

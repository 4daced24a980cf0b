// Conan 2's order: items between dots, then a pre-release behind the first "-", which sorts below
// none, and a build behind the last "+", which sorts above none. Zeros at the end of a list do not
// count.
//
// Conan compares two items of digits as numbers and any others as text, so that 9 < 10 < "10a" < 9.
// That is no order; here an item's number counts first, then what follows it ("1.1.1w" between
// "1.1.1" and "1.1.2"), and words without a number sort above those with one, as they do as text.
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr std::uint8_t kPreRelease = 1;
constexpr std::uint8_t kRelease = 2;
constexpr std::uint8_t kNoBuild = 1;
constexpr std::uint8_t kBuild = 2;
constexpr std::uint8_t kEmptyItem = 1;
constexpr std::uint8_t kNumberItem = 2;
constexpr std::uint8_t kWordItem = 3;

void write_items(std::string_view text, KeyWriter& key) {
  std::vector<std::string_view> items;
  for (;;) {
    std::size_t dot = text.find('.');
    items.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) break;
    text.remove_prefix(dot + 1);
  }
  while (!items.empty() && !items.back().empty() && is_zero(items.back())) items.pop_back();
  for (std::string_view item : items) {
    std::string_view number = take_digits(item);
    key.rank(!number.empty() ? kNumberItem : item.empty() ? kEmptyItem : kWordItem);
    if (!number.empty()) key.number(number);
    key.text(item);
  }
  key.end();
}

}  // namespace

std::optional<std::string> conan_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (version.empty() || version.find_first_of(kSpace) != std::string_view::npos)
    return std::nullopt;
  std::size_t plus = version.rfind('+');
  std::string_view main = version.substr(0, plus);
  std::size_t dash = main.find('-');
  KeyWriter key;
  write_items(main.substr(0, dash), key);
  key.rank(dash == std::string_view::npos ? kRelease : kPreRelease);
  if (dash != std::string_view::npos) write_items(main.substr(dash + 1), key);
  key.rank(plus == std::string_view::npos ? kNoBuild : kBuild);
  if (plus != std::string_view::npos) write_items(version.substr(plus + 1), key);
  return key.take();
}

}  // namespace scan::sca

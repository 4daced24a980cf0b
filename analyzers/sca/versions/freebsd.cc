// FreeBSD's order, pkg-version(8): VERSION[_REVISION][,EPOCH], the epoch first, the revision last.
// A version is groups between "+", a group is components of a number, a letter and a patch level
// ("10b2"), and what is absent is 0. A component may lack its number, which is then below 0 ("1.b1"
// is below "1"); of a word the first letter counts, and "pl", "snap", "alpha", "beta", "pre" and
// "rc" begin a component of their own.
//
// A component that is 0, and a group of such, stands above or below the end of its version
// by what follows it.
#include <algorithm>
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

enum Rank : std::uint8_t {
  kLeast = 1,  // "*"
  kNoNumber,
  kZeroBelow,
  kEnd,  // of a group, and of the version
  kZeroAbove,
  kNumber,
};

constexpr std::uint8_t kNoLetter = 1;  // nor has "pl" one
constexpr std::uint8_t kFirstLetter = 2;
constexpr std::uint8_t kNoPatchLevel = 1;
constexpr std::uint8_t kPatchLevel = 2;

struct Component {
  enum class Kind : std::uint8_t { kLeast, kNoNumber, kNumber, kGroupEnd };
  Kind kind = Kind::kNumber;
  std::string_view number;
  std::uint8_t letter = kNoLetter;
  bool has_patch_level = false;  // and so a letter
  std::string_view patch_level;

  bool is_zero() const {
    return kind == Kind::kGroupEnd ||
           (kind == Kind::kNumber && !has_patch_level && scan::sca::is_zero(number));
  }
  bool below_zero() const { return kind == Kind::kLeast || kind == Kind::kNoNumber; }
};

bool is_stage(std::string_view word) {
  for (std::string_view stage : {"pl", "snap", "alpha", "beta", "pre", "rc"})
    if (word == stage) return true;
  return false;
}

// The letter and patch level at the front of `rest`, unless they begin the next component.
void take_letter(std::string_view& rest, Component& component) {
  std::string_view after = rest;
  const std::string word = base::lowered(take_letters(after));
  if (word.empty()) return;
  if (is_stage(word) && component.kind == Component::Kind::kNumber) return;
  if (word != "pl" || component.kind == Component::Kind::kNumber)
    component.letter = static_cast<std::uint8_t>(kFirstLetter + (word[0] - 'a'));
  component.has_patch_level = true;
  component.patch_level = take_digits(after);
  rest = after;
}

Component take_component(std::string_view& rest) {
  Component component;
  if (rest.front() == '*') {
    component.kind = Component::Kind::kLeast;
    rest.remove_prefix(std::min(rest.find('+'), rest.size()));
    return component;
  }
  component.number = take_digits(rest);
  if (component.number.empty()) component.kind = Component::Kind::kNoNumber;
  take_letter(rest, component);
  return component;
}

std::vector<Component> components_of(std::string_view rest) {
  std::vector<Component> components;
  while (!rest.empty()) {
    if (rest.front() == '+') {
      components.push_back({.kind = Component::Kind::kGroupEnd});
      rest.remove_prefix(1);
      continue;
    }
    components.push_back(take_component(rest));
    auto separates = [](char c) { return !is_digit(c) && !is_letter(c) && c != '+' && c != '*'; };
    while (!rest.empty() && separates(rest.front())) rest.remove_prefix(1);
  }
  return components;
}

void write_component(const Component& component, bool below, KeyWriter& key) {
  if (component.is_zero()) return key.rank(below ? kZeroBelow : kZeroAbove);
  if (component.kind == Component::Kind::kLeast) return key.rank(kLeast);
  key.rank(component.kind == Component::Kind::kNumber ? kNumber : kNoNumber);
  if (component.kind == Component::Kind::kNumber) key.number(component.number);
  key.rank(component.letter);
  if (component.has_patch_level && component.patch_level.empty()) return key.rank(kNoPatchLevel);
  key.rank(kPatchLevel);
  key.number(component.patch_level);
}

void write_version(std::string_view version, KeyWriter& key) {
  const std::vector<Component> components = components_of(version);
  // What follows each: whether all of its group and of the version is 0, or else below 0.
  struct Rest {
    bool zero = true;
    bool below = false;
  };
  std::vector<Rest> group_rest(components.size() + 1), version_rest(components.size() + 1);
  for (std::size_t i = components.size(); i-- > 0;) {
    const Component& component = components[i];
    const Rest by_itself{.zero = false, .below = component.below_zero()};
    version_rest[i] = component.is_zero() ? version_rest[i + 1] : by_itself;
    group_rest[i] = component.is_zero() ? group_rest[i + 1] : by_itself;
    if (component.kind == Component::Kind::kGroupEnd) group_rest[i] = {};
  }
  bool empty_group = true;
  for (std::size_t i = 0; i < components.size() && !version_rest[i].zero; ++i) {
    const bool group_end = components[i].kind == Component::Kind::kGroupEnd;
    if (group_end && empty_group) key.rank(version_rest[i].below ? kZeroBelow : kZeroAbove);
    if (group_end) key.rank(kEnd);
    empty_group = group_end || (empty_group && group_rest[i].zero);
    if (!group_end && !group_rest[i].zero) write_component(components[i], group_rest[i].below, key);
  }
  key.rank(kEnd);  // of the last group that counts
  key.rank(kEnd);
}

// The number at the front, if there is one.
std::string_view leading_number(std::string_view text) { return take_digits(text); }

}  // namespace

std::optional<std::string> freebsd_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (version.empty() || version.find_first_of(kSpace) != std::string_view::npos)
    return std::nullopt;
  const std::size_t underscore = version.rfind('_');
  std::string_view tail = version;
  std::string_view revision;
  if (underscore != std::string_view::npos) {
    tail = version.substr(underscore + 1);
    revision = leading_number(tail);
    version = version.substr(0, underscore);
  }
  const std::size_t comma = tail.rfind(',');
  std::string_view epoch;
  if (comma != std::string_view::npos) {
    epoch = leading_number(tail.substr(comma + 1));
    if (underscore == std::string_view::npos) version = version.substr(0, comma);
  }
  KeyWriter key;
  key.number(epoch);
  write_version(version, key);
  key.number(revision);
  return key.take();
}

}  // namespace scan::sca

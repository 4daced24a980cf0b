// Maven's order, ComparableVersion of Maven 3.9 ("Version Order Specification" of the POM
// reference).
//
// A version is a list of numbers and words that may end in a list of its own: "-", and each change
// between digits and letters, begin one, and so does a word that ends the version or has a number
// behind it. At the end of each list zeros and empty words are dropped. Lists compare item by item;
// what is absent is 0 and the empty word. Of two kinds a word is less than a list, and a list less
// than a number. So one list after another, with a mark where each begins, is the key.
//
// Where one version has ended, the other's item says by itself which is greater: a word below the
// release is less ("1-rc"), any other word or number greater, and what is null as the first item
// behind it that is not. Ranks put an item's kind and that in one order. Maven's relation is not
// one: "1" < "1-sp" < "1.0.rc-x" < "1" and the like, made of a word between a dot and a "-". There
// what it says of the ended version holds: advisories name those, and people mean it by "rc".
#include <algorithm>
#include <array>
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

enum Rank : std::uint8_t {
  kWordBelowRelease = 1,
  kListBelowRelease,
  kZeroBelowRelease,
  kEnd,
  kWordAboveRelease,
  kListAboveRelease,
  kZeroAboveRelease,
  kNumber,
};

// Words in their order; the empty one is the release.
constexpr std::array<std::string_view, 7> kWords = {"alpha",    "beta", "milestone", "rc",
                                                    "snapshot", "",     "sp"};
constexpr std::size_t kReleaseWord = 5;
constexpr std::size_t kUnknownWord = kWords.size();

struct Item {
  enum class Kind : std::uint8_t { kNumber, kWord, kList };
  Kind kind = Kind::kNumber;
  std::string_view text;
  std::size_t word = kReleaseWord;  // its place in kWords

  bool is_null() const {
    return kind == Kind::kNumber ? is_zero(text) : kind == Kind::kWord && word == kReleaseWord;
  }
  bool below_release() const { return kind == Kind::kWord && word < kReleaseWord; }
};

Item word_item(std::string_view text, bool before_digit) {
  std::string_view name = text;
  if (before_digit && text == "a") name = "alpha";
  if (before_digit && text == "b") name = "beta";
  if (before_digit && text == "m") name = "milestone";
  if (text == "cr") name = "rc";
  if (text == "ga" || text == "final" || text == "release") name = "";
  auto place =
      static_cast<std::size_t>(std::find(kWords.begin(), kWords.end(), name) - kWords.begin());
  return {.kind = Item::Kind::kWord, .text = text, .word = place};
}

// Reads a version as its lists, outermost first.
class Reader {
 public:
  std::vector<std::vector<Item>> read(std::string_view version) {
    bool digits = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < version.size(); ++i) {
      char c = version[i];
      std::string_view token = version.substr(begin, i - begin);
      if (c == '.' || c == '-') {
        add(token, digits);
        begin = i + 1;
        if (c == '-') open_list();
      } else if (is_digit(c) != digits) {
        if (!token.empty()) {
          if (digits)
            add(token, true);
          else
            add_word(token, true);
          begin = i;
          open_list();
        }
        digits = !digits;
      }
    }
    std::string_view token = version.substr(begin);
    if (!token.empty() && digits) add(token, true);
    if (!token.empty() && !digits) add_word(token, false);
    return normalised();
  }

 private:
  void open_list() { lists_.emplace_back(); }

  // A word that ends the version or stands before a number: a list of its own, ".rc1" as "-rc1".
  void add_word(std::string_view token, bool before_digit) {
    if (!lists_.back().empty()) open_list();
    lists_.back().push_back(word_item(token, before_digit));
  }

  // What a dot or hyphen ends; nothing is 0.
  void add(std::string_view token, bool digits) {
    if (digits || token.empty())
      lists_.back().push_back({.kind = Item::Kind::kNumber, .text = token});
    else
      lists_.back().push_back(word_item(token, false));
  }

  std::vector<std::vector<Item>> normalised() {
    while (!lists_.empty()) {
      for (std::vector<Item>& list : lists_)
        while (!list.empty() && list.back().is_null()) list.pop_back();
      if (!lists_.back().empty()) break;
      lists_.pop_back();
    }
    return std::move(lists_);
  }

  std::vector<std::vector<Item>> lists_ = {{}};
};

Rank rank_of(const Item& item, bool below) {
  if (item.kind == Item::Kind::kList) return below ? kListBelowRelease : kListAboveRelease;
  if (item.kind == Item::Kind::kWord) return below ? kWordBelowRelease : kWordAboveRelease;
  if (!item.is_null()) return kNumber;
  return below ? kZeroBelowRelease : kZeroAboveRelease;
}

}  // namespace

std::optional<std::string> maven_key(std::string_view version) {
  if (version.empty()) return std::nullopt;
  std::string lower = base::lowered(version);
  std::vector<Item> items;
  for (const std::vector<Item>& list : Reader().read(lower)) {
    items.push_back({.kind = Item::Kind::kList});
    items.insert(items.end(), list.begin(), list.end());
  }

  // Whether each item is below what is absent, by the first one from it on that is not null.
  std::vector<bool> below(items.size());
  for (std::size_t i = items.size(); i-- > 0;) {
    bool by_itself = items[i].kind != Item::Kind::kList && !items[i].is_null();
    below[i] = by_itself ? items[i].below_release() : i + 1 < items.size() && below[i + 1];
  }

  KeyWriter key;
  for (std::size_t i = 1; i < items.size(); ++i) {  // without the mark of the outermost list
    const Item& item = items[i];
    Rank rank = rank_of(item, below[i]);
    key.rank(rank);
    if (rank == kNumber) key.number(item.text);
    if (rank != kWordBelowRelease && rank != kWordAboveRelease) continue;
    key.rank(static_cast<std::uint8_t>(item.word + 1));
    if (item.word == kUnknownWord) key.text(item.text);
  }
  key.rank(kEnd);
  return key.take();
}

}  // namespace scan::sca

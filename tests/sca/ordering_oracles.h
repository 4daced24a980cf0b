// Orderings compared directly, two versions at a time, as their specifications word it: slow, and
// independent of the ordering keys that they check. Each returns -1, 0 or 1.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

inline int sign(auto a, auto b) { return a < b ? -1 : b < a ? 1 : 0; }

inline bool digit(char c) { return c >= '0' && c <= '9'; }
inline bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Natural numbers in digits; none is 0.
inline int number_compare(std::string_view a, std::string_view b) {
  while (a.starts_with('0')) a.remove_prefix(1);
  while (b.starts_with('0')) b.remove_prefix(1);
  return a.size() != b.size() ? sign(a.size(), b.size()) : sign(a, b);
}

template <typename Test>
std::string_view take(std::string_view& text, Test test) {
  std::size_t size = 0;
  while (size < text.size() && test(text[size])) ++size;
  std::string_view taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

/// One part of a Debian version, deb-version(7), "Sorting algorithm".
inline int debian_part_compare(std::string_view a, std::string_view b) {
  auto weight = [](std::string_view text, std::size_t i) {
    if (i >= text.size()) return 0;
    return text[i] == '~' ? -1 : letter(text[i]) ? text[i] : text[i] + 256;
  };
  while (!a.empty() || !b.empty()) {
    auto other = [](char c) { return !digit(c); };
    std::string_view left = take(a, other), right = take(b, other);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
      if (int order = sign(weight(left, i), weight(right, i))) return order;
    if (int order = number_compare(take(a, digit), take(b, digit))) return order;
  }
  return 0;
}

inline int debian_compare(std::string_view a, std::string_view b) {
  auto epoch = [](std::string_view& version) {
    std::size_t colon = version.find(':');
    if (colon == std::string_view::npos) return std::string_view();
    std::string_view number = version.substr(0, colon);
    version.remove_prefix(colon + 1);
    return number;
  };
  if (int order = number_compare(epoch(a), epoch(b))) return order;
  auto upstream = [](std::string_view v) { return v.substr(0, v.rfind('-')); };
  auto revision = [](std::string_view v) {
    return v.rfind('-') == v.npos ? std::string_view() : v.substr(v.rfind('-') + 1);
  };
  if (int order = debian_part_compare(upstream(a), upstream(b))) return order;
  return debian_part_compare(revision(a), revision(b));
}

/// rpmvercmp: one part of an RPM version.
inline int rpm_compare(std::string_view a, std::string_view b) {
  auto separator = [](char c) { return !digit(c) && !letter(c) && c != '~' && c != '^'; };
  for (;;) {
    take(a, separator);
    take(b, separator);
    for (char mark : {'~', '^'}) {
      bool left = a.starts_with(mark), right = b.starts_with(mark);
      if (left != right) {
        if (mark == '^' && (a.empty() || b.empty())) return a.empty() ? -1 : 1;
        return left ? -1 : 1;
      }
      if (!left) continue;
      a.remove_prefix(1);
      b.remove_prefix(1);
      return rpm_compare(a, b);
    }
    if (a.empty() || b.empty()) return sign(!a.empty(), !b.empty());
    if (digit(a.front()) != digit(b.front())) return digit(a.front()) ? 1 : -1;
    int order = digit(a.front()) ? number_compare(take(a, digit), take(b, digit))
                                 : sign(take(a, letter), take(b, letter));
    if (order != 0) return order;
  }
}

/// Gem::Version, without "-": segments, of which absent ones are 0.
inline int rubygems_compare(std::string_view a, std::string_view b) {
  auto segments = [](std::string_view version) {
    std::vector<std::string_view> all;
    while (!version.empty()) {
      take(version, [](char c) { return c == '.'; });
      if (!version.empty()) all.push_back(take(version, digit(version.front()) ? digit : letter));
    }
    auto zero = [](std::string_view s) { return s.find_first_not_of('0') == s.npos; };
    auto word = std::find_if(all.begin(), all.end(), [](auto s) { return letter(s.front()); });
    while (word != all.begin() && zero(*std::prev(word))) word = all.erase(std::prev(word));
    return all;
  };
  std::vector<std::string_view> left = segments(a), right = segments(b);
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string_view l = i < left.size() ? left[i] : "0", r = i < right.size() ? right[i] : "0";
    if (digit(l.front()) != digit(r.front())) return digit(l.front()) ? 1 : -1;
    if (int order = digit(l.front()) ? number_compare(l, r) : sign(l, r)) return order;
  }
  return 0;
}

/// Maven's ComparableVersion for versions without letters but behind "-": nested lists, in which
/// what is absent is compared as 0 or the empty word.
class MavenOracle {
 public:
  static int compare(std::string_view a, std::string_view b) { return compare(read(a), read(b)); }

 private:
  // A number, a word, or the list that ends its parent.
  struct List {
    std::vector<std::string> items;
    std::vector<List> rest;  // none or one
  };

  // Cut at each "-", and where digits meet letters; numbers between dots.
  static List read(std::string_view version) {
    List list;
    std::string item;
    auto end_item = [&] {
      if (!item.empty()) list.items.push_back(item);
      item.clear();
    };
    for (std::size_t i = 0; i < version.size(); ++i) {
      char c = version[i];
      bool change = !item.empty() && digit(item.back()) != digit(c) && c != '.' && c != '-';
      if (c == '-' || change) {
        end_item();
        list.rest.push_back(read(version.substr(change ? i : i + 1)));
        break;
      }
      if (c == '.')
        end_item();
      else
        item.push_back(static_cast<char>(std::tolower(c)));
    }
    end_item();
    while (!list.items.empty() && weight(list.items.back()) == 0) list.items.pop_back();
    if (!list.rest.empty() && list.rest[0].items.empty() && list.rest[0].rest.empty())
      list.rest.clear();
    return list;
  }

  // Against what is absent.
  static int weight(const std::string& item) {
    if (digit(item.front())) return number_compare(item, "0");
    return sign(rank(item), rank(""));
  }
  static int weight(const List& list) {
    for (const std::string& item : list.items)
      if (int order = weight(item)) return order;
    return list.rest.empty() ? 0 : weight(list.rest[0]);
  }

  static std::string rank(const std::string& word) {
    constexpr std::string_view kWords[] = {"alpha",    "beta", "milestone", "rc",
                                           "snapshot", "",     "sp"};
    if (word == "ga" || word == "final" || word == "release") return rank("");
    for (std::size_t i = 0; i < 7; ++i)
      if (kWords[i] == word) return std::to_string(i);
    return "7-" + word;
  }

  static int compare(const List& a, const List& b) {
    for (std::size_t i = 0;; ++i) {
      bool left = i < a.items.size(), right = i < b.items.size();
      bool left_list = i == a.items.size() && !a.rest.empty();
      bool right_list = i == b.items.size() && !b.rest.empty();
      if (!left && !left_list && !right && !right_list && i >= a.items.size() &&
          i >= b.items.size())
        return 0;
      int order = 0;
      if (left && right) {
        bool number = digit(a.items[i].front());
        if (number != digit(b.items[i].front())) return number ? 1 : -1;
        order = number ? number_compare(a.items[i], b.items[i])
                       : sign(rank(a.items[i]), rank(b.items[i]));
      } else if (left_list && right_list) {
        return compare(a.rest[0], b.rest[0]);
      } else if (left) {
        order = right_list ? (digit(a.items[i].front()) ? 1 : -1) : weight(a.items[i]);
      } else if (right) {
        order = left_list ? (digit(b.items[i].front()) ? -1 : 1) : -weight(b.items[i]);
      } else {
        return left_list ? weight(a.rest[0]) : -weight(b.rest[0]);
      }
      if (order != 0) return order;
    }
  }
};

}  // namespace scan::sca

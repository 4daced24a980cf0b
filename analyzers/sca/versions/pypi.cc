// PEP 440, "Version Identification and Dependency Specification": its lenient syntax (appendix B),
// its normalisation and its order, as one pass over the text.
//
//   [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]
//
// Key: epoch, release without trailing zeros, pre-release, post-release, development release, local
// version. What stands where a part is absent is what makes the order: 1.0.dev1 < 1.0a1 < 1.0
// < 1.0.post1.
#include <array>
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

struct Word {
  std::string_view text;
  std::uint8_t rank;
};
// Longest first, as no shorter one that also fits lets the rest be parsed.
constexpr std::array<Word, 8> kPreReleases = {{{"preview", 4},
                                               {"alpha", 2},
                                               {"beta", 3},
                                               {"pre", 4},
                                               {"rc", 4},
                                               {"a", 2},
                                               {"b", 3},
                                               {"c", 4}}};
constexpr std::array<Word, 3> kPostReleases = {{{"post", 2}, {"rev", 2}, {"r", 2}}};
constexpr std::array<Word, 1> kDevReleases = {{{"dev", 1}}};

// pre-release: none but a development release, 2-4 as above, none
constexpr std::uint8_t kBeforePreReleases = 1;
constexpr std::uint8_t kAfterPreReleases = 5;
constexpr std::uint8_t kNoPostRelease = 1;
constexpr std::uint8_t kNoDevRelease = 2;

bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (to_lower(text[i]) != word[i]) return false;
  return true;
}

// A part such as ".rc-2": optional separator, word, optional separator, optional number.
struct Part {
  bool present = false;
  std::uint8_t rank = 0;
  std::string_view number;
};

template <std::size_t N>
Part take_part(std::string_view& rest, const std::array<Word, N>& words) {
  std::string_view text = rest;
  if (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
  for (const Word& word : words) {
    if (!starts_with_word(text, word.text)) continue;
    text.remove_prefix(word.text.size());
    if (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
    Part part{.present = true, .rank = word.rank, .number = take_digits(text)};
    rest = text;
    return part;
  }
  return {};
}

// "-1" is the implicit post-release.
Part take_post_release(std::string_view& rest) {
  if (rest.size() >= 2 && rest[0] == '-' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    return {.present = true, .rank = 2, .number = take_digits(rest)};
  }
  return take_part(rest, kPostReleases);
}

// Local versions compare segment by segment; numbers are greater than words, and a longer one
// greater than its own beginning.
bool write_local_version(std::string_view local, KeyWriter& key) {
  for (;;) {
    std::size_t length = 0;
    bool number = true;
    while (length < local.size() && (is_letter(local[length]) || is_digit(local[length]))) {
      number &= is_digit(local[length]);
      ++length;
    }
    if (length == 0) return false;
    if (number) {
      key.rank(2);
      key.number(local.substr(0, length));
    } else {
      std::string word(local.substr(0, length));
      for (char& c : word) c = to_lower(c);
      key.rank(1);
      key.text(word);
    }
    local.remove_prefix(length);
    if (local.empty()) return true;
    if (!is_separator(local.front())) return false;
    local.remove_prefix(1);
  }
}

}  // namespace

std::optional<std::string> pep440_key(std::string_view version) {
  std::string_view rest = base::trimmed(version, kSpace);
  if (!rest.empty() && to_lower(rest.front()) == 'v') rest.remove_prefix(1);

  KeyWriter key;
  std::string_view first = take_digits(rest);
  if (first.empty()) return std::nullopt;
  if (!rest.empty() && rest.front() == '!') {
    key.number(first);
    rest.remove_prefix(1);
    first = take_digits(rest);
    if (first.empty()) return std::nullopt;
  } else {
    key.number("0");
  }

  std::vector<std::string_view> release = {first};
  while (rest.size() >= 2 && rest[0] == '.' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    release.push_back(take_digits(rest));
  }
  while (!release.empty() && is_zero(release.back())) release.pop_back();
  for (std::string_view segment : release) key.number(segment);
  key.end();

  Part pre = take_part(rest, kPreReleases);
  Part post = take_post_release(rest);
  Part dev = take_part(rest, kDevReleases);
  if (pre.present) {
    key.rank(pre.rank);
    key.number(pre.number);
  } else {
    key.rank(dev.present && !post.present ? kBeforePreReleases : kAfterPreReleases);
  }
  key.rank(post.present ? post.rank : kNoPostRelease);
  if (post.present) key.number(post.number);
  key.rank(dev.present ? dev.rank : kNoDevRelease);
  if (dev.present) key.number(dev.number);

  if (!rest.empty()) {
    if (rest.front() != '+') return std::nullopt;
    if (!write_local_version(rest.substr(1), key)) return std::nullopt;
  }
  key.end();
  return key.take();
}

}  // namespace scan::sca

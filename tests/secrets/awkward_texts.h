// Texts and rules that are awkward in every way: matches of every kind that touch, overlap, contain
// one another's literals, and letters that stand for others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace scan::secrets {

inline constexpr std::string_view kAwkwardRules = R"(
[[rules]]
id = "bounded"
regex = '''\b(corp_[0-9a-z]{4,12})\b'''
[[rules]]
id = "entropy"
regex = '''key[ =]{1,3}([a-z0-9]{3,9})'''
entropy = 2.3
[[rules]]
id = "overlapping"
regex = '''(?i)[a-z0-9_]{0,8}(?:key|task|token)[a-z0-9_ =]{0,9}'''
entropy = 2.9
[[rules]]
id = "unbounded"
regex = '''begin (?:[a-z0-9 \n]+) end'''
[[rules]]
id = "run"
regex = '''(?:key|gate)[ =]{0,2}([a-z0-9_]{2,})[ =\n]?'''
[[rules]]
id = "anywhere"
regex = '''[0-9]{3}[a-f]{2}'''
[[rules]]
id = "gated"
regex = '''=([a-z]{3}[0-9]{2})'''
keywords = ["corp_", "gate"]
[[rules]]
id = "anchored-to-the-text"
regex = '''^(?:key|corp_)|(?:end|token)$'''
[[rules]]
id = "by-line"
regex = '''token ?= ?[a-z0-9]{2,6}'''
[[rules.allowlists]]
regexTarget = "line"
regexes = ["gate"]
[[rules]]
id = "by-path"
regex = '''task [a-z0-9]{3}'''
path = '''\.odd$'''
[[rules]]
id = "look-behind"
regex = '''(?<=gate)corp_[a-z]'''
[[rules]]
id = "folded"
regex = '''(?i)\btask[0-9]{1,3}\b'''
)";

/// Chooses by a seed.
class Chooser {
 public:
  explicit Chooser(unsigned seed) : random_(seed) {}

  /// Less than `bound`, or 0.
  std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>(random_() % (bound == 0 ? 1 : bound));
  }
  /// So many pieces and a few more.
  std::string text(std::size_t words) {
    static const std::vector<std::string> kWords = {"corp_",
                                                    "key",
                                                    "task",
                                                    "token",
                                                    "begin ",
                                                    " end",
                                                    "gate",
                                                    "\n",
                                                    "=",
                                                    " ",
                                                    "a1b2",
                                                    "12",
                                                    "345ab",
                                                    "zz",
                                                    "_",
                                                    "K",
                                                    "x",
                                                    "\xC5\xBF",
                                                    "\xE2\x84\xAA",
                                                    "corp_abcd1 ",
                                                    "key = q8w7e6",
                                                    "token=ab12",
                                                    "task 12a ",
                                                    "\xC3\xA4",
                                                    "aGVsbG8gd29ybGQgY29ycF9hYmNk",
                                                    "%63orp_a%62",
                                                    "corp_U+0061\nU+0062 ",
                                                    "U+0063\n",
                                                    "\\u0063orp_ab12",
                                                    "a2V5ID0gcTh3N2U2IHRva2VuPWFiMTI=",
                                                    "6b6579203d207138773765362025363161616161"};
    std::string text;
    for (; words > 0; --words) text += below(40) == 0 ? kWords[17 + below(2)] : kWords[below(17)];
    for (std::uint32_t more = below(4); more > 0; --more)
      text += kWords[19 + below(kWords.size() - 19)];
    return text;
  }

 private:
  std::mt19937 random_;
};

}  // namespace scan::secrets

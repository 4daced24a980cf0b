// What is found in a version of a text must not depend on what was learned of the one before: on
// random texts, random changes, and rules that are awkward in every way, the findings with a
// lineage are those without.
#include <gtest/gtest.h>

#include <random>

#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

constexpr std::string_view kRules = R"(
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

class Chooser {
 public:
  explicit Chooser(unsigned seed) : random_(seed) {}

  std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>(random_() % (bound == 0 ? 1 : bound));
  }
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
                                                    "aGVsbG8gd29ybGQgY29ycF9hYmNk"};
    std::string text;
    for (; words > 0; --words) text += below(40) == 0 ? kWords[17 + below(2)] : kWords[below(17)];
    for (std::uint32_t more = below(4); more > 0; --more) text += kWords[19 + below(6)];
    return text;
  }

  // Parts of `base` in any order, with something new between them.
  std::string version_of(const std::string& base, std::vector<SharedPart>& shared) {
    std::string text;
    shared.clear();
    std::uint32_t from = 0;
    const auto size = static_cast<std::uint32_t>(base.size());
    for (std::uint32_t parts = 1 + below(4); parts > 0; --parts) {
      if (below(2) == 0) text += this->text(below(4));
      if (below(5) == 0) from = below(base.size());
      const std::uint32_t count =
          parts == 1 && below(2) == 0 ? size - from : below(size - from + 1);
      if (count > 0) shared.push_back({static_cast<std::uint32_t>(text.size()), from, count});
      text += base.substr(from, count);
      from += count;
      from += below(std::min<std::size_t>(12, size - from + 1));
    }
    if (below(2) == 0) text += this->text(below(4));
    return text;
  }

 private:
  std::mt19937 random_;
};

FileResult detect_with(const Detector& detector, const Source& source, const Lineage* lineage) {
  const CancellationToken token;
  FileResult result;
  detector.detect(source,
                  {token, std::chrono::steady_clock::now() + std::chrono::seconds(60), lineage},
                  result);
  return result;
}

TEST(Lineage, ChangesNothing) {
  auto rules = read_rules(std::string(kRules));
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  const Detector detector(std::move(*rules));
  std::size_t found = 0;
  for (unsigned seed = 0; seed < 1000; ++seed) {
    Chooser chooser(seed);
    const auto path = [&chooser] { return chooser.below(3) == 0 ? "a.odd" : "a.txt"; };
    const Lineage first;
    auto base = std::make_unique<Source>(path(), chooser.text(10 + chooser.below(150)));
    detect_with(detector, *base, &first);
    for (int version = 0; version < 6; ++version) {
      std::vector<SharedPart> shared;
      auto next =
          std::make_unique<Source>(path(), chooser.version_of(std::string(base->text()), shared));
      // A character may have been cut.
      if (next->encoding() != Encoding::kUtf8) continue;
      const Lineage lineage{.base = base.get(), .shared = shared};
      const FileResult with = detect_with(detector, *next, &lineage);
      const FileResult without = detect_with(detector, *next, nullptr);
      ASSERT_EQ(with.findings, without.findings)
          << "seed " << seed << ", version " << version << "\n"
          << base->text() << "\n---\n"
          << next->text();
      ASSERT_EQ(with.sensitive, without.sensitive) << "seed " << seed << ", version " << version;
      ASSERT_EQ(with.notices, without.notices) << "seed " << seed << ", version " << version;
      found += with.findings.size();
      base = std::move(next);
    }
  }
  EXPECT_GT(found, 1000u);
}

}  // namespace
}  // namespace scan::secrets

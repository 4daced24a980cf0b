// Texts are worked off portion by portion. What is found must not depend on how large these are.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "awkward_texts.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

// Beside the awkward ones those that carry something from one place of a text to another.
constexpr std::string_view kMoreRules = R"toml(
[[rules]]
id = "named"
names = ["token", "task"]
value = '[a-z0-9]{4,9}'
entropy = 1
[[rules]]
id = "assigned"
assigned = ["key", "token"]
minLength = 2
minBareLength = 2
[[rules]]
id = "unescaped"
regex = '''key[ =]*"([a-z0-9 ]{2,9})"'''
unescape = true
[[rules]]
id = "composite"
regex = '''gate([a-z0-9]{1,5})'''
[[rules.required]]
id = "bounded"
withinLines = 3
)toml";

constexpr PortionSize kTiny{.step = 16, .windows = 1};
constexpr PortionSize kSmall{.step = 64, .windows = 20};

Detector detector_of(PortionSize portion) {
  auto rules = read_rules(std::string(kAwkwardRules) + std::string(kMoreRules));
  EXPECT_TRUE(rules.ok()) << rules.error().message;
  return Detector(std::move(*rules), RuleIndex::Mode::kWindows, 5, portion);
}

// With escapes that can be read.
std::string text_of(Chooser& chooser) {
  std::string text;
  for (std::uint32_t parts = 1 + chooser.below(6); parts > 0; --parts) {
    text += chooser.text(5 + chooser.below(60));
    if (chooser.below(2) == 0)
      text += "key=\\\"ab\\x31" + std::string(chooser.below(3), '\\') + "\"";
  }
  return text;
}

TEST(Portions, ChangeNothing) {
  const Detector whole = detector_of({});
  const Detector tiny = detector_of(kTiny);
  const Detector small = detector_of(kSmall);
  std::size_t found = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Chooser chooser(seed);
    const Source source("a.txt", text_of(chooser));
    const FileResult expected = detect(whole, source);
    for (const Detector* detector : {&tiny, &small}) {
      const FileResult result = detect(*detector, source);
      ASSERT_EQ(result.findings, expected.findings) << "seed " << seed << "\n" << source.text();
      ASSERT_EQ(result.sensitive, expected.sensitive) << "seed " << seed;
      ASSERT_EQ(result.notices, expected.notices) << "seed " << seed;
    }
    found += expected.findings.size();
  }
  EXPECT_GT(found, 10'000u);
}

TEST(Portions, EndAtTheSameFinding) {
  const std::string rules = "[[rules]]\nid = \"r\"\nregex = 'corp_[0-9]{5}'\n";
  std::string text;
  for (int i = 0; i < 12'000; ++i) text += "corp_" + std::to_string(10'000 + i) + "\n";
  const Source source("a.txt", text);
  const FileResult expected = detect(Detector(read_rules(rules).value()), source);
  const Detector small(read_rules(rules).value(), RuleIndex::Mode::kWindows, 5, kSmall);
  const FileResult result = detect(small, source);
  EXPECT_EQ(expected.findings.size(), 10'000u);
  EXPECT_EQ(expected.notices.size(), 1u);
  EXPECT_EQ(result.findings, expected.findings);
  EXPECT_EQ(result.notices, expected.notices);
}

// A part that is unescaped is cut where it is long. What is found in both of two views is told
// once, and nothing is missed at the cut.
TEST(Portions, OfEscapedTextAreCut) {
  constexpr std::size_t kLines = 80'000;
  std::string text;
  for (std::size_t i = 0; i < kLines; ++i)
    text += "{\"line\": 1, \"key\": \"" + std::to_string(100'000 + i) + "\\x30\"}\n";
  ASSERT_GT(text.size(), 2u << 20);
  const std::string rules =
      "[[rules]]\nid = \"r\"\nregex = 'key\\W{4}(\\d{5}00)\"'\nunescape = true\n";
  const FileResult result =
      detect(Detector(read_rules(rules).value()), Source("a.json", std::move(text)));
  EXPECT_EQ(result.findings.size(), kLines / 10);
}

}  // namespace
}  // namespace scan::secrets

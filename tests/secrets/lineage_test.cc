// What is found in a version of a text must not depend on what was learned of the one before: on
// random texts, random changes, and rules that are awkward in every way, the findings with a
// lineage are those without.
#include <gtest/gtest.h>

#include "awkward_texts.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

// Parts of `base` in any order, with something new between them.
std::string version_of(const std::string& base, Chooser& chooser, std::vector<SharedPart>& shared) {
  std::string text;
  shared.clear();
  std::uint32_t from = 0;
  const auto size = static_cast<std::uint32_t>(base.size());
  for (std::uint32_t parts = 1 + chooser.below(4); parts > 0; --parts) {
    if (chooser.below(2) == 0) text += chooser.text(chooser.below(4));
    if (chooser.below(5) == 0) from = chooser.below(base.size());
    const std::uint32_t count =
        parts == 1 && chooser.below(2) == 0 ? size - from : chooser.below(size - from + 1);
    if (count > 0) shared.push_back({static_cast<std::uint32_t>(text.size()), from, count});
    text += base.substr(from, count);
    from += count;
    from += chooser.below(std::min<std::size_t>(12, size - from + 1));
  }
  if (chooser.below(2) == 0) text += chooser.text(chooser.below(4));
  return text;
}

FileResult detect_with(const Detector& detector, const Source& source, const Lineage* lineage) {
  const CancellationToken token;
  FileResult result;
  detector.detect(source,
                  {token, std::chrono::steady_clock::now() + std::chrono::seconds(60), lineage},
                  result);
  return result;
}

TEST(Lineage, ChangesNothing) {
  auto rules = read_rules(std::string(kAwkwardRules));
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  const Detector detector(std::move(*rules));
  const Detector plain(read_rules(std::string(kAwkwardRules)).value(),
                       RuleIndex::Mode::kWholeTexts);
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
          std::make_unique<Source>(path(), version_of(std::string(base->text()), chooser, shared));
      // A character may have been cut.
      if (next->encoding() != Encoding::kUtf8) continue;
      const Lineage lineage{.base = base.get(), .shared = shared};
      const FileResult with = detect_with(detector, *next, &lineage);
      const FileResult without = detect_with(detector, *next, nullptr);
      ASSERT_EQ(without.findings, detect_with(plain, *next, nullptr).findings)
          << "seed " << seed << ", version " << version << "\n"
          << next->text();
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

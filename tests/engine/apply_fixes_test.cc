// Fixes in texts and in files: which win, what is kept of a file, and what is never written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "../source/temporary_tree.h"
#include "engine/fixed_text.h"
#include "scan/engine.h"
#include "scan/fix.h"

namespace scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Finding finding_with(std::vector<Edit> edits, std::string rule = "r") {
  Finding finding{.rule_id = std::move(rule)};
  finding.locations.emplace_back();
  finding.fix = Fix{.path = "f", .edits = std::move(edits), .source_hash = {}};
  return finding;
}

TEST(FixedText, TheOuterOneAndTheFirstWin) {
  const struct {
    std::vector<std::vector<Edit>> fixes;
    std::string text;
    std::size_t conflicting;
  } kRows[] = {
      {{{{{1, 2}, {}, "B"}}, {{{4, 5}, {}, ""}}}, "aBcdf", 0},
      {{{{{2, 3}, {}, "X"}}, {{{1, 4}, {}, "Y"}}}, "aYef", 1},
      {{{{{1, 3}, {}, "X"}}, {{{2, 4}, {}, "Y"}}}, "aXdef", 1},
      {{{{{1, 4}, {}, "Y"}}, {{{1, 2}, {}, "X"}}}, "aYef", 1},
      // Touching is not overlapping.
      {{{{{1, 3}, {}, "X"}}, {{{3, 4}, {}, "Y"}}}, "aXYef", 0},
      {{{{{3, 3}, {}, "+"}}, {{{1, 3}, {}, "X"}}}, "aX+def", 0},
      // The same change twice is one; two additions at one place have no order.
      {{{{{1, 2}, {}, "B"}}, {{{1, 2}, {}, "B"}}}, "aBcdef", 0},
      {{{{{1, 1}, {}, "+"}}, {{{1, 1}, {}, "-"}}}, "a+bcdef", 1},
      // All edits of a fix or none.
      {{{{{0, 1}, {}, "A"}}, {{{0, 1}, {}, "x"}, {{3, 4}, {}, "D"}}}, "Abcdef", 1},
      {{{{{0, 1}, {}, "A"}, {{3, 4}, {}, "D"}}, {{{2, 4}, {}, "x"}}}, "AbcDef", 1},
      {{{{{5, 9}, {}, "x"}}}, "abcdef", 1},
      {{{{{3, 1}, {}, "x"}}}, "abcdef", 1},
  };
  for (const auto& row : kRows) {
    std::vector<Finding> findings;
    for (const auto& edits : row.fixes) findings.push_back(finding_with(edits));
    std::vector<const Finding*> given;
    for (const Finding& finding : findings) given.push_back(&finding);
    for (int order = 0; order < 2; ++order) {
      const engine::FixedText fixed = engine::fixed_text("abcdef", given);
      if (row.text != "a+bcdef") {
        EXPECT_EQ(fixed.text, row.text);
      }
      EXPECT_THAT(fixed.conflicting, SizeIs(row.conflicting)) << row.text;
      EXPECT_THAT(fixed.applied, SizeIs(given.size() - row.conflicting)) << row.text;
      std::ranges::reverse(given);
    }
  }
}

// Puts "good" in the place of every "bad", and of "b\u00E4d" what Latin-1 has not.
class BadWords : public Analyzer {
 public:
  std::string_view name() const override { return "words"; }
  bool wants(std::string_view) const override { return true; }
  void analyze(const Source& source, const FileContext&, FileResult& out) const override {
    add(source, "bad", "good", out);
    add(source,
        "b\xC3\xA4"
        "d",
        "\xE2\x82\xAC", out);
    add(source, "secret-of-forty", "secret-of-forty!", out);
    const std::size_t secret = source.text().find("secret-of-forty");
    if (secret != std::string_view::npos) {
      const auto begin = static_cast<std::uint32_t>(secret);
      out.sensitive.push_back({begin, begin + 15});
    }
  }
  std::vector<RuleInfo> rules() const override { return {{.id = "bad-word"}}; }

 private:
  static void add(const Source& source, std::string_view word, std::string replacement,
                  FileResult& out) {
    for (std::size_t at = source.text().find(word); at != std::string_view::npos;
         at = source.text().find(word, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      const Span span{begin, begin + static_cast<std::uint32_t>(word.size())};
      Finding finding{.rule_id = "bad-word", .message = "a bad word"};
      finding.locations.push_back({.span = span});
      finding.fix = Fix{.path = {}, .edits = {{span, {}, replacement}}, .source_hash = {}};
      out.findings.push_back(std::move(finding));
    }
  }
};

class ApplyFixes : public ::testing::Test {
 protected:
  ScanResult scan(const std::vector<std::string>& roots) const {
    std::vector<std::unique_ptr<Analyzer>> analyzers;
    analyzers.push_back(std::make_unique<BadWords>());
    const Result<Engine> engine = Engine::create(std::move(analyzers));
    Result<ScanResult> result = engine->scan(roots);
    EXPECT_TRUE(result.ok());
    return result.ok() ? *std::move(result) : ScanResult{};
  }
  ScanResult scan() const { return scan({tree_.root()}); }
  std::string read(std::string_view path) const {
    std::ifstream file(tree_.at(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static std::vector<std::string> codes(const FixReport& report) {
    std::vector<std::string> codes;
    for (const Notice& notice : report.notices) codes.push_back(notice.code);
    return codes;
  }

  source::TemporaryTree tree_;
};

TEST_F(ApplyFixes, KeepsEncodingMarkLineBreaksAndMode) {
  const auto utf16 = [](std::u16string_view text) {
    std::string out;
    for (const char16_t unit : text) {
      out += static_cast<char>(unit & 0xff);
      out += static_cast<char>(unit >> 8);
    }
    return out;
  };
  const struct {
    std::string name, before, after;
  } kRows[] = {
      {"plain", "a bad b\nbad", "a good b\ngood"},
      {"mark",
       "\xEF\xBB\xBF"
       "bad\r\n",
       "\xEF\xBB\xBFgood\r\n"},
      {"latin1", "\xE9 bad \xFF\r\n", "\xE9 good \xFF\r\n"},
      {"utf16", utf16(u"\uFEFFbad \u20AC \U0001D11E\r\n"),
       utf16(u"\uFEFFgood \u20AC \U0001D11E\r\n")},
  };
  for (const auto& row : kRows) tree_.write(row.name, row.before);
  ::chmod(tree_.at("plain").c_str(), 0750);
  const FixReport shown = apply_fixes(scan(), FixMode::kShow);
  EXPECT_THAT(shown.files, SizeIs(4));
  for (const auto& row : kRows) EXPECT_EQ(read(row.name), row.before) << row.name;
  const FixReport report = apply_fixes(scan(), FixMode::kApply);
  EXPECT_THAT(report.notices, IsEmpty());
  EXPECT_EQ(report.files, shown.files);
  for (const auto& row : kRows) EXPECT_EQ(read(row.name), row.after) << row.name;
  struct stat status {};
  ASSERT_EQ(::stat(tree_.at("plain").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0750u);
  EXPECT_THAT(apply_fixes(scan(), FixMode::kApply).files, IsEmpty());
}

TEST_F(ApplyFixes, LeavesWhatAnEncodingCannotSay) {
  tree_.write("latin1",
              "b\xE4"
              "d \xFF");
  const FixReport report = apply_fixes(scan(), FixMode::kApply);
  EXPECT_THAT(codes(report), ElementsAre("fix-failed"));
  EXPECT_TRUE(report.notices.front().incomplete);
  EXPECT_EQ(read("latin1"),
            "b\xE4"
            "d \xFF");
}

TEST_F(ApplyFixes, TheDiffIsOneThatPatchAndGitTake) {
  tree_.write("dir/a b", "1\n2\nbad\n4");
  tree_.write("dir/\"q\"\t\xC3\xA4", "bad\r\n");
  tree_.write("plain", "bad");
  const FixReport report = apply_fixes(scan(), FixMode::kShow);
  std::string diff;
  for (const FixedFile& file : report.files) diff += file.diff;
  EXPECT_THAT(diff, HasSubstr("--- a/plain\n+++ b/plain\n@@ -1 +1 @@\n-bad\n"));
  const source::TemporaryTree other;
  std::ofstream(other.at("diff"), std::ios::binary) << diff;
  for (const char* command :
       {"patch -s --binary -p1 --dry-run -i ", "git apply --whitespace=nowarn "}) {
    const std::string shell = "cd '" + tree_.root() + "' && " + command + other.at("diff");
    EXPECT_EQ(source::output_of(shell + " 2>&1"), "") << command;
  }
  EXPECT_EQ(read("dir/a b"), "1\n2\ngood\n4");
  EXPECT_EQ(read("dir/\"q\"\t\xC3\xA4"), "good\r\n");
  EXPECT_EQ(read("plain"), "good");
}

TEST_F(ApplyFixes, AFileThatChangedIsLeftAlone) {
  tree_.write("changed", "bad");
  tree_.write("gone", "bad");
  tree_.write("same", "bad");
  const ScanResult result = scan();
  tree_.write("changed", "bad and more");
  std::filesystem::remove(tree_.at("gone"));
  const FixReport report = apply_fixes(result, FixMode::kApply);
  EXPECT_THAT(codes(report), ElementsAre("fix-stale", "fix-stale"));
  EXPECT_EQ(read("changed"), "bad and more");
  EXPECT_FALSE(std::filesystem::exists(tree_.at("gone")));
  EXPECT_EQ(read("same"), "good");
}

TEST_F(ApplyFixes, NothingOutsideTheRootsAndNoLinkIsWritten) {
  const source::TemporaryTree outside;
  outside.write("f", "bad");
  tree_.write("dir/f", "bad");
  tree_.write("f", "bad");
  ScanResult result = scan();
  // Links take the places of the file and of the folder of another.
  std::filesystem::remove_all(tree_.at("dir"));
  tree_.link(outside.root(), "dir");
  std::filesystem::remove(tree_.at("f"));
  tree_.link(outside.at("f"), "f");
  EXPECT_THAT(apply_fixes(result, FixMode::kApply).files, IsEmpty());
  for (const std::string& path :
       {"../" + outside.root().substr(outside.root().rfind('/') + 1) + "/f", outside.at("f"),
        std::string("dir/../f"), std::string()}) {
    for (Finding& finding : result.findings) finding.fix->path = path;
    const FixReport report = apply_fixes(result, FixMode::kApply);
    EXPECT_THAT(report.files, IsEmpty());
    EXPECT_THAT(report.notices, SizeIs(1));
  }
  EXPECT_TRUE(std::filesystem::is_symlink(tree_.at("f")));
  std::ifstream file(outside.at("f"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "bad");
}

TEST_F(ApplyFixes, FindsFilesOfSeveralRootsAndRootsThatAreFiles) {
  tree_.write("a/f", "bad");
  tree_.write("a/b/f", "bad");
  tree_.write("c", "bad");
  tree_.write("d", "bad");
  tree_.link("d", "e");
  EXPECT_THAT(
      apply_fixes(scan({tree_.at("a"), tree_.at("a/b"), tree_.at("c")}), FixMode::kApply).files,
      SizeIs(3));
  EXPECT_THAT(apply_fixes(scan({tree_.at("e")}), FixMode::kApply).files, SizeIs(1));
  for (const char* path : {"a/f", "a/b/f", "c", "d"}) EXPECT_EQ(read(path), "good") << path;
  EXPECT_TRUE(std::filesystem::is_symlink(tree_.at("e")));
}

TEST_F(ApplyFixes, LeavesSuppressedFindingsAsTheyAre) {
  tree_.write("f.py", "bad  # nosemgrep: bad-word\nbad\n");
  EXPECT_THAT(apply_fixes(scan(), FixMode::kApply).files, SizeIs(1));
  EXPECT_EQ(read("f.py"), "bad  # nosemgrep: bad-word\ngood\n");
}

TEST_F(ApplyFixes, AFixThatCarriesASecretIsWithheld) {
  tree_.write("f", "secret-of-forty bad");
  const ScanResult result = scan();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_FALSE(result.findings[0].fix);
  EXPECT_TRUE(result.findings[1].fix);
  ASSERT_THAT(result.notices, SizeIs(1));
  EXPECT_EQ(result.notices[0].code, "fix-withheld");
}

}  // namespace
}  // namespace scan

// The engine with analyzers made for the purpose: what it promises to any analyzer, and what it
// asks.
#include "scan/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>

namespace scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Reports every occurrence of a word; counts files in facts.
class WordAnalyzer : public Analyzer {
 public:
  explicit WordAnalyzer(std::string word, std::string_view name = "word")
      : word_(std::move(word)), name_(name) {}

  std::string_view name() const override { return name_; }
  bool wants(std::string_view path) const override { return !path.ends_with(".skip"); }
  void analyze(const Source& source, const FileContext&, FileResult& out) const override {
    const std::string_view text = source.text();
    for (std::size_t at = text.find(word_); at != std::string_view::npos;
         at = text.find(word_, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      const Span span{begin, begin + static_cast<std::uint32_t>(word_.size())};
      Finding finding{.rule_id = "found-" + word_, .message = "here is " + word_};
      finding.locations.push_back({.span = span});
      if (share_identity) finding.identity = "same";
      if (secret) out.sensitive.push_back(span);
      out.findings.push_back(std::move(finding));
      out.facts.push_back({.kind = "word", .location = {.span = span}, .payload = word_});
    }
  }
  std::vector<std::string_view> fact_kinds() const override { return {"word"}; }
  void conclude(const std::vector<Fact>& facts, const FileContext&,
                ProjectResult& out) const override {
    if (facts.size() < 2 || !count) return;
    Finding finding{.rule_id = "many", .message = std::to_string(facts.size()) + " words"};
    finding.analyzer = name_;
    finding.locations.push_back(facts.back().location);
    out.findings.push_back(std::move(finding));
  }
  std::vector<RuleInfo> rules() const override {
    return {{.id = "found-" + word_, .aliases = {"W1"}, .title = "a word"}, {.id = "many"}};
  }

  bool share_identity = false;
  bool secret = false;
  bool count = false;

 private:
  std::string word_;
  std::string_view name_;
};

Engine engine_of(std::unique_ptr<Analyzer> analyzer) {
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(std::move(analyzer));
  Result<Engine> engine = Engine::create(std::move(analyzers));
  return *std::move(engine);
}

std::unique_ptr<WordAnalyzer> word(std::string text) {
  return std::make_unique<WordAnalyzer>(std::move(text));
}

std::vector<Source> sources(std::vector<std::pair<std::string, std::string>> files) {
  std::vector<Source> list;
  for (auto& [path, text] : files) list.emplace_back(path, text);
  return list;
}

TEST(Engine, RefusesTwoAnalyzersOfOneName) {
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(word("a"));
  analyzers.push_back(word("b"));
  const Result<Engine> engine = Engine::create(std::move(analyzers));
  ASSERT_FALSE(engine.ok());
  EXPECT_THAT(engine.error().message, HasSubstr("word"));
}

TEST(Engine, RefusesToRunNothing) { EXPECT_FALSE(Engine::create({}).ok()); }

TEST(Engine, ResolvesLocationsAndFillsInWhatAnAnalyzerLeavesOut) {
  const Engine engine = engine_of(word("bad"));
  const auto result = engine.scan_sources(sources({{"d/a.txt", "one\n  bad here\n"}}));
  ASSERT_TRUE(result.ok());
  ASSERT_THAT(result->findings, SizeIs(1));
  const Finding& finding = result->findings[0];
  EXPECT_EQ(finding.analyzer, "word");
  EXPECT_EQ(finding.primary().path, "d/a.txt");
  EXPECT_EQ(finding.primary().region, (Region{2, 3, 2, 6}));
  EXPECT_EQ(finding.primary().snippet, "  bad here");
  EXPECT_THAT(finding.fingerprint, SizeIs(32));
  ASSERT_THAT(result->rules, SizeIs(1));
  EXPECT_EQ(result->rules[0].title, "a word");
  EXPECT_EQ(result->rules[0].analyzer, "word");
}

TEST(Engine, OrdersFindingsWhateverTheOrderOfFiles) {
  const Engine engine = engine_of(word("x"));
  const auto one = engine.scan_sources(sources({{"b", "x"}, {"a", "x x"}}));
  const auto other = engine.scan_sources(sources({{"a", "x x"}, {"b", "x"}}));
  EXPECT_EQ(*one, *other);
  EXPECT_EQ(one->findings[0].primary().path, "a");
  EXPECT_EQ(one->findings[2].primary().path, "b");
}

TEST(Engine, FingerprintsSurviveMovedAndReindentedLinesAndDifferForEqualCode) {
  const Engine engine = engine_of(word("x ="));
  const auto before = engine.scan_sources(sources({{"a", "x = 1\nx = 1\n"}}));
  const auto after = engine.scan_sources(sources({{"a", "# new\n\n   x = 1\nx = 1\n"}}));
  EXPECT_EQ(before->findings[0].fingerprint, after->findings[0].fingerprint);
  EXPECT_EQ(before->findings[1].fingerprint, after->findings[1].fingerprint);
  EXPECT_NE(before->findings[0].fingerprint, before->findings[1].fingerprint);
}

TEST(Engine, MergesFindingsOfOneIdentityIntoOneWithAllItsPlaces) {
  auto analyzer = word("x");
  analyzer->share_identity = true;
  const Engine engine = engine_of(std::move(analyzer));
  const auto result = engine.scan_sources(sources({{"b", "x"}, {"a", "x"}, {"c", "-"}}));
  ASSERT_THAT(result->findings, SizeIs(1));
  ASSERT_THAT(result->findings[0].locations, SizeIs(2));
  EXPECT_EQ(result->findings[0].locations[0].path, "a");
  EXPECT_EQ(result->findings[0].locations[1].path, "b");
}

TEST(Engine, SuppressesPlaceByPlace) {
  auto analyzer = word("x1");
  analyzer->share_identity = true;
  const Engine engine = engine_of(std::move(analyzer));
  const auto result =
      engine.scan_sources(sources({{"a", "x1  # scan:ignore[W1] known\n"}, {"b", "x1\n"}}));
  ASSERT_THAT(result->findings, SizeIs(2));
  EXPECT_TRUE(result->findings[0].suppression.has_value());
  EXPECT_EQ(result->findings[0].suppression->justification, "known");
  EXPECT_FALSE(result->findings[1].suppression.has_value());
  EXPECT_EQ(result->findings[1].primary().path, "b");
}

TEST(Engine, SuppressesWhatIsConcludedAtItsPlace) {
  auto analyzer = word("pin");
  analyzer->count = true;
  const Engine engine = engine_of(std::move(analyzer));
  const auto result =
      engine.scan_sources(sources({{"a", "pin\n"}, {"b", "pin # scan:ignore[many] later\n"}}));
  ASSERT_THAT(result->findings, SizeIs(3));
  for (const Finding& finding : result->findings) {
    EXPECT_EQ(finding.suppression.has_value(), finding.rule_id == "many");
  }
}

TEST(Engine, MasksSecretsInSnippetsAndMessagesOfAllAnalyzers) {
  auto finder = word("hunter2hunter2");
  finder->secret = true;
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(std::make_unique<WordAnalyzer>("hunter2hunter2", "other"));
  analyzers.push_back(std::move(finder));
  Result<Engine> engine = Engine::create(std::move(analyzers));
  const auto result = engine->scan_sources(sources({{"a", "p = hunter2hunter2\n"}}));
  ASSERT_THAT(result->findings, SizeIs(2));
  for (const Finding& finding : result->findings) {
    EXPECT_EQ(finding.message, "here is **************");
    EXPECT_EQ(finding.primary().snippet, "p = **************");
  }
}

TEST(Engine, CutsLongLinesToAWindowAroundTheMatch) {
  const Engine engine = engine_of(word("needle"));
  const std::string line = std::string(50'000, '.') + "needle" + std::string(50'000, '.');
  const auto result = engine.scan_sources(sources({{"a", line}}));
  const Location& location = result->findings[0].primary();
  EXPECT_EQ(location.region.start_column, 50'001u);
  EXPECT_LE(location.snippet.size(), kSnippetBytes);
  EXPECT_EQ(location.snippet.substr(location.region.start_column - location.snippet_column, 6),
            "needle");
}

class ThrowingAnalyzer : public WordAnalyzer {
 public:
  ThrowingAnalyzer() : WordAnalyzer("x") {}
  void analyze(const Source&, const FileContext&, FileResult&) const override {
    throw std::runtime_error("boom");
  }
};

TEST(Engine, TurnsAnExceptionIntoANoticeThatMakesTheScanIncomplete) {
  const Engine engine = engine_of(std::make_unique<ThrowingAnalyzer>());
  const auto result = engine.scan_sources(sources({{"a", "x"}}));
  ASSERT_THAT(result->notices, SizeIs(1));
  EXPECT_EQ(result->notices[0].code, "analyzer-failed");
  EXPECT_THAT(result->notices[0].message, HasSubstr("boom"));
  EXPECT_TRUE(result->incomplete());
}

TEST(Engine, CountsWhatItLeavesOut) {
  const Engine engine = engine_of(word("x"));
  const auto result =
      engine.scan_sources(sources({{"a.skip", "x"}, {"b", std::string("x\0y", 3)}, {"c", "x"}}));
  EXPECT_EQ(result->statistics.files, 1u);
  EXPECT_EQ(result->statistics.skipped.at("binary"), 1u);
  EXPECT_EQ(result->statistics.skipped.at("unwanted"), 1u);
}

TEST(Engine, StopsWhenCancelled) {
  const Engine engine = engine_of(word("x"));
  CancellationToken stop;
  stop.cancel();
  const auto result = engine.scan_sources(sources({{"a", "x"}}), {.cancellation = &stop});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

// A tree on disk for the tests that need one.
class EngineOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ =
        std::filesystem::path(::testing::TempDir()) /
        ("engine_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }
  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  std::filesystem::path root_;
};

TEST_F(EngineOnDisk, GivesTheSameResultForAnyNumberOfThreads) {
  for (int i = 0; i < 200; ++i)
    write("d" + std::to_string(i % 7) + "/f" + std::to_string(i),
          i % 3 == 0 ? "bad x bad" : "good");
  auto analyzer = word("bad");
  analyzer->count = true;
  const Engine engine = engine_of(std::move(analyzer));
  const auto one = engine.scan({root_.string()}, {.threads = 1});
  ASSERT_TRUE(one.ok());
  EXPECT_THAT(one->findings, SizeIs(2 * 67 + 1));
  for (unsigned threads : {2u, 3u, 8u}) {
    const auto many = engine.scan({root_.string()}, {.threads = threads});
    EXPECT_EQ(*one, *many) << threads << " threads";
  }
}

TEST_F(EngineOnDisk, LeavesLargeTextOutWithANoticeAndLargeBinariesWithout) {
  write("big.txt", std::string(5000, 'a'));
  write("big.bin", std::string(5000, '\0'));
  const Engine engine = engine_of(word("x"));
  const auto result = engine.scan({root_.string()}, {.max_file_size = 1000});
  ASSERT_THAT(result->notices, SizeIs(1));
  EXPECT_EQ(result->notices[0].code, "file-too-large");
  EXPECT_EQ(result->notices[0].path, "big.txt");
  EXPECT_EQ(result->statistics.skipped.at("binary"), 1u);
}

TEST_F(EngineOnDisk, PrefixesPathsOnlyWhenThereAreSeveralRoots) {
  write("one/a", "x");
  write("two/a", "x");
  const Engine engine = engine_of(word("x"));
  const std::string one = (root_ / "one").string();
  const std::string two = (root_ / "two").string();
  EXPECT_EQ(engine.scan({one})->findings[0].primary().path, "a");
  const auto both = engine.scan({one + "/", two});
  ASSERT_THAT(both->findings, SizeIs(2));
  EXPECT_EQ(both->findings[0].primary().path, one + "/a");
  EXPECT_EQ(both->findings[1].primary().path, two + "/a");
  EXPECT_EQ(engine.scan({one + "/a", two + "/a"})->findings[0].primary().path, one + "/a");
}

TEST_F(EngineOnDisk, FailsWhenARootIsNotThere) {
  const Engine engine = engine_of(word("x"));
  const auto result = engine.scan({root_.string(), (root_ / "missing").string()});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(result.error().path, HasSubstr("missing"));
}

TEST_F(EngineOnDisk, SaysWhatTheTimeLimitLeftOut) {
  for (int i = 0; i < 20; ++i) write(std::to_string(i), "x");
  class Slow : public WordAnalyzer {
   public:
    Slow() : WordAnalyzer("x") {}
    void analyze(const Source&, const FileContext&, FileResult&) const override {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  };
  const Engine engine = engine_of(std::make_unique<Slow>());
  const auto result =
      engine.scan({root_.string()}, {.threads = 1, .timeout = std::chrono::milliseconds(30)});
  ASSERT_TRUE(result.ok());
  ASSERT_THAT(result->notices, SizeIs(1));
  EXPECT_EQ(result->notices[0].code, "time-limit");
  EXPECT_TRUE(result->incomplete());
}

TEST_F(EngineOnDisk, SaysThatTheTimeLimitCutTheWalkShort) {
  for (int i = 0; i < 20; ++i) write(std::to_string(i), "x");
  class SlowToWant : public WordAnalyzer {
   public:
    SlowToWant() : WordAnalyzer("x") {}
    bool wants(std::string_view) const override {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      return true;
    }
  };
  const Engine engine = engine_of(std::make_unique<SlowToWant>());
  const auto result =
      engine.scan({root_.string()}, {.threads = 1, .timeout = std::chrono::milliseconds(30)});
  ASSERT_TRUE(result.ok());
  ASSERT_THAT(result->notices, SizeIs(1));
  EXPECT_THAT(result->notices[0].message, HasSubstr("an unknown number of others"));
}

}  // namespace
}  // namespace scan

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "report/json_schema.h"
#include "report/sample.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using nlohmann::json;

std::string stored(const ScanResult& result) {
  return *write_report("json", result, evaluate({}, result));
}

// Spans are offsets into a text that is not at hand any more.
ScanResult without_spans(ScanResult result) {
  for (Finding& finding : result.findings)
    for (Location& location : finding.locations) location.span = {};
  for (Package& package : result.packages) package.location.span = {};
  return result;
}

TEST(JsonReport, ReadsBackWhatItWrote) {
  ScanResult sample = sample_result();
  sample.findings[0].locations[0].span = {5, 9};
  for (const ScanResult& result : {sample, clean_result(), ScanResult{}}) {
    const Result<ScanResult> back = read_report(stored(result));
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_TRUE(*back == without_spans(result)) << stored(*back);
    EXPECT_EQ(stored(*back), stored(result));
  }
}

TEST(JsonReport, FitsItsSchema) {
  std::ifstream file(SCAN_SOURCE_DIR "/docs/report.schema.json");
  const json schema = json::parse(file);
  for (const ScanResult& result : {sample_result(), clean_result(), ScanResult{}})
    EXPECT_THAT(faults(schema, json::parse(stored(result))), testing::IsEmpty());

  // The validator would see it, were it otherwise.
  json wrong = json::parse(stored(sample_result()));
  wrong["findings"][0]["severity"] = "grave";
  wrong["findings"][1]["locations"] = json::array();
  wrong["rules"][0].erase("id");
  wrong["notices"][0]["colour"] = "red";
  wrong["statistics"]["files"] = -1;
  EXPECT_EQ(faults(schema, wrong).size(), 5u);
}

TEST(JsonReport, IsDocumentedMemberByMember) {
  std::ifstream file(SCAN_SOURCE_DIR "/docs/report-schema.md");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::ifstream schema_file(SCAN_SOURCE_DIR "/docs/report.schema.json");
  const json schema = json::parse(schema_file);
  const auto expect_named = [&](const json& object) {
    for (const auto& [key, value] : object.at("properties").items())
      EXPECT_THAT(text, testing::HasSubstr("`" + key + "`"));
  };
  expect_named(schema);
  for (const auto& [name, definition] : schema.at("$defs").items())
    if (definition.contains("properties")) expect_named(definition);
}

TEST(JsonReport, PassesOverMembersThatItDoesNotKnow) {
  json document = json::parse(stored(sample_result()));
  document["later"] = {{"deep", {1, 2.5, nullptr}}};
  document["findings"][0]["later"] = "x";
  document["findings"][0]["locations"][0]["region"]["later"] = 1;
  const Result<ScanResult> back = read_report(document.dump());
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_TRUE(*back == sample_result());
}

struct BadText {
  std::string name;
  std::string text;
  std::string message;  // a part of it
  Region region = {};
  std::string source_line = {};
};

TEST(JsonReport, SaysWhereItIsNotJson) {
  const std::string good = stored(clean_result());
  const std::vector<BadText> cases = {
      {"empty", "", "unexpected end of input", {1, 1, 1, 2}, ""},
      {"not JSON", "<html>", "not JSON: invalid literal", {1, 1, 1, 2}, "<html>"},
      {"a comma too many", "{\n \"schema\": 1,\n}\n", "expected string", {3, 1, 3, 2}, "}"},
      {"after wide text",
       "{\"\xF0\x9F\x94\x91\": x}",
       "invalid literal",
       {1, 8, 1, 9},
       "{\"\xF0\x9F\x94\x91\": x}"},
      {"two documents", "{} {}", "expected end of input", {1, 4, 1, 5}, "{} {}"},
      {"bytes that are not UTF-8",
       "[\"\xFF\"]",
       "ill-formed UTF-8",
       {1, 3, 1, 4},
       "[\"\xEF\xBF\xBD\"]"},
      {"a number too large", "[1e999]", "number overflow", {}, ""},
      {"deep arrays", std::string(100'000, '['), "nested deeper", {1, 201, 1, 202}, ""},
      {"deep objects",
       [] {
         std::string text;
         for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
         return text;
       }(),
       "nested deeper",
       {1, 1001, 1, 1002},
       ""},
  };
  for (const BadText& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<ScanResult> result = read_report(c.text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidData);
    EXPECT_THAT(result.error().message, testing::HasSubstr(c.message));
    EXPECT_EQ(result.error().region, c.region);
    EXPECT_EQ(result.error().source_line, c.source_line);
  }
}

TEST(JsonReport, RefusesEveryPrefixOfItself) {
  const std::string good = stored(sample_result());
  for (std::size_t size = 0; size + 1 < good.size(); size += size < 3000 ? 1 : 997) {
    const Result<ScanResult> result = read_report(std::string_view(good).substr(0, size));
    ASSERT_FALSE(result.ok()) << size;
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidData);
  }
}

struct BadDocument {
  std::string pointer;  // what is replaced, or removed where `value` is discarded
  json value;
  std::string message;
};

TEST(JsonReport, SaysWhichMemberIsWrong) {
  const json removed = json::value_t::discarded;
  const std::vector<BadDocument> cases = {
      {"/schema", removed, "not a report of scan: it names no `schema`"},
      {"/schema", 1, "not a report of scan: it names no `schema`"},
      {"/schema", "sarif", "not a report of scan: its schema is `sarif`"},
      {"/schema", "libscan-report/", "not a report of scan: its schema is `libscan-report/`"},
      {"/schema", "libscan-report/1.5", "not a report of scan: its schema is `libscan-report/1.5`"},
      {"/schema", "libscan-report/2",
       "the report is of schema version 2, this scan reads version 1"},
      {"/findings", removed, "`findings` is missing"},
      {"/notices", removed, "`notices` is missing"},
      {"/rules", removed, "`rules` is missing"},
      {"/packages", removed, "`packages` is missing"},
      {"/findings", json::object(), "`findings` is not an array"},
      {"/findings/3", "x", "`findings[3]` is not an object"},
      {"/findings/3/rule_id", removed, "`findings[3].rule_id` is missing"},
      {"/findings/3/message", 5, "`findings[3].message` is not a string"},
      {"/findings/3/severity", "HIGH",
       "`findings[3].severity` is none of critical, high, medium, low, info"},
      {"/findings/3/confidence", nullptr, "`findings[3].confidence` is none of high, medium, low"},
      {"/findings/3/locations", json::array(), "`findings[3].locations` has no location"},
      {"/findings/3/locations", removed, "`findings[3].locations` has no location"},
      {"/findings/3/locations/0/path", removed, "`findings[3].locations[0].path` is missing"},
      {"/findings/3/locations/0/region", json::array(),
       "`findings[3].locations[0].region` is not an object"},
      {"/findings/3/locations/0/region/end_line", removed,
       "`findings[3].locations[0].region.end_line` is missing"},
      {"/findings/3/locations/0/region/end_line", -1,
       "`findings[3].locations[0].region.end_line` is not a whole number of at most 32 bits"},
      {"/findings/3/locations/0/region/end_line", 1.5,
       "`findings[3].locations[0].region.end_line` is not a whole number of at most 32 bits"},
      {"/findings/3/locations/0/region/end_line", 4'294'967'296u,
       "`findings[3].locations[0].region.end_line` is not a whole number of at most 32 bits"},
      {"/findings/3/locations/0/region/end_column", 0,
       "`findings[3].locations[0].region.end_column` is 0, but lines and columns begin with 1"},
      {"/findings/3/locations/0/region/start_line", 4'000'000'000u,
       "`findings[3].locations[0].region.end_line` is before the region's start"},
      {"/findings/0/suppression", json::object(), "`findings[0].suppression.kind` is missing"},
      {"/findings/0/suppression",
       {{"kind", "inSource"}},
       "`findings[0].suppression.kind` is none of in-source, external"},
      {"/findings/0/properties",
       {{"purl", 1}},
       "`findings[0].properties` is not an object of strings"},
      {"/rules/0/cwe", {"CWE-1", 2}, "`rules[0].cwe` is not an array of strings"},
      {"/packages/0/direct", "yes", "`packages[0].direct` is neither true nor false"},
      {"/notices/0/incomplete", removed, "`notices[0].incomplete` is missing"},
      {"/statistics/skipped",
       {{"binary", "x"}},
       "`statistics.skipped` is not an object of whole numbers"},
      {"/statistics/files", "x", "`statistics.files` is not a whole number of at most 64 bits"},
      {"/roots", "x", "`roots` is not an array of strings"},
  };
  for (const BadDocument& c : cases) {
    SCOPED_TRACE(c.message);
    json document = json::parse(stored(sample_result()));
    const json::json_pointer pointer(c.pointer);
    if (c.value.is_discarded())
      document.at(pointer.parent_pointer()).erase(pointer.back());
    else
      document[pointer] = c.value;
    const Result<ScanResult> result = read_report(document.dump());
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidData);
    EXPECT_EQ(result.error().message, c.message);
  }
  for (const std::string text : {"[]", "null", "5", "\"x\""}) {
    const Result<ScanResult> result = read_report(text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().message, "not a report of scan: it names no `schema`");
  }
}

}  // namespace
}  // namespace scan::report

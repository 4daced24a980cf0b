// Whole reports, byte for byte. SCAN_BLESS=1 in the environment writes what there is now into
// golden/, to be looked at and committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "report/sample.h"
#include "scan/report.h"
#include "scan/version.h"

namespace scan::report {
namespace {

const std::string kGolden = SCAN_SOURCE_DIR "/tests/report/golden/";

// A golden report holds for any version of the tool.
std::string without_version(std::string text) {
  for (const std::string before : {"\"", "scan-"}) {
    const std::string quoted = before + std::string(version()) + "\"";
    const std::string plain = before + "0.0.0\"";
    for (std::size_t i = text.find(quoted); i != std::string::npos;
         i = text.find(quoted, i + plain.size()))
      text.replace(i, quoted.size(), plain);
  }
  return text;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

struct Case {
  std::string file;
  std::string format;
  ScanResult result;
  ReportOptions options = {};
};

TEST(Golden, EveryFormatWritesWhatItDid) {
  using enum SuppressedFindings;
  const std::vector<Case> cases = {
      {"sample.txt", "text", sample_result(), {.width = 80}},
      {"sample.colour.txt",
       "text",
       sample_result(),
       {.color = Color::kAlways, .width = 120, .suppressed = kShow, .elapsed_ms = 3210}},
      {"clean.txt", "text", clean_result()},
      {"sample.json", "json", sample_result()},
      {"clean.json", "json", clean_result()},
      {"sample.sarif", "sarif", sample_result()},
      {"sample.suppressed.sarif", "sarif", sample_result(), {.suppressed = kShow}},
      {"clean.sarif", "sarif", clean_result()},
      {"sample.sonar.json", "sonar", sample_result()},
      {"clean.sonar.json", "sonar", clean_result()},
      {"sample.cdx.json", "cyclonedx", sample_result()},
      {"clean.cdx.json", "cyclonedx", clean_result()},
      {"sample.spdx.json", "spdx", sample_result()},
      {"clean.spdx.json", "spdx", clean_result()},
      {"sample.openvex.json", "openvex", sample_result()},
      {"hostile.cdx.json", "cyclonedx", hostile_packages()},
      {"hostile.spdx.json", "spdx", hostile_packages()},
  };
  const bool bless = std::getenv("SCAN_BLESS") != nullptr;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.file);
    const auto report = write_report(c.format, c.result, evaluate({}, c.result), c.options);
    ASSERT_TRUE(report.ok()) << report.error().message;
    const std::string text = without_version(*report);
    if (bless)
      std::ofstream(kGolden + c.file, std::ios::binary) << text;
    else
      EXPECT_EQ(text, read_file(kGolden + c.file)) << "if this is meant: ./dev test --bless";
  }
}

}  // namespace
}  // namespace scan::report

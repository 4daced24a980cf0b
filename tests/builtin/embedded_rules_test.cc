// The rules in the binary are those of rules/: what the build has read of a file is what reading
// its text would yield.
#include "builtin/embedded_rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "document/same_values.h"

namespace scan::builtin {
namespace {

namespace fs = std::filesystem;

TEST(EmbeddedRules, AreTheFilesAndTheirDocuments) {
  const fs::path root(SCAN_SOURCE_DIR);
  std::set<std::string> embedded;
  for (const rules::EmbeddedFile& file : embedded_rules()) {
    SCOPED_TRACE(file.path);
    embedded.insert(std::string(file.path));
    std::ifstream in(root / file.path, std::ios::binary);
    EXPECT_EQ(file.text, std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_FALSE(file.packed.empty());
    const auto syntax =
        file.path.ends_with(".toml") ? document::Syntax::kToml : document::Syntax::kYaml;
    const auto parsed = document::Document::parse(syntax, file.text, std::string(file.path));
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    const document::Document unpacked =
        document::Document::unpack(file.packed, file.text, std::string(file.path));
    EXPECT_TRUE(document::same(*parsed, unpacked));
  }
  for (const auto& entry : fs::recursive_directory_iterator(root / "rules")) {
    const std::string name = entry.path().filename().string();
    const bool is_rule_file = name.ends_with(".yaml") || name.ends_with(".toml");
    if (!is_rule_file || name.find(".test.") != name.npos) continue;
    EXPECT_TRUE(embedded.contains(fs::relative(entry.path(), root).string())) << entry.path();
  }
}

// As loading has it: what is packed is the same rule file as what is parsed.
TEST(EmbeddedRules, LoadAsTheirTextsDo) {
  std::vector<rules::EmbeddedFile> texts = embedded_rules();
  for (rules::EmbeddedFile& file : texts) file.packed = {};
  const auto parsed = rules::load({"default"}, texts);
  const auto unpacked = rules::load({"default"}, embedded_rules());
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  ASSERT_TRUE(unpacked.ok());
  ASSERT_EQ(parsed->size(), unpacked->size());
  for (std::size_t i = 0; i < parsed->size(); ++i) {
    EXPECT_EQ((*parsed)[i].path, (*unpacked)[i].path);
    EXPECT_EQ((*parsed)[i].format, (*unpacked)[i].format) << (*parsed)[i].path;
    EXPECT_TRUE((*unpacked)[i].builtin);
  }
}

}  // namespace
}  // namespace scan::builtin

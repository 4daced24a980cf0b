// What names mean through imports, and where a local name hides them.
#include "sast/names.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "syntax/parser.h"

namespace scan::sast {
namespace {

// Of every resolved identifier or chain that stands as the callee of a call: its full names, in
// order.
std::vector<std::string> callees(std::string_view language, const std::string& text) {
  const syntax::ParserPool parsers;
  const auto parsed = parsers.parse(*syntax::find_language(language), text);
  const Names names(parsed->tree);
  std::vector<std::string> out;
  for (syntax::NodeId node = 0; node < parsed->tree.size(); ++node) {
    if (parsed->tree.role(node) == syntax::Role::kCallee) out.emplace_back(names.path_text(node));
  }
  return out;
}

TEST(NamesTest, ImportsGiveNames) {
  const struct {
    std::string_view language;
    std::string text;
    std::vector<std::string> callees;
  } kRows[] = {
      {"python", "import os\nos.system(x)\n", {"os.system"}},
      {"python", "import os.path as p\np.join(x)\n", {"os.path.join"}},
      {"python", "from os import path as p, sep\np.join(x)\nsep()\n", {"os.path.join", "os.sep"}},
      {"python", "from .a import b\nb()\n", {".a.b"}},
      {"python", "b()\n", {""}},
      {"python", "from a import b\ndef f(b): b()\nb()\n", {"", "a.b"}},
      {"python", "from a import b\ndef f():\n  def g(b): b()\n  b()\n", {"", "a.b"}},
      {"python", "from a import b\ndef f():\n  b = 1\n  def g(b): b()\n  b()\n", {"", ""}},
      {"javascript", "import a, { b as c } from 'm';\na(); c();\n", {"m", "m.b"}},
      {"javascript", "const { a: { b }, c } = require('m');\nc();\n", {"", "m.c"}},
  };
  for (const auto& row : kRows) EXPECT_EQ(callees(row.language, row.text), row.callees) << row.text;
}

TEST(NamesTest, ManyFunctionsThatHideANameCostLittle) {
  std::string text = "import os\n";
  for (int i = 0; i < 20'000; ++i) text += "def f(os): os.a(os)\n";
  EXPECT_EQ(callees("python", text).size(), 20'000u);
}

}  // namespace
}  // namespace scan::sast

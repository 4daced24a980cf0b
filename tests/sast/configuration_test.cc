// Patterns in languages of configuration: each row is a rule's body, a text, and the lines on which
// findings begin.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scan_text.h"

namespace scan::sast {
namespace {

struct Case {
  const char* what;
  const char* body;  // below the rule's head
  const char* text;
  std::vector<std::uint32_t> lines;
};

void expect_found(const std::string& language, const std::string& path,
                  const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    const auto analyzer =
        analyzer_of("rules:\n- id: r\n  message: m\n  severity: HIGH\n  languages: [" + language +
                    "]\n" + each.body);
    ASSERT_TRUE(analyzer.ok()) << each.what << ": " << analyzer.error().message;
    EXPECT_EQ(lines_of(analyze(**analyzer, path, each.text), each.text), each.lines) << each.what;
  }
}

TEST(ConfigurationTest, Terraform) {
  const char* constants =
      "variable \"n\" { default = 5 }\n"
      "variable \"s\" {\n  default = \"dev\"\n}\n"
      "locals { on = true }\n"
      "a {\n  x = var.n\n  x = \"${var.s}-1\"\n  x = local.on\n  x = var.other\n}\n";
  expect_found(
      "terraform", "a.tf",
      {
          {"a variable's default", "  pattern: x = 5\n", constants, {7}},
          {"in a string", "  pattern: x = \"dev-1\"\n", constants, {8}},
          {"a local value", "  pattern: x = true\n", constants, {9}},
          {"any string is none that is not known", "  pattern: x = \"...\"\n", constants, {8}},
          {"a comparison of a variable",
           "  patterns:\n  - pattern: x = $X\n  - metavariable-comparison: {comparison: $X > 4}\n",
           constants,
           {7}},
          {"a number is the string of it",
           "  pattern: p = 22\n",
           "a {\n  p = 22\n  p = \"22\"\n  p = \"023\"\n}\n",
           {2, 3}},
          {"a string is the number that it spells",
           "  pattern: p = [..., \"22\", ...]\n",
           "a {\n  p = [1, 22]\n  p = [\"22\"]\n}\n",
           {2, 3}},
          {"a negative number", "  pattern: p = -1\n", "a {\n  p = -1\n  p = \"-1\"\n}\n", {2, 3}},
          {"what is alone in quotes keeps its type",
           "  pattern: x = \"...\"\n",
           "variable \"b\" { default = true }\na {\n  x = \"${var.b}\"\n  x = \"b\"\n}\n",
           {4}},
          {"operands with accesses",
           "  pattern: $A.x != $B.y[0]\n",
           "a {\n  p = (u.x) != v.w.y[0]\n  p = u.x != v.y\n}\n",
           {2}},
          {"a block anywhere in a block",
           "  pattern: |\n    a {\n      ...\n      c {\n        ...\n        x = 1\n      }\n    "
           "}\n",
           "a {\n  b {\n    c {\n      x = 1\n    }\n  }\n}\na {\n  c {}\n}\n",
           {1}},
          {"= is not :",
           "  pattern: '{k = 1}'\n",
           "a {\n  x = { k = 1 }\n  x = { k : 1 }\n  x = { \"k\" = 1 }\n}\n",
           {2}},
          {"a metavariable is any key",
           "  pattern: '{$K = 1}'\n",
           "a {\n  x = { k = 1 }\n  x = { k : 1 }\n  x = { \"k\" = 1 }\n}\n",
           {2, 4}},
      });
}

TEST(ConfigurationTest, Yaml) {
  expect_found(
      "yaml", "a.yaml",
      {
          {"nothing is the empty string", "  pattern: '$K: \"\"'\n", "a:\nb: ~\nc: ''\n", {1, 3}},
          {"nothing is not null", "  pattern: '$K: null'\n", "a:\nb: ~\nc: null\n", {2, 3}},
          {"a string with a tag", "  pattern: 'a: \"$X\"'\n", "a: !Ref x\n", {1}},
          {"lines joined", "  pattern: 'a: b c'\n", "a: >-\n  b\n  c\n", {1}},
          {"lines as they are, by another language",
           "  patterns:\n  - pattern: 'run: $X'\n  - metavariable-pattern:\n"
           "      metavariable: $X\n      language: regex\n      pattern-regex: \"^b\\n$\"\n",
           "run: |\n  a\n  b\n",
           {1}},
          {"code without the indentation that it has in the file",
           "  patterns:\n  - pattern: 'run: $X'\n  - metavariable-pattern:\n"
           "      metavariable: $X\n      language: python\n      pattern: 'f($Y)'\n",
           "run: |\n  if a:\n    f(1)\n",
           {1}},
      });
}

TEST(ConfigurationTest, Markup) {
  expect_found("xml", "a.xml",
               {
                   {"a tag without its end is all of the element",
                    "  pattern: '<a k=\"1\" ...>'\n",
                    "<r>\n<a k=\"1\" l=\"2\"><b/></a>\n<a k=\"1\"/>\n<a/>\n</r>\n",
                    {2, 3}},
               });
  expect_found("html", "a.html",
               {
                   {"what has no end holds nothing",
                    "  pattern: <form ...>... <input name=\"a\" ...> ...</form>\n",
                    "<form x=\"1\"><input name=\"a\"><b>t</b></form>\n<form><b></b></form>\n",
                    {1}},
                   {"a tag alone, and what follows",
                    "  pattern: |\n    <div id=\"$X\">\n    ...\n",
                    "<div id=\"a\"><p>x</p></div>\n",
                    {1}},
               });
}

TEST(ConfigurationTest, ShellAndContainers) {
  const char* script =
      "echo $a\nif [ $b = 1 ]; then :; fi\ncat <<E\n$c\nE\nfor ((i=$d; i < 3; i++)); do :; done\n";
  expect_found("bash", "a.sh",
               {
                   {"expansions in commands only", "  pattern: ${$X}\n", script, {1}},
                   {"a list that ends on its line",
                    "  pattern: for $X in ...; do ... done\n",
                    "for x in a b; do c; done\nwhile a; do b; done\n",
                    {1}},
                   {"a metavariable is a command of one word",
                    "  pattern: $X | sh\n",
                    "make | sh\nmake all | sh\n",
                    {1}},
               });
  expect_found("dockerfile", "Dockerfile",
               {
                   {"a tag without its colon",
                    "  patterns:\n  - pattern: FROM $I:$T\n  - metavariable-regex:\n"
                    "      metavariable: $T\n      regex: ^latest$\n",
                    "FROM a:latest\nFROM b:1\n",
                    {1}},
               });
}

TEST(ConfigurationTest, Solidity) {
  const char* contract =
      "pragma solidity ^0.8.0;\n"
      "interface I {\n  function f() external returns (uint);\n}\n"
      "contract C is A {\n"
      "  function g(address a) external view {\n"
      "    a.call{value: 1}(\"\");\n    a.call(\"\");\n    revert Low(2);\n  }\n"
      "  function h() public only(2) returns (uint) {\n    return 1;\n  }\n}\n";
  expect_found(
      "solidity", "a.sol",
      {
          {"a return", "  pattern: return $X;\n", contract, {12}},
          {"a version of several parts", "  pattern: pragma solidity $V;\n", contract, {1}},
          {"a version's operator", "  pattern: pragma solidity ^$V;\n", contract, {1}},
          {"a call without options", "  pattern: $X.call(...)\n", contract, {8}},
          {"a call with options", "  pattern: '$X.call{value: $V}(...)'\n", contract, {7}},
          {"a modifier is no visibility",
           "  pattern: function $F(...) $M(2) { ... }\n",
           contract,
           {11}},
          {"mutability is a modifier's kin",
           "  pattern: function $F(...) $M { ... }\n",
           contract,
           {6}},
          {"a declaration is no definition",
           "  pattern: function $F(...) external;\n",
           contract,
           {3}},
          {"what is returned is not asked for",
           "  pattern: function $F(...) public returns (bool) { ... }\n",
           contract,
           {11}},
          {"an error that is thrown", "  pattern: revert $E(...);\n", contract, {9}},
      });
}

}  // namespace
}  // namespace scan::sast

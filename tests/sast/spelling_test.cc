// Code that is written in one way and found by a pattern that is written in another, or is not:
// each row is a pattern, a text, and the lines on which matches begin.
#include <gtest/gtest.h>

#include "pattern_rows.h"

namespace scan::sast {
namespace {

TEST(SpellingTest, PythonStatements) {
  expect_rows("python",
              {{"with open($F) as $H:\n  ...",
                "with open(a, 'r') as f, open(b) as g:\n  pass\nwith open(a) as f, x:\n  pass\n",
                {1, 3}},
               {"with $A as $B, $C as $D:\n  ...",
                "with a as b, c as d:\n  pass\nwith a as b:\n  pass\n",
                {1}},
               {"$X := f()", "y = f()\nif (z := f()): pass\n", {1, 2}},
               {"class $C($B):\n  ...",
                "class A(B): pass\nclass A(B, C, m=D): pass\nclass A: pass\n",
                {1, 2}},
               {"class $C(..., B, ...): ...", "class A(C, B): pass\nclass A(C): pass\n", {1}}});
}

TEST(SpellingTest, PythonImports) {
  const std::string text =
      "import os\nimport a.b as c\nfrom d.e import f\nfrom g import h as i\nfrom j import *\n";
  expect_rows("python", {{"import $X as $Y", text, {2}},
                         {"from g import $Y as $Z", text, {4}},
                         {"from $X import $Y", text, {2, 3, 4}},
                         {"from $X import *", text, {5}}});
}

TEST(SpellingTest, PythonStringPrefixes) {
  const std::string text = "f(r'a')\nf(b'a')\nf('a')\nf((b'a'))\n";
  expect_rows("python", {{"f('...')", text, {1, 2, 3, 4}},
                         {"f(b'...')", text, {2, 4}},
                         {"f(r'a')", text, {1}},
                         {"f(b'$X')", text, {2, 4}}});
}

TEST(SpellingTest, PythonBranchesAndLoops) {
  const std::string chain = "if a:\n  f()\nelif b:\n  g()\nif a:\n  f()\n";
  expect_rows("python",
              {{"if a:\n  ...\nelse:\n  ...\n", chain, {1}},
               {"if a:\n  $S\nelse:\n  $T\n", chain, {1}},
               {"global $X", "def f():\n  global a, b\n", {2}},
               {"global b", "def f():\n  global a, b\n", {2}},
               {"$X[$Y]", "a[1]\na[1:2]\na[:]\n", {1}},
               {"$X[$Y:$Z]", "a[1]\na[1:2]\n", {2}},
               {"async with f() as $X: ...",
                "async def g():\n  async with f() as x:\n    pass\n  with f() as x:\n    pass\n",
                {2}},
               {"with f() as $X: ...",
                "async def g():\n  async with f() as x:\n    pass\n  with f() as x:\n    pass\n",
                {2, 4}},
               {"async for $X in $Y: ...",
                "async def g():\n  async for x in y:\n    pass\n  for x in y:\n    pass\n",
                {2}}});
}

TEST(SpellingTest, JavaScriptFunctions) {
  const std::string text =
      "f(function (a) { });\nf(function g(a) { });\nf((a) => { });\nf(async (a) => { });\n";
  expect_rows("javascript", {{"f(function $F($A) {...})", text, {1, 2, 3, 4}},
                             {"f(async (...) => {...})", text, {1, 2, 3, 4}},
                             {"f((a) => {...})", text, {1, 2, 3, 4}},
                             {"function $F(...) {...}", text + "function h() { }\n", {5}}});
}

TEST(SpellingTest, JavaScriptLoops) {
  const std::string text =
      "for (let i = 0; i < 3; i++) { o[i] = 1; }\nfor (const k in x) { o[k] = 1; }\n"
      "for (const k of x) { o[k] = 1; }\n";
  expect_rows("javascript", {{"for (...) {\n  ...\n  $X[$Y] = $Z\n  ...\n}", text, {1, 2, 3}},
                             {"for (const $K in $O) {...}", text, {2, 3}},
                             {"for (const $K of $O) {...}", text, {3}}});
}

TEST(SpellingTest, JavaScriptAssignments) {
  expect_rows("javascript", {{"$E.x = $Y", "a.x += b;\na.x = b;\n", {1, 2}},
                             {"$E.x = '...'", "a.x += 'b';\na.x = 'b';\n", {2}},
                             {"$X = $X + $Y", "a += b;\na = a + b;\na -= b;\n", {1, 2}},
                             {"var $X", "var a;\nlet b;\nvar c = 1;\n", {1, 2}}});
}

TEST(SpellingTest, JavaScriptTemplates) {
  const std::string text = "f(`a`);\nf(`a${b}`);\nf('a');\nf((`a`));\n";
  expect_rows("javascript", {{"f(`...`)", text, {1, 2, 4}}, {"f('...')", text, {1, 3, 4}}});
}

TEST(SpellingTest, JavaScriptModules) {
  const std::string text =
      "const { exec } = require('m');\nconst cp = require('m');\nimport r from 'm';\n"
      "cp.exec(1);\nexec(2);\n";
  expect_rows("javascript", {{"const $X = require('m')", text, {2}},
                             {"import $X from 'm'", text, {3}},
                             {"import {$X} from 'm'", text, {1, 3}},
                             {"import {$X as $Y} from 'm'", text, {3}},
                             {"$X?.$Y", text, {}},
                             {"'m'", text, {1, 2}}});
}

TEST(SpellingTest, GoPointers) {
  expect_rows("go",
              {{"($X : *a.T).f()",
                "package p\nfunc g(v *a.T) {\n\tx := &a.T{}\n\tx.f()\n\ty := new(a.T)\n\ty.f()\n"
                "\tz := a.T{}\n\tz.f()\n\tv.f()\n}\n",
                {4, 6, 9}},
               {"f(`...`)", "package p\nfunc g() {\n\tf(\"a\")\n\tf(`a`)\n}\n", {3, 4}}});
}

TEST(SpellingTest, MarkupIsNoCode) {
  const std::string text = "<a>{x}</a>;\n<a>x</a>;\n<a><b /></a>;\n";
  expect_rows("javascript", {{"<a>{$X}</a>", text, {1}}, {"<a>...</a>", text, {1, 2, 3}}});
}

}  // namespace
}  // namespace scan::sast

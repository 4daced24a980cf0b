// What patterns mean in languages that have ways of their own.
#include "pattern_rows.h"

namespace scan::sast {
namespace {

TEST(LanguagePatternsTest, RubyCalls) {
  expect_rows("ruby", {{"f(...)", "f\nx = f\nf(1)\nf 1 do 2 end\n", {1, 3, 4}},
                       {"f", "f\n", {1}},
                       {"$X.each(...)", "a.each { |b| b }\na.each\n", {1}},
                       {"$M ... { ... }", "f 1 do 2 end\nf 1 { }\nf 1\n", {1, 2}},
                       {"params[...]", "a = params[:id]\nparams.fetch(:id)\n", {1}},
                       {"require \"$X\"", "require_relative \"a\"\nload 'b'\nload b, c\n", {1, 2}},
                       {"begin\n  ...\nrescue => $E\n  ...\nend",
                        "def f\n  a\nrescue => e\n  b\nend\nbegin\n  a\nrescue => e\n  b\nend\n",
                        {6}},
                       {"return $X", "def f\n  a = 1\nend\ndef g\n  2\nend\n", {5}},
                       {"$X.$M(:id)", "a = params[:id]\nparams.fetch(:id)\n", {1, 2}},
                       {"if !$X\n  ...\nend", "if not a\n  b\nend\n", {1}}});
}

TEST(LanguagePatternsTest, RubyLiterals) {
  expect_rows("ruby", {{"`...`", "a = `b`\nc = `d #{e}`\nf = \"g\"\n", {1, 2}},
                       {"`...#{$X}...`", "`a`\n`#{b}`\n%x{c #{d}}\n\"#{e}\"\n", {2, 3}},
                       {"/a/", "/a/\n/a/i\n%r{a}\n/ab/\n/#{a}/\n", {1, 2, 3}},
                       {"/a/i", "/a/\n/a/i\n", {2}},
                       {"/.../", "/a/\n/#{b}/\n\"c\"\n", {1, 2}},
                       {"/a#{$X}/", "/a#{b}/\n/a/\n/b#{a}/\n", {1}},
                       {"f(\"...\")", "f(%w[a b])\nf(?a)\n", {1}},
                       {":$K => \"...\"", "a = {b: \"c\"}\nd = {:e => 1}\nf(g: \"h\")\n", {1}},
                       {"A::B", "A::B\n::A::B\n", {1}},
                       {"($X..$Y)", "a = (1..)\nb = (1..2)\n", {1, 2}}});
}

TEST(LanguagePatternsTest, RubyStringsCanChange) {
  expect_rows("ruby",
              {{"f(\"...\")", "def g(x)\n  a = \"b\"\n  f(a)\n  a << x\n  f(a)\nend\n", {3}},
               {"f(\"...\")", "def g(x)\n  a = \"b\"\n  a.replace(x)\n  f(a)\nend\n", {}},
               {"f(\"bc\")", "def g(x)\n  a = \"b\"\n  a.concat(\"c\")\n  f(a)\nend\n", {4}},
               {"f(\"...\")", "def g(x)\n  a = \"b\"\n  a.concat(x)\n  f(a)\nend\n", {}}});
}

TEST(LanguagePatternsTest, WhatIsReturned) {
  expect_rows(
      "ruby",
      {{"return $X", "def f\n  begin\n    g()\n    1\n  rescue E\n    2\n  end\nend\n", {4, 6}},
       {"return $X", "def f\n  begin\n    1\n  rescue E\n    2\n  end\nend\n", {3}},
       {"return $X", "def f\n  begin\n    1\n  ensure\n    2\n  end\nend\n", {5}}});
  expect_rows("julia",
              {{"return $X",
                "function f()\n  try\n    1\n  catch e\n    2\n  else\n    3\n  end\nend\n",
                {7}}});
}

TEST(LanguagePatternsTest, KotlinStrings) {
  expect_rows(
      "kotlin",
      {{"f(\"...${...}...\")", "f(\"a $b\")\nf(\"a ${b.c}\")\nf(\"a \\$b\")\nf(\"a\")\n", {1, 2}},
       {"f(\"$X\")", "f(\"$b\")\nf(\"a\")\n", {2}},
       {"f(\"a $b\")", "f(\"a $b\")\nf(\"a ${b}\")\nf(\"a $c\")\n", {1, 2}}});
}

TEST(LanguagePatternsTest, KotlinIsTakenAtItsWord) {
  expect_rows("kotlin", {{"$X?.f()", "fun g() {\n  a?.f()\n  a.f()\n}\n", {2}},
                         {"$X.f()", "fun g() {\n  a?.f()\n  a.f()\n}\n", {3}},
                         {"$X!!", "val a = b!!\nval c = d\n", {1}},
                         {"return $X", "fun f() = 1\nfun g() {\n  h {\n    1\n  }\n}\n", {4}}});
}

TEST(LanguagePatternsTest, JuliaImportsAndHandlers) {
  const std::string imports =
      "using x\nimport x\nusing x: y\nimport x: y\nusing x as y\nimport x as y\n";
  expect_rows("julia",
              {{"using $X", imports, {1}},
               {"import $X", imports, {2, 4, 6}},
               {"using $X as $Y", imports, {5}},
               {"import $X as $Y", imports, {6}},
               {"try\n  ...\ncatch\n  ...\nend", "try\n  f()\ncatch\n  g()\nend\n", {1}},
               {"try\n  ...\ncatch\n  ...\nend", "try\n  f()\ncatch e\n  g()\nend\n", {}},
               {"try\n  ...\ncatch ...\n  ...\nend", "try\n  f()\ncatch\n  g()\nend\n", {1}}});
}

TEST(LanguagePatternsTest, OcamlAndClojure) {
  expect_rows("ocaml", {{"\"=~/^\\/tmp/\"", "let a = \"/tmp/b\"\nlet c = \"/var\"\n", {1}},
                        {"if $X then $Y else ()", "let f () = if a then b () else c ()\n", {}},
                        {"let $F ... = ...\n[@@a]", "let f x = 1\nlet g x = 2\n[@@a]\n", {2}}});
  expect_rows("clojure", {{"(open $X)\n...\n(close $X)",
                           "(defn f []\n  ((open a) (g) (close a))\n  ((open a) (close b)))\n",
                           {2}}});
}

}  // namespace
}  // namespace scan::sast

// What patterns mean in languages that differ from the others there.
#include "pattern_rows.h"

namespace scan::sast {
namespace {

TEST(LanguageFormsTest, DeclarationsWithoutAValueAreThatOnly) {
  expect_rows("java", {{"String $X;", "class A {\n  String a;\n  String b = c;\n}\n", {2}}});
  expect_rows("c", {{"$T $X;", "int a;\nint b = 1;\n", {1}}});
}

TEST(LanguageFormsTest, ValuesThroughSwitches) {
  const std::string head = "class A { void m(int i) {\n  String x = \"a\";\n  switch (i) {\n";
  expect_rows(
      "java",
      {{"f(\"b\")",
        head + "  case 1:\n    x = \"b\";\n    break;\n  case 2:\n    f(x);\n  }\n  f(x); } }\n",
        {}},
       {"f(\"a\")",
        head + "  case 1:\n    x = \"b\";\n    break;\n  case 2:\n    f(x);\n  } } }\n",
        {8}},
       {"f(\"b\")",
        head +
            "  case 1:\n    x = \"b\";\n    break;\n  default:\n    throw e;\n  }\n  f(x); } }\n",
        {10}},
       {"f(\"b\")", head + "  case 1:\n    x = \"b\";\n  case 2:\n    f(x);\n  } } }\n", {}},
       {"f(\"b\")",
        head + "  default:\n    if (c) { break; }\n    x = \"b\";\n  }\n  f(x); } }\n",
        {}},
       {"f(\"b\")",
        head + "  case 1:\n    if (c) { x = \"b\"; } else { x = d; }\n    f(x);\n  } } }\n",
        {}}});
  expect_rows("php",
              {{"f('b')",
                "<?php\nswitch ($i) {\n  case 1:\n    if ($c) { $x = 'b'; } else { $x = $d; }\n"
                "    f($x);\n}\n",
                {}}});
}

TEST(LanguageFormsTest, ValuesThatMayNotBeGiven) {
  expect_rows("java", {{"f(\"b\")",
                        "class A { void m() {\n  String x = \"a\";\n  if (c && g(x = \"b\")) { }\n"
                        "  f(x); } }\n",
                        {}},
                       {"f(\"b\")",
                        "class A { void m() {\n  String x = \"a\";\n  if (g(x = \"b\") && c) { }\n"
                        "  f(x); } }\n",
                        {4}}});
}

TEST(LanguageFormsTest, ValuesOfNullAndOfTextFunctions) {
  expect_rows("java", {{"f(null)", "class A { void m() {\n  B b = null;\n  f(b);\n} }\n", {3}},
                       {"f(\"...\")",
                        "class A { void m(String a) {\n  f(String.format(\"%s\", \"x\"));\n"
                        "  f(String.format(\"%s\", a));\n  f(Other.format(\"%s\", \"x\"));\n} }\n",
                        {2}}});
  expect_rows("php",
              {{"f('...')", "<?php\nf(escapeshellarg('a'));\nf(escapeshellarg($a));\n", {2}}});
}

TEST(LanguageFormsTest, NamesOfPhpInAnyCase) {
  expect_rows("php",
              {{"phpinfo()", "<?php\nPHPInfo();\nphp_info();\n", {2}},
               {"new DateTime(...)", "<?php\nnew datetime('x');\n", {2}},
               {"f($VAR)", "<?php\nf($a);\nF($A);\n", {2, 3}},
               {"f($a)", "<?php\nf($a);\nf($A);\n", {2}},
               {"if ($X > $Y)", "<?php\nif ($a > 2) { f(); }\nif ($a < 2) { f(); }\n", {2}}});
}

TEST(LanguageFormsTest, CSharp) {
  expect_rows("csharp",
              {{"$X = 1;", "class A {\n  int a = 1;\n  void M() {\n    a = 1;\n  }\n}\n", {4}},
               {"$X?.$M()", "a.B();\na?.B();\n", {2}},
               {"$X.$M()", "a.B();\na?.B();\n", {1, 2}},
               {"(...) => true", "f((a) => true);\nf((a) => { return true; });\n", {1}},
               {"(...) => { ... }", "f((a) => true);\nf((a) => { return true; });\n", {2}},
               {"unsafe { ... }", "unsafe { f(); }\nif (a) { f(); }\n", {1}},
               {"return $X;", "class A { int M() => 1; }\n", {}}});
}

TEST(LanguageFormsTest, StructsOfCAreTypesByTheirTag) {
  expect_rows("c", {{"struct $S $X;", "struct a x;\nint y;\nstruct a *z;\n", {1}},
                    {"struct a *$X;", "struct a x;\nstruct a *z;\n", {2}}});
}

}  // namespace
}  // namespace scan::sast

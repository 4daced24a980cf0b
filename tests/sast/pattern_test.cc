// What patterns mean: each row is a pattern, a text, and the lines on which matches begin.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pattern_rows.h"

namespace scan::sast {
namespace {

TEST(PatternTest, Arguments) {
  expect_rows("python", {{"f()", "f()\nf(1)\n", {1}},
                         {"f(...)", "f()\nf(1)\nf(1, *a, k=2)\ng()\n", {1, 2, 3}},
                         {"f(1, ...)", "f(1)\nf(1, 2)\nf(2, 1)\n", {1, 2}},
                         {"f(..., 1)", "f(1)\nf(2, 1)\nf(1, 2)\n", {1, 2}},
                         {"f(..., 1, ...)", "f(0, 1, 2)\nf(0, 2)\n", {1}},
                         {"f(a=1, b=2)", "f(b=2, a=1)\nf(a=1)\nf(1, 2)\n", {1}},
                         {"f(..., a=1, ...)", "f(x, a=1)\nf(a=1, b=2)\nf(b=1)\n", {1, 2}},
                         {"f($X, $X)", "f(a, a)\nf(a, b)\nf(g(1), g(1))\n", {1, 3}},
                         {"f($...ARGS, 1)", "f(1)\nf(2, 3, 1)\nf(2)\n", {1, 2}},
                         {"f(<... g($X) ...>)", "f(1 + g(2))\nf(g(1))\nf(h(1))\n", {1, 2}},
                         {"f($_, $_)", "f(a, b)\nf(a)\n", {1}}});
}

TEST(PatternTest, StringsAndConstants) {
  expect_rows("python", {{"f(\"...\")", "f('a')\nf(\"\"\"b\"\"\")\nf(x)\nf('a' 'b')\n", {1, 2, 4}},
                         {"f(\"a\")", "x = 'a'\nf(x)\nf('b')\n", {2}},
                         {"f(\"ab\")", "f('a' + 'b')\nx = 'a'\nx += 'b'\nf(x)\n", {1, 4}},
                         {"f(\"=~/^a+$/\")", "f('aaa')\nf('ab')\n", {1}},
                         {"f(\"...\")", "if c:\n  x = 'a'\nelse:\n  x = 'b'\nf(x)\n", {5}},
                         {"f(\"...\")", "if c:\n  x = 'a'\nf(x)\n", {}},
                         {"f(\"...\")", "x = 'a'\nfor i in y:\n  f(x)\n  x = i\n", {}},
                         {"f(\"...\")", "x = 'a'\ndef g(x):\n  f(x)\n", {}},
                         {"f(\"...\")", "x = 'a'\ndef g():\n  f(x)\n", {3}},
                         {"f(\"...\")", "try:\n  x = g('a')\nexcept E:\n  x = 'b'\nf(x)\n", {}},
                         {"f(\"a\")", "try:\n  x = 'a'\nexcept E:\n  x = h()\nf(x)\n", {5}},
                         {"f(3)", "x = 1\nf(x + 2)\nf(-x)\n", {2}},
                         {"f(True)", "x = False\nf(not x)\n", {2}},
                         {"f(\"a\")", "x = 'a'\ndef g():\n  x = 'b'\n  f(x)\nf(x)\n", {5}},
                         {"f(\"a\")",
                          "class A:\n  def __init__(self):\n    self.x = 'a'\n  def m(self):\n"
                          "    f(self.x)\n",
                          {5}},
                         {"f(\"a\")",
                          "class A:\n  def __init__(self):\n    self.x = 'a'\n  def m(self):\n"
                          "    f(self.x)\n    self.x = g()\n",
                          {}},
                         {"f(16)", "f(0x10)\nf(16)\nf(1_6)\n", {1, 2, 3}},
                         {"f\"...{$X}...\"", "f'a{b}c'\nf'abc'\n", {1}}});
}

TEST(PatternTest, Handlers) {
  const char* four =
      "try:\n  f()\nexcept:\n  pass\n"
      "try:\n  f()\nexcept A:\n  pass\n"
      "try:\n  f()\nexcept (A, B):\n  pass\n"
      "try:\n  f()\nexcept A as e:\n  pass\n";
  expect_rows("python", {{"try:\n  ...\nexcept:\n  ...\n", four, {1}},
                         {"try:\n  ...\nexcept $E:\n  ...\n", four, {5}},
                         {"try:\n  ...\nexcept (..., A, ...):\n  ...\n", four, {5, 9}},
                         {"try:\n  ...\nexcept $E as $N:\n  ...\n", four, {13}},
                         {"try:\n  ...\nexcept ...:\n  ...\n", four, {1, 5, 9, 13}}});
  expect_rows("javascript", {{"try { ... } catch ($E) { ... }",
                              "try { f() } catch (e) { g() }\ntry { f() } catch { g() }\n",
                              {1, 2}},
                             {"try { ... } catch { ... }",
                              "try { f() } catch (e) { g() }\ntry { f() } catch { g() }\n",
                              {2}}});
}

TEST(PatternTest, Includes) {
  const char* text = "#include \"x.h\"\n#include <y.h>\nint x = f(\"x.h\");\n";
  expect_rows("c", {{"#include \"x.h\"", text, {1}}, {"#include $X", text, {1, 2}}});
}

TEST(PatternTest, BracketsBelongToThePlace) {
  expect_rows("python",
              {{"f($X)", "x = (\n  f(1)\n)\n", {1}}, {"f($X)", "x = (\n  f(1).y\n)\n", {2}}});
  expect_rows("javascript", {{"<div />", "function f() { return (\n  <div />\n); }\n", {1}}});
  expect_rows("java", {{"f($X)", "class A { int x = (\n  f(1)\n); }\n", {2}}});
}

TEST(PatternTest, WhatIsDoneAtLast) {
  const char* text = "{ a() }\ntry { a() } catch (e) { a() }\ntry { a() } finally { a() }\n";
  expect_rows("javascript", {{"finally { ... }", text, {3}}, {"finally { b() }", text, {}}});
  expect_rows("java", {{"finally { ... }",
                        "class A { void f() {\n{ a(); }\ntry { a(); }\nfinally { a(); }\n} }\n",
                        {4}}});
}

TEST(PatternTest, DecoratorsAreCalls) {
  expect_rows("python", {{"a.f(...)", "@a.f\ndef g(): pass\n@a.f(1)\ndef h(): pass\n", {1, 3}},
                         {"a.f()", "@a.f\ndef g(): pass\n@a.f(1)\ndef h(): pass\n", {1}},
                         {"a.f($X)", "@a.f\ndef g(): pass\n@a.f(1)\ndef h(): pass\n", {3}},
                         {"$F(...)", "@a\nclass C: pass\n", {1}}});
  expect_rows("java", {{"Foo(...)", "@Foo\nclass A {\n  void f(@Foo int x) {}\n}\n", {1, 3}}});
}

// Where an expression that stands as a statement is looked for in another statement.
TEST(PatternTest, ExpressionsInStatements) {
  const char* consumed = "$V = f()\n...\ng($V)\n";
  expect_rows("python", {{consumed, "a = f()\nx = g(a)\n", {1}},
                         {consumed, "a = f()\nx += 1 + h(g(a)).b\n", {1}},
                         {consumed, "a = f()\n[g(a)]\n", {1}},
                         {consumed, "a = f()\nx[g(a)] = 1\n", {}},
                         {consumed, "a = f()\nx = g(a)[0]\n", {}},
                         {consumed, "a = f()\nx = [i for i in g(a)]\n", {}},
                         {consumed, "a = f()\nx = 1 if g(a) else 2\n", {}},
                         {consumed, "a = f()\nlambda: g(a)\n", {}},
                         {consumed, "def h():\n  a = f()\n  return g(a)[0]\n", {2}}});
}

TEST(PatternTest, NamesThroughImports) {
  expect_rows("python",
              {{"hashlib.md5(...)", "from hashlib import md5\nmd5(x)\n", {2}},
               {"hashlib.md5(...)", "from hashlib import md5 as m\nm(x)\nmd5(x)\n", {2}},
               {"hashlib.md5(...)", "import hashlib as h\nh.md5(x)\n", {2}},
               {"hashlib.md5(...)", "from hashlib import *\nmd5(x)\n", {2}},
               {"hashlib.md5(...)", "from other import md5\nmd5(x)\n", {}},
               {"hashlib.md5(...)", "from hashlib import md5\ndef f(md5):\n  md5(x)\n", {}},
               {"$M.md5(...)", "from hashlib import md5\nmd5(x)\n", {2}},
               {"a.b.c(...)", "from a import b\nb.c(1)\n", {2}},
               {"a.b.c(...)", "import a.b\na.b.c(1)\n", {2}},
               {"md5(...)", "from hashlib import md5\nmd5(x)\nh.md5(x)\n", {2}}});
  expect_rows("javascript",
              {{"fs.readFile(...)", "import { readFile as r } from 'fs';\nr(x);\n", {2}},
               {"fs.readFile(...)", "const { readFile } = require('fs');\nreadFile(x);\n", {2}},
               {"fs.readFile(...)", "const f = require('fs');\nf.readFile(x);\n", {2}},
               {"fs.readFile(...)", "const f = require('node:fs');\nf.readFile(x);\n", {2}},
               {"fs.readFile(...)", "import { readFile } from 'node:fs';\nreadFile(x);\n", {2}},
               {"fs.readFile(...)", "import * as f from 'fs';\nf.readFile(x);\n", {2}},
               {"fs.readFile(...)", "import f from 'fs';\nf.readFile(x);\n", {2}}});
}

TEST(PatternTest, ConstantsOfJavaScript) {
  expect_rows("javascript",
              {{"f('a1')", "const x = 'a' + 1;\nf(x);\n", {2}},
               {"f(/a/)", "const x = /a/;\nf(x);\n", {2}},
               {"f(\"...\")", "class A { x = 'a'; m() { f(this.x); } }\n", {1}},
               {"f(\"...\")", "class A { x = 'a'; m() { f(this.x); this.x = b; } }\n", {}},
               {"f(\"...\")", "let x;\nx = 'a';\n() => f(x);\n", {3}},
               {"f(\"...\")", "let x = b;\nx = 'a';\n() => f(x);\n", {}}});
}

TEST(PatternTest, Options) {
  expect_rows("python",
              {{"f(g($X))", "y = g(1)\nf(y)\nf(z)\n", {2}},
               {"a.b.c()", "x = a.b\nx.c()\n", {2}},
               {"f(g(...))", "if c:\n  y = g(1)\nf(y)\n", {}},
               {"g($X)", "y = g(1)\nf(y)\n", {1}},
               {"f(g(...))", "def h():\n  y = g(1)\n  y.change()\n  f(y)\n", {}}},
              {.symbolic_propagation = true});
  expect_rows("python", {{"f(g($X))", "y = g(1)\nf(y)\n", {}}});
  expect_rows("python", {{"f(\"a\")", "x = 'a'\nf(x)\nf('a')\n", {3}}},
              {.constant_propagation = false});
  expect_rows("python", {{"$X = 1\n...\nf($X)", "x = 1\ndef g(x):\n  f(x)\n", {1}}},
              {.unify_ids_strictly = false});
  expect_rows("python", {{"a or b", "b or a\n", {1}}}, {.commutative_boolop = true});
  expect_rows("python", {{"a == 1", "1 == a\n", {1}}}, {.symmetric_eq = true});
  expect_rows("python", {{"a or b or c", "a or (b or c)\na or b or c\n", {2}}},
              {.ac_matching = false});
  expect_rows("python", {{"a()\n...\nb()", "a()\nif x:\n  b()\n", {}}}, {.go_deeper_stmt = false});
  expect_rows("python", {{"a()\nb()", "x = a()\nb()\n", {}}}, {.implicit_deep_exprstmt = false});
  expect_rows("javascript", {{"$X = 1", "let a = 1;\nb = 1;\n", {2}}}, {.vardef_assign = false});
  expect_rows("javascript", {{"$X = 1", "f({a: 1});\n", {1}}}, {.flddef_assign = true});
  expect_rows("javascript", {{"var $X = 1", "let a = 1;\nvar b = 1;\n", {2}}},
              {.let_is_var = false});
  expect_rows("javascript", {{"const $X = 1", "let a = 1;\nconst b = 1;\n", {2}}});
}

TEST(PatternTest, FormsOfJavaScript) {
  expect_rows("javascript",
              {{"<a href=$X />", "x = <a href='b' />;\ny = <a c='d' />;\n", {1}},
               {"<a href=... />", "x = <a href='b' />;\ny = <a c='d' />;\n", {1}},
               {"import x from $M", "import x from 'm';\nimport y from 'm';\n", {1}},
               {"import { a } from 'm'", "const { b, a: c } = require('m');\n", {1}},
               {"import { a } from 'm'", "const { b } = require('m');\n", {}},
               {"import 'm'", "const y = require('m');\nconst z = require('n');\n", {1}},
               {"function ...(...) { ... }", "function f() {}\ng(() => 1);\n", {1, 2}},
               {"class $C", "class A { m() {} }\n", {1}},
               {"if ($X > 1)", "if (a > 1) { b() }\nif (a < 1) { b() }\n", {1}},
               {"a?.b", "x = a?.b;\nx = a.b;\n", {1}},
               {"a.b", "x = a?.b;\nx = a.b;\n", {1, 2}},
               {"export function $F(...) {...}", "function f() {}\nexport function g() {}\n", {2}},
               {"function $F(...) {...}", "export async function g() {}\n", {1}}});
  expect_rows("typescript",
              {{"f($X as T)", "f(a as T);\nf(a);\n", {1}},
               {"f($X)", "f(<T>a);\n", {1}},
               {"@D(...) class $C {...}", "@D({}) export class A {}\nclass B {}\n", {1}},
               {"constructor(..., private $X: T, ...) {...}",
                "class A { constructor(private x: T, y: U) {} }\n",
                {1}},
               {"(x: $T) => {...}", "f((x: string) => {});\nf((x) => {});\n", {1}},
               {"($X: Foo).go()", "function f(a: Foo) {\n  a.go();\n  b.go();\n}\n", {2}}});
}

TEST(PatternTest, FormsOfScala) {
  if (syntax::find_language("scala") == nullptr) GTEST_SKIP() << "scala is not built";
  expect_rows(
      "scala",
      {{"f($X)", "f(a = 1)\nf(1, a = 2)\nf[Int](1)\n", {1, 3}},
       {"f(..., a = 1, ...)", "f(b = 2, a = 1)\nf(1)\n", {1}},
       {"$X = 1", "val a = 1\nf(b = 1)\nc = 1\nd == 1\n", {1, 2, 3}},
       {"f { ... }", "f { a }\nf { x => a }\nf { case x => a }\nf(a)\n", {1, 2, 3}},
       {"f { $X => ... }", "f { x: Int => a }\nf(x => a)\nf { implicit x => a }\n", {1, 2, 3}},
       {"val $X = 1", "val a = 1\nvar b = 1\n", {1}},
       {"var $X = 1", "val a = 1\nvar b = 1\n", {1, 2}},
       {"private val $X = 1", "val (a, b) = (1, 2)\nprivate val (c, d) = (1, 2)\n", {2}},
       {"def $F(...): $T = $B", "def f(): Int = {}\ndef g(a: Int): Int = 1\ndef h: Int\n", {1, 2}},
       {"def $F(...)", "def f() = 1\ndef g(a: Int)\n", {2}},
       {"a.b(c)", "a b c\na.b(c)\na b d\n", {1, 2}},
       {"new A($X)", "A.apply(1)\nnew A(1)\nA(1)\na.apply(1)\n", {1, 2}},
       {"f(\"...\")", "f(\"a\")\nf(s\"a\")\nf(\"\"\"a\"\"\")\nf(s\"$a\")\n", {1, 2, 3}},
       {"s\"...$X...\"", "f(s\"a$b\")\nf(s\"a\")\nf(t\"$b\")\n", {1}},
       {"s\"...${$X}...\"", "f(s\"a${b.c}\")\nf(s\"a\")\n", {1}},
       {"sql\"...\"", "sql\"a $b\"\ns\"a\"\n", {1}},
       {"java.io.File.$M(...)", "import java.io.{File => F, _}\nF.of(1)\nFile.of(1)\n", {2, 3}},
       {"import $X._", "import a.b.{c, _}\nimport a.b\n", {1}},
       {"($X: T).go()", "class A @B() (a: T, b: U) {\n  a.go()\n  b.go()\n}\n", {2}},
       {"g($X: String)", "def f(a: String, b: Int) = {\n  g(a)\n  g(b)\n}\n", {2}},
       {"$X match { case A($Y) => ... }", "a match {\n  case A(b) if b => 1\n}\n", {}},
       {"$X match { case A($Y) if $C => ... }", "a match {\n  case A(b) if b => 1\n}\n", {1}},
       {"for {\n ...\n $X <- f($Y)\n ...\n} yield $Z",
        "for { a <- b; c <- f(d); if c } yield c\nfor { a <- b } yield a\n",
        {1}},
       {"try { ... } catch { ... }",
        "try f() catch { case e: E => g() }\ntry f() catch g\n",
        {1, 2}},
       {"class $C extends A { ... }",
        "class B extends A(1) with D\nclass E extends D with A\n",
        {1}},
       {"if ($X) f()", "if a then f()\nif (a) { f() }\nif a then g()\n", {1, 2}},
       {"return $X", "def f =\n  g()\n  h()\n", {3}}});
}

TEST(PatternTest, NamesByScope) {
  expect_rows("python", {{"$X = 1\n...\nf($X)", "x = 1\ndef g():\n  f(x)\n", {1}},
                         {"$X = 1\n...\nf($X)", "x = 1\ndef g(x):\n  f(x)\n", {}},
                         {"$X = 1\n...\nf($X)", "x = 1\ndef g():\n  x = 2\n  f(x)\n", {}},
                         {"$X = 1\n...\n$X = 2", "x = 1\ndef g():\n  x = 2\n", {}},
                         {"$X = 1\n...\n$X = 2", "x = 1\ndef g():\n  global x\n  x = 2\n", {1}},
                         {"$X = 1\n...\n[f($X) for y in z]", "x = 1\n[f(x) for y in z]\n", {1}},
                         {"$X = 1\n...\n[f($X) for x in z]", "x = 1\n[f(x) for x in z]\n", {}},
                         {"self.$X = $X", "def f(self, x):\n  self.x = x\n", {2}},
                         {"class $A:\n  def $F(...): ...\n...\nclass $B:\n  def $F(...): ...",
                          "class A:\n  def m(self): pass\nclass B:\n  def m(self): pass\n",
                          {1}}});
  expect_rows("javascript", {{"var $X = 1;\n...\nf($X);", "var x = 1;\n() => { f(x) };\n", {1}},
                             {"var $X = 1;\n...\nf($X);", "var x = 1;\nx => { f(x) };\n", {}},
                             {"var $X = 1;\n...\nf($X);", "let x = 1;\nlet x = 2;\nf(x);\n", {}},
                             {"function $F() {...}\n...\n$F()", "function f() {}\nf();\n", {1}},
                             {"$X = 1;\n...\n$X = 2;", "x = 1;\nfunction g() { x = 2 }\n", {1}}});
}

TEST(PatternTest, TypedMetavariables) {
  expect_rows("python", {{"f($X: int)", "f(1)\nf('a')\nf(1.5)\n", {1}},
                         {"f(..., $X: str, ...)", "f(1, 'a')\nf(1)\n", {1}},
                         {"f($X: str)", "x = 'a'\nf(x)\ndef g(y: str):\n  f(y)\n", {2, 4}},
                         {"f($X: Foo)", "def g(a: Foo, b: Bar):\n  f(a)\n  f(b)\n", {2}},
                         {"f($X: m.Foo)", "from m import Foo\ndef g(a: Foo):\n  f(a)\n", {3}},
                         {"f($X: Foo)", "x = Foo(1)\nf(x)\ny = x\nf(y)\nf(z)\n", {2, 4}},
                         {"f($X: List[$T], $T)", "def g(a: List[b]):\n  f(a, b)\n  f(a, c)\n", {2}},
                         {"($X: Foo).go()", "Foo.go()\nx: Foo = y\nx.go()\nz.go()\n", {1, 3}},
                         {"def $F($X: int): ...", "def f(a: int): pass\ndef g(a): pass\n", {1}},
                         {"f($X: bool)", "f(a == b)\nf(not a)\nf(a)\nf(True)\n", {1, 2, 4}}});
  expect_rows(
      "javascript",
      {{"f(($X: number))", "f(1);\nf('a');\nconst x = 2;\nf(x);\n", {1, 4}},
       {"($X: Foo).go()", "const x = new Foo();\nx.go();\ny.go();\n", {2}},
       {"($X: Foo).go()", "class A { f = new Foo(); m() { this.f.go(); } }\nb.f.go();\n", {1}},
       {"f(($X: boolean))", "f(true);\nf(!a);\nf(a);\n", {1, 2}}});
}

TEST(PatternTest, Statements) {
  expect_rows(
      "python",
      {{"a()\n...\nb()", "a()\nx\nb()\n", {1}},
       {"a()\n...\nb()", "a()\nif x:\n  b()\n", {1}},
       {"a()\n...\nb()", "b()\na()\n", {}},
       {"a()\nb()", "a()\nb()\nc()\na()\nc()\nb()\n", {1}},
       {"$X = a()\n...\nb($X)", "y = a()\nb(y)\nz = a()\nb(q)\n", {1}},
       {"if $X:\n  ...", "if a:\n  b\nelse:\n  c\n", {1}},
       {"if $X:\n  $S", "if a:\n  b\n  c\n", {1}},
       {"def $F(...):\n  ...\n  return 1", "def f(a, b=2):\n  g()\n  return 1\n", {1}},
       {"def $F(..., $P=[], ...):\n  ...", "def f(a, b=[]):\n  c\ndef g(a):\n  c\n", {1}},
       {"class $C($B):\n  ...", "class A(B):\n  x = 1\nclass D:\n  x = 1\n", {1}},
       {"class $C:\n  $F = 1", "class A(B):\n  y = 2\n  x = 1\n", {1}},
       {"@d\ndef $F(...):\n  ...", "@c\n@d\ndef f(): pass\ndef g(): pass\n", {1}},
       {"try:\n  ...\nexcept A:\n  ...", "try:\n  x\nexcept B:\n  y\nexcept A:\n  z\n", {1}},
       {"with open(...) as $F:\n  ...", "with open(p) as f:\n  f.read()\n", {1}},
       {"import a", "import a\nimport a.b\nimport b\n", {1, 2}},
       {"from a import b", "from a import c, b\nfrom a import c\n", {1}},
       {"return ...", "def f():\n  return 1\n", {2}},
       {"$X", "a\n", {1}},
       {"<... a ...>", "if a:\n  b\n", {1}}});
  expect_rows(
      "javascript",
      {{"if ($X) ...", "if (a) b();\nwhile (a) b();\n", {1}},
       {"$X = $Y", "const a = 1;\nb = 2;\nc += 3;\n", {1, 2, 3}},
       {"var $X = 1", "const a = 1;\na = 1;\n", {1}},
       {"function $F(...) { ... }", "function f(a) { b() }\nconst g = a => a;\n", {1}},
       {"($X) => { ... }", "f(a => a + 1);\nf((a, b) => a);\n", {1}},
       {"class $C {\n  ...\n  $M(...) { ... }\n}", "class A { x = 1; m(a) { b() } }\n", {1}},
       {"catch ($E) { }", "try { a() } catch (e) { }\ntry { a() } catch (e) { b() }\n", {1}},
       {"case 5: ...", "switch (a) {\ncase 5: b();\ncase 6: c();\n}\n", {2}}});
}

TEST(PatternTest, Containers) {
  expect_rows("python", {{"[1, ...]", "[1, 2]\n[2, 1]\n[]\n", {1}},
                         {"[..., 1, ...]", "[0, 1, 2]\n[0]\n", {1}},
                         {"{..., \"a\": $V, ...}", "{'b': 1, 'a': 2}\n{'b': 1}\n", {1}},
                         {"{\"a\": 1}", "{'a': 1}\n{'a': 1, 'b': 2}\n", {1}},
                         {"(1, ...)", "x = (1, 2)\nx = (2,)\n", {1}},
                         {"$A, $B = ...", "a, b = c()\na = c()\n", {1}}});
  expect_rows("javascript", {{"({a: 1})", "x = {b: 2, a: 1};\nx = {b: 2};\n", {1}},
                             {"{a: 1}", "x = {'a': 1};\nx = {a: 2};\n", {1}},
                             {"f({..., a: $X, ...})", "f({a: 1, b: 2});\nf({b: 2});\n", {1}},
                             {"`...${$X}...`", "y = `a${b}c`;\ny = `abc`;\n", {1}},
                             {"<$TAG a=\"b\" />", "x = <div c=\"d\" a=\"b\" />;\n", {1}}});
}

TEST(PatternTest, Operations) {
  expect_rows("python", {{"$X == $X", "a == a\na == b\n", {1}},
                         {"a and b", "b and a\na and b\n", {2}},
                         {"a and $X", "a and b and c\n", {1}},
                         {"a | b", "b | c | a\nc | b\n", {1}},
                         {"\"...\" + ...", "'a' + b + c\na + 'b'\n", {1}},
                         {"a < b", "a < b\na <= b\n", {1}},
                         {"not $X", "not a\n-a\n", {1}},
                         {"$X == 0", "x = 0\nif y == x: pass\n", {2}}});
}

TEST(PatternTest, AnEllipsisEndsAStatement) {
  expect_rows("javascript", {{"if (a) {\n  ...\n  (b);\n}", "if (a) {\n  c();\n  b;\n}\n", {1}},
                             {"a();\n...\n[b]", "a();\nc();\n[b];\n", {1}},
                             {"f('a1')", "const n = 1;\nf(`a${n}`);\n", {2}}});
}

TEST(PatternTest, ChainsOfCalls) {
  expect_rows("javascript", {{"a. ... .b()", "a.c().d.b();\na.b();\nc.b();\n", {1, 2}},
                             {"$X.b(...)", "a.c().b(1);\n", {1}}});
}

TEST(PatternTest, WhatAMatchIs) {
  std::vector<int> lines;
  const std::string text = "f(a + 1)\n";
  const auto found = search_in(text, "python", "f($X)", lines);
  ASSERT_EQ(found.matches.size(), 1u);
  const Match& match = found.matches[0];
  EXPECT_EQ(text.substr(match.span.begin, match.span.size()), "f(a + 1)");
  ASSERT_EQ(match.bindings.size(), 1u);
  EXPECT_EQ(match.bindings[0].text, "a + 1");
}

TEST(PatternTest, ASequenceEndsWithItsLastStatement) {
  std::vector<int> lines;
  const std::string text = "a()\nx\nb()\ny\n";
  const auto found = search_in(text, "python", "a()\n...\nb()", lines);
  ASSERT_EQ(found.matches.size(), 1u);
  const Span span = found.matches[0].span;
  EXPECT_EQ(text.substr(span.begin, span.size()), "a()\nx\nb()");
}

TEST(PatternTest, WhatDoesNotParseSaysWhere) {
  const struct {
    std::string_view language, pattern;
    std::uint32_t line, column;
  } kRows[] = {{"python", "f(", 1, 1},
               {"python", "a = 1\nb = = 2", 2, 5},
               {"javascript", "if (a", 1, 1},
               {"javascript", "f(1;", 1, 4}};
  const syntax::ParserPool parsers;
  for (const auto& row : kRows) {
    MetavariableTable metavariables;
    const auto pattern =
        compile_pattern(parsers, *syntax::find_language(row.language), row.pattern, metavariables);
    ASSERT_FALSE(pattern.ok()) << row.pattern;
    EXPECT_EQ(pattern.error().code, ErrorCode::kInvalidRule);
    EXPECT_EQ(pattern.error().region.start_line, row.line) << row.pattern;
    EXPECT_EQ(pattern.error().region.start_column, row.column) << row.pattern;
  }
}

// No pattern may hang on any text: a limit is hit, and said.
TEST(PatternTest, HostileTextsEndWithinTheBudget) {
  const auto repeat = [](std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const struct {
    std::string_view pattern;
    std::string text;
  } kRows[] = {
      {"f(..., $A, ..., $B, ..., $C, ..., $D, ..., $A)", "f(" + repeat("a, ", 400) + "b)\n"},
      {"$A = $B\n...\n$B = $C\n...\n$C = $A", repeat("a = b\n", 5'000)},
      {"$A & $B & $C & $D & $E & z", "x = a" + repeat(" & a", 3'000) + "\n"},
      {"a and ... and $X and ... and z", "x = a" + repeat(" and a", 20'000) + "\n"},
      {"<... f($X) ...>", "x = " + repeat("[", 50'000) + repeat("]", 50'000) + "\n"},
      {"$X + $Y", "x = 1" + repeat(" + 1", 100'000) + "\n"},
      {"f(\"...\")", "x = 'a'\n" + repeat("x = x + x\n", 1'000) + "f(x)\n"},
  };
  for (const auto& row : kRows) {
    std::vector<int> lines;
    const PatternMatches found = search_in(row.text, "python", row.pattern, lines);
    EXPECT_LE(found.steps, Matcher::kMaxSteps + row.text.size()) << row.pattern;
    EXPECT_TRUE(found.limited || found.steps <= Matcher::kMaxSteps) << row.pattern;
  }
}

TEST(PatternTest, ALimitIsSaid) {
  std::string text = "f(";
  for (int i = 0; i < 400; ++i) text += "a, ";
  text += "b)\n";
  std::vector<int> lines;
  const auto found =
      search_in(text, "python", "f(..., $A, ..., $B, ..., $C, ..., $D, ..., z)", lines);
  EXPECT_TRUE(found.limited);
}

}  // namespace
}  // namespace scan::sast

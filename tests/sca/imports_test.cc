// Imports as files of each language spell them, and the packages that they are of.
#include "sca/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scan::sca {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::set<std::string_view> imports(std::string_view path, std::string_view text) {
  std::set<std::string_view> modules;
  find_imports(*import_language(path), text, modules);
  return modules;
}

TEST(Imports, OfPython) {
  EXPECT_THAT(imports("a.py",
                      "import os, yaml.nodes as n , jwt  # import no\n"
                      "  from flask.json import x\nfrom . import y\nfrom .z import w\n"
                      "important = 1\nfromage()\nimport\nimport a; import b\r\n"),
              ElementsAre("a", "flask", "jwt", "os", "yaml"));
}

TEST(Imports, OfJavaScript) {
  EXPECT_THAT(imports("a.ts",
                      "import a from 'lodash/fp';import \"side-effect\";\n"
                      "export * from '@babel/core/lib'; const x = require( `express` );\n"
                      "await import('lazy'); require('./own'); require('node:fs');\n"
                      "import type {T} from \"typed\"; object.require('no'); xrequire('no')\n"
                      "require(variable); require('open\n'); `${from} x`; require(`a${b}`)"),
              ElementsAre("@babel/core", "express", "lazy", "lodash", "side-effect", "typed"));
}

TEST(Imports, OfGo) {
  EXPECT_THAT(imports("a.go",
                      "package a\nimport \"fmt\"\nimport y \"gopkg.in/yaml.v3\"\nimport (\n"
                      "\t_ \"github.com/lib/pq\" // \"no\"\n\t// \"no\"\n\t`x.org/z`\n)\n"
                      "var s = \"no\"\n"),
              ElementsAre("fmt", "github.com/lib/pq", "gopkg.in/yaml.v3", "x.org/z"));
}

TEST(Imports, OfRust) {
  EXPECT_THAT(imports("a.rs",
                      "extern crate libc;\nuse serde::de::Visitor;\nfn f() { "
                      "serde_json::from_str(s); x.y::<T>(); }"),
              ElementsAre("libc", "serde", "serde_json"));
}

TEST(Imports, OfOtherFilesAreNotRead) {
  for (const char* path : {"a.min.js", "a.rb", "py", "", "a.pyc"})
    EXPECT_FALSE(import_language(path)) << path;
}

std::optional<bool> has(const std::string& path, std::string_view text, std::string ecosystem,
                        std::string name) {
  const ImportLanguage language = *import_language(path);
  std::set<std::string_view> modules;
  find_imports(language, text, modules);
  const Imports imports({imports_fact(language, modules)});
  return imports.has({.ecosystem = std::move(ecosystem), .name = std::move(name)});
}

TEST(Imports, ArePackagesByName) {
  EXPECT_EQ(has("a.py", "import requests", "PyPI", "Requests"), true);
  EXPECT_EQ(has("a.py", "import zope_x", "PyPI", "zope.x"), true);
  EXPECT_EQ(has("a.py", "import yaml", "PyPI", "PyYAML"), true);
  EXPECT_EQ(has("a.py", "import slugify", "PyPI", "python-slugify"), true);
  EXPECT_EQ(has("a.py", "import pyyaml", "PyPI", "PyYAML"), false);
  EXPECT_EQ(has("a.py", "", "PyPI", "requests"), false);
  EXPECT_EQ(has("a.js", "require('@a/b/c')", "npm", "@a/b"), true);
  EXPECT_EQ(has("a.go", "import \"x.org/m/sub\"", "Go", "x.org/m"), true);
  EXPECT_EQ(has("a.go", "import \"x.org/more\"", "Go", "x.org/m"), false);
  EXPECT_EQ(has("a.rs", "async_trait::x", "crates.io", "async-trait"), true);
}

TEST(Imports, AreUnknownWhereThereIsNoSuchCode) {
  EXPECT_EQ(has("a.js", "", "PyPI", "requests"), std::nullopt);
  EXPECT_EQ(has("a.py", "", "Maven", "a:b"), std::nullopt);
  EXPECT_EQ(has("a.go", "import \"fmt\"", "Go", "stdlib"), std::nullopt);
}

}  // namespace
}  // namespace scan::sca

#include "syntax/language.h"

#include <gtest/gtest.h>

#include "syntax/adapter.h"

namespace scan::syntax {
namespace {

std::string_view name_of(const Language* language) { return language ? language->name : "none"; }

TEST(LanguageTest, AreFoundByNameAndAlias) {
  EXPECT_EQ(name_of(find_language("python")), "python");
  EXPECT_EQ(name_of(find_language("py")), "python");
  EXPECT_EQ(name_of(find_language("js")), "javascript");
  EXPECT_EQ(name_of(find_language("Python")), "none");
  EXPECT_EQ(name_of(find_language("")), "none");
}

TEST(LanguageTest, AreToldByExtension) {
  const struct {
    std::string_view path, language;
  } kCases[] = {{"app/views.py", "python"},
                {"A.PY", "python"},
                {"types.pyi", "python"},
                {"x.jsx", "javascript"},
                {"bin/run.sh", "bash"},
                {"Dockerfile", "dockerfile"},
                {"build/dockerfile.prod", "dockerfile"},
                {"x.Dockerfile", "dockerfile"},
                {"Containerfile", "dockerfile"},
                {"Dockerfile.py", "python"},
                {"MyDockerfile", "none"},
                {"Dockerfile/readme", "none"},
                {"x.min.js", "javascript"},
                {"py", "none"},
                {"a.py/readme", "none"},
                {"x.pyc", "none"},
                {"", "none"},
                {".", "none"},
                {".py", "python"}};
  for (const auto& each : kCases) {
    EXPECT_EQ(name_of(language_of_path(each.path)), each.language) << each.path;
  }
}

TEST(LanguageTest, AreToldByInterpreter) {
  const struct {
    std::string_view text, language;
  } kCases[] = {{"#!/usr/bin/python\nx", "python"},
                {"#!/usr/bin/env python3.11\n", "python"},
                {"#!/usr/bin/env -S node --no-warnings\n", "javascript"},
                {"#! /usr/bin/node", "javascript"},
                {"#!/bin/sh\n# python", "bash"},
                {"#!/bin/cat\n", "none"},
                {"#!", "none"},
                {"# python", "none"}};
  for (const auto& each : kCases) {
    EXPECT_EQ(name_of(language_of_interpreter(each.text)), each.language) << each.text;
  }
}

TEST(LanguageTest, EveryRowHasAnAdapterForEveryTypeOfItsGrammar) {
  for (const Language& language : languages()) {
    EXPECT_FALSE(language.adapter().by_symbol.empty()) << language.name;
    EXPECT_EQ(find_language(language.name), &language);
  }
}

}  // namespace
}  // namespace scan::syntax

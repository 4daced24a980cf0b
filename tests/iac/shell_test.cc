#include "iac/shell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::iac {
namespace {

using testing::ElementsAreArray;
using Parts = std::vector<std::string_view>;

TEST(Shell, SplitsAsTheShellDoes) {
  struct {
    std::string_view script;
    Parts commands;
    Parts pipelines;
  } const cases[] = {
      {"", {}, {}},
      {"make", {"make"}, {"make"}},
      {"a && b || c; d & e\nf", {"a", "b", "c", "d", "e", "f"}, {"a", "b", "c", "d", "e", "f"}},
      {"curl -s x | sudo sh", {"curl -s x", "sudo sh"}, {"curl -s x | sudo sh"}},
      {"a |& b", {"a", "b"}, {"a |& b"}},
      {"a 2>&1 | b", {"a 2>&1", "b"}, {"a 2>&1 | b"}},
      {"a &> log", {"a &> log"}, {"a &> log"}},
      {"a >| log", {"a >| log"}, {"a >| log"}},
      {"echo 'a | b; c' \"d && e\"",
       {"echo 'a | b; c' \"d && e\""},
       {"echo 'a | b; c' \"d && e\""}},
      {"echo a\\;b", {"echo a\\;b"}, {"echo a\\;b"}},
      {"a # b | c\nd", {"a", "d"}, {"a", "d"}},
      {"a#b ${#c} $#", {"a#b ${#c} $#"}, {"a#b ${#c} $#"}},
      {"if a; then b; else c; fi", {"a", "b", "c"}, {"if a", "then b", "else c", "fi"}},
      {"while ! a; do { b; }; done", {"a", "b"}, {"while ! a", "do { b", "}", "done"}},
      {"X=1 Y='2 3' run it", {"X=1", "Y='2 3'", "run it"}, {"X=1 Y='2 3' run it"}},
      {"export X=1", {"export X=1"}, {"export X=1"}},
      {"(cd a && b)", {"cd a", "b"}, {"cd a", "b"}},
      {"a $(b | c) d", {"a $(b | c) d", "b", "c"}, {"a $(b | c) d", "b | c"}},
      {"a \"$(b ')' )\"", {"a \"$(b ')' )\"", "b ')'"}, {"a \"$(b ')' )\"", "b ')'"}},
      {"a `b c`", {"a `b c`", "b c"}, {"a `b c`", "b c"}},
      {"bash <(curl x)", {"bash <(curl x)", "curl x"}, {"bash <(curl x)", "curl x"}},
      {"sh -c 'a | b'", {"sh -c 'a | b'", "a", "b"}, {"sh -c 'a | b'", "a | b"}},
      {"/bin/bash -eu -c \"a; b\"",
       {"/bin/bash -eu -c \"a; b\"", "a", "b"},
       {"/bin/bash -eu -c \"a; b\"", "a", "b"}},
      {"a \\\n  b", {"a \\\n  b"}, {"a \\\n  b"}},
      // What is not valid ends where the text ends.
      {"echo 'a", {"echo 'a"}, {"echo 'a"}},
      {"echo $(a", {"echo $(a"}, {"echo $(a"}},
      {"a \\", {"a \\"}, {"a \\"}},
      {"| | &&", {}, {"| |"}},
  };
  for (const auto& test : cases) {
    const ShellCommands split = split_shell(test.script);
    EXPECT_THAT(split.commands, ElementsAreArray(test.commands)) << test.script;
    EXPECT_THAT(split.pipelines, ElementsAreArray(test.pipelines)) << test.script;
  }
}

TEST(Shell, BearsHostileInput) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "$(";
  std::string closed = deep + "a";
  for (int i = 0; i < 200'000; ++i) closed += ")";
  std::string quotes;
  for (int i = 0; i < 200'000; ++i) quotes += "\"$(a '";
  std::string words;
  for (int i = 0; i < 200'000; ++i) words += "if X=1 ";
  for (const std::string& script :
       {deep, closed, quotes, words, std::string(1'000'000, '('), std::string(1'000'000, '`')})
    split_shell(script);
}

}  // namespace
}  // namespace scan::iac

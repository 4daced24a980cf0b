// The language of ignore files. What git itself says of it is in ignore_against_git_test.cc.
#include "source/ignore_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::source {
namespace {

using Match = IgnoreList::Match;

struct Case {
  std::string file;
  std::string path;  // with a final '/' for a directory
  Match expected;
};

TEST(IgnoreList, FollowsGitsRules) {
  constexpr Match kYes = Match::kPositive;
  constexpr Match kNo = Match::kNone;
  constexpr Match kKeep = Match::kNegative;
  const std::vector<Case> cases = {
      // a name, at any depth
      {"foo", "foo", kYes},
      {"foo", "a/b/foo", kYes},
      {"foo", "foo/", kYes},
      {"foo", "foobar", kNo},
      {"*.log", "a/b.log", kYes},
      {"*.log", ".log", kYes},
      {"*.tar.gz", "a.tar.gz", kYes},
      {"*.tar.gz", "a.gz", kNo},
      {"*", "a/b", kYes},
      {"?", "ab", kNo},
      {"*~", "a/x~", kYes},
      // anchored by a slash
      {"/foo", "foo", kYes},
      {"/foo", "a/foo", kNo},
      {"a/foo", "a/foo", kYes},
      {"a/foo", "b/a/foo", kNo},
      {"a/*", "a/b", kYes},
      {"a/*", "a/b/c", kNo},
      {"/*.c", "x.c", kYes},
      {"/*.c", "a/x.c", kNo},
      // directories only
      {"foo/", "foo/", kYes},
      {"foo/", "foo", kNo},
      {"/a/b/", "a/b/", kYes},
      // **
      {"**/foo", "foo", kYes},
      {"**/foo", "a/b/foo", kYes},
      {"**/foo/bar", "a/foo/bar", kYes},
      {"a/**", "a/b/c", kYes},
      {"a/**", "a/", kNo},
      {"a/**/b", "a/b", kYes},
      {"a/**/b", "a/x/y/b", kYes},
      {"a/**/b", "ab", kNo},
      {"**/**/x", "x", kYes},
      {"a**b/c", "axb/c", kYes},
      {"[a]**/c", "ax/c", kYes},  // not a part of its own: like one star
      {"[a]**/c", "ax/y/c", kNo},
      {"a**/c", "ax/y/c", kYes},  // but git cuts the plain beginning off first
      {"a*b/c", "a/b/c", kNo},
      {"**", "a/b", kYes},
      // the last one decides
      {"*.log\n!keep.log", "keep.log", kKeep},
      {"!keep.log\n*.log", "keep.log", kYes},
      {"foo\n!foo/", "foo", kYes},
      {"foo\n!foo/", "foo/", kKeep},
      // classes
      {"[abc]", "b", kYes},
      {"[!abc]", "b", kNo},
      {"[^abc]", "d", kYes},
      {"[a-c]x", "bx", kYes},
      {"[]]", "]", kYes},
      {"[]-]", "-", kYes},
      {"[a-]", "-", kYes},
      {"[[:digit:]]*", "7up", kYes},
      {"[[:nonsense:]]", "n", kNo},
      {"[\\]]", "]", kYes},
      {"a[/]b", "a/b", kNo},
      {"a[!x]b", "a/b", kNo},
      {"[abc", "a", kNo},
      {"[abc", "[abc", kNo},
      // escapes, spaces, comments, line ends
      {"\\#x", "#x", kYes},
      {"#x", "#x", kNo},
      {"\\!x", "!x", kYes},
      {"\\*", "*", kYes},
      {"\\*", "a", kNo},
      {"foo\\", "foo", kNo},
      {"foo   ", "foo", kYes},
      {"foo\\ ", "foo ", kYes},
      {"foo\\  ", "foo ", kYes},
      {"foo\t", "foo", kNo},
      {" foo", " foo", kYes},
      {"foo\r\nbar", "foo", kYes},
      {"bar\r", "bar", kYes},
      {"\xEF\xBB\xBF"
       "foo",
       "foo", kYes},
      {"\n\n!\n/\n   \nfoo", "foo", kYes},
      {"!\n/\n//", "x", kNo},
      // bytes, not characters; and case
      {"\xFF*", "\xFF\xFE", kYes},
      {"?", "\xC3\xA9", kNo},
      {"Foo", "foo", kNo},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.file) + " on " + testing::PrintToString(c.path));
    std::string path = c.path;
    const EntryKind kind = path.back() == '/' ? EntryKind::kDirectory : EntryKind::kFile;
    if (kind == EntryKind::kDirectory) path.pop_back();
    EXPECT_EQ(IgnoreList(c.file).match(path, kind), c.expected);
  }
}

TEST(IgnoreList, TakesAnOptionsGlobAsItIs) {
  IgnoreList list;
  EXPECT_TRUE(list.empty());
  list.add("#build");
  EXPECT_EQ(list.match("#build", EntryKind::kFile), Match::kPositive);
}

// A matcher that goes back tries more ways here than could ever be tried, so that to have an answer
// is the test. A list is shared between threads and counts no steps.
TEST(IgnoreList, HostilePatternsHaveAnAnswer) {
  std::string pattern = "**/";
  for (int i = 0; i < 500; ++i) pattern += "**/a*a*/";
  pattern += "b";
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "aaa/";
  path += "c";
  IgnoreList list;
  list.add(pattern);
  list.add("*" + std::string(2000, 'a') + "*" + std::string(2000, 'a') + "*b/x");
  EXPECT_EQ(list.match(path + "b", EntryKind::kFile), Match::kNone);
  EXPECT_EQ(list.match(path, EntryKind::kFile), Match::kNone);
  EXPECT_EQ(list.match(std::string(5000, 'a') + "/x", EntryKind::kFile), Match::kNone);
}

}  // namespace
}  // namespace scan::source

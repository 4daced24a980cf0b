// The walk on trees that are not as trees should be.
#include "source/walk.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <atomic>
#include <cstring>
#include <thread>

#include "temporary_tree.h"

namespace scan::source {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

using Strings = std::vector<std::string>;

TEST(Walk, FindsRegularFilesWithTheirSizes) {
  const TemporaryTree tree;
  tree.write("a.py", "12345");
  tree.write("b/c/d.py", "");
  std::vector<std::tuple<std::string, std::string, std::uint64_t>> found;
  ASSERT_TRUE(walk(tree.root() + "/", {}, [&](FoundFile file) {
                found.emplace_back(file.path, file.system_path, file.size);
              }).ok());
  EXPECT_THAT(found, UnorderedElementsAre(std::tuple("a.py", tree.at("a.py"), 5),
                                          std::tuple("b/c/d.py", tree.at("b/c/d.py"), 0)));
}

TEST(Walk, IgnoresInsideAndOutsideOfARepository) {
  const TemporaryTree tree;
  tree.write(".gitignore", "*.log\nbuild/\n/top\n");
  tree.write("a.log");
  tree.write("a.py");
  tree.write("build/x.py");
  tree.write("top");
  tree.write("sub/.gitignore", "!keep.log\n/only-here\n");
  tree.write("sub/keep.log");
  tree.write("sub/other.log");
  tree.write("sub/only-here");
  tree.write("sub/top");
  const Walked walked = walk_all(tree.root());
  EXPECT_EQ(walked.paths,
            (Strings{".gitignore", "a.py", "sub/.gitignore", "sub/keep.log", "sub/top"}));
  EXPECT_THAT(walked.summary.skipped, ElementsAre(Pair("ignored", 5)));
  EXPECT_EQ(walk_all(tree.root(), {.ignore_files = IgnoreFiles::kDisregard}).paths.size(), 10u);
}

TEST(Walk, ScanignoreWinsOverGitignore) {
  const TemporaryTree tree;
  tree.write(".gitignore", "generated/\n*.log\n");
  tree.write(".scanignore", "!generated/\nfixtures/\n");
  tree.write("generated/x.py");
  tree.write("fixtures/x.py");
  tree.write("sub/.gitignore", "!a.log\n*.py\n");
  tree.write("sub/.scanignore", "a.log\n!b.py\n");
  tree.write("sub/a.log");
  tree.write("sub/b.py");
  tree.write("sub/c.py");
  EXPECT_EQ(walk_all(tree.root()).paths,
            (Strings{".gitignore", ".scanignore", "generated/x.py", "sub/.gitignore",
                     "sub/.scanignore", "sub/b.py"}));
}

TEST(Walk, ReadsTheIgnoreFilesAboveUpToTheRepository) {
  const TemporaryTree tree;
  tree.write(".gitignore", "*.py\n");  // above the repository: not for it
  tree.write("repo/.git/HEAD", "ref: refs/heads/main\n");
  tree.write("repo/.git/info/exclude", "excluded\n");
  tree.write("repo/.gitignore", "*.log\n/app/sub/secret\n");
  tree.write("repo/app/.gitignore", "sub/tmp\n");
  tree.write("repo/app/.scanignore", "*.gen\n");
  for (const char* name : {"x.py", "x.log", "excluded", "secret", "tmp", "x.gen", "y/x.log"})
    tree.write(std::string("repo/app/sub/") + name);
  EXPECT_EQ(walk_all(tree.at("repo/app/sub")).paths, Strings{"x.py"});
  EXPECT_EQ(walk_all(tree.at("repo/app/sub/../sub/")).paths, Strings{"x.py"});
}

// A repository inside another one has its own ignore files; .git may be a file that leads to it.
TEST(Walk, ARepositoryInsideBeginsAnew) {
  const TemporaryTree tree;
  tree.write("outer/.git/HEAD", "ref: refs/heads/main\n");
  tree.write("outer/.gitignore", "*.log\n");
  tree.write("outer/.scanignore", "*.gen\n");
  tree.write("store/worktrees/w/HEAD", "x");
  tree.write("store/worktrees/w/commondir", "../..\n");
  tree.write("store/info/exclude", "hidden\n");
  tree.write("outer/inner/.git", "gitdir: ../../store/worktrees/w\n");
  for (const char* name : {"a.log", "a.gen", "hidden"})
    tree.write(std::string("outer/inner/") + name);
  tree.write("outer/after.log");
  tree.write("outer/zoo/a.log");
  EXPECT_EQ(walk_all(tree.at("outer")).paths,
            (Strings{".gitignore", ".scanignore", "inner/a.log"}));
}

TEST(Walk, NeverEntersGit) {
  const TemporaryTree tree;
  tree.write(".git/config");
  tree.write("sub/.git", "gitdir: nowhere\n");
  tree.write("sub/a");
  tree.write("sub/.github/b");
  const Walked walked = walk_all(tree.root(), {.ignore_files = IgnoreFiles::kDisregard});
  EXPECT_EQ(walked.paths, (Strings{"sub/.github/b", "sub/a"}));
  EXPECT_THAT(walked.summary.skipped, IsEmpty());
}

TEST(Walk, IncludeAndExcludeWinOverIgnoreFiles) {
  const TemporaryTree tree;
  tree.write(".gitignore", "*.min.js\nout/\n");
  for (const char* path : {"a.js", "a.min.js", "src/b.js", "src/c.py", "src/gen/d.js", "out/e.js"})
    tree.write(path);
  struct Case {
    WalkOptions options;
    Strings expected;
  };
  const std::vector<Case> cases = {
      {{.exclude = {"src/"}}, {".gitignore", "a.js"}},
      {{.exclude = {"*.js"}}, {".gitignore", "src/c.py"}},
      {{.exclude = {"/*.js", ".gitignore"}}, {"src/b.js", "src/c.py", "src/gen/d.js"}},
      {{.include = {"*.py"}}, {"src/c.py"}},
      {{.include = {"*.js"}}, {"a.js", "a.min.js", "src/b.js", "src/gen/d.js"}},
      {{.include = {"src/", "!gen/"}}, {"src/b.js", "src/c.py"}},
      {{.include = {"out/"}}, {"out/e.js"}},
      {{.include = {"*.js"}, .exclude = {"gen"}}, {"a.js", "a.min.js", "src/b.js"}},
      {{.include = {"nothing"}}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.options.include) + " " +
                 testing::PrintToString(c.options.exclude));
    EXPECT_EQ(walk_all(tree.root(), c.options).paths, c.expected);
  }
  EXPECT_THAT(walk_all(tree.root(), {.exclude = {"src/"}}).summary.skipped,
              ElementsAre(Pair("excluded", 1), Pair("ignored", 2)));
}

TEST(Walk, FollowsNoLinkButTheRoot) {
  const TemporaryTree outside;
  outside.write("secret.py");
  const TemporaryTree tree;
  tree.write("real/a.py");
  tree.link("a.py", "real/b.py");
  tree.link("..", "real/up");  // a loop
  tree.link(outside.root(), "out");
  tree.link(outside.at("secret.py"), "out.py");
  tree.link("nowhere", "dangling");
  tree.link("self", "self");
  const Walked walked = walk_all(tree.root());
  EXPECT_EQ(walked.paths, Strings{"real/a.py"});
  EXPECT_THAT(walked.summary.skipped, ElementsAre(Pair("link", 6)));
  EXPECT_THAT(walked.summary.notices, IsEmpty());

  outside.link(tree.at("real"), "to-directory");
  outside.link(tree.at("real/a.py"), "to-file.py");
  EXPECT_EQ(walk_all(outside.at("to-directory")).paths, Strings{"a.py"});
  const std::string file = outside.at("to-file.py");
  const auto on_file = [&](FoundFile found) {
    EXPECT_EQ(found.path, "to-file.py");
    EXPECT_EQ(found.system_path, file);
    EXPECT_TRUE(read_file(found.system_path, 10, found.link).ok());
  };
  EXPECT_TRUE(walk(file, {}, on_file).ok());
}

TEST(Walk, TakesAFileThatIsNamedWhateverIgnoresIt) {
  const TemporaryTree tree;
  tree.write(".gitignore", "*\n");
  tree.write("a/b.py", "123");
  EXPECT_EQ(walk_all(tree.at("a/b.py")).paths, Strings{"b.py"});
  EXPECT_EQ(walk_all(tree.at("a/b.py"), {.exclude = {"*.py"}}).paths, Strings{});
}

TEST(Walk, FailsOnlyWhereTheRootCannotBeOpened) {
  const TemporaryTree tree;
  tree.write("file");
  ASSERT_EQ(::mkfifo(tree.at("fifo").c_str(), 0600), 0);
  tree.link("loop", "loop");
  const auto code = [](const std::string& root) {
    const Result<WalkSummary> result = walk(root, {}, [](FoundFile) {});
    EXPECT_FALSE(result.ok());
    EXPECT_EQ(result.error().path, root);
    return result.error().code;
  };
  EXPECT_EQ(code(tree.at("missing")), ErrorCode::kNotFound);
  EXPECT_EQ(code(tree.at("file/below")), ErrorCode::kNotFound);
  EXPECT_EQ(code(tree.at("fifo")), ErrorCode::kIo);
  EXPECT_EQ(code(tree.at("loop")), ErrorCode::kIo);
  EXPECT_EQ(code(""), ErrorCode::kNotFound);
}

TEST(Walk, CountsWhatIsNoFile) {
  const TemporaryTree tree;
  tree.write("a.py");
  ASSERT_EQ(::mkfifo(tree.at("fifo").c_str(), 0600), 0);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = tree.at("socket");
  ASSERT_LT(path.size(), sizeof address.sun_path);
  std::strcpy(address.sun_path, path.c_str());
  ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(fd);
  // An ignore file that is none must not stop the walk either.
  ASSERT_EQ(::mkfifo(tree.at(".gitignore").c_str(), 0600), 0);
  const Walked walked = walk_all(tree.root());
  EXPECT_EQ(walked.paths, Strings{"a.py"});
  EXPECT_THAT(walked.summary.skipped, ElementsAre(Pair("special", 3)));
}

TEST(Walk, PassesNamesThroughAsBytes) {
  const TemporaryTree tree;
  const Strings names = {"caf\xE9.py", "\xFF\xFE/x", "line\nbreak", "tab\t", " "};
  for (const std::string& name : names) tree.write(name);
  Strings expected = names;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(walk_all(tree.root()).paths, expected);
}

TEST(Walk, SaysWhatCannotBeRead) {
  const TemporaryTree tree;
  tree.write("a.py");
  tree.write("closed/b.py");
  ASSERT_EQ(::chmod(tree.at("closed").c_str(), 0), 0);
  const bool readable = ::access(tree.at("closed").c_str(), R_OK) == 0;  // to the superuser
  const Walked walked = walk_all(tree.root());
  ::chmod(tree.at("closed").c_str(), 0700);
  if (readable) GTEST_SKIP() << "no directory is closed to this user";
  EXPECT_EQ(walked.paths, Strings{"a.py"});
  EXPECT_THAT(walked.summary.skipped, ElementsAre(Pair("unreadable", 1)));
  ASSERT_EQ(walked.summary.notices.size(), 1u);
  EXPECT_EQ(walked.summary.notices[0].code, "file-unreadable");
  EXPECT_EQ(walked.summary.notices[0].path, "closed");
  EXPECT_TRUE(walked.summary.notices[0].incomplete);
}

// Works for every user: a directory is unreadable too when no descriptor is left to open it.
TEST(Walk, RunningOutOfDescriptorsIsANotice) {
  const TemporaryTree tree;
  tree.write("a/b/c/d/e/f/g/h.py");
  rlimit old;
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &old), 0);
  const int next = ::dup(0);
  ::close(next);
  rlimit tight = old;
  tight.rlim_cur = static_cast<rlim_t>(next) + 3;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  const Walked walked = walk_all(tree.root());
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &old), 0);
  EXPECT_EQ(walked.paths, Strings{});
  ASSERT_EQ(walked.summary.notices.size(), 1u);
  EXPECT_TRUE(walked.summary.notices[0].incomplete);
  EXPECT_EQ(walked.summary.notices[0].path, "a/b/c");
}

// 5,000 levels: far more than a path may have, more than the descriptors a process has, and too
// many for a recursion.
TEST(Walk, HasNoLimitOfDepth) {
  constexpr int kDepth = 5000;
  const TemporaryTree tree;
  tree.write(".gitignore", "*.log\n");
  int fd = ::open(tree.root().c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 0; depth < kDepth; ++depth) {
    ASSERT_EQ(::mkdirat(fd, "d", 0700), 0);
    if (depth % 100 == 0) {  // something to come back for
      ASSERT_EQ(::mkdirat(fd, "side", 0700), 0);
      ::close(::openat(fd, "side/x.py", O_CREAT | O_WRONLY, 0600));
    }
    const int below = ::openat(fd, "d", O_RDONLY | O_DIRECTORY);
    ASSERT_GE(below, 0);
    ::close(fd);
    fd = below;
  }
  const int file = ::openat(fd, "deep.py", O_CREAT | O_WRONLY, 0600);
  ASSERT_EQ(::write(file, "deep", 4), 4);
  ::close(file);
  ::close(::openat(fd, "deep.log", O_CREAT | O_WRONLY, 0600));
  ::close(fd);

  std::size_t found = 0;
  std::string deepest;
  const auto summary = walk(tree.root(), {}, [&](FoundFile f) {
    ++found;
    if (f.system_path.size() > deepest.size()) deepest = f.system_path;
  });
  ASSERT_TRUE(summary.ok());
  EXPECT_EQ(found, 1u + kDepth / 100 + 1);
  EXPECT_THAT(summary->skipped, ElementsAre(Pair("ignored", 1)));
  EXPECT_THAT(summary->notices, IsEmpty());
  EXPECT_TRUE(deepest.ends_with("/deep.py"));
  const Result<std::string> content = read_file(deepest, 100);
  ASSERT_TRUE(content.ok()) << content.error().message;
  EXPECT_EQ(*content, "deep");
}

TEST(Walk, SurvivesATreeThatChanges) {
  const TemporaryTree tree;
  for (int i = 0; i < 20; ++i)
    for (int j = 0; j < 20; ++j)
      tree.write("d" + std::to_string(i) + "/e" + std::to_string(j) + "/a.py");
  std::atomic<bool> stop = false;
  std::thread changer([&] {
    const TemporaryTree elsewhere;
    elsewhere.write("outside.py");
    for (int i = 0; !stop; i = (i + 7) % 20) {
      const std::string path = tree.at("d" + std::to_string(i));
      const std::string away = tree.at("moved" + std::to_string(i));
      ::rename(path.c_str(), away.c_str());
      ::symlink(elsewhere.root().c_str(), path.c_str());  // in its place, a link out of the root
      ::unlink(path.c_str());
      ::rename(away.c_str(), path.c_str());
    }
  });
  for (int round = 0; round < 20; ++round) {
    const Walked walked = walk_all(tree.root());
    EXPECT_THAT(walked.summary.notices, IsEmpty());
    for (const std::string& path : walked.paths) EXPECT_TRUE(path.ends_with("a.py")) << path;
  }
  stop = true;
  changer.join();
}

// Directories that were closed for want of descriptors, and are gone when the walk comes back to
// them.
TEST(Walk, SurvivesTheWayBackBeingRemoved) {
  const TemporaryTree tree;
  std::string path;
  for (int depth = 0; depth < 100; ++depth) {
    tree.write(path + "z/side.py");
    path += "d/";
  }
  tree.write(path + "bottom.py");
  bool removed = false;
  std::size_t found = 0;
  const auto summary = walk(tree.root(), {}, [&](FoundFile file) {
    ++found;
    if (removed || !file.path.ends_with("bottom.py")) return;
    removed = true;
    std::filesystem::rename(tree.at("d/d/d/d"), tree.at("elsewhere"));
    std::filesystem::remove_all(tree.at("elsewhere"));
  });
  ASSERT_TRUE(summary.ok());
  EXPECT_TRUE(removed);
  EXPECT_GE(found, 1u);
  for (const Notice& notice : summary->notices) ADD_FAILURE() << notice.path << notice.message;
  std::uint64_t vanished = 0;
  if (const auto it = summary->skipped.find("vanished"); it != summary->skipped.end())
    vanished = it->second;
  EXPECT_EQ(found + vanished, 101u);
}

TEST(Walk, StopsWhenAskedToAndSaysSo) {
  const TemporaryTree tree;
  for (int i = 0; i < 50; ++i) tree.write("d" + std::to_string(i % 5) + "/" + std::to_string(i));
  int found = 0;
  const auto result =
      walk(tree.root(), {.should_stop = [&] { return found == 3; }}, [&](FoundFile) { ++found; });
  ASSERT_TRUE(result.ok());
  EXPECT_FALSE(result->complete);
  EXPECT_EQ(found, 3);
}

TEST(ReadFile, ReadsWholeFilesUpToTheLimit) {
  const TemporaryTree tree;
  const std::string content(100'000, 'x');
  tree.write("f", content);
  tree.write("empty", "");
  EXPECT_EQ(*read_file(tree.at("f"), 100'000), content);
  EXPECT_EQ(*read_file(tree.at("f"), ~std::uint64_t{0}), content);
  EXPECT_EQ(*read_file(tree.at("empty"), 0), "");
  EXPECT_EQ(read_file(tree.at("f"), 99'999).error().code, ErrorCode::kInvalidData);
  EXPECT_EQ(*read_prefix(tree.at("f"), 10), "xxxxxxxxxx");
  EXPECT_EQ(*read_prefix(tree.at("f"), 200'000), content);
}

TEST(ReadFile, NeverBlocksAndSaysWhatIsWrong) {
  const TemporaryTree tree;
  tree.write("f");
  tree.link("f", "link");
  tree.link("loop", "loop");
  ASSERT_EQ(::mkfifo(tree.at("fifo").c_str(), 0600), 0);
  struct Case {
    std::string path;
    ErrorCode code;
  };
  const std::vector<Case> cases = {
      {tree.at("fifo"), ErrorCode::kIo},        {tree.root(), ErrorCode::kIo},
      {tree.at("loop"), ErrorCode::kIo},        {tree.at("missing"), ErrorCode::kNotFound},
      {tree.at("f/x"), ErrorCode::kNotFound},   {"/dev/zero", ErrorCode::kIo},
      {std::string(5000, 'x'), ErrorCode::kIo},
  };
  for (const Case& c : cases) {
    const Result<std::string> result = read_file(c.path, 1000);
    ASSERT_FALSE(result.ok()) << c.path;
    EXPECT_EQ(result.error().code, c.code) << c.path;
    EXPECT_EQ(result.error().path, c.path);
    EXPECT_FALSE(read_prefix(c.path, 1000).ok());
  }
  EXPECT_TRUE(read_file(tree.at("link"), 10).ok());
  EXPECT_EQ(read_file(tree.at("link"), 10, FinalLink::kRefuse).error().code, ErrorCode::kIo);
}

// Files of /proc announce no size.
TEST(ReadFile, DoesNotTrustTheAnnouncedSize) {
  if (!std::filesystem::exists("/proc/self/maps")) GTEST_SKIP() << "no /proc here";
  const Result<std::string> maps = read_file("/proc/self/maps", 1 << 20);
  ASSERT_TRUE(maps.ok());
  EXPECT_GT(maps->size(), 1000u);
  EXPECT_EQ(read_file("/proc/self/maps", 500).error().code, ErrorCode::kInvalidData);
}

}  // namespace
}  // namespace scan::source

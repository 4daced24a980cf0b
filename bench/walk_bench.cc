// What comes before any analysis: the walk, the encodings, the ignore patterns, the directives.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "engine/directives.h"
#include "scan/source.h"
#include "source/ignore_list.h"
#include "source/walk.h"

namespace scan::source {
namespace {

constexpr const char* kIgnore =
    "*.py[cod]\n__pycache__/\n*.so\nbuild/\ndist/\n/docs/_build/\n*.egg-info/\n.venv/\n"
    "node_modules/\n*.log\n!keep.log\n.DS_Store\n*~\n/tmp/**/cache\ncoverage.*\nlocal_*.ini\n";

// 100,000 empty files, 100 in each directory, three levels deep.
class Tree {
 public:
  static constexpr int kFiles = 100'000;

  Tree() {
    std::string name = (std::filesystem::temp_directory_path() / "walk-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    root_ = name;
    std::ofstream(root_ + "/.gitignore") << kIgnore;
    for (int directory = 0; directory < kFiles / 100; ++directory) {
      const std::string path = root_ + "/part" + std::to_string(directory % 10) + "/module" +
                               std::to_string(directory / 10 % 10) + "/package" +
                               std::to_string(directory / 100);
      std::filesystem::create_directories(path);
      for (int file = 0; file < 100; ++file)
        std::ofstream(path + "/source_file" + std::to_string(file) + ".py");
    }
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { std::filesystem::remove_all(root_); }

  const std::string& root() const { return root_; }

 private:
  std::string root_;
};

void walk_tree(benchmark::State& state) {
  const Tree tree;
  const WalkOptions options{.ignore_files = state.range(0) != 0 ? IgnoreFiles::kHonour
                                                                : IgnoreFiles::kDisregard};
  for (auto _ : state) {
    int found = 0;
    const auto summary = walk(tree.root(), options, [&](FoundFile) { ++found; });
    if (!summary.ok() || found != Tree::kFiles + 1) state.SkipWithError("found something else");
  }
  state.SetItemsProcessed(state.iterations() * Tree::kFiles);
}
BENCHMARK(walk_tree)->ArgName("ignore_files")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void match_ignore_list(benchmark::State& state) {
  const IgnoreList list(kIgnore);
  const std::string path = "part1/module2/package3/source_file4.py";
  if (list.match(path, EntryKind::kFile) != IgnoreList::Match::kNone)
    state.SkipWithError("it should not match");
  for (auto _ : state) benchmark::DoNotOptimize(list.match(path, EntryKind::kFile));
}
BENCHMARK(match_ignore_list);

std::string python_text(bool ascii) {
  std::string text;
  while (text.size() < (4u << 20))
    text += ascii ? "def view(request, name='x'):\n    return render(request, name)  # note: 7\n"
                  : "def view(request, name='\xC3\xA9'):\n    return \xE2\x82\xAC(request, name)\n";
  return text;
}

void make_source(benchmark::State& state) {
  const std::string text = python_text(state.range(0) != 0);
  for (auto _ : state) {
    state.PauseTiming();
    std::string bytes = text;
    state.ResumeTiming();
    const Source source("f.py", std::move(bytes));
    benchmark::DoNotOptimize(source.text().data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(make_source)->ArgName("ascii")->Arg(1)->Arg(0);

void find_first_line(benchmark::State& state) {
  const std::string text = python_text(true);
  for (auto _ : state) {
    const Source source("f.py", text);
    benchmark::DoNotOptimize(source.line_of(1000));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(find_first_line);

void find_directives_of_none(benchmark::State& state) {
  const Source source("f.py", python_text(true));
  for (auto _ : state) {
    if (!engine::find_directives(source).empty()) state.SkipWithError("there are none");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.text().size()));
}
BENCHMARK(find_directives_of_none);

}  // namespace
}  // namespace scan::source

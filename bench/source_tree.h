// The texts that the benchmarks of source code run on.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/language.h"

namespace scan::bench {

struct SourceText {
  std::string path;
  std::string text;
};

/// All files of `language` below SCAN_BENCH_TREE, as an unpacked source distribution of Django;
/// without it, forty made files of a thousand lines.
inline std::vector<SourceText> source_texts(const syntax::Language& language) {
  namespace fs = std::filesystem;
  std::vector<SourceText> texts;
  if (const char* tree = std::getenv("SCAN_BENCH_TREE")) {
    for (const auto& entry : fs::recursive_directory_iterator(tree)) {
      const std::string path = entry.path().string();
      if (!entry.is_regular_file() || syntax::language_of_path(path) != &language) continue;
      std::ostringstream text;
      text << std::ifstream(path, std::ios::binary).rdbuf();
      texts.push_back({path, std::move(text).str()});
    }
    return texts;
  }
  for (int file = 0; file < 40; ++file) {
    std::string text = "import hashlib\nimport subprocess\n";
    for (int i = 0; i < 200; ++i) {
      const std::string number = std::to_string(i);
      text += "def view_" + number + "(request, key):\n    value = request.GET.get('key', " +
              number +
              ")\n    if value and key:\n        return subprocess.run(['ls', value], check=True)\n"
              "    return hashlib.sha256(value.encode()).hexdigest()\n";
    }
    texts.push_back({"made" + std::to_string(file) + ".py", std::move(text)});
  }
  return texts;
}

}  // namespace scan::bench

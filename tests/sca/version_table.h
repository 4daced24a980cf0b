// The tables in versions/: chains of versions, "1.0a1 < 1.0 = 1", and "! TEXT" for what is none.
#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace scan::sca {

struct Step {
  std::string version;
  bool equals_previous = false;
};

/// "1.0a1 < 1.0 = 1" as steps. The relations stand between spaces, as "=" may begin a version.
inline std::vector<Step> parse_chain(const std::string& line) {
  std::vector<Step> chain = {{}};
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 2 < line.size(); ++i) {
    bool relation =
        line[i] == ' ' && (line[i + 1] == '<' || line[i + 1] == '=') && line[i + 2] == ' ';
    if (!relation) continue;
    chain.back().version =
        std::string(base::trimmed(std::string_view(line).substr(begin, i - begin)));
    chain.push_back({.version = {}, .equals_previous = line[i + 1] == '='});
    begin = i + 3;
    i += 2;
  }
  chain.back().version = std::string(base::trimmed(std::string_view(line).substr(begin)));
  return chain;
}

/// The lines of a table without comments and empty ones; none when there is no such table.
inline std::vector<std::string> version_table(std::string_view ordering) {
  std::ifstream table(SCAN_SOURCE_DIR "/tests/sca/versions/" + std::string(ordering) + ".txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(table, line);)
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  return lines;
}

}  // namespace scan::sca

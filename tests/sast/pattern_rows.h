// What the tests of patterns share: rows of a pattern, a text, and the lines on which matches
// begin.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sast/pattern_search.h"
#include "syntax/parser.h"

namespace scan::sast {

/// One pattern in one text.
struct Row {
  std::string_view pattern;
  std::string text;
  std::vector<int> lines;
};

/// Searches a text, and gives the lines on which matches begin, each once.
inline PatternMatches search_in(const std::string& text, std::string_view language,
                                std::string_view pattern_text, std::vector<int>& lines,
                                const MatchOptions& options = {}) {
  const syntax::ParserPool parsers;
  MetavariableTable metavariables;
  Result<Pattern> pattern =
      compile_pattern(parsers, *syntax::find_language(language), pattern_text, metavariables);
  EXPECT_TRUE(pattern.ok()) << pattern_text << ": " << pattern.error().message;
  if (!pattern.ok()) return {};
  pattern->options = options;
  const auto parsed = parsers.parse(*syntax::find_language(language), text);
  const Names names(parsed->tree);
  const Constants constants(parsed->tree, names.scopes());
  const Target target{parsed->tree, names, constants};
  PatternSearch search(target, {{0, &*pattern}}, {});
  PatternMatches found = search.matches(0);
  std::set<int> unique;
  for (const Match& match : found.matches) {
    unique.insert(
        1 + static_cast<int>(std::count(text.begin(), text.begin() + match.span.begin, '\n')));
  }
  lines.assign(unique.begin(), unique.end());
  return found;
}

/// Expects of each row that its pattern is found on its lines and no others. A language that is not
/// built is passed over.
inline void expect_rows(std::string_view language, const std::vector<Row>& rows,
                        const MatchOptions& options = {}) {
  if (syntax::find_language(language) == nullptr) return;
  for (const Row& row : rows) {
    std::vector<int> lines;
    search_in(row.text, language, row.pattern, lines, options);
    EXPECT_EQ(lines, row.lines) << row.pattern << "\nin\n" << row.text;
  }
}

}  // namespace scan::sast

// Annotations are read without knowing the language: what begins a comment is a table. They are
// Semgrep's (`ruleid`, `ok`, `todoruleid`, `todook`), so that the examples beside existing rules
// are tests here too.
#include "engine/rule_annotations.h"

#include <algorithm>
#include <array>
#include <optional>

namespace scan::engine {
namespace {

using Kind = RuleAnnotation::Kind;

struct Word {
  std::string_view text;
  Kind kind;
};
constexpr std::array kWords = {Word{"ruleid:", Kind::kExpected}, Word{"ok:", Kind::kForbidden},
                               Word{"todoruleid:", Kind::kToBeExpected},
                               Word{"todook:", Kind::kToBeForbidden}};

// Longer ones first where one begins with another.
constexpr std::array<std::string_view, 12> kOpenings = {"<!--", "{/*", "{{!", "{#", "//", "/*",
                                                        "(*",   "--",  "#",   ";",  "%",  "*"};
constexpr std::array<std::string_view, 5> kClosings = {"*/", "-->", "#}", "}}", "*)"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '/';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Where in a line of code a comment begins that is an annotation; npos: nowhere. Semgrep reads
// these four, and takes them to be about the next line as well.
std::size_t trailing_comment(std::string_view line) {
  for (const std::string_view opening : {"#", "//", "<!--", "(*"}) {
    for (std::size_t at = line.find(opening); at != std::string_view::npos;
         at = line.find(opening, at + 1)) {
      std::string_view rest = line.substr(at + opening.size());
      if (rest.starts_with(' ')) rest.remove_prefix(1);
      if (std::ranges::any_of(kWords,
                              [&](const Word& word) { return rest.starts_with(word.text); }))
        return at;
    }
  }
  return std::string_view::npos;
}

// What a comment says, if the line is one or ends in one that is an annotation; else nullopt.
std::optional<std::string_view> comment_text(std::string_view line) {
  line = trim(line);
  if (std::ranges::none_of(kOpenings,
                           [&](std::string_view text) { return line.starts_with(text); }))
    line.remove_prefix(std::min(trailing_comment(line), line.size()));
  const auto opening = std::find_if(kOpenings.begin(), kOpenings.end(),
                                    [&](std::string_view text) { return line.starts_with(text); });
  if (opening == kOpenings.end()) return std::nullopt;
  line.remove_prefix(opening->size());
  // "##", "///", "/**", "{{!--"
  line.remove_prefix(std::min(line.find_first_not_of("#/*;%!-"), line.size()));
  for (const std::string_view closing : kClosings)
    line = line.substr(0, std::min(line.find(closing), line.size()));
  while (line.ends_with('*') || line.ends_with('-')) line.remove_suffix(1);  // "**/", "--}}"
  return trim(line);
}

// Adds the annotations that one line makes, for the line after it. False when it makes none.
bool read_line(std::string_view line, std::uint32_t number, std::vector<RuleAnnotation>& out) {
  const std::optional<std::string_view> comment = comment_text(line);
  if (!comment) return false;
  const auto word = std::find_if(kWords.begin(), kWords.end(), [&](const Word& candidate) {
    return comment->starts_with(candidate.text);
  });
  if (word == kWords.end()) return false;

  const std::size_t before = out.size();
  std::string_view list = comment->substr(word->text.size());
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view id = trim(list.substr(0, comma));
    if (id.empty() || !std::all_of(id.begin(), id.end(), is_id)) {
      out.resize(before);
      return false;
    }
    out.push_back({word->kind, number + 1, std::string(id)});
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

std::vector<RuleAnnotation> find_annotations(std::string_view text) {
  std::vector<RuleAnnotation> annotations;
  std::size_t waiting = 0;  // from here on they speak for the next line that is no annotation
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++number;
    if (!read_line(text.substr(0, end), number, annotations)) {
      for (; waiting < annotations.size(); ++waiting) annotations[waiting].line = number;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return annotations;
}

}  // namespace scan::engine

// How a pattern is spelled for a grammar (see pattern_text.h), and what is put around a part of a
// program that does not stand alone, such as an object or a method.
#include "syntax/pattern_text.h"

#include <optional>
#include <utility>
#include <vector>

#include "syntax/concrete_tree.h"

namespace scan::syntax {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// What may stand around a pattern so that it parses, tried in turn.
struct Frame {
  std::string_view before, after;
};

constexpr Frame kPlain = {"", ""};

std::vector<Frame> frames(const Language& language, std::string_view pattern) {
  std::string_view trimmed = pattern;
  trimmed.remove_prefix(std::min(trimmed.find_first_not_of(" \t\r\n"), trimmed.size()));
  switch (language.id) {
    case LanguageId::kPython:
      if (trimmed.starts_with("@")) {
        return {kPlain, {"", "\ndef __scan_frame__(): pass"}};
      }
      return {kPlain};
    case LanguageId::kJavaScript: {
      const Frame parenthesized = {"(", ")"};
      const Frame member = {"class A {", "}"};
      const Frame pair = {"({", "})"};
      const Frame branch = {"switch (a) {", "}"};
      const Frame handler = {"try {}", ""};
      // An object is not a block, and a function without a name not a declaration.
      if (trimmed.starts_with("{") || trimmed.starts_with("function(") ||
          trimmed.starts_with("function (")) {
        return {parenthesized, kPlain};
      }
      if (trimmed.starts_with("catch")) return {handler};
      if (trimmed.starts_with("case ") || trimmed.starts_with("default:")) return {branch};
      // "a: b" is an entry of an object, and not a statement with a label.
      const std::size_t word = std::min(trimmed.find_first_of(" :(\n"), trimmed.size());
      if (trimmed.substr(word).starts_with(":")) return {pair, kPlain};
      return {kPlain, parenthesized, pair, member};
    }
  }
  return {kPlain};
}

// Rewrites a pattern so that the grammar accepts it. Every replacement has the length of what it
// replaces.
class Spelling {
 public:
  Spelling(const Language& language, std::string_view pattern)
      : language_(language), pattern_(pattern), out_(pattern) {}

  std::string run() && {
    while (at_ < pattern_.size()) step();
    return std::move(out_);
  }

 private:
  bool starts(std::string_view text) const { return pattern_.substr(at_).starts_with(text); }
  bool python() const { return language_.id == LanguageId::kPython; }

  void put(std::string_view text) {
    out_.replace(at_, text.size(), text);
    at_ += text.size();
  }

  void step() {
    const char c = pattern_[at_];
    if (c == '"' || c == '\'' || c == '`') return skip_string(c);
    if (starts(python() ? "#" : "//")) {
      at_ = std::min(pattern_.find('\n', at_), pattern_.size());
      return;
    }
    if (starts("<...")) return put("___(");
    if (starts("...>")) return put("   )");
    if (starts("$...")) return put("____");
    if (starts("...")) return ellipsis();
    // Python has no "$" in names; a name may not begin with a digit, and none of these does.
    if (c == '$' && python()) return put("_");
    if (c == '{' || c == '(' || c == '[') brackets_.push_back(at_);
    if ((c == '}' || c == ')' || c == ']') && !brackets_.empty()) brackets_.pop_back();
    ++at_;
  }

  void ellipsis() {
    const std::size_t after = at_ + 3;
    const bool spread = !python() && after < pattern_.size() &&
                        (is_word(pattern_[after]) || pattern_[after] == '[' ||
                         pattern_[after] == '{' || pattern_[after] == '(');
    if (spread) {
      at_ = after;
    } else if (python() && in_dictionary()) {
      put("**_");
    } else if (!python() && ends_statement(after)) {
      put("__;");
    } else {
      put("___");
    }
  }

  // Whether an ellipsis ends a line and the next one begins a statement. Without a semicolon, what
  // follows could be taken for its arguments or operand.
  bool ends_statement(std::size_t after) const {
    if (!brackets_.empty() && pattern_[brackets_.back()] != '{') return false;
    const std::size_t before =
        at_ == 0 ? std::string_view::npos : pattern_.find_last_not_of(" \t\r\n", at_ - 1);
    if (before != std::string_view::npos && pattern_[before] == '.') return false;
    const std::size_t next = pattern_.find_first_not_of(" \t\r\n", after);
    if (next == std::string_view::npos) return false;
    const bool same_line =
        pattern_.substr(after, next - after).find('\n') == std::string_view::npos;
    return !same_line && std::string_view(",.)}]").find(pattern_[next]) == std::string_view::npos;
  }

  // Whether the innermost bracket is a brace with a ":" directly in it.
  bool in_dictionary() const {
    if (brackets_.empty() || pattern_[brackets_.back()] != '{') return false;
    int depth = 0;
    for (std::size_t i = brackets_.back(); i < pattern_.size(); ++i) {
      const char c = pattern_[i];
      if (c == '{' || c == '(' || c == '[') ++depth;
      if (c == '}' || c == ')' || c == ']') --depth;
      if (depth == 0) return false;
      if (c == ':' && depth == 1) return true;
    }
    return false;
  }

  // Inside a string nothing is rewritten, but for the expressions of a template or an f-string.
  void skip_string(char quote) {
    const bool formatted = quote == '`' || (python() && at_ > 0 &&
                                            (pattern_[at_ - 1] == 'f' || pattern_[at_ - 1] == 'F'));
    std::string_view end = pattern_.substr(at_, 1);
    if (python() && starts(quote == '"' ? "\"\"\"" : "'''")) end = pattern_.substr(at_, 3);
    at_ += end.size();
    while (at_ < pattern_.size() && !starts(end)) {
      if (pattern_[at_] == '\\') {
        at_ += 2;
      } else if (formatted && (quote == '`' ? starts("${") : starts("{"))) {
        skip_interpolation();
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_ + end.size(), pattern_.size());
  }

  void skip_interpolation() {
    at_ += pattern_[at_] == '$' ? 2 : 1;
    for (int depth = 1; at_ < pattern_.size() && depth > 0;) {
      if (pattern_[at_] == '{') ++depth;
      if (pattern_[at_] == '}') --depth;
      if (starts("...")) {
        put("___");
      } else if (pattern_[at_] == '$' && python()) {
        put("_");
      } else {
        ++at_;
      }
    }
  }

  const Language& language_;
  std::string_view pattern_;
  std::string out_;
  std::size_t at_ = 0;
  std::vector<std::size_t> brackets_;
};

Span own_span(const Frame& frame, std::string_view pattern) {
  const auto begin = static_cast<std::uint32_t>(frame.before.size());
  return {begin, begin + static_cast<std::uint32_t>(pattern.size())};
}

Region region_of(std::string_view pattern, std::uint32_t offset) {
  Region region{1, 1, 1, 2};
  for (const char c : pattern.substr(0, offset)) {
    if (c == '\n') {
      ++region.start_line;
      region.start_column = 1;
    } else {
      ++region.start_column;
    }
  }
  region.end_line = region.start_line;
  region.end_column = region.start_column + 1;
  return region;
}

}  // namespace

Result<PatternTree> parse_pattern(const ParserPool& parsers, const Language& language,
                                  std::string_view pattern) {
  std::optional<Span> error;
  for (const Frame& frame : frames(language, pattern)) {
    std::string spelled(frame.before);
    spelled += Spelling(language, pattern).run();
    spelled += frame.after;
    std::string written(frame.before);
    written += pattern;
    written += frame.after;
    PatternTree out{std::make_unique<const std::string>(std::move(written)),
                    Tree(language, std::string_view()), own_span(frame, pattern)};
    std::optional<Parsed> parsed = parsers.parse_as(language, spelled, *out.text);
    if (!parsed->tree.has_errors()) {
      out.tree = std::move(parsed->tree);
      return out;
    }
    if (!error) error = parsed->first_error;
  }
  const std::uint32_t offset = std::min(error->begin, static_cast<std::uint32_t>(pattern.size()));
  return Error{.code = ErrorCode::kInvalidRule,
               .message = "the pattern is not valid " + std::string(language.name),
               .path = {},
               .region = region_of(pattern, offset),
               .source_line = {},
               .hint = {}};
}

bool is_metavariable(std::string_view name) {
  if (name.size() < 2 || name[0] != '$') return false;
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  if (!capital(name[1])) return false;
  for (const char c : name.substr(2)) {
    if (!capital(c) && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

bool is_ellipsis_metavariable(std::string_view name) {
  return name.starts_with("$...") && is_metavariable("$" + std::string(name.substr(4)));
}

}  // namespace scan::syntax

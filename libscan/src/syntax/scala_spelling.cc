// One pass over the words and brackets of a text, in which strings and comments are passed over.
#include "syntax/scala_spelling.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/ascii.h"
#include "syntax/c_like.h"

namespace scan::syntax {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kNone = std::string_view::npos;

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

class Respeller {
 public:
  explicit Respeller(std::string_view text) : text_(text) {}

  SpelledText run() && {
    while (at_ < text_.size()) step();
    copy(text_.size());
    return std::move(out_);
  }

 private:
  bool starts(std::string_view part) const { return text_.substr(at_).starts_with(part); }
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }
  std::size_t skip_blanks(std::size_t place) const {
    return std::min(text_.find_first_not_of(kBlanks, place), text_.size());
  }
  std::size_t word_end(std::size_t place) const {
    while (place < text_.size() && is_word(text_[place])) ++place;
    return place;
  }

  void step() {
    const char c = text_[at_];
    if (c == '"') return string();
    if (starts("//")) return pass(text_.find('\n', at_));
    if (starts("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      return pass(end == kNone ? kNone : end + 2);
    }
    if (c == '\'') return character();
    if (is_word(c)) return word();
    if (c == '(' || c == '[') ++depth_;
    if (c == ')' || c == ']') --depth_;
    if (depth_ < head_depth_ || (depth_ == head_depth_ && (c == '=' || c == ';'))) in_head_ = false;
    if (c == '{') {
      if (!in_head_) function_parameter(at_ + 1);
      in_head_ = false;
    }
    ++at_;
  }

  void pass(std::size_t to) { at_ = std::min(to, text_.size()); }

  void string() {
    if (starts("\"\"\"")) {
      const std::size_t end = text_.find("\"\"\"", at_ + 3);
      return pass(end == kNone ? kNone : end + 3);
    }
    for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    pass(at_ + 1);
  }

  // A quote may also begin a symbol.
  void character() {
    if (at(at_ + 1) == '\\') return pass(at_ + 3);
    pass(at_ + (at(at_ + 2) == '\'' ? 3 : 1));
  }

  void word() {
    const std::size_t end = word_end(at_);
    const std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    if (word == "class" || word == "trait" || word == "object" || word == "new" || word == "enum") {
      in_head_ = true;
      head_depth_ = depth_;
      if (word == "class") constructor_annotation();
    } else if (word == "def" || word == "val" || word == "var" || word == "case") {
      in_head_ = false;
    } else if (word == "super" && at(at_) == '[') {
      const std::size_t close = text_.find(']', at_);
      if (close != kNone) replace(at_, close + 1, "");
    }
  }

  // `{ x: T =>`, with the brace before `from`; not the `self: T =>` of a class.
  void function_parameter(std::size_t from) {
    const std::size_t begin = skip_blanks(from);
    std::size_t name = begin;
    if (text_.substr(name).starts_with("implicit") && !is_word(at(name + 8))) {
      name = skip_blanks(name + 8);
    }
    const std::size_t colon = skip_blanks(word_end(name));
    if (!is_word(at(name)) || at(colon) != ':') return;
    std::size_t end = colon + 1;
    for (int depth = 0; end < text_.size(); ++end) {
      const char c = text_[end];
      if (c == '=' && depth == 0) break;
      if (c == '[' || c == '(') ++depth;
      if (c == ']' || c == ')') --depth;
      const bool in_type = is_word(c) || std::string_view(" .#,=>*&|[]()").find(c) != kNone;
      if (!in_type || depth < 0) return;
    }
    if (!text_.substr(end).starts_with("=>")) return;
    end = text_.find_last_not_of(kBlanks, end - 1) + 1;
    replace(begin, name, "(");
    replace(end, end, ")");
  }

  // What follows `class`.
  void constructor_annotation() {
    std::size_t end = word_end(skip_blanks(at_));
    if (at(end) == '[') end = closing(end);
    std::size_t annotation = skip_blanks(end);
    if (at(annotation) != '@') return;
    end = annotation + 1;
    while (is_word(at(end)) || at(end) == '.') ++end;
    if (const std::size_t open = skip_blanks(end); at(open) == '(') {
      end = closing(open);
      if (at(skip_blanks(end)) == '(') replace(end, end, " protected ");
    }
  }

  // One past the bracket that closes the one at `open`.
  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < text_.size(); ++i) {
      if (text_[i] == '(' || text_[i] == '[') ++depth;
      if ((text_[i] == ')' || text_[i] == ']') && --depth == 0) return i + 1;
    }
    return text_.size();
  }

  void copy(std::size_t to) {
    out_.text += text_.substr(copied_, to - copied_);
    copied_ = to;
  }

  // Goes on behind it.
  void replace(std::size_t begin, std::size_t end, std::string_view with) {
    copy(begin);
    const auto spelled = static_cast<std::uint32_t>(out_.text.size());
    out_.text += with;
    out_.map.add({spelled, static_cast<std::uint32_t>(out_.text.size())},
                 {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    copied_ = at_ = end;
  }

  std::string_view text_;
  SpelledText out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  int depth_ = 0;         // of parentheses and square brackets
  int head_depth_ = 0;    // where the head of a class began
  bool in_head_ = false;  // of a class: a brace opens its members
};

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {
      {"", "\n"}, {"class A {\n", "\n}\n"}, {"a match {\n", "\n}\n"}};
  return kFrames;
}

enum Ellipsis : std::size_t { kName, kTypedName, kGenerator, kClause };
// Blanks: an underscore joins what follows it, if that is an operator.
constexpr Spelling kEllipses[] = {{"", ""}, {"", " : A"}, {"", " <- a"}, {"case ", " =>"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : pattern.find_last_not_of(" \t\r\n", context.begin - 1);
  const bool begins =
      before == std::string_view::npos ||
      std::string_view(";({").find(pattern[before]) != std::string_view::npos ||
      pattern.substr(before, context.begin - before).find('\n') != std::string_view::npos;
  if (context.bracket == '{') {
    const std::size_t word = c_like::word_before(pattern, context.bracket_at);
    const std::string_view keyword = pattern.substr(word);
    if (keyword.starts_with("for") && begins) return kGenerator;
    const bool clauses = keyword.starts_with("match") || keyword.starts_with("catch");
    return clauses && !pattern.substr(0, before + 1).ends_with("=>") ? kClause : kName;
  }
  switch (c_like::place_of(context)) {
    case c_like::Place::kLoopHeader:
      return begins ? kGenerator : kName;
    case c_like::Place::kParameter:
      return kTypedName;
    default:
      return kName;
  }
}

// Only what stands directly behind a name is put together of parts.
std::string_view interpolation_begin(std::string_view pattern, std::size_t quote) {
  const bool prefixed =
      quote > 0 && (base::is_alphanumeric(pattern[quote - 1]) || pattern[quote - 1] == '_');
  return prefixed ? "${" : std::string_view();
}

}  // namespace

SpelledText respell_scala(std::string_view text) { return Respeller(text).run(); }

const PatternSyntax& scala_patterns() {
  static constexpr PatternSyntax kPatterns = {.frames = frames,
                                              .ellipses = kEllipses,
                                              .first_ellipsis = first_ellipsis,
                                              .typed = {.type_first = false,
                                                        .before = "(",
                                                        .between = ": ",
                                                        .after = ")",
                                                        .bare_argument = true},
                                              .line_comment = "//",
                                              .quotes = "\"",
                                              .triple_quotes = true,
                                              .interpolation = interpolation_begin};
  return kPatterns;
}

}  // namespace scan::syntax

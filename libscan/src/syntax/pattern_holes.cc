// One pass over the pattern, in which strings and comments are passed over as the language has
// them.
#include "syntax/pattern_holes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace scan::syntax {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

class Finder {
 public:
  Finder(const PatternSyntax& syntax, std::string_view pattern, TypedReading reading)
      : syntax_(syntax), pattern_(pattern), reading_(reading) {}

  PatternHoles run() && {
    while (at_ < pattern_.size()) step();
    insert();
    return std::move(out_);
  }

 private:
  bool starts(std::string_view text) const { return pattern_.substr(at_).starts_with(text); }

  // The end of the word that begins at `begin`.
  std::size_t word_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < pattern_.size() && is_word(pattern_[end]) && pattern_[end] != '$') ++end;
    return end;
  }

  SpellingContext context(std::size_t end) const {
    const bool inside = !brackets_.empty();
    return {.pattern = pattern_,
            .begin = at_,
            .end = end,
            .bracket = inside ? pattern_[brackets_.back()] : '\0',
            .bracket_at = inside ? brackets_.back() : 0};
  }

  void hole(std::size_t end, std::string name, std::span<const Spelling> spellings,
            std::size_t choice = 0) {
    out_.holes.push_back({.written = span_of(at_, end),
                          .name = std::move(name),
                          .spellings = spellings,
                          .choice = std::min(choice, spellings.size() - 1)});
    at_ = end;
  }

  // A hole of nothing; no other one is at its place.
  void insert() {
    if (syntax_.insertion == nullptr) return;
    const Insertion insertion = syntax_.insertion(pattern_);
    if (insertion.text.empty()) return;
    const auto after = std::ranges::find_if(
        out_.holes, [&](const Hole& hole) { return hole.written.begin >= insertion.at; });
    out_.holes.insert(after, {.written = span_of(insertion.at, insertion.at),
                              .name = std::string(insertion.text),
                              .spellings = kBareName});
  }

  void step() {
    const char c = pattern_[at_];
    if (syntax_.quotes.find(c) != std::string_view::npos && string(c)) return;
    if (!syntax_.line_comment.empty() && starts(syntax_.line_comment)) {
      at_ = std::min(pattern_.find('\n', at_), pattern_.size());
      return;
    }
    if (starts("<...>") || starts("<...,")) {  // parameters of a type
      ++at_;
      return ellipsis();
    }
    if (starts("<...")) return deep_begin();
    if (starts("...>") && open_deep_ > 0) return deep_end();
    if (starts("$...")) return ellipsis_metavariable();
    if (starts("...")) return ellipsis();
    if (c == '$') return metavariable();
    if (c == '(' && reading_ == TypedReading::kTyped && typed()) return;
    if (c == '{' || c == '(' || c == '[') brackets_.push_back(at_);
    if ((c == '}' || c == ')' || c == ']') && !brackets_.empty()) brackets_.pop_back();
    ++at_;
  }

  void deep_begin() {
    ++open_deep_;
    hole(at_ + 4, std::string(syntax_.deep_begin), kBareName);
  }

  void deep_end() {
    --open_deep_;
    hole(at_ + 4, std::string(syntax_.deep_end), kBareName);
  }

  void metavariable() {
    const std::size_t end = word_end(at_ + 1);
    const std::string_view name = pattern_.substr(at_, end - at_);
    if (!is_metavariable(name)) {
      ++at_;
      return;
    }
    if (typed_argument(end)) return;
    const std::size_t choice =
        syntax_.first_metavariable == nullptr ? 0 : syntax_.first_metavariable(context(end));
    hole(end, std::string(name.substr(1)), syntax_.metavariables, choice);
  }

  void ellipsis_metavariable() {
    const std::size_t end = word_end(at_ + 4);
    hole(end, "____" + std::string(pattern_.substr(at_ + 4, end - at_ - 4)), syntax_.ellipses,
         first_ellipsis(end));
  }

  void ellipsis() {
    const std::size_t end = at_ + 3;
    if (syntax_.own_ellipsis != nullptr && syntax_.own_ellipsis(context(end))) {
      at_ = end;
      return;
    }
    hole(end, "___", syntax_.ellipses, first_ellipsis(end));
  }

  std::size_t first_ellipsis(std::size_t end) const {
    return syntax_.first_ellipsis == nullptr ? 0 : syntax_.first_ellipsis(context(end));
  }

  // "(T $X)" and "($X: T)", with the bracket at at_. A bracket after a name or another bracket
  // holds arguments or parameters.
  bool typed() {
    if (syntax_.typed.between.empty()) return false;
    const std::size_t before =
        at_ == 0 ? std::string_view::npos : pattern_.find_last_not_of(kBlanks, at_ - 1);
    if (before != std::string_view::npos) {
      const char c = pattern_[before];
      if (c == ')' || c == ']' || c == '>') return false;
      if (is_word(c) && !follows_keyword(before)) return false;
    }
    const std::size_t close = closing(at_);
    if (close == std::string_view::npos) return false;
    const std::size_t after = pattern_.find_first_not_of(kBlanks, close + 1);
    if (after != std::string_view::npos &&
        (pattern_.substr(after).starts_with("=>") || pattern_.substr(after).starts_with("->"))) {
      return false;  // parameters
    }
    return syntax_.typed.type_first ? type_first(close) : name_first(close);
  }

  // "$X: T" between the brackets of arguments, with the name at at_.
  bool typed_argument(std::size_t name_end) {
    const bool bare = syntax_.typed.bare_argument && reading_ == TypedReading::kTyped;
    if (!bare || brackets_.empty() || pattern_[brackets_.back()] != '(') return false;
    const char before = pattern_[pattern_.find_last_not_of(kBlanks, at_ - 1)];
    const std::size_t colon = pattern_.find_first_not_of(kBlanks, name_end);
    if ((before != '(' && before != ',') || colon == std::string_view::npos ||
        pattern_[colon] != ':') {
      return false;
    }
    const std::size_t type = pattern_.find_first_not_of(kBlanks, colon + 1);
    if (type == std::string_view::npos) return false;
    std::size_t end = type;
    for (int depth = 0; end < pattern_.size(); ++end) {
      const char c = pattern_[end];
      if (depth == 0 && (c == ',' || c == ')')) break;
      if (c == '[' || c == '(') ++depth;
      if (c == ']' || c == ')') --depth;
    }
    end = pattern_.find_last_not_of(kBlanks, end - 1) + 1;
    if (end <= type || !is_type(type, end)) return false;
    add_typed(span_of(at_, end), span_of(at_, name_end), span_of(type, end));
    return true;
  }

  bool follows_keyword(std::size_t last) const {
    std::size_t begin = last;
    while (begin > 0 && is_word(pattern_[begin - 1])) --begin;
    const std::string_view word = pattern_.substr(begin, last + 1 - begin);
    constexpr std::string_view kKeywords[] = {"return", "throw", "yield", "await", "in",   "not",
                                              "and",    "or",    "case",  "go",    "defer"};
    return std::ranges::find(kKeywords, word) != std::end(kKeywords);
  }

  // The bracket that closes the one at `open`; npos: none does.
  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < pattern_.size(); ++i) {
      if (pattern_[i] == '(') ++depth;
      if (pattern_[i] == ')' && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  bool type_first(std::size_t close) {
    const std::size_t name_end = pattern_.find_last_not_of(kBlanks, close - 1) + 1;
    const std::size_t name = pattern_.rfind('$', close);
    if (name == std::string_view::npos || name <= at_ + 1 || word_end(name + 1) != name_end) {
      return false;
    }
    const std::size_t type = pattern_.find_first_not_of(kBlanks, at_ + 1);
    const std::size_t type_end = pattern_.find_last_not_of(kBlanks, name - 1) + 1;
    const bool joined = type_end == name && name > 0 && is_word(pattern_[name - 1]);
    if (type_end <= type || joined || !is_type(type, type_end) ||
        !is_metavariable(pattern_.substr(name, name_end - name))) {
      return false;
    }
    add_typed(span_of(at_, close + 1), span_of(name, name_end), span_of(type, type_end));
    return true;
  }

  bool name_first(std::size_t close) {
    const std::size_t name = pattern_.find_first_not_of(kBlanks, at_ + 1);
    if (name >= close || pattern_[name] != '$') return false;
    const std::size_t name_end = word_end(name + 1);
    const std::size_t colon = pattern_.find_first_not_of(kBlanks, name_end);
    if (colon >= close || pattern_[colon] != ':') return false;
    const std::size_t type = pattern_.find_first_not_of(kBlanks, colon + 1);
    const std::size_t type_end = pattern_.find_last_not_of(kBlanks, close - 1) + 1;
    if (type >= close || !is_type(type, type_end) ||
        !is_metavariable(pattern_.substr(name, name_end - name))) {
      return false;
    }
    add_typed(span_of(at_, close + 1), span_of(name, name_end), span_of(type, type_end));
    return true;
  }

  // A type has no operator, comma outside of brackets, or keyword argument in it.
  bool is_type(std::size_t begin, std::size_t end) const {
    int depth = 0;
    for (const char c : pattern_.substr(begin, end - begin)) {
      if (c == '<' || c == '[' || c == '(' || c == '{') ++depth;
      if (c == '>' || c == ']' || c == ')' || c == '}') --depth;
      if (depth == 0 && std::string_view(",=+-/%;\"").find(c) != std::string_view::npos) {
        return false;
      }
    }
    return true;
  }

  void add_typed(Span all, Span name, Span type) {
    out_.typed.push_back({.all = all, .name = name, .type = type});
    const TypedSpelling& typed = syntax_.typed;
    const Span first = typed.type_first ? type : name;
    const Span second = typed.type_first ? name : type;
    hole(first.begin, std::string(typed.before), kBareName);
    part(first, typed.type_first);
    hole(second.begin, std::string(typed.between), kBareName);
    part(second, !typed.type_first);
    hole(all.end, std::string(typed.after), kBareName);
  }

  // A type as it stands, with the metavariables in it; or the name.
  void part(Span part, bool is_type) {
    if (!is_type) {
      hole(part.end, std::string(pattern_.substr(part.begin + 1, part.size() - 1)),
           syntax_.metavariables);
      return;
    }
    while (at_ < part.end) {
      if (pattern_[at_] == '$') {
        metavariable();
      } else {
        ++at_;
      }
    }
  }

  // Inside a string nothing is spelled otherwise, but for the expressions in it. False: no string
  // begins here, since none ends.
  bool string(char quote) {
    std::string_view end = pattern_.substr(at_, 1);
    if (syntax_.triple_quotes && starts(quote == '"' ? "\"\"\"" : "'''")) {
      end = pattern_.substr(at_, 3);
    }
    const std::string_view opening = syntax_.interpolation == nullptr
                                         ? std::string_view()
                                         : syntax_.interpolation(pattern_, at_);
    const std::size_t begin = at_;
    const std::size_t holes = out_.holes.size();
    at_ += end.size();
    if (regex(end)) return true;
    while (at_ < pattern_.size()) {
      if (starts(end)) {
        at_ += end.size();
        return true;
      }
      if (syntax_.backslash_escapes && pattern_[at_] == '\\' &&
          (opening.empty() || !starts(opening))) {
        at_ += 2;
      } else if (!opening.empty() && starts(opening)) {
        interpolation(opening);
      } else {
        ++at_;
      }
    }
    at_ = begin;
    out_.holes.resize(holes);
    return false;
  }

  // "=~/.../" to the closing quotes: no language's escapes or expressions are in it.
  bool regex(std::string_view end) {
    if (!starts("=~/")) return false;
    const std::size_t close = pattern_.find("/" + std::string(end), at_ + 3);
    if (close == std::string_view::npos) return false;
    hole(close + 1, "x", kBareName);
    at_ += end.size();
    return true;
  }

  void interpolation(std::string_view opening) {
    at_ += opening.size();
    for (int depth = 1; at_ < pattern_.size() && depth > 0;) {
      const char c = pattern_[at_];
      if (c == '{' || c == '(') ++depth;
      if (c == '}' || c == ')') --depth;
      if (starts("$...")) {
        ellipsis_metavariable();
      } else if (starts("...")) {
        hole(at_ + 3, "___", kBareName);
      } else if (c == '$') {
        metavariable();
      } else {
        ++at_;
      }
    }
  }

  const PatternSyntax& syntax_;
  std::string_view pattern_;
  TypedReading reading_;
  PatternHoles out_;
  std::size_t at_ = 0;
  std::vector<std::size_t> brackets_;  // the open ones
  int open_deep_ = 0;                  // "<..." without their "...>"
};

}  // namespace

PatternHoles find_holes(const PatternSyntax& syntax, std::string_view pattern,
                        TypedReading reading) {
  return Finder(syntax, pattern, reading).run();
}

SpelledText spell(std::string_view pattern, const Frame& frame, std::span<const Hole> holes) {
  SpelledText out;
  out.text = frame.before;
  const auto shift = static_cast<std::uint32_t>(frame.before.size());
  std::uint32_t at = 0;
  for (const Hole& hole : holes) {
    out.text += pattern.substr(at, hole.written.begin - at);
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    const Spelling& spelling = hole.spellings[hole.choice];
    out.text.append(spelling.before).append(hole.name).append(spelling.after);
    out.map.add({begin, static_cast<std::uint32_t>(out.text.size())},
                {hole.written.begin + shift, hole.written.end + shift});
    at = hole.written.end;
  }
  out.text += pattern.substr(at);
  out.text += frame.after;
  return out;
}

}  // namespace scan::syntax

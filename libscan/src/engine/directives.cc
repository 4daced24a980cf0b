// Finding directives: one pass of the literal matcher over the text finds the words; the few places
// it finds are looked at one by one. A directive must stand behind something that begins a comment
// in some language, because the text is of any language and is not parsed here. That lets a string
// such as "# nosec" through; a person who writes that on the line of a finding gets what is
// written.
//
// Where in doubt nothing is suppressed: a finding too many is seen, one too few is not.
#include "engine/directives.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "text/literal_set.h"

namespace scan::engine {
namespace {

using base::is_digit;
using base::is_letter;

using Kind = Directive::Kind;
using std::string_view_literals::operator""sv;

// Together they bound the work on hostile files: it is linear in the text, with these as factors.
constexpr std::size_t kMaxDirectives = 10'000;
constexpr std::size_t kMaxWordsPerLine = 64;
constexpr std::size_t kMaxIds = 64;
constexpr std::size_t kMaxTail = 1024;  // bytes of a line behind the word that are read
constexpr std::size_t kStep = 1 << 20;  // bytes searched at a time

enum class Place {
  kInComment,  // somewhere behind the beginning of a comment
  kAtComment,  // directly behind it, white space aside
  kAnywhere,
};

struct Word {
  Kind kind;
  std::string_view text;
  text::Case letters;
  Place place;
};

// The letters' case as the tools have it.
constexpr std::array kWords = {
    Word{Kind::kNosem, "nosem", text::Case::kInsensitive, Place::kInComment},
    Word{Kind::kNosec, "nosec", text::Case::kSensitive, Place::kAtComment},
    Word{Kind::kNosonar, "NOSONAR", text::Case::kSensitive, Place::kInComment},
    Word{Kind::kNoqa, "noqa", text::Case::kInsensitive, Place::kAtComment},
    Word{Kind::kGitleaksAllow, "gitleaks:allow", text::Case::kSensitive, Place::kAnywhere},
    Word{Kind::kCheckovSkip, "checkov:skip=", text::Case::kSensitive, Place::kInComment},
    Word{Kind::kCheckovSkip, "bridgecrew:skip=", text::Case::kSensitive, Place::kInComment},
    Word{Kind::kScanIgnore, "scan:ignore", text::Case::kSensitive, Place::kInComment},
};

bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
bool is_id(char c) { return is_word(c) || c == '-' || c == '.'; }
bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && (is_space(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// --- What stands behind the word ---

// Reads ids from the front of `tail`, as "A, B" or "A B"; leaves what follows them. `accept` is
// asked for each, and told whether it is the first one or stands behind a comma.
template <typename Accept>
std::vector<std::string> take_ids(std::string_view& tail, const Accept& accept) {
  std::vector<std::string> ids;
  std::string_view rest = tail;
  while (ids.size() < kMaxIds) {
    bool listed = ids.empty();
    for (; !rest.empty() && (is_space(rest.front()) || rest.front() == ','); rest.remove_prefix(1))
      listed |= rest.front() == ',';
    const std::string_view id = rest.substr(
        0,
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_id) - rest.begin()));
    if (id.empty() || !is_word(id.front()) || !accept(id, listed)) break;
    ids.emplace_back(id);
    rest.remove_prefix(id.size());
    tail = rest;
  }
  return ids;
}

// As B602 or S105.
bool is_code(std::string_view id) {
  const auto digits = std::find_if(id.begin(), id.end(), is_digit);
  return digits != id.begin() && digits != id.end() && std::all_of(id.begin(), digits, is_letter) &&
         std::all_of(digits, id.end(), is_digit);
}

std::string_view clean_reason(std::string_view reason) {
  reason = trim(reason);
  while (!reason.empty() &&
         (reason.front() == ':' || reason.front() == '-' || is_space(reason.front())))
    reason.remove_prefix(1);
  return trim(reason);
}

// Fills in ids and reason. `tail` is what follows the word on the line, and is left at the reason.
// False when this is not a directive after all.
bool read_tail(Kind kind, std::string_view& tail, Directive& directive) {
  const auto skip = [&](std::string_view prefix) {
    if (!tail.starts_with(prefix)) return false;
    tail.remove_prefix(prefix.size());
    return true;
  };
  const auto any = [](std::string_view, bool) { return true; };
  const auto listed_only = [](std::string_view, bool listed) { return listed; };
  switch (kind) {
    case Kind::kNosem:
      if (tail.size() >= 4 && (tail.substr(0, 4) == "grep" || tail.substr(0, 4) == "GREP"))
        tail.remove_prefix(4);
      if (!tail.empty() && is_id(tail.front())) return false;
      if (!skip(":")) return true;
      // Behind a space without a comma it is an id if it looks like one, else the reason begins.
      directive.ids = take_ids(tail, [](std::string_view id, bool listed) {
        return listed || id.find_first_of("-._0123456789") != std::string_view::npos;
      });
      return true;
    case Kind::kNosec:
      if (!tail.empty() && is_id(tail.front())) return false;
      skip(":");
      // Bandit's ids have also names, as assert_used. Other words are a reason.
      directive.ids = take_ids(tail, [](std::string_view id, bool) {
        return is_code(id) || id.find('_') != std::string_view::npos;
      });
      return true;
    case Kind::kNosonar:
      if (!tail.empty() && is_id(tail.front())) return false;
      if (skip("(")) {
        directive.ids = take_ids(tail, any);
        skip(")");
      }
      return true;
    case Kind::kNoqa:
      // Without ids it is about style; of the ids only flake8-bandit's are about security.
      tail = trim(tail);
      if (!skip(":")) return false;
      directive.ids = take_ids(tail, [](std::string_view id, bool) { return is_code(id); });
      for (std::string& id : directive.ids)
        if (id[0] == 's') id[0] = 'S';
      std::erase_if(directive.ids,
                    [](const std::string& id) { return id[0] != 'S' || !is_digit(id[1]); });
      return !directive.ids.empty();
    case Kind::kGitleaksAllow:
      return true;
    case Kind::kCheckovSkip:
      directive.ids = take_ids(tail, listed_only);
      return !directive.ids.empty();
    case Kind::kScanIgnore:
      if (skip("[")) {
        directive.ids = take_ids(tail, any);
        tail = trim(tail);
        return !directive.ids.empty() && skip("]");
      }
      return tail.empty() || !is_id(tail.front());
  }
  return false;
}

// --- Where it stands ---

// Whether a comment begins at `at` in some language.
bool begins_comment(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at);
  return rest.starts_with('#') || rest.starts_with("//") || rest.starts_with("/*") ||
         rest.starts_with("<!--") || rest.starts_with("--") || rest.starts_with(';') ||
         rest.starts_with('%');
}

// The line that the search is at, and what is computed of it once.
struct Line {
  std::uint32_t number = 1;
  std::size_t begin = 0;
  std::size_t end = std::string_view::npos;  // npos: not computed yet
  std::size_t comment = 0;                   // offset of its first comment; its end: none
  std::size_t words = 0;

  void move_to(std::string_view text, std::size_t offset) {
    if (end != std::string_view::npos && offset < end) return;
    words = 0;
    while (true) {
      end = std::min(text.find('\n', begin), text.size());
      if (offset < end || end == text.size()) break;
      begin = end + 1;
      ++number;
    }
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    comment = end;
    // The inner lines of a block comment begin with a star, by habit.
    if (line.substr(first).starts_with("* ")) {
      comment = begin + first;
      return;
    }
    for (std::size_t at = first; at < line.size(); ++at) {
      if (!begins_comment(line, at)) continue;
      comment = begin + at;
      return;
    }
  }
};

// Whether the directive [begin, end) is all that its line is for: a comment from the first byte on,
// and nothing behind its end. Then it speaks for the next line too.
bool stands_alone(std::string_view text, const Line& line, std::size_t begin) {
  if (line.comment > begin) return false;
  const std::string_view before = text.substr(line.begin, line.comment - line.begin);
  if (before.find_first_not_of(" \t{") != std::string_view::npos)
    return false;  // "{": of {# and {/*
  const std::string_view opening = text.substr(line.comment, line.end - line.comment);
  // A preprocessor line and a decrement are no comments.
  if (opening.size() > 1 && opening[0] == '#' && is_letter(opening[1]) && line.comment + 1 != begin)
    return false;
  if (opening.starts_with("--") && opening.size() > 2 && !is_space(opening[2]) &&
      line.comment + 2 != begin)
    return false;
  // A block comment that ends on this line: before the directive, or with code behind it.
  for (const std::string_view closing : {"*/"sv, "-->"sv, "#}"sv}) {
    const std::size_t close = opening.find(closing);
    if (close == std::string_view::npos) continue;
    if (line.comment + close < begin) return false;
    if (!trim(opening.substr(close + closing.size())).empty()) return false;
  }
  return true;
}

bool stands_at(Place place, std::string_view text, const Line& line, std::size_t begin) {
  if (place == Place::kAnywhere) return true;
  if (begin > line.begin && is_id(text[begin - 1]) && !text.substr(0, begin).ends_with("--"))
    return false;
  if (line.comment >= begin) return false;
  if (place == Place::kInComment) return true;
  std::size_t at = begin;
  while (at > line.begin && is_space(text[at - 1])) --at;
  return at > line.begin && "#/*-;%"sv.find(text[at - 1]) != std::string_view::npos;
}

// Checkov looks for the directive in the whole of a Dockerfile, and elsewhere inside the resource.
// The resource is taken to be the block of lines from one that is not indented to the next such: a
// job of a pipeline, a block of HCL.
bool is_dockerfile(std::string_view name) {
  return name.starts_with("Dockerfile") || name.starts_with("Containerfile") ||
         name.ends_with(".dockerfile") || name.ends_with(".Dockerfile");
}

bool begins_block(std::string_view line) {
  line = trim(line);
  return !line.empty() && !begins_comment(line, 0) && line.front() != '}' && line.front() != ']';
}

// The first lines of all blocks, in order.
std::vector<std::uint32_t> find_blocks(std::string_view text) {
  std::vector<std::uint32_t> starts;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    ++number;
    if (end > at && !is_space(text[at]) &&
        begins_block(text.substr(at, std::min(end - at, kMaxTail))))
      starts.push_back(number);
    at = end + 1;
  }
  return starts;
}

class Finder {
 public:
  explicit Finder(const Source& source)
      : text_(source.text()), is_dockerfile_(is_dockerfile(source.name())) {}

  std::vector<Directive> find();

 private:
  void look_at(const Word& word, std::size_t begin);
  void chain_lines();
  void widen_skips();

  std::string_view text_;
  bool is_dockerfile_;
  Line line_;
  std::vector<Directive> directives_;
  std::vector<std::size_t> skips_;  // of Checkov, inside a block: indices of directives_
};

void Finder::look_at(const Word& word, std::size_t begin) {
  line_.move_to(text_, begin);
  if (++line_.words > kMaxWordsPerLine || !stands_at(word.place, text_, line_, begin)) return;

  const std::size_t behind = begin + word.text.size();
  if (behind > line_.end) return;
  std::string_view tail = text_.substr(behind, std::min(line_.end - behind, kMaxTail));
  for (const std::string_view closing : {"*/"sv, "-->"sv, "#}"sv})
    tail = tail.substr(0, tail.find(closing));
  Directive directive{.kind = word.kind, .first_line = line_.number, .last_line = line_.number};
  const std::string_view whole = text_.substr(begin, word.text.size() + tail.size());
  if (!read_tail(word.kind, tail, directive)) return;
  directive.text = trim(whole.substr(0, whole.size() - tail.size()));
  directive.reason = clean_reason(tail);
  if (word.kind != Kind::kGitleaksAllow && stands_alone(text_, line_, begin)) ++directive.last_line;
  // A comment in the first column is between blocks.
  if (word.kind == Kind::kCheckovSkip && (is_dockerfile_ || line_.comment > line_.begin))
    skips_.push_back(directives_.size());
  directives_.push_back(std::move(directive));
}

void Finder::widen_skips() {
  if (skips_.empty()) return;
  const std::vector<std::uint32_t> blocks =
      is_dockerfile_ ? std::vector<std::uint32_t>() : find_blocks(text_);
  for (const std::size_t skip : skips_) {
    Directive& directive = directives_[skip];
    const auto next = std::upper_bound(blocks.begin(), blocks.end(), directive.first_line);
    // A finding about the whole file has line 0.
    directive.first_line = next == blocks.begin() ? 0 : *(next - 1);
    directive.last_line =
        next == blocks.end() ? std::numeric_limits<std::uint32_t>::max() : *next - 1;
  }
}

// Of directives on lines of their own, one above the other, each speaks for the line below the last
// one.
void Finder::chain_lines() {
  for (std::size_t i = directives_.size(); i-- > 1;) {
    Directive& above = directives_[i - 1];
    const Directive& below = directives_[i];
    if (above.last_line > above.first_line && below.last_line > below.first_line &&
        above.first_line + 1 >= below.first_line)
      above.last_line = below.last_line;
  }
}

std::vector<Directive> Finder::find() {
  static const text::LiteralSet kSet = [] {
    std::vector<text::Literal> literals;
    for (const Word& word : kWords) literals.push_back({std::string(word.text), word.letters});
    return text::LiteralSet(std::move(literals));
  }();
  std::vector<text::LiteralHit> hits;
  for (std::size_t at = 0; at < text_.size() && directives_.size() < kMaxDirectives; at += kStep) {
    hits.clear();
    const Span step{static_cast<std::uint32_t>(at),
                    static_cast<std::uint32_t>(std::min(at + kStep, text_.size()))};
    kSet.find_all(text_, step, hits);
    for (const text::LiteralHit& hit : hits)
      if (directives_.size() < kMaxDirectives) look_at(kWords[hit.literal], hit.begin);
  }
  chain_lines();
  widen_skips();
  return std::move(directives_);
}

}  // namespace

std::vector<Directive> find_directives(const Source& source) { return Finder(source).find(); }

}  // namespace scan::engine

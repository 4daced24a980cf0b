// A recursive descent over the pattern that builds no tree: each part of it becomes a Part of the
// shape algebra at once. What it does not read for certain (look-around, back-references,
// possessive quantifiers, rare escapes) ends the analysis, and nothing is claimed about the
// pattern.
#include "text/regex_shape.h"

#include <algorithm>
#include <bitset>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/shape_algebra.h"

namespace scan::text {
namespace {

using base::is_digit;
using base::is_letter;

static_assert(RegexShape::kUnbounded == Length::kUnbounded);

constexpr int kMaxDepth = 100;
constexpr std::size_t kMaxPattern = std::size_t{1} << 16;
// RE2's limit on a counted repetition, and on nested ones multiplied.
constexpr std::uint32_t kMaxRepeat = 1000;
// A class of at most so many characters is spelled out.
constexpr std::size_t kMaxSpelledClass = 4;
constexpr Length kCharacter{1, 4};  // of UTF-8

struct Flags {
  bool fold = false;
};

// The characters that a class has: each ASCII one, and whether any other.
struct CharacterClass {
  std::bitset<128> ascii;
  bool beyond_ascii = false;

  void add_range(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t c = first; c <= std::min(last, 127u); ++c) ascii.set(c);
    beyond_ascii = beyond_ascii || last > 127;
  }
  void add(const CharacterClass& other) {
    ascii |= other.ascii;
    beyond_ascii = beyond_ascii || other.beyond_ascii;
  }
  void negate() { ascii.flip(), beyond_ascii = true; }
};

// \d, \s, \w and their complements.
std::optional<CharacterClass> perl_class(char letter) {
  CharacterClass out;
  switch (letter | 0x20) {
    case 'd':
      out.add_range('0', '9');
      break;
    case 's':
      for (const char c : {' ', '\t', '\n', '\f', '\r'}) out.ascii.set(static_cast<std::size_t>(c));
      break;
    case 'w':
      out.add_range('0', '9'), out.add_range('A', 'Z'), out.add_range('a', 'z');
      out.ascii.set('_');
      break;
    default:
      return std::nullopt;
  }
  if ((letter & 0x20) == 0) out.negate();
  return out;
}

std::optional<CharacterClass> posix_class(std::string_view name) {
  CharacterClass out;
  const bool negated = name.starts_with('^');
  if (negated) name.remove_prefix(1);
  const bool alnum = name == "alnum" || name == "word";
  if (alnum || name == "digit" || name == "xdigit") out.add_range('0', '9');
  if (alnum || name == "alpha" || name == "upper") out.add_range('A', 'Z');
  if (alnum || name == "alpha" || name == "lower") out.add_range('a', 'z');
  if (name == "xdigit") out.add_range('A', 'F'), out.add_range('a', 'f');
  if (name == "word") out.ascii.set('_');
  if (name == "space") out.add_range('\t', '\r'), out.ascii.set(' ');
  if (name == "blank") out.ascii.set('\t'), out.ascii.set(' ');
  if (name == "punct")
    out.add_range('!', '/'), out.add_range(':', '@'), out.add_range('[', '`'),
        out.add_range('{', '~');
  if (out.ascii.none()) return std::nullopt;
  if (negated) out.negate();
  return out;
}

bool is_word(char c) { return is_digit(c) || is_letter(c) || c == '_'; }

class ShapeParser {
 public:
  ShapeParser(std::string_view pattern, Flags flags) : rest_(pattern), flags_(flags) {}

  std::uint32_t group_count() const { return group_count_; }

  std::optional<Part> parse() {
    std::uint32_t repeats = 1;
    Part part = parse_alternation(0, repeats);
    if (!ok_ || !rest_.empty()) return std::nullopt;
    return part;
  }

 private:
  Part parse_alternation(int depth, std::uint32_t& repeats);
  Part parse_sequence(int depth, std::uint32_t& repeats);
  Part parse_group(int depth, std::uint32_t& repeats);
  Part parse_quantifiers(Part part, std::uint32_t& repeats);
  Part parse_escape();
  Part parse_quoted();
  Part parse_class();
  bool parse_class_item(CharacterClass& members);
  std::optional<std::uint32_t> parse_rune();
  std::optional<std::uint32_t> parse_escaped_rune();
  bool parse_flags(Flags& flags);
  bool parse_counts(std::uint32_t& least, std::uint32_t& most);

  static RunBytes bytes_of(const CharacterClass& members);
  Part part_of(const CharacterClass& members) const;
  Part part_of(std::uint32_t rune) const;
  Part fail() {
    ok_ = false;
    return Part::empty();
  }
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view rest_;
  Flags flags_;
  std::uint32_t group_count_ = 0;
  bool ok_ = true;
};

// Sets `repeats` to how often the innermost counted repetition below stands, for RE2's limit.
Part ShapeParser::parse_alternation(int depth, std::uint32_t& repeats) {
  if (depth > kMaxDepth) return fail();
  std::vector<Part> parts;
  do {
    parts.push_back(parse_sequence(depth, repeats));
  } while (ok_ && take("|"));
  return alternation(std::move(parts));
}

Part ShapeParser::parse_sequence(int depth, std::uint32_t& repeats) {
  Sequence sequence;
  while (ok_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
    std::uint32_t inner = 1;
    Part part;
    const char c = rest_.front();
    if (c == '(') {
      // "(?i)" alone changes the flags up to the end of the group that it stands in.
      const std::size_t end = rest_.find_first_of("):");
      if (rest_.starts_with("(?") && end != std::string_view::npos && rest_[end] == ')' &&
          std::all_of(rest_.begin() + 2, rest_.begin() + static_cast<std::ptrdiff_t>(end),
                      [](char f) { return is_letter(f) || f == '-'; })) {
        rest_.remove_prefix(2);
        if (!parse_flags(flags_) || !take(")")) return fail();
        continue;
      }
      part = parse_group(depth, inner);
    } else if (c == '[') {
      part = parse_class();
    } else if (c == '\\') {
      if (take("\\Q")) {
        sequence.append(parse_quoted());
        continue;
      }
      part = parse_escape();
    } else if (take(".")) {
      part = Part::any(kCharacter);
    } else if (c == '^' || c == '$') {
      rest_.remove_prefix(1);
      part = Part::empty();
    } else {
      // A quantifier here has nothing to repeat.
      std::uint32_t ignored = 0;
      if (c == '*' || c == '+' || c == '?' || parse_counts(ignored, ignored)) return fail();
      const auto rune = parse_rune();
      if (!rune) return fail();
      part = part_of(*rune);
    }
    if (!ok_) break;
    sequence.append(parse_quantifiers(std::move(part), inner));
    repeats = std::max(repeats, inner);
  }
  return sequence.finish();
}

Part ShapeParser::parse_group(int depth, std::uint32_t& repeats) {
  rest_.remove_prefix(1);
  const Flags outside = flags_;
  if (take("?P<") || (!rest_.starts_with("?<=") && !rest_.starts_with("?<!") && take("?<"))) {
    const std::size_t end = rest_.find('>');
    if (end == 0 || end == std::string_view::npos || is_digit(rest_.front()) ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), is_word))
      return fail();
    rest_.remove_prefix(end + 1);
    ++group_count_;
  } else if (take("?")) {
    if (!parse_flags(flags_) || !take(":")) return fail();
  } else {
    ++group_count_;
  }
  Part part = parse_alternation(depth + 1, repeats);
  if (!ok_ || !take(")")) return fail();
  flags_ = outside;
  return part;
}

// "i", "s-i", or nothing before a ":".
bool ShapeParser::parse_flags(Flags& flags) {
  bool value = true;
  bool complete = rest_.starts_with(':');
  for (; !rest_.empty() && rest_.front() != ':' && rest_.front() != ')'; rest_.remove_prefix(1)) {
    complete = true;
    switch (rest_.front()) {
      case 'i':
        flags.fold = value;
        break;
      case 's':
      case 'm':
        break;  // neither changes a length
      case '-':
        if (!value) return false;
        value = complete = false;
        break;
      default:  // "U" swaps greediness in RE2 alone; the others are look-around and PCRE's
        return false;
    }
  }
  return complete;
}

Part ShapeParser::parse_quantifiers(Part part, std::uint32_t& repeats) {
  std::uint32_t least = 0;
  std::uint32_t most = Length::kUnbounded;
  if (take("*")) {
  } else if (take("+")) {
    least = 1;
  } else if (take("?")) {
    most = 1;
  } else if (!parse_counts(least, most)) {
    return part;
  } else {
    const std::uint32_t count = most == Length::kUnbounded ? least : most;
    if (least > most || count > kMaxRepeat) return fail();
    repeats *= std::max(count, 1u);
    if (repeats > kMaxRepeat) return fail();
  }
  take("?");
  // A second quantifier is an error in RE2, and possessive in PCRE.
  if (!rest_.empty() && (rest_.front() == '*' || rest_.front() == '+' || rest_.front() == '?'))
    return fail();
  std::uint32_t ignored = 0;
  if (parse_counts(ignored, ignored)) return fail();
  return repetition(part, least, most);
}

// "{3}", "{3,}" or "{3,5}"; any other brace is an ordinary character, and stays.
bool ShapeParser::parse_counts(std::uint32_t& least, std::uint32_t& most) {
  if (!rest_.starts_with('{')) return false;
  std::string_view text = rest_.substr(1);
  const auto number = [&text]() -> std::optional<std::uint32_t> {
    std::uint32_t value = 0;
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1))
      value = std::min(value * 10 + static_cast<std::uint32_t>(text.front() - '0'), kMaxRepeat + 1);
    return value;
  };
  const auto low = number();
  if (!low) return false;
  std::uint32_t high = *low;
  if (text.starts_with(',')) {
    text.remove_prefix(1);
    high = text.starts_with('}') ? Length::kUnbounded : 0;
    if (high == 0) {
      const auto upper = number();
      if (!upper) return false;
      high = *upper;
    }
  }
  if (!text.starts_with('}')) return false;
  rest_ = text.substr(1);
  least = *low, most = high;
  return true;
}

Part ShapeParser::parse_quoted() {
  std::string_view quoted = rest_.substr(0, rest_.find("\\E"));
  rest_.remove_prefix(std::min(rest_.size(), quoted.size() + 2));
  // What follows would repeat the last character alone.
  if (!rest_.empty() && (rest_.front() == '*' || rest_.front() == '+' || rest_.front() == '?' ||
                         rest_.front() == '{'))
    return fail();
  const std::string_view after = std::exchange(rest_, quoted);
  Sequence sequence;
  while (ok_ && !rest_.empty()) {
    const auto rune = parse_rune();
    if (!rune) return fail();
    sequence.append(part_of(*rune));
  }
  rest_ = after;
  return sequence.finish();
}

Part ShapeParser::parse_escape() {
  if (rest_.size() < 2) return fail();
  const char letter = rest_[1];
  if (letter == 'b' || letter == 'B' || letter == 'A' || letter == 'z') {
    rest_.remove_prefix(2);
    return Part::empty();
  }
  if (const auto members = perl_class(letter)) {
    rest_.remove_prefix(2);
    return part_of(*members);
  }
  if (letter == 'p' || letter == 'P') {
    CharacterClass members;
    return parse_class_item(members) ? Part::any(kCharacter) : fail();
  }
  const auto rune = parse_escaped_rune();
  return rune ? part_of(*rune) : fail();
}

// One character as written, decoded.
std::optional<std::uint32_t> ShapeParser::parse_rune() {
  const base::CodePoint point = base::decode_utf8(rest_, 0);
  if (!point.valid) return std::nullopt;
  rest_.remove_prefix(point.size);
  return point.value;
}

std::optional<std::uint32_t> ShapeParser::parse_escaped_rune() {
  if (rest_.size() < 2) return std::nullopt;
  const char letter = rest_[1];
  if (letter == 'x') {
    std::string_view digits = rest_.substr(2);
    const bool braced = digits.starts_with('{');
    const std::size_t end = braced ? digits.find('}') : 2;
    if (end == std::string_view::npos || digits.size() < end) return std::nullopt;
    digits = braced ? digits.substr(1, end - 1) : digits.substr(0, 2);
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    std::uint32_t rune = 0;
    for (const char c : digits) {
      if (!is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) return std::nullopt;
      rune = rune * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000)) return std::nullopt;
    rest_.remove_prefix(2 + (braced ? end + 1 : 2));
    return rune;
  }
  // Not "\\v", which is a class in PCRE.
  static constexpr std::string_view kLetters = "aftnr";
  static constexpr std::string_view kValues = "\a\f\t\n\r";
  if (const std::size_t at = kLetters.find(letter); at != std::string_view::npos) {
    rest_.remove_prefix(2);
    return static_cast<std::uint32_t>(kValues[at]);
  }
  if ((is_word(letter) && letter != '_') || static_cast<unsigned char>(letter) >= 0x80)
    return std::nullopt;
  rest_.remove_prefix(2);
  return static_cast<std::uint32_t>(letter);
}

Part ShapeParser::parse_class() {
  rest_.remove_prefix(1);
  CharacterClass members;
  const bool negated = take("^");
  bool first = true;
  while (!rest_.empty() && (first || rest_.front() != ']')) {
    first = false;
    if (!parse_class_item(members)) return fail();
  }
  if (!take("]")) return fail();
  if (negated) {
    // Under "i" the class also loses the other case of its letters, so it is only ever smaller.
    members.negate();
    return Part::any(kCharacter, bytes_of(members));
  }
  return part_of(members);
}

// A character, a range, or a class within a class; also "\pL" outside of one.
bool ShapeParser::parse_class_item(CharacterClass& members) {
  if (take("[:")) {
    const std::size_t end = rest_.find(":]");
    if (end == std::string_view::npos) return false;
    const auto named = posix_class(rest_.substr(0, end));
    if (!named) return false;
    rest_.remove_prefix(end + 2);
    members.add(*named);
    return true;
  }
  if (rest_.size() >= 2 && rest_.front() == '\\') {
    if (const auto perl = perl_class(rest_[1])) {
      rest_.remove_prefix(2);
      members.add(*perl);
      return true;
    }
    if (rest_[1] == 'p' || rest_[1] == 'P') {
      rest_.remove_prefix(2);
      // The categories whose one-letter names both engines know.
      const bool braced = take("{");
      if (rest_.empty() ||
          std::string_view("LMNPSZC").find(rest_.front()) == std::string_view::npos)
        return false;
      rest_.remove_prefix(1);
      if (braced && !take("}")) return false;
      members.add_range(0, 0x10ffff);  // at most; which of them does not matter
      return true;
    }
  }
  const auto member = [this]() -> std::optional<std::uint32_t> {
    if (rest_.empty()) return std::nullopt;
    return rest_.front() == '\\' ? parse_escaped_rune() : parse_rune();
  };
  const auto low = member();
  if (!low) return false;
  auto high = low;
  if (rest_.size() >= 2 && rest_.front() == '-' && rest_[1] != ']') {
    rest_.remove_prefix(1);
    high = member();
    if (!high || *high < *low) return false;
  }
  members.add_range(*low, *high);
  return true;
}

// In either case, as the flag to ignore it may hold.
RunBytes ShapeParser::bytes_of(const CharacterClass& members) {
  RunBytes bytes;
  for (std::size_t c = 0; c < members.ascii.size(); ++c) {
    if (!members.ascii.test(c)) continue;
    bytes.set(c);
    if (is_letter(static_cast<char>(c))) bytes.set(c ^ 0x20);
  }
  for (std::size_t byte = 0x80; members.beyond_ascii && byte < bytes.size(); ++byte)
    bytes.set(byte);
  return bytes;
}

Part ShapeParser::part_of(const CharacterClass& members) const {
  if (members.beyond_ascii) return Part::any(kCharacter, bytes_of(members));
  if (members.ascii.none() || members.ascii.count() > kMaxSpelledClass)
    return Part::any({1, 1}, bytes_of(members));
  std::vector<Spelling> spellings;
  for (std::size_t c = 0; c < members.ascii.size(); ++c)
    if (members.ascii.test(c))
      spellings.push_back({std::string(1, static_cast<char>(c)), flags_.fold});
  return Part::of(std::move(spellings));
}

Part ShapeParser::part_of(std::uint32_t rune) const {
  // The cases of a letter beyond ASCII may differ in length.
  if (rune >= 0x80 && flags_.fold) return Part::any(kCharacter);
  std::string spelling;
  base::append_utf8(rune, spelling);
  return Part::of({Spelling{std::move(spelling), flags_.fold}});
}

}  // namespace

RegexShape shape_of(std::string_view pattern, const RegexOptions& options) {
  RegexShape shape;
  if (pattern.size() > kMaxPattern) return shape;
  const Flags flags{.fold = options.case_insensitive};
  ShapeParser parser(pattern, flags);
  std::optional<Part> part = parser.parse();
  if (!part) return shape;
  shape.understood = true;
  shape.group_count = parser.group_count();
  shape.min_length = part->length.min;
  shape.max_length = part->length.max;
  shape.max_core = part->core;
  shape.run_bytes = part->runs;
  // In matches of bounded length, a literal at a known distance tells where to look. In others it
  // only tells whether to look, and then the rarest tells best.
  Requirement& chosen = shape.max_length == RegexShape::kUnbounded ? part->rare : part->near;
  if (chosen.literals.empty()) return shape;
  for (Spelling& literal : chosen.literals)
    shape.literals.push_back(
        {std::move(literal.text), literal.folded ? Case::kInsensitive : Case::kSensitive});
  shape.min_before = chosen.before.min;
  shape.max_before = chosen.before.max;
  return shape;
}

}  // namespace scan::text

// An aliengrep pattern is a short way to write a regular expression: this writes it out. Its words
// match whole words, white space between its items is free, and an ellipsis takes as few nodes as
// it can, a node being a word, another character, or brackets with all that is in them.
//
// A node is atomic: how brackets were paired is not taken back. The regular expression recurses for
// nested brackets, so PCRE2 runs it, under its limits.
#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "sast/generic_pattern.h"

namespace scan::sast {

namespace {

struct Brackets {
  char open = '(';
  char close = ')';
};

// What words and brackets are.
struct Alphabet {
  std::string extra_word_characters;
  std::vector<Brackets> brackets;

  bool is_word(char c) const {
    return base::is_alphanumeric(c) || c == '_' ||
           extra_word_characters.find(c) != std::string::npos;
  }
};

// The parts of a pattern; a bracket has its content in `parts`.
struct AlienNode {
  enum class Kind : std::uint8_t {
    kEllipsis,      // "...", "$...X"
    kLongEllipsis,  // "....", "$....X": over line breaks, too
    kMetavariable,  // "$X"
    kBracket,
    kWord,
    kLineBreak,
    kOther,  // another character
  };
  Kind kind = Kind::kOther;
  std::string text = {};  // of kWord and kOther; of metavariables the name with its dollar sign
  Brackets brackets = {};
  std::vector<AlienNode> parts = {};

  bool is_ellipsis() const { return kind == Kind::kEllipsis || kind == Kind::kLongEllipsis; }
};

using Kind = AlienNode::Kind;
using Nodes = std::vector<AlienNode>;

constexpr std::size_t kMaxLength = 10'000;  // bytes of a pattern
constexpr std::size_t kMaxNesting = 100;    // of brackets

std::string quoted(char c) {
  std::string out;
  const bool plain = base::is_alphanumeric(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  if (!plain) out += '\\';
  return out + c;
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) out += quoted(c);
  return out;
}

// Text to nodes.
class AlienReader {
 public:
  AlienReader(std::string_view text, const Alphabet& alphabet, bool multiline)
      : text_(text), alphabet_(alphabet), multiline_(multiline) {}

  // Brackets that are not closed, or that close nothing, are mere characters.
  Nodes read() {
    Nodes items;
    while (at_ < text_.size()) {
      AlienNode node;
      if (read_item(node)) items.push_back(std::move(node));
    }
    const std::vector<std::size_t> closing = closing_of(items);
    std::vector<Nodes> open(1);
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!ends.empty() && ends.back() == i) {
        Nodes parts = std::move(open.back());
        open.pop_back();
        open.back().back().parts = std::move(parts);
        ends.pop_back();
      } else if (closing[i] != kNone && ends.size() < kMaxNesting) {
        open.back().push_back({.kind = Kind::kBracket, .brackets = *opened_by(items[i])});
        open.emplace_back();
        ends.push_back(closing[i]);
      } else {
        open.back().push_back(std::move(items[i]));
      }
    }
    return std::move(open.front());
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  const Brackets* opened_by(const AlienNode& node) const {
    if (node.kind != Kind::kOther) return nullptr;
    const auto found = std::ranges::find(alphabet_.brackets, node.text.front(), &Brackets::open);
    return found == alphabet_.brackets.end() ? nullptr : &*found;
  }

  // The item that closes each item: the first one that can, past the brackets within that are
  // closed themselves.
  std::vector<std::size_t> closing_of(const Nodes& items) const {
    std::vector<std::size_t> closing(items.size(), kNone);
    for (std::size_t i = items.size(); i-- > 0;) {
      const Brackets* brackets = opened_by(items[i]);
      if (brackets == nullptr) continue;
      for (std::size_t j = i + 1; j < items.size();
           j = closing[j] != kNone ? closing[j] + 1 : j + 1) {
        if (items[j].kind == Kind::kOther && items[j].text.front() == brackets->close) {
          closing[i] = j;
          break;
        }
      }
    }
    return closing;
  }

  // False: white space.
  bool read_item(AlienNode& node) {
    const std::string_view left = text_.substr(at_);
    for (const auto& [prefix, kind] : kPrefixes) {
      if (!left.starts_with(prefix)) continue;
      const std::size_t length =
          prefix.front() == '$' ? name_length(left, prefix.size()) : prefix.size();
      if (length == 0) continue;
      node.kind = kind;
      if (prefix.front() == '$') node.text = left.substr(0, length);
      at_ += length;
      return true;
    }
    return read_plain(left, node);
  }

  static constexpr std::pair<std::string_view, Kind> kPrefixes[] = {
      {"....", Kind::kLongEllipsis}, {"...", Kind::kEllipsis},   {"$....", Kind::kLongEllipsis},
      {"$...", Kind::kEllipsis},     {"$", Kind::kMetavariable},
  };

  static std::size_t name_length(std::string_view text, std::size_t from) {
    if (from >= text.size() || !base::is_upper(text[from])) return 0;
    while (from < text.size() &&
           (base::is_upper(text[from]) || base::is_digit(text[from]) || text[from] == '_')) {
      ++from;
    }
    return from;
  }

  bool read_plain(std::string_view left, AlienNode& node) {
    const char c = left.front();
    if (alphabet_.is_word(c)) {
      std::size_t length = 1;
      while (length < left.size() && alphabet_.is_word(left[length])) ++length;
      node.kind = Kind::kWord;
      node.text = left.substr(0, length);
      at_ += length;
      return true;
    }
    const std::size_t line_break = left.starts_with("\r\n") ? 2 : c == '\n' ? 1 : 0;
    at_ += std::max<std::size_t>(line_break, 1);
    if (line_break > 0) {
      node.kind = Kind::kLineBreak;
      return !multiline_;
    }
    node.text = c;
    const bool blank = c == ' ' || c == '\t';
    return !blank && (!multiline_ || (c != '\r' && c != '\v' && c != '\f'));
  }

  std::string_view text_;
  const Alphabet& alphabet_;
  bool multiline_;
  std::size_t at_ = 0;
};

// Nodes to a regular expression.
class AlienWriter {
 public:
  AlienWriter(const GenericOptions& options, const Alphabet& alphabet,
              MetavariableTable& metavariables)
      : options_(options), alphabet_(alphabet), metavariables_(metavariables) {
    word_class_ = "A-Za-z0-9_";
    for (const char c : alphabet.extra_word_characters) word_class_ += quoted(c);
  }

  Result<GenericPattern> write(const Nodes& nodes) {
    define();
    sequence(nodes, {}, Place::kTop);
    if (error_) return *error_;
    text::Regex regex(std::move(out_));
    if (Status status = regex.check(); !status.ok()) return status.error();
    GenericPattern pattern{AlienPattern{std::move(regex), std::move(groups_)},
                           std::move(required_)};
    return pattern;
  }

 private:
  enum class Place : std::uint8_t { kTop, kInBrackets };

  // What all patterns are made of. Two kinds of brackets and nodes: `s` without and `m` with line
  // breaks in them.
  void define() {
    if (options_.caseless) out_ += "(?i)";
    const std::string word = "[" + word_class_ + "]";
    definition("word", "(?<!" + word + ")" + word + "++");
    definition("other", "[^[:space:]" + word_class_ + "]");
    for (const char kind : {'s', 'm'}) {
      const std::string space = kind == 's' ? kBlanks : kSpaces;
      std::string brackets;
      for (const Brackets& each : alphabet_.brackets) {
        const std::string close = quoted(each.close);
        brackets += brackets.empty() ? "" : "|";
        brackets += quoted(each.open) + "(?:" + space + "(?!" + close + ")(?:" + node(kind) +
                    space + ")*?)??" + close;
      }
      if (brackets.empty()) brackets = "(*FAIL)";
      definition(std::string(1, kind) + "bracket", brackets);
      definition(std::string(1, kind) + "node",
                 "(?>(?&word))|(?>(?&" + std::string(1, kind) + "bracket))|(?&other)");
    }
  }

  void definition(const std::string& name, const std::string& regex) {
    ++group_count_;
    out_ += "(?(DEFINE)(?<" + name + ">" + regex + "))";
  }

  static std::string node(char kind) { return "(?>(?&" + std::string(1, kind) + "node))"; }

  // `close` is the bracket that ends the sequence: an ellipsis in it does not run over one.
  void sequence(const Nodes& nodes, std::optional<char> close, Place place) {
    for (std::size_t i = 0; i < nodes.size() && !error_; ++i) {
      if (i > 0) out_ += space();
      if (!nodes[i].is_ellipsis()) {
        write(nodes[i], close);
        continue;
      }
      const bool multi = nodes[i].kind == Kind::kLongEllipsis || options_.multiline;
      const auto at_edge = [&](std::size_t neighbour) {
        if (neighbour >= nodes.size()) return place == Place::kTop;
        return !multi && nodes[neighbour].kind == Kind::kLineBreak;
      };
      // What an ellipsis at the edge of a pattern stands for is all up to the edge of the text, or
      // of the line.
      if (at_edge(i - 1)) out_ += (multi ? "\\A" : "(?:\\A|(?<=\\n))") + space();
      write(nodes[i], close);
      if (at_edge(i + 1)) out_ += space() + (multi ? "\\z" : "(?:\\z|(?=\\r?\\n))");
    }
  }

  void write(const AlienNode& node, std::optional<char> close) {
    switch (node.kind) {
      case Kind::kMetavariable:
        bind(node.text, "(?>(?&word))");
        return;
      case Kind::kEllipsis:
      case Kind::kLongEllipsis:
        if (node.text.empty()) {
          out_ += ellipsis(node.kind, close);
        } else {
          bind(node.text, ellipsis(node.kind, close));
        }
        return;
      case Kind::kBracket:
        out_ += quoted(node.brackets.open) + space();
        sequence(node.parts, node.brackets.close, Place::kInBrackets);
        if (!node.parts.empty()) out_ += space();
        out_ += quoted(node.brackets.close);
        return;
      case Kind::kWord:
        out_ += not_after_word() + quoted(node.text) + not_before_word();
        require(node.text);
        return;
      case Kind::kLineBreak:
        out_ += "\\r?\\n";
        return;
      case Kind::kOther:
        out_ += quoted(node.text);
        return;
    }
  }

  // "k" and "s" have a third case beyond ASCII, which literals do not know.
  void require(const std::string& word) {
    if (!options_.caseless) {
      required_.push_back({word});
    } else if (word.find_first_of("kKsS") == std::string::npos) {
      required_.push_back({word, text::Case::kInsensitive});
    }
  }

  // As few nodes as possible, without the white space around them.
  std::string ellipsis(Kind kind, std::optional<char> close) const {
    const bool multi = options_.multiline || kind == Kind::kLongEllipsis;
    const std::string space = multi ? kSpaces : kBlanks;
    std::string one = node(multi ? 'm' : 's');
    if (close) one = "(?!" + quoted(*close) + ")" + one;
    std::string nodes = "(?:" + one + "(?:" + space + one + ")*?)??";
    if (kind == Kind::kLongEllipsis && !options_.multiline) {
      nodes = "(?:\\n" + space + ")??" + nodes + "(?:[[:space:]]*?\\n)??";
    }
    return nodes;
  }

  // The first time a group; then the same text again.
  void bind(const std::string& name, const std::string& regex) {
    const std::string bare = name.substr(name.find_first_not_of("$."));
    const auto known = std::ranges::find(names_, bare, [](const auto& each) { return each.bare; });
    if (known == names_.end()) {
      ++group_count_;
      out_ += "(" + regex + ")";
      names_.push_back({bare, name, group_count_});
      // "$....X" is shown, and tested, as "$...X".
      const std::string shown = name.starts_with("$....") ? "$" + name.substr(2) : name;
      groups_.emplace_back(group_count_, metavariables_.id(shown));
      return;
    }
    if (known->name != name) {
      error_ = Error{.code = ErrorCode::kInvalidRule,
                     .message = "`" + known->name + "` and `" + name +
                                "` in one pattern: a name is of one kind"};
      error_->region = {1, 1, 1, 2};
      return;
    }
    const std::string again = "(?-i:\\g{" + std::to_string(known->group) + "})";
    out_ += name.starts_with("$.") ? not_in_word() + again + not_in_word()
                                   : not_after_word() + again + not_before_word();
  }

  std::string space() const { return options_.multiline ? kSpaces : kBlanks; }
  std::string not_after_word() const { return "(?<![" + word_class_ + "])"; }
  std::string not_before_word() const { return "(?![" + word_class_ + "])"; }
  std::string not_in_word() const { return "(?!(?<=[" + word_class_ + "])[" + word_class_ + "])"; }

  static constexpr const char* kBlanks = "[[:blank:]]*+";
  static constexpr const char* kSpaces = "[[:space:]]*+";

  struct Name {
    std::string bare, name;
    std::uint32_t group;
  };
  const GenericOptions& options_;
  const Alphabet& alphabet_;
  MetavariableTable& metavariables_;
  std::string word_class_;
  std::string out_;
  std::uint32_t group_count_ = 0;
  std::vector<Name> names_;
  std::vector<std::pair<std::uint32_t, MetavariableId>> groups_;
  std::vector<text::Literal> required_;
  std::optional<Error> error_;
};

Error refusal(std::string message) {
  Error error{.code = ErrorCode::kInvalidRule, .message = std::move(message)};
  error.region = {1, 1, 1, 2};
  return error;
}

Result<Alphabet> alphabet_of(const GenericOptions& options) {
  Alphabet out;
  for (const std::string& each : options.extra_word_characters) {
    if (each.size() != 1) return refusal("a character of words, `" + each + "`, is not one byte");
    out.extra_word_characters += each;
  }
  const std::vector<GenericOptions::Pair> usual = {{"(", ")"}, {"[", "]"}, {"{", "}"}};
  std::vector<GenericOptions::Pair> pairs = options.has_braces ? options.braces : usual;
  pairs.insert(pairs.end(), options.extra_braces.begin(), options.extra_braces.end());
  for (const auto& [open, close] : pairs) {
    if (open.size() != 1 || close.size() != 1) {
      return refusal("a brace, `" + open + "` or `" + close + "`, is not one byte");
    }
    const Brackets brackets{open.front(), close.front()};
    if (out.is_word(brackets.open) || out.is_word(brackets.close)) {
      return refusal("a character of words cannot be a brace: `" + open + close + "`");
    }
    const bool taken = std::ranges::any_of(out.brackets, [&](const Brackets& each) {
      return each.open == brackets.open || each.close == brackets.close;
    });
    if (taken) return refusal("a brace belongs to two pairs: `" + open + close + "`");
    out.brackets.push_back(brackets);
  }
  return out;
}

}  // namespace

Result<GenericPattern> compile_aliengrep(std::string_view text, const GenericOptions& options,
                                         MetavariableTable& metavariables) {
  if (text.size() > kMaxLength) return refusal("the pattern is too long");
  const Result<Alphabet> alphabet = alphabet_of(options);
  if (!alphabet.ok()) return alphabet.error();
  const Nodes nodes = AlienReader(text, *alphabet, options.multiline).read();
  if (nodes.empty()) return refusal("the pattern is empty");
  return AlienWriter(options, *alphabet, metavariables).write(nodes);
}

}  // namespace scan::sast

// The shunting-yard algorithm: AND binds before OR, WITH belongs to its licence. A licence may be
// several words, so that the same parser reads "Apache 2.0 or MIT"; whether it may is the caller's
// choice.
#include "license/license_expression.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "license/license_list.h"
#include "license/license_spelling.h"

namespace scan::license {
namespace {

using base::is_alphanumeric;
using base::trimmed;

enum class Token : std::uint8_t { kWord, kAnd, kOr, kWith, kOpen, kClose, kEnd };

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Tokens {
 public:
  explicit Tokens(std::string_view text) : rest_(text) { advance(); }

  Token kind() const { return kind_; }
  std::string_view text() const { return text_; }

  void advance() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    if (rest_.empty()) return set(Token::kEnd, 0);
    if (rest_.front() == '(') return set(Token::kOpen, 1);
    if (rest_.front() == ')') return set(Token::kClose, 1);
    std::size_t size = 0;
    while (size < rest_.size() && !is_blank(rest_[size]) && rest_[size] != '(' &&
           rest_[size] != ')')
      ++size;
    const std::string word = size > 4 ? std::string() : base::lowered(rest_.substr(0, size));
    set(word == "and"    ? Token::kAnd
        : word == "or"   ? Token::kOr
        : word == "with" ? Token::kWith
                         : Token::kWord,
        size);
  }

 private:
  void set(Token kind, std::size_t size) {
    kind_ = kind;
    text_ = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  std::string_view rest_;
  std::string_view text_;
  Token kind_ = Token::kEnd;
};

// Whether it can stand in an expression as an id: letters, digits, "." and "-", and a "+" at its
// end.
bool is_id(std::string_view word) {
  if (word.ends_with('+')) word.remove_suffix(1);
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return is_alphanumeric(c) || c == '.' || c == '-';
  });
}

bool is_reference(std::string_view word) {
  if (word.starts_with("DocumentRef-")) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || !is_id(word.substr(0, colon))) return false;
    word.remove_prefix(colon + 1);
  }
  constexpr std::string_view kPrefix = "LicenseRef-";
  return word.starts_with(kPrefix) && word.size() > kPrefix.size() && !word.ends_with('+') &&
         is_id(word);
}

// GNU licences say by their ids whether a later version will do.
std::string_view gnu_family(std::string_view id) {
  if (!id.ends_with("-only")) return {};
  id.remove_suffix(5);
  for (std::string_view family : {"GPL-", "LGPL-", "AGPL-", "GFDL-"})
    if (id.starts_with(family)) return id;
  return {};
}

// A term of one word.
Term term_of(std::string_view word) {
  Term term;
  if (is_reference(word)) {
    term.kind = Term::Kind::kReference;
    term.id = word;
    return term;
  }
  std::string_view plain = word;
  const ListedLicense* listed = find_license(word);
  if (listed == nullptr && plain.ends_with('+')) {
    plain.remove_suffix(1);
    listed = find_license(plain);
    term.or_later = listed != nullptr;
  }
  if (listed == nullptr) {
    term.id = word;
    return term;
  }
  term.kind = Term::Kind::kListed;
  std::string_view id = listed->modern.empty() ? listed->id : listed->modern;
  constexpr std::string_view kWith = " WITH ";
  if (const std::size_t with = id.find(kWith); with != std::string_view::npos) {
    term.exception = id.substr(with + kWith.size());
    id = id.substr(0, with);
  }
  term.id = id;
  if (const std::string_view family = gnu_family(id); term.or_later && !family.empty()) {
    term.id = std::string(family) + "-or-later";
    term.or_later = false;
  }
  return term;
}

enum class Words : std::uint8_t {
  kIds,      ///< a licence is one word of the letters of an id
  kPhrases,  ///< a licence may be several words that spell one, and "a/b" is a choice
};

class Parser {
 public:
  Parser(std::string_view text, Words words) : tokens_(text), words_(words) {}

  std::optional<Expression> parse() {
    bool operand = true;  // whether one is expected next
    for (; tokens_.kind() != Token::kEnd;) {
      const Token kind = tokens_.kind();
      if (operand && kind == Token::kOpen) {
        operators_.push_back(kind);
        tokens_.advance();
      } else if (operand && kind == Token::kWord) {
        if (!parse_term()) return std::nullopt;
        operand = false;
      } else if (!operand && kind == Token::kClose) {
        if (!close()) return std::nullopt;
        tokens_.advance();
      } else if (!operand && (kind == Token::kAnd || kind == Token::kOr)) {
        // AND takes what stands before it, OR whole products.
        while (!operators_.empty() && (operators_.back() == Token::kAnd ||
                                       (operators_.back() == Token::kOr && kind == Token::kOr)))
          apply();
        operators_.push_back(kind);
        tokens_.advance();
        operand = true;
      } else {
        return std::nullopt;
      }
    }
    if (operand) return std::nullopt;
    while (!operators_.empty()) {
      if (operators_.back() == Token::kOpen) return std::nullopt;
      apply();
    }
    return std::move(out_);
  }

 private:
  void apply() {
    const bool both = operators_.back() == Token::kAnd;
    operators_.pop_back();
    out_.steps.push_back({.kind = both ? Step::Kind::kAnd : Step::Kind::kOr});
  }

  bool close() {
    while (!operators_.empty() && operators_.back() != Token::kOpen) apply();
    if (operators_.empty()) return false;
    operators_.pop_back();
    return true;
  }

  bool parse_term() {
    std::string words(tokens_.text());
    std::size_t count = 1;
    for (tokens_.advance(); words_ == Words::kPhrases && tokens_.kind() == Token::kWord;
         tokens_.advance(), ++count)
      words.append(" ").append(tokens_.text());
    if (!(count == 1 ? parse_word(words) : parse_spelling(words))) return false;
    if (tokens_.kind() != Token::kWith) return true;
    tokens_.advance();
    Term& term = out_.steps.back().term;
    if (tokens_.kind() != Token::kWord || out_.steps.back().kind != Step::Kind::kTerm ||
        !term.exception.empty() || !is_id(tokens_.text()))
      return false;
    const std::string_view listed = find_exception(tokens_.text());
    term.exception = listed.empty() ? tokens_.text() : listed;
    tokens_.advance();
    return true;
  }

  bool parse_word(std::string_view word) {
    Term term = term_of(word);
    if (term.kind == Term::Kind::kUnlisted && words_ == Words::kPhrases) {
      if (parse_spelling(word)) return true;
      if (parse_choice(word)) return true;
    }
    if (term.kind == Term::Kind::kUnlisted && !is_id(word)) return false;
    out_.steps.push_back({.term = std::move(term)});
    return true;
  }

  bool parse_spelling(std::string_view words) {
    const std::string expression = spelled(words);
    if (expression.empty()) return false;
    std::optional<Expression> parsed = Parser(expression, Words::kIds).parse();
    if (!parsed) return false;
    std::ranges::move(parsed->steps, std::back_inserter(out_.steps));
    return true;
  }

  // "MIT/Apache-2.0", as Cargo once wrote a choice. Only of licences that are known.
  bool parse_choice(std::string_view word) {
    std::vector<Step> steps;
    while (!word.empty()) {
      const std::size_t slash = std::min(word.find('/'), word.size());
      Term term = term_of(word.substr(0, slash));
      if (term.kind != Term::Kind::kListed) return false;
      const bool first = steps.empty();
      steps.push_back({.term = std::move(term)});
      if (!first) steps.push_back({.kind = Step::Kind::kOr});
      word.remove_prefix(std::min(slash + 1, word.size()));
    }
    if (steps.size() < 2) return false;
    std::ranges::move(steps, std::back_inserter(out_.steps));
    return true;
  }

  Tokens tokens_;
  Words words_;
  Expression out_;
  std::vector<Token> operators_;
};

bool states_nothing(std::string_view text) {
  const std::string word = text.size() > 12 ? std::string() : base::lowered(text);
  return text.empty() || word == "none" || word == "noassertion";
}

}  // namespace

std::optional<Expression> parse_expression(std::string_view text) {
  text = trimmed(text);
  if (states_nothing(text)) return std::nullopt;
  return Parser(text, Words::kIds).parse();
}

std::optional<Expression> understood(std::string_view stated) {
  stated = trimmed(stated);
  if (states_nothing(stated)) return std::nullopt;
  std::optional<Expression> strict = Parser(stated, Words::kIds).parse();
  if (strict && is_spdx(*strict)) return strict;
  if (const std::string known = spelled(stated); !known.empty())
    return Parser(known, Words::kIds).parse();
  if (std::optional<Expression> phrases = Parser(stated, Words::kPhrases).parse()) return phrases;
  return Expression{.steps = {{.term = {.id = std::string(stated)}}}};
}

bool is_spdx(const Expression& expression) {
  return std::ranges::all_of(expression.steps, [](const Step& step) {
    if (step.kind != Step::Kind::kTerm) return true;
    const Term& term = step.term;
    return term.kind != Term::Kind::kUnlisted &&
           (term.exception.empty() || !find_exception(term.exception).empty());
  });
}

std::string to_string(const Term& term) {
  std::string text = term.id;
  if (term.or_later) text.push_back('+');
  if (!term.exception.empty()) text += " WITH " + term.exception;
  return text;
}

std::string to_string(const Expression& expression) {
  // What each value reads as, and whether it is a choice, which AND needs in parentheses. A long
  // chain is joined to the right of what there is, so that it is not copied again and again.
  struct Value {
    std::string text;
    bool choice = false;
  };
  std::vector<Value> values;
  const auto bracket = [](Value& value) { value.text = "(" + value.text + ")"; };
  for (const Step& step : expression.steps) {
    if (step.kind == Step::Kind::kTerm) {
      values.push_back({.text = to_string(step.term)});
      continue;
    }
    Value right = std::move(values.back());
    values.pop_back();
    Value& left = values.back();
    const bool choice = step.kind == Step::Kind::kOr;
    if (!choice && left.choice) bracket(left);
    if (!choice && right.choice) bracket(right);
    left.text.append(choice ? " OR " : " AND ").append(right.text);
    left.choice = choice;
  }
  return std::move(values.front().text);
}

Expression both(Expression a, const Expression& b) {
  a.steps.insert(a.steps.end(), b.steps.begin(), b.steps.end());
  a.steps.push_back({.kind = Step::Kind::kAnd});
  return a;
}

}  // namespace scan::license

// Which rules are worth running on a file is decided before it is parsed, by the names that their
// patterns cannot match without: all rules share one pass over the bytes.
#include "sast/rule_set.h"

#include <algorithm>
#include <utility>

#include "syntax/lowering.h"
#include "text/regex_shape.h"

namespace scan::sast {

namespace {

// Calls `f(formula, language)` with each part of a formula, those of conditions included, and the
// language that it is written in; nullptr: in none that there is a grammar for.
template <typename F>
void for_each_part(const Formula& root, const syntax::Language* language, F f) {
  struct Left {
    const Formula* formula;
    const syntax::Language* language;
  };
  std::vector<Left> left = {{&root, language}};
  while (!left.empty()) {
    const Left at = left.back();
    left.pop_back();
    f(*at.formula, at.language);
    for (const Formula& part : at.formula->parts) left.push_back({&part, at.language});
    for (const Condition& condition : at.formula->conditions) {
      const syntax::Language* inner = at.language;
      if (condition.scope != nullptr) {
        inner = condition.scope->languages.empty() ? nullptr : condition.scope->languages.front();
      }
      for (const Formula& part : condition.formula) left.push_back({&part, inner});
    }
  }
}

}  // namespace

RuleSet::RuleSet(const syntax::Language* language, std::vector<const Rule*> rules,
                 RuleTables& tables, const syntax::ParserPool& parsers)
    : language_(language), tables_(tables), rules_(std::move(rules)) {
  patterns_.resize(tables.patterns.pattern_count());
  pattern_literals_.resize(patterns_.size());
  regex_literals_.resize(tables.patterns.regex_count());
  regex_added_.resize(regex_literals_.size());
  generic_literals_.resize(tables.patterns.generic_count());
  // A pattern was compiled for the rule's languages when it was read: not for one that holds them.
  std::vector<const Rule*> unreadable;
  for (const Rule* rule : rules_) {
    const auto* written = rule->scope.dialect == Dialect::kTree ? language_ : nullptr;
    for_each_part(rule->formula, written, [&](const Formula& part, const syntax::Language* of) {
      if (part.op == Formula::Op::kRegex) add_regex(part.text);
      if (part.op == Formula::Op::kGeneric) add_generic(part.text);
      for (const Condition& condition : part.conditions) {
        if (condition.kind == Condition::Kind::kRegex) add_regex(condition.number);
        if (condition.kind != Condition::Kind::kType || of == nullptr) continue;
        for (const std::string& name : condition.names) {
          Result<Pattern> type = compile_type(parsers, *of, name, tables.metavariables);
          if (type.ok()) types_.emplace(std::pair(of, name), std::move(*type));
        }
      }
      if (part.op != Formula::Op::kPattern || of == nullptr) return;
      if (of == language_ ? patterns_[part.text] != nullptr : foreign_.contains({of, part.text})) {
        return;
      }
      const Result<const Pattern*> compiled =
          tables.patterns.compiled(part.text, parsers, *of, tables.metavariables);
      if (!compiled.ok()) {
        unreadable.push_back(rule);
        return;
      }
      if (of != language_) {
        foreign_.emplace(std::pair(of, part.text), *compiled);
      } else {
        patterns_[part.text] = *compiled;
        add_pattern(part.text);
      }
    });
  }
  std::erase_if(rules_, [&](const Rule* rule) {
    return std::ranges::find(unreadable, rule) != unreadable.end();
  });
  std::vector<text::Literal> literals(literal_numbers_.size());
  const bool ignore_case = language_ != nullptr && language_->adapter().pattern.names_in_any_case;
  for (const auto& [text, number] : literal_numbers_) {
    literals[number] = {text, ignore_case ? text::Case::kInsensitive : text::Case::kSensitive};
  }
  literals_.emplace(std::move(literals));
}

void RuleSet::add_pattern(std::uint32_t number) {
  for (const std::string& name : patterns_[number]->required_names) {
    pattern_literals_[number].push_back(literal(name));
  }
}

void RuleSet::add_regex(std::uint32_t number) {
  if (regex_added_[number]) return;
  regex_added_[number] = true;
  const text::RegexShape shape =
      text::shape_of(tables_.patterns.regex(number).pattern(), {.multi_line = true});
  std::vector<std::uint32_t> any;
  for (const text::Literal& each : shape.literals) {
    // The text of a name is put together of its parts where an import gives it another one, so no
    // more than a word of it need stand in the file.
    const std::string_view name = longest_word(each.text);
    // Folding beyond ASCII would need a look at the text first (see RegexShape).
    if (each.case_mode == text::Case::kInsensitive || name.empty()) return;
    any.push_back(literal(std::string(name)));
  }
  regex_literals_[number] = std::move(any);
}

const Pattern* RuleSet::type(std::string_view name, const syntax::Language& language) const {
  const auto at = types_.find({&language, std::string(name)});
  return at == types_.end() ? nullptr : &at->second;
}

void RuleSet::add_generic(std::uint32_t number) {
  std::vector<std::uint32_t>& needed = generic_literals_[number];
  if (!needed.empty()) return;
  for (const text::Literal& each : tables_.patterns.generic(number).required) {
    if (each.case_mode == text::Case::kSensitive) needed.push_back(literal(each.text));
  }
}

const Pattern* RuleSet::pattern(std::uint32_t number, const syntax::Language& language) const {
  if (&language == language_) return pattern(number);
  const auto at = foreign_.find({&language, number});
  return at == foreign_.end() ? nullptr : at->second;
}

std::uint32_t RuleSet::literal(const std::string& text) {
  return literal_numbers_.try_emplace(text, static_cast<std::uint32_t>(literal_numbers_.size()))
      .first->second;
}

// Whether formulas can hold in a text, by the literals in it.
class RuleSet::Possible {
 public:
  Possible(const RuleSet& set, const std::vector<std::uint64_t>& present)
      : set_(set), present_(present) {}

  bool operator()(const Formula& formula) const {
    return parts(formula) && std::ranges::all_of(formula.conditions, [&](const Condition& each) {
             return condition(each);
           });
  }

  bool parts(const Formula& formula) const {
    switch (formula.op) {
      case Formula::Op::kPattern:
        return pattern(formula.text);
      case Formula::Op::kRegex:
        return regex(formula.text);
      case Formula::Op::kGeneric:
        return all_present(set_.generic_literals_[formula.text]);
      case Formula::Op::kAll:
        return std::ranges::all_of(formula.parts, [&](const Formula& part) {
          return part.is_negative() || (*this)(part);
        });
      case Formula::Op::kAny:
        return std::ranges::any_of(formula.parts, *this);
      case Formula::Op::kInside:
      case Formula::Op::kAnywhere:
      case Formula::Op::kNot:
        return std::ranges::all_of(formula.parts, *this);
    }
    return true;
  }

  // What a metavariable is bound to stands in the file, unless it was computed.
  bool condition(const Condition& condition) const {
    if (condition.kind == Condition::Kind::kRegex) {
      return condition.constants || regex(condition.number);
    }
    return condition.scope != nullptr || std::ranges::all_of(condition.formula, *this);
  }

  bool regex(std::uint32_t number) const {
    const auto& any = set_.regex_literals_[number];
    return any.empty() || std::ranges::any_of(any, [&](std::uint32_t each) { return has(each); });
  }

  bool pattern(std::uint32_t number) const {
    return set_.pattern(number) != nullptr && all_present(set_.pattern_literals_[number]);
  }

 private:
  bool all_present(const std::vector<std::uint32_t>& literals) const {
    return std::ranges::all_of(literals, [&](std::uint32_t each) { return has(each); });
  }
  bool has(std::uint32_t literal) const { return present_[literal / 64] >> (literal % 64) & 1; }

  const RuleSet& set_;
  const std::vector<std::uint64_t>& present_;
};

std::vector<std::string> RuleSet::missing_names(const Rule& rule, std::string_view text) const {
  std::vector<std::string> missing;
  for_each_part(rule.formula, language_, [&](const Formula& part, const syntax::Language*) {
    if (part.op == Formula::Op::kGeneric) {
      for (const text::Literal& each : tables_.patterns.generic(part.text).required) {
        if (text.find(each.text) == std::string_view::npos) missing.push_back(each.text);
      }
    }
    const Pattern* compiled = part.op == Formula::Op::kPattern ? pattern(part.text) : nullptr;
    if (compiled == nullptr) return;
    for (const std::string& name : compiled->required_names) {
      if (text.find(name) == std::string_view::npos) missing.push_back(name);
    }
  });
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  return missing;
}

Plan RuleSet::plan(std::string_view path, std::string_view text) const {
  std::vector<std::uint64_t> present;
  literals_->find_present(text, present);
  const Possible possible(*this, present);
  Plan plan;
  std::vector<const Formula*> formulas;
  for (const Rule* rule : rules_) {
    if (!possible(rule->formula) || !rule->paths.admits(path)) continue;
    plan.rules.push_back(rule);
    formulas.push_back(&rule->formula);
  }
  while (!formulas.empty()) {
    const Formula& formula = *formulas.back();
    formulas.pop_back();
    // It is searched for in the ranges of the other parts.
    const Formula* selector =
        formula.op == Formula::Op::kAll ? selector_of(tables_.patterns, formula) : nullptr;
    plan.needs_tree |= selector != nullptr;
    for (const Formula& part : formula.parts) {
      if (&part != selector) formulas.push_back(&part);
    }
    if (formula.op != Formula::Op::kPattern) continue;
    if (possible.pattern(formula.text)) plan.patterns.push_back(formula.text);
  }
  std::ranges::sort(plan.patterns);
  plan.patterns.erase(std::unique(plan.patterns.begin(), plan.patterns.end()), plan.patterns.end());
  plan.needs_tree |= !plan.patterns.empty();
  return plan;
}

}  // namespace scan::sast

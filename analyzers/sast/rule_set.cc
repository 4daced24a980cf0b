// Which rules are worth running on a file is decided before it is parsed, by the names that their
// patterns cannot match without: all rules share one pass over the bytes.
#include "sast/rule_set.h"

#include <algorithm>
#include <utility>

#include "text/regex_shape.h"

namespace scan::sast {

RuleSet::RuleSet(const syntax::Language& language, std::vector<const Rule*> rules,
                 RuleTables& tables, const syntax::ParserPool& parsers)
    : language_(language), tables_(tables), rules_(std::move(rules)) {
  patterns_.resize(tables.patterns.pattern_count());
  pattern_literals_.resize(patterns_.size());
  regex_literals_.resize(tables.patterns.regex_count());
  regex_added_.resize(regex_literals_.size());
  std::vector<const Formula*> formulas;
  for (const Rule* rule : rules_) formulas.push_back(&rule->formula);
  while (!formulas.empty()) {
    const Formula& formula = *formulas.back();
    formulas.pop_back();
    for (const Formula& part : formula.parts) formulas.push_back(&part);
    if (formula.op == Formula::Op::kPattern && !patterns_[formula.text]) {
      Result<Pattern> compiled = compile_pattern(
          parsers, language_, tables.patterns.pattern(formula.text), tables.metavariables);
      if (!compiled.ok()) continue;
      patterns_[formula.text].emplace(std::move(*compiled));
    }
    add(formula);
  }
  std::vector<text::Literal> literals(literal_numbers_.size());
  for (const auto& [text, number] : literal_numbers_) literals[number].text = text;
  literals_.emplace(std::move(literals));
}

void RuleSet::add(const Formula& formula) {
  if (formula.op == Formula::Op::kPattern) {
    std::vector<std::uint32_t>& needed = pattern_literals_[formula.text];
    if (!needed.empty()) return;
    for (const std::string& name : patterns_[formula.text]->required_names) {
      needed.push_back(literal(name));
    }
  } else if (formula.op == Formula::Op::kRegex && !regex_added_[formula.text]) {
    regex_added_[formula.text] = true;
    const text::RegexShape shape =
        text::shape_of(tables_.patterns.regex(formula.text).pattern(), {.multi_line = true});
    // Folding beyond ASCII would need a look at the text first (see RegexShape).
    const bool folded = std::ranges::any_of(shape.literals, [](const text::Literal& each) {
      return each.case_mode == text::Case::kInsensitive;
    });
    if (folded) return;
    for (const text::Literal& each : shape.literals) {
      regex_literals_[formula.text].push_back(literal(each.text));
    }
  }
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
    switch (formula.op) {
      case Formula::Op::kPattern:
        return pattern(formula.text);
      case Formula::Op::kRegex: {
        const auto& any = set_.regex_literals_[formula.text];
        return any.empty() ||
               std::ranges::any_of(any, [&](std::uint32_t each) { return has(each); });
      }
      case Formula::Op::kAll:
        return std::ranges::all_of(formula.parts, [&](const Formula& part) {
          return part.is_negative() || (*this)(part);
        });
      case Formula::Op::kAny:
        return std::ranges::any_of(formula.parts, *this);
      case Formula::Op::kInside:
      case Formula::Op::kNot:
      case Formula::Op::kNotInside:
        return std::ranges::all_of(formula.parts, *this);
    }
    return true;
  }

  bool pattern(std::uint32_t number) const {
    return set_.pattern(number) != nullptr &&
           std::ranges::all_of(set_.pattern_literals_[number],
                               [&](std::uint32_t each) { return has(each); });
  }

 private:
  bool has(std::uint32_t literal) const { return present_[literal / 64] >> (literal % 64) & 1; }

  const RuleSet& set_;
  const std::vector<std::uint64_t>& present_;
};

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
    for (const Formula& part : formula.parts) formulas.push_back(&part);
    if (formula.op != Formula::Op::kPattern) continue;
    if (possible.pattern(formula.text)) plan.patterns.push_back(formula.text);
  }
  std::ranges::sort(plan.patterns);
  plan.patterns.erase(std::unique(plan.patterns.begin(), plan.patterns.end()), plan.patterns.end());
  plan.needs_tree = !plan.patterns.empty();
  return plan;
}

}  // namespace scan::sast

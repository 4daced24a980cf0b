// From the operators of a rule file to a Formula, in both of Semgrep's syntaxes.
#pragma once

#include <optional>
#include <vector>

#include "rules/fields.h"
#include "sast/formula.h"
#include "sast/rule_source.h"

namespace scan::sast {

/// Reads formulas of one scope. What is wrong is told to the RuleSource, and the formula that is
/// returned then only serves to go on reading.
class FormulaReader {
 public:
  /// All must outlive it.
  FormulaReader(RuleSource& source, const Scope& scope) : source_(source), scope_(scope) {}

  /// The one operator among the keys of a mapping: `pattern`, `patterns`, `pattern-either` or
  /// `pattern-regex`. The caller has read the mapping's other keys, and finishes it.
  Formula operators(rules::Fields& fields, const document::Value& owner);

  /// What stands below `match`: a pattern's text, or a mapping.
  Formula match(const document::Value& value);
  /// The same of a mapping some of whose keys the caller has read.
  Formula match_keys(rules::Fields& fields, const document::Value& owner);

 private:
  // An item of `patterns` is an operator, a condition, or a focus; nested levels are counted.
  void item(const document::Value& value, Formula& all);
  bool condition_item(rules::Fields& fields, Formula& all);
  std::optional<Formula> positive(rules::Fields& fields, int& found);
  std::optional<Formula> negative(rules::Fields& fields, int& found);
  Formula nested(const document::Value& value);
  Formula list(Formula::Op op, const document::Value& value, std::string_view key);
  Formula match_operator(std::string_view key, const document::Value& value);
  Formula match_list(Formula::Op op, const document::Value& value, std::string_view key);
  void where(const document::Value& value, Formula& formula);
  void where_item(const document::Value& value, Formula& formula);

  Formula leaf(const document::Value& value);
  Formula regex_leaf(const document::Value& value);
  static Formula wrap(Formula::Op op, Formula part);
  bool has_positive(const Formula& all, Span place, std::string_view key);
  bool deeper(const document::Value& value);

  // Conditions: condition_reader.cc.
  std::optional<Condition> regex_condition(const document::Value& value);
  std::optional<Condition> pattern_condition(const document::Value& value);
  std::optional<Condition> comparison_condition(const document::Value& value);
  std::optional<Condition> analysis_condition(const document::Value& value);
  std::optional<Condition> type_condition(const document::Value& value);
  std::optional<Condition> name_condition(const document::Value& value);
  std::optional<Condition> analyzer(rules::Fields& fields, Condition condition);
  std::optional<Condition> comparison(rules::Fields& fields);
  std::optional<Condition> types(rules::Fields& fields, Condition condition);
  std::optional<Scope> nested_scope(rules::Fields& fields);
  static bool is_about_text(const Scope& scope, const document::Value& condition);
  Condition about(rules::Fields& fields, Condition::Kind kind);
  std::vector<MetavariableId> focus(const document::Value& value);

  RuleSource& source_;
  const Scope& scope_;
  int depth_ = 0;
};

}  // namespace scan::sast

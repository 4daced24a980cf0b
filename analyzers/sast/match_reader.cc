// The second syntax: below `match` an operator is a key, a pattern is a text, and conditions stand
// in `where` beside the operator that they are about.
#include <algorithm>
#include <utility>

#include "sast/formula_reader.h"

namespace scan::sast {

using document::Value;

namespace {

constexpr std::string_view kOperators[] = {"pattern", "all",    "any",     "regex",
                                           "not",     "inside", "anywhere"};

}  // namespace

Formula FormulaReader::match(const Value& value) {
  if (value.kind != document::Kind::kMapping) return leaf(value);
  if (!deeper(value)) return {};
  ++depth_;
  rules::Fields fields(source_.document(), value, "operator");
  Formula out = match_keys(fields, value);
  source_.keep(fields.finish());
  --depth_;
  return out;
}

Formula FormulaReader::match_keys(rules::Fields& fields, const Value& owner) {
  std::vector<Formula> found;
  for (const std::string_view key : kOperators) {
    if (const Value* value = fields.optional(key)) found.push_back(match_operator(key, *value));
  }
  if (found.empty()) {
    fields.required("pattern");
    return {};
  }
  if (found.size() > 1) fields.fail(owner, "one operator was expected here; there are several");
  Formula out = std::move(found.front());
  if (const Value* value = fields.optional("where")) where(*value, out);
  if (const Value* value = fields.optional("as")) out.as = source_.metavariable(*value);
  return out;
}

Formula FormulaReader::match_operator(std::string_view key, const Value& value) {
  if (key == "pattern") return leaf(value);
  if (key == "regex") return regex_leaf(value);
  if (key == "all") return match_list(Formula::Op::kAll, value, key);
  if (key == "any") return match_list(Formula::Op::kAny, value, key);
  if (key == "not") return wrap(Formula::Op::kNot, match(value));
  return wrap(key == "inside" ? Formula::Op::kInside : Formula::Op::kAnywhere, match(value));
}

Formula FormulaReader::match_list(Formula::Op op, const Value& value, std::string_view key) {
  Formula out;
  out.op = op;
  if (!source_.is_list(value, key)) return out;
  for (const Value* each : value.items) {
    Formula part = match(*each);
    if (part.is_negative() && op == Formula::Op::kAny) {
      source_.fail(each->span, "`not` has nothing to take from here: it stands in `all`");
    }
    out.parts.push_back(std::move(part));
  }
  if (op == Formula::Op::kAll) has_positive(out, value.span, key);
  return out;
}

void FormulaReader::where(const Value& value, Formula& formula) {
  if (!source_.is_list(value, "where")) return;
  for (const Value* each : value.items) where_item(*each, formula);
}

void FormulaReader::where_item(const Value& value, Formula& formula) {
  if (!deeper(value)) return;
  ++depth_;
  rules::Fields fields(source_.document(), value, "item of `where`");
  std::optional<Condition> read;
  const auto has = [&](std::string_view key) { return value.find(key) != nullptr; };
  if (has("focus")) {
    formula.focus.push_back(focus(*fields.required("focus")));
  } else if (has("comparison")) {
    read = comparison(fields);
  } else if (has("analyzer")) {
    read = analyzer(fields, about(fields, Condition::Kind::kEntropy));
  } else if (has("type") || has("types")) {
    Condition condition = about(fields, Condition::Kind::kType);
    read = types(fields, std::move(condition));
  } else {
    read = about(fields, Condition::Kind::kFormula);
    const bool constants = fields.optional_bool("constant-propagation").value_or(true);
    if (const std::optional<Scope> scope = nested_scope(fields)) {
      FormulaReader inner(source_, *scope);
      inner.depth_ = depth_;
      Formula part = inner.match_keys(fields, value);
      const bool plain = part.conditions.empty() && part.focus.empty() && part.as == kAnonymous;
      if (part.op == Formula::Op::kRegex && plain && !has("language")) {
        read->kind = Condition::Kind::kRegex;
        read->constants = constants;
        read->number = source_.regex(*value.find("regex"), RegexUse::kText);
      } else {
        if (is_about_text(*scope, value)) read->scope = std::make_unique<const Scope>(*scope);
        if (part.is_negative()) part = wrap(Formula::Op::kAll, std::move(part));
        read->formula.push_back(std::move(part));
      }
    }
  }
  source_.keep(fields.finish());
  if (read) formula.conditions.push_back(std::move(*read));
  --depth_;
}

}  // namespace scan::sast

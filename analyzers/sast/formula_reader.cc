// The first syntax: keys `pattern…`, and `patterns` with its conditions.
#include "sast/formula_reader.h"

#include <algorithm>
#include <utility>

namespace scan::sast {

using document::Value;

namespace {

constexpr int kMaxNesting = 32;  // of operators

// Removed from Semgrep, or its own: refused with the reason.
constexpr struct {
  std::string_view key, reason;
} kRefused[] = {
    {"pattern-where-python", "it ran code of the rule, and Semgrep has removed it"},
    {"r2c-internal-patterns-from", "it is internal to Semgrep's registry"},
};

void refuse(rules::Fields& fields) {
  for (const auto& [key, reason] : kRefused) {
    if (const Value* value = fields.optional(key)) {
      fields.fail(*value, "`" + std::string(key) + "` is not supported: " + std::string(reason));
    }
  }
}

}  // namespace

bool FormulaReader::deeper(const Value& value) {
  if (depth_ < kMaxNesting) return true;
  source_.fail(value.span, "operators are nested too deeply");
  return false;
}

Formula FormulaReader::wrap(Formula::Op op, Formula part) {
  Formula out;
  out.op = op;
  out.parts.push_back(std::move(part));
  return out;
}

Formula FormulaReader::leaf(const Value& value) {
  Formula out;
  switch (scope_.dialect) {
    case Dialect::kRegex:
      return regex_leaf(value);
    case Dialect::kTree:
      break;
    case Dialect::kSpacegrep:
    case Dialect::kAliengrep:
      out.op = Formula::Op::kGeneric;
      out.text = source_.generic(value, scope_);
      return out;
  }
  out.text = source_.pattern(value, scope_);
  return out;
}

Formula FormulaReader::regex_leaf(const Value& value) {
  Formula out;
  out.op = Formula::Op::kRegex;
  out.text = source_.regex(value, RegexUse::kSearch);
  return out;
}

Formula FormulaReader::operators(rules::Fields& fields, const Value& owner) {
  std::vector<Formula> found;
  if (const Value* value = fields.optional("pattern")) found.push_back(leaf(*value));
  if (const Value* value = fields.optional("pattern-regex")) found.push_back(regex_leaf(*value));
  if (const Value* value = fields.optional("patterns")) {
    found.push_back(list(Formula::Op::kAll, *value, "patterns"));
  }
  if (const Value* value = fields.optional("pattern-either")) {
    found.push_back(list(Formula::Op::kAny, *value, "pattern-either"));
  }
  refuse(fields);
  if (found.empty()) {
    fields.required("pattern");
    return {};
  }
  if (found.size() > 1) {
    fields.fail(owner,
                "one of `pattern`, `patterns`, `pattern-either` and `pattern-regex` stands alone; "
                "here are several");
  }
  return std::move(found.front());
}

std::optional<Formula> FormulaReader::positive(rules::Fields& fields, int& found) {
  std::optional<Formula> out;
  const auto take = [&](Formula formula) {
    ++found;
    out = std::move(formula);
  };
  if (const Value* value = fields.optional("pattern")) take(leaf(*value));
  if (const Value* value = fields.optional("pattern-regex")) take(regex_leaf(*value));
  if (const Value* value = fields.optional("patterns")) {
    take(list(Formula::Op::kAll, *value, "patterns"));
  }
  if (const Value* value = fields.optional("pattern-either")) {
    take(list(Formula::Op::kAny, *value, "pattern-either"));
  }
  if (const Value* value = fields.optional("pattern-inside")) {
    take(wrap(Formula::Op::kInside, nested(*value)));
  }
  if (const Value* value = fields.optional("semgrep-internal-pattern-anywhere")) {
    take(wrap(Formula::Op::kAnywhere, nested(*value)));
  }
  return out;
}

std::optional<Formula> FormulaReader::negative(rules::Fields& fields, int& found) {
  std::optional<Formula> out;
  const auto take = [&](Formula formula) {
    ++found;
    out = wrap(Formula::Op::kNot, std::move(formula));
  };
  if (const Value* value = fields.optional("pattern-not")) take(nested(*value));
  if (const Value* value = fields.optional("pattern-not-inside")) {
    take(wrap(Formula::Op::kInside, nested(*value)));
  }
  if (const Value* value = fields.optional("pattern-not-regex")) take(regex_leaf(*value));
  return out;
}

// The value of `pattern-inside` and its kin: a pattern, or an operator in its place.
Formula FormulaReader::nested(const Value& value) {
  if (value.kind != document::Kind::kMapping) return leaf(value);
  if (!deeper(value)) return {};
  ++depth_;
  rules::Fields fields(source_.document(), value, "operator");
  int found = 0;
  std::optional<Formula> out = positive(fields, found);
  refuse(fields);
  source_.keep(fields.finish());
  if (found != 1) source_.fail(value.span, "one operator was expected here");
  --depth_;
  return out ? std::move(*out) : Formula{};
}

void FormulaReader::item(const Value& value, Formula& out) {
  if (!deeper(value)) return;
  ++depth_;
  const bool all = out.op == Formula::Op::kAll;
  rules::Fields fields(source_.document(), value,
                       all ? "item of `patterns`" : "item of `pattern-either`");
  int found = 0;
  std::optional<Formula> part = positive(fields, found);
  if (all) {
    if (std::optional<Formula> taken = negative(fields, found)) part = std::move(taken);
    if (condition_item(fields, out)) ++found;
  }
  refuse(fields);
  if (found > 1) fields.fail(value, "an item has one operator; this one has several");
  source_.keep(fields.finish());
  if (found == 0) source_.fail(value.span, "an item has one operator; this one has none");
  if (part) out.parts.push_back(std::move(*part));
  --depth_;
}

bool FormulaReader::condition_item(rules::Fields& fields, Formula& all) {
  using Read = std::optional<Condition> (FormulaReader::*)(const Value&);
  static constexpr struct {
    std::string_view key;
    Read read;
  } kConditions[] = {
      {"metavariable-regex", &FormulaReader::regex_condition},
      {"metavariable-pattern", &FormulaReader::pattern_condition},
      {"metavariable-comparison", &FormulaReader::comparison_condition},
      {"metavariable-analysis", &FormulaReader::analysis_condition},
      {"metavariable-type", &FormulaReader::type_condition},
      {"metavariable-name", &FormulaReader::name_condition},
      {"semgrep-internal-metavariable-name", &FormulaReader::name_condition},
  };
  bool found = false;
  if (const Value* value = fields.optional("focus-metavariable")) {
    found = true;
    all.focus.push_back(focus(*value));
  }
  for (const auto& [key, read] : kConditions) {
    const Value* value = fields.optional(key);
    if (value == nullptr) continue;
    found = true;
    if (std::optional<Condition> condition = (this->*read)(*value)) {
      all.conditions.push_back(std::move(*condition));
    }
  }
  return found;
}

Formula FormulaReader::list(Formula::Op op, const Value& value, std::string_view key) {
  Formula out;
  out.op = op;
  if (!source_.is_list(value, key)) return out;
  for (const Value* each : value.items) item(*each, out);
  if (op == Formula::Op::kAll) has_positive(out, value.span, key);
  return out;
}

bool FormulaReader::has_positive(const Formula& all, Span place, std::string_view key) {
  if (scope_.nested || !std::ranges::all_of(all.parts, &Formula::is_negative)) return true;
  source_.fail(place, "`" + std::string(key) + "` needs at least one pattern that is not negated");
  return false;
}

}  // namespace scan::sast

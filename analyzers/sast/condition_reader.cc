// The conditions: what `metavariable-…` has below it in the first syntax, and `where` in the
// second.
#include <utility>

#include "sast/comparison.h"
#include "sast/formula_reader.h"

namespace scan::sast {

using document::Value;

Condition FormulaReader::about(rules::Fields& fields, Condition::Kind kind) {
  Condition out;
  out.kind = kind;
  if (const Value* name = fields.required("metavariable")) {
    out.metavariable = source_.metavariable(*name);
  }
  return out;
}

std::vector<MetavariableId> FormulaReader::focus(const Value& value) {
  std::vector<MetavariableId> out;
  if (value.kind == document::Kind::kSequence) {
    for (const Value* item : value.items) out.push_back(source_.metavariable(*item));
    if (out.empty()) source_.fail(value.span, "a focus is on at least one metavariable");
  } else {
    out.push_back(source_.metavariable(value));
  }
  return out;
}

std::optional<Condition> FormulaReader::regex_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-regex`");
  Condition out = about(fields, Condition::Kind::kRegex);
  const Value* regex = fields.required("regex");
  out.constants = fields.optional_bool("constant-propagation").value_or(false);
  source_.keep(fields.finish());
  if (regex == nullptr) return std::nullopt;
  out.number = source_.regex(*regex, RegexUse::kText);
  return out;
}

// Whether patterns about a metavariable are about its text. Without `language` they are about nodes
// of the file, where the rule's own patterns are.
bool FormulaReader::is_about_text(const Scope& scope, const Value& condition) {
  return scope.dialect != Dialect::kTree || condition.find("language") != nullptr;
}

// What the patterns about a metavariable are written in: `language`, or the rule's own.
std::optional<Scope> FormulaReader::nested_scope(rules::Fields& fields) {
  Scope out = scope_;
  out.nested = true;
  const Value* language = fields.optional("language");
  if (language == nullptr) return out;
  out.languages.clear();
  out.dialect = dialect_of(language->text, scope_.options.generic);
  if (out.dialect != Dialect::kTree) return out;
  if (const syntax::Language* grammar = grammar_of(language->text)) {
    out.languages.push_back(grammar);
  } else if (!source_.is_language(*language)) {
    return std::nullopt;
  }
  return out;
}

std::optional<Condition> FormulaReader::pattern_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-pattern`");
  Condition out = about(fields, Condition::Kind::kFormula);
  if (const std::optional<Scope> scope = nested_scope(fields)) {
    FormulaReader inner(source_, *scope);
    inner.depth_ = depth_;
    out.formula.push_back(inner.operators(fields, value));
    if (is_about_text(*scope, value)) out.scope = std::make_unique<const Scope>(*scope);
  }
  source_.keep(fields.finish());
  if (out.formula.empty()) return std::nullopt;
  return out;
}

std::optional<Condition> FormulaReader::comparison_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-comparison`");
  std::optional<Condition> out = comparison(fields);
  const Value* name = fields.optional("metavariable");
  const Value* strip = fields.optional("strip");
  if (name != nullptr) source_.metavariable(*name);
  if (name == nullptr && strip != nullptr && strip->boolean) {
    fields.fail(*strip, "`strip` needs `metavariable`");
  }
  source_.keep(fields.finish());
  return out;
}

// `comparison`, `strip` and `base`. The value of a number is known, so that its base need not be.
std::optional<Condition> FormulaReader::comparison(rules::Fields& fields) {
  const Value* text = fields.required("comparison");
  const bool strip = fields.optional_bool("strip").value_or(false);
  fields.optional_int("base");
  if (text == nullptr || !source_.is_text(*text, "a comparison")) return std::nullopt;
  Result<Comparison> parsed = Comparison::parse(text->text, strip, source_.tables().metavariables);
  if (!parsed.ok()) {
    source_.fail(source_.place(*text, parsed.error().region), parsed.error().message);
    return std::nullopt;
  }
  Condition out;
  out.kind = Condition::Kind::kComparison;
  out.comparison = std::make_shared<const Comparison>(std::move(*parsed));
  return out;
}

std::optional<Condition> FormulaReader::analysis_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-analysis`");
  std::optional<Condition> out = analyzer(fields, about(fields, Condition::Kind::kEntropy));
  source_.keep(fields.finish());
  return out;
}

// `analyzer: entropy`, or with its options in a mapping.
std::optional<Condition> FormulaReader::analyzer(rules::Fields& fields, Condition out) {
  const Value* value = fields.required("analyzer");
  if (value == nullptr) return std::nullopt;
  const Value* kind = value;
  if (value->kind == document::Kind::kMapping) {
    rules::Fields inner(source_.document(), *value, "`analyzer`");
    kind = inner.required("kind");
    // How much entropy_v2 asks for; its measure is Semgrep's own, and here the one of `entropy`.
    const Value* mode = inner.optional("mode");
    if (mode != nullptr && mode->text != "lax" && mode->text != "default" &&
        mode->text != "strict") {
      inner.fail(*mode, "unknown mode `" + std::string(mode->text) + "`",
                 "one of lax, default, strict");
    }
    source_.keep(inner.finish());
  }
  if (kind == nullptr) return std::nullopt;
  if (kind->text == "redos") {
    out.kind = Condition::Kind::kRedos;
  } else if (kind->text != "entropy" && kind->text != "entropy_v2") {
    fields.fail(*kind, "unknown analyzer `" + std::string(kind->text) + "`",
                "one of entropy, entropy_v2, redos");
  }
  return out;
}

std::optional<Condition> FormulaReader::type_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-type`");
  Condition out = about(fields, Condition::Kind::kType);
  std::optional<Condition> read = types(fields, std::move(out));
  source_.keep(fields.finish());
  return read;
}

std::optional<Condition> FormulaReader::types(rules::Fields& fields, Condition out) {
  const std::optional<Scope> scope = nested_scope(fields);
  std::vector<const Value*> values;
  if (const Value* list = fields.optional("types")) {
    if (source_.is_list(*list, "types")) values.assign(list->items.begin(), list->items.end());
  }
  if (const Value* one = fields.optional("type")) values.push_back(one);
  if (values.empty()) fields.required("type");
  for (const Value* value : values) {
    if (!source_.is_text(*value, "a type")) continue;
    out.names.emplace_back(value->text);
    if (scope) source_.type(*value, value->text, *scope);
  }
  return out;
}

std::optional<Condition> FormulaReader::name_condition(const Value& value) {
  rules::Fields fields(source_.document(), value, "`metavariable-name`");
  Condition out = about(fields, Condition::Kind::kModule);
  if (const Value* kind = fields.optional("kind")) {
    fields.fail(*kind,
                "`kind` is not supported: it asks for a framework's types, which are not "
                "known here");
  }
  out.names = fields.strings("modules");
  for (std::string& module : fields.strings("module")) out.names.push_back(std::move(module));
  if (out.names.empty()) fields.required("module");
  source_.keep(fields.finish());
  return out;
}

}  // namespace scan::sast

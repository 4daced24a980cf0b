#include "sast/rule_source.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "sast/pattern.h"

namespace scan::sast {

using document::Value;

void RuleSource::fail(Span span, std::string message, std::string hint) {
  if (error_) return;
  error_ = document_.error_at(span, ErrorCode::kInvalidRule, std::move(message), std::move(hint));
}

void RuleSource::keep(const Status& status) {
  if (!error_ && !status.ok()) error_ = status.error();
}

std::uint32_t RuleSource::pattern(const Value& value, const Scope& scope) {
  if (!is_text(value, "a pattern")) return 0;
  const std::uint32_t number = tables_.patterns.add_pattern(value.text, scope.options.match);
  if (validation_ == Validation::kNow) {
    for (const syntax::Language* language : scope.languages) {
      const Result<const Pattern*> compiled =
          tables_.patterns.compiled(number, parsers_, *language, tables_.metavariables);
      if (compiled.ok()) continue;
      fail(place(value, compiled.error().region), "`" + std::string(key_of(value)) +
                                                      "` of the rule `" + rule_id_ +
                                                      "`: " + compiled.error().message);
    }
  }
  return number;
}

// The key that is written last before a value; of an item of a list, that of the list.
std::string_view RuleSource::key_of(const Value& value) const {
  const std::string_view before = document_.text().substr(0, value.span.begin);
  const std::size_t end = before.rfind(':');
  if (end == std::string_view::npos) return {};
  const auto in_key = [](char c) { return base::is_alphanumeric(c) || c == '-' || c == '_'; };
  std::size_t begin = end;
  while (begin > 0 && in_key(before[begin - 1])) --begin;
  return before.substr(begin, end - begin);
}

void RuleSource::type(const Value& place, std::string_view type, const Scope& scope) {
  if (scope.dialect != Dialect::kTree) {
    return fail(place.span, "texts of this language have no types");
  }
  if (validation_ == Validation::kLater) return;
  for (const syntax::Language* language : scope.languages) {
    const Result<Pattern> compiled = compile_type(parsers_, *language, type, tables_.metavariables);
    if (!compiled.ok()) fail(place.span, compiled.error().message);
  }
}

std::uint32_t RuleSource::generic(const Value& value, const Scope& scope) {
  if (!is_text(value, "a pattern")) return 0;
  GenericOptions options = scope.options.generic;
  options.engine = scope.dialect == Dialect::kAliengrep ? GenericOptions::Engine::kAliengrep
                                                        : GenericOptions::Engine::kSpacegrep;
  const Result<std::uint32_t> number =
      tables_.patterns.add_generic(value.text, options, tables_.metavariables);
  if (number.ok()) return *number;
  fail(place(value, number.error().region), number.error().message);
  return 0;
}

// Where in the file line and column of a pattern are. In a block the text is indented, so its line
// is looked for; what cannot be found is shown at the begin of the value.
Span RuleSource::place(const Value& value, const Region& region) const {
  std::string_view line = value.text;
  for (std::uint32_t i = 1; i < region.start_line; ++i) {
    line.remove_prefix(std::min(line.find('\n'), line.size() - 1) + 1);
  }
  line = line.substr(0, line.find('\n'));
  const std::string_view written = document_.text().substr(value.span.begin, value.span.size());
  const std::size_t at = line.empty() ? std::string_view::npos : written.find(line);
  if (at == std::string_view::npos) return value.span;
  const auto begin = static_cast<std::uint32_t>(
      value.span.begin + at + std::min<std::size_t>(region.start_column - 1, line.size() - 1));
  return {begin, begin + 1};
}

std::uint32_t RuleSource::regex(const Value& value, RegexUse use) {
  if (!is_text(value, "a regular expression")) return 0;
  const std::uint32_t number = tables_.patterns.add_regex(value.text, use, tables_.metavariables);
  if (validation_ == Validation::kNow) {
    const Status status = tables_.patterns.regex(number).check();
    if (!status.ok()) fail(value.span, status.error().message);
  }
  return number;
}

MetavariableId RuleSource::metavariable(const Value& value) {
  if (!is_bindable(value.text)) {
    fail(value.span, "`" + std::string(value.text) + "` is not a metavariable",
         "as $X: a dollar sign and capital letters");
    return kAnonymous;
  }
  return tables_.metavariables.id(value.text);
}

bool RuleSource::is_language(const Value& value) {
  if (is_language_name(value.text)) return true;
  const std::string_view meant = rules::nearest(value.text, language_names());
  std::string known;
  for (const syntax::Language& each : syntax::languages()) {
    known.append(known.empty() ? "" : ", ").append(each.name);
  }
  fail(value.span, "unknown language `" + std::string(value.text) + "`",
       meant.empty() ? "as " + known : "did you mean `" + std::string(meant) + "`?");
  return false;
}

bool RuleSource::is_text(const Value& value, std::string_view what) {
  if (value.is_scalar() && value.kind != document::Kind::kNull) return true;
  fail(value.span, std::string(what) + " is a string");
  return false;
}

bool RuleSource::is_list(const Value& value, std::string_view key) {
  if (value.kind == document::Kind::kSequence && !value.items.empty()) return true;
  fail(value.span, "`" + std::string(key) + "` is a list of at least one operator");
  return false;
}

}  // namespace scan::sast

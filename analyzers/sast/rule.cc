// Semgrep's rule schema, of which every key is either understood whole or refused by name: a key
// that is passed over silently changes what a rule means.
#include "sast/rule.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"

namespace scan::sast {

using document::Document;
using document::Value;

namespace {

constexpr int kMaxNesting = 32;  // of operators

// Keys of Semgrep's that change what is found, and that are not understood here.
constexpr std::string_view kNotSupported[] = {
    "fix",
    "fix-regex",
    "options",
    "min-version",
    "max-version",
    "match",
    "taint",
    "extract",
    "join",
    "pattern-not-regex",
    "focus-metavariable",
    "metavariable-pattern",
    "metavariable-comparison",
    "metavariable-analysis",
    "metavariable-type",
    "metavariable-name",
    "pattern-sources",
    "pattern-sinks",
    "pattern-sanitizers",
    "pattern-propagators",
    "pattern-where-python",
};

void refuse_unsupported(rules::Fields& fields) {
  for (const std::string_view key : kNotSupported) {
    if (const Value* value = fields.optional(key)) {
      fields.fail(*value, "`" + std::string(key) + "` is not supported");
    }
  }
}

std::optional<Severity> severity_of(std::string_view word) {
  if (word == "ERROR") return Severity::kHigh;
  if (word == "WARNING") return Severity::kMedium;
  if (word == "INFO") return Severity::kLow;
  if (word == "CRITICAL" || word == "HIGH" || word == "MEDIUM" || word == "LOW") {
    return parse_severity(base::lowered(word));
  }
  return std::nullopt;
}

// A scalar or a list of scalars.
std::vector<std::string> words(const Value* value) {
  std::vector<std::string> out;
  if (value == nullptr) return out;
  if (value->is_scalar() && value->kind != document::Kind::kNull) out.emplace_back(value->text);
  for (const Value* item : value->items) {
    if (item->is_scalar()) out.emplace_back(item->text);
  }
  return out;
}

// "CWE-78: OS Command Injection" is "CWE-78", "A03:2021 - Injection" is "A03:2021".
std::string code_of(std::string_view text, std::string_view end) {
  return std::string(text.substr(0, std::min(text.find(end), text.size())));
}

class RuleReader {
 public:
  RuleReader(const Document& document, const Value& value, Validation validation,
             const syntax::ParserPool& parsers, RuleTables& tables)
      : document_(document),
        value_(value),
        validation_(validation),
        parsers_(parsers),
        tables_(tables) {}

  Result<Rule> run() && {
    rules::Fields fields(document_, value_, "rule");
    rule_.info.id = fields.required_string("id");
    rule_.info.analyzer = "sast";
    read_message(fields);
    read_severity(fields);
    read_languages(fields);
    if (const Value* mode = fields.optional("mode"); mode != nullptr && mode->text != "search") {
      fields.fail(*mode, "mode `" + std::string(mode->text) + "` is not supported");
    }
    if (const Value* metadata = fields.optional("metadata")) read_metadata(*metadata);
    if (const Value* paths = fields.optional("paths")) read_paths(*paths);
    read_formula(fields);
    refuse_unsupported(fields);
    if (Status status = fields.finish(); !status.ok()) return status.error();
    if (error_) return std::move(*error_);
    if (rule_.info.title.empty()) rule_.info.title = rule_.info.id;
    return std::move(rule_);
  }

 private:
  void fail(Span span, std::string message, std::string hint = {}) {
    if (error_) return;
    error_ = document_.error_at(span, ErrorCode::kInvalidRule, std::move(message), std::move(hint));
  }

  void read_message(rules::Fields& fields) {
    const std::string message = fields.required_string("message");
    rule_.info.help = message;
    std::string_view left = message;
    while (!left.empty()) {
      const std::size_t dollar = std::min(left.find('$'), left.size());
      if (dollar > 0) rule_.message.push_back({std::string(left.substr(0, dollar))});
      left.remove_prefix(dollar);
      if (left.empty()) return;
      std::size_t end = left.starts_with("$...") ? 4 : 1;
      while (end < left.size() &&
             (base::is_upper(left[end]) || base::is_digit(left[end]) || left[end] == '_')) {
        ++end;
      }
      const std::string_view name = left.substr(0, end);
      const bool metavariable =
          syntax::is_metavariable(name) || syntax::is_ellipsis_metavariable(name);
      rule_.message.push_back({std::string(name), metavariable,
                               metavariable ? tables_.metavariables.id(name) : kAnonymous});
      left.remove_prefix(end);
    }
  }

  void read_severity(rules::Fields& fields) {
    const Value* value = fields.required("severity");
    if (value == nullptr) return;
    if (const std::optional<Severity> severity = severity_of(value->text)) {
      rule_.info.severity = *severity;
    } else {
      fields.fail(*value, "unknown severity `" + std::string(value->text) + "`",
                  "one of CRITICAL, HIGH, MEDIUM, LOW, ERROR, WARNING, INFO");
    }
  }

  void read_languages(rules::Fields& fields) {
    const Value* value = fields.required("languages");
    if (value == nullptr) return;
    if (value->kind != document::Kind::kSequence || value->items.empty()) {
      fields.fail(*value, "`languages` is a list of at least one language");
      return;
    }
    for (const Value* item : value->items) {
      const syntax::Language* language = syntax::find_language(item->text);
      if (language == nullptr) {
        std::string known;
        for (const syntax::Language& each : syntax::languages()) {
          known.append(known.empty() ? "" : ", ").append(each.name);
        }
        fields.fail(*item, "language `" + std::string(item->text) + "` is not supported",
                    "supported are " + known);
      } else if (std::ranges::find(rule_.languages, language) == rule_.languages.end()) {
        rule_.languages.push_back(language);
        rule_.info.languages.emplace_back(language->name);
      }
    }
  }

  // Metadata is free: what reports use is taken from it, all else is for other tools.
  void read_metadata(const Value& metadata) {
    RuleInfo& info = rule_.info;
    const auto first = [&](std::string_view key) {
      const std::vector<std::string> all = words(metadata.find(key));
      return all.empty() ? std::string() : all.front();
    };
    info.title = first("title");
    info.aliases = words(metadata.find("aliases"));
    info.references = words(metadata.find("references"));
    for (const std::string& cwe : words(metadata.find("cwe"))) {
      info.cwe.push_back(code_of(cwe, ":"));
    }
    for (const std::string& category : words(metadata.find("owasp"))) {
      info.owasp.push_back(code_of(category, " "));
    }
    if (const auto confidence = parse_confidence(base::lowered(first("confidence")))) {
      info.confidence = *confidence;
    }
  }

  void read_paths(const Value& paths) {
    rules::Fields fields(document_, paths, "`paths`");
    for (const std::string& glob : fields.strings("include")) rule_.paths.include.add(glob);
    for (const std::string& glob : fields.strings("exclude")) rule_.paths.exclude.add(glob);
    if (Status status = fields.finish(); !status.ok()) keep(status.error());
  }

  void keep(const Error& error) {
    if (!error_) error_ = error;
  }

  // The one operator that a rule has.
  void read_formula(rules::Fields& fields) {
    std::vector<Formula> found;
    if (const Value* value = fields.optional("pattern")) found.push_back(pattern(*value));
    if (const Value* value = fields.optional("pattern-regex")) found.push_back(regex(*value));
    if (const Value* value = fields.optional("patterns")) found.push_back(all(*value, 0));
    if (const Value* value = fields.optional("pattern-either")) found.push_back(any(*value, 0));
    if (found.empty()) {
      fields.required("pattern");
    } else if (found.size() > 1) {
      fields.fail(value_,
                  "a rule has one of `pattern`, `patterns`, `pattern-either` and "
                  "`pattern-regex`");
    } else {
      rule_.formula = std::move(found.front());
    }
  }

  // One operator as an item of a list, or as the value of another operator.
  std::optional<Formula> operator_of(const Value& value, int depth,
                                     std::vector<Condition>* conditions) {
    if (depth > kMaxNesting) {
      fail(value.span, "operators are nested too deeply");
      return std::nullopt;
    }
    rules::Fields fields(document_, value, conditions != nullptr ? "item of `patterns`" : "item");
    std::vector<Formula> found;
    std::size_t conditions_found = 0;
    if (const Value* v = fields.optional("pattern")) found.push_back(pattern(*v));
    if (const Value* v = fields.optional("pattern-regex")) found.push_back(regex(*v));
    if (const Value* v = fields.optional("patterns")) found.push_back(all(*v, depth + 1));
    if (const Value* v = fields.optional("pattern-either")) found.push_back(any(*v, depth + 1));
    if (const Value* v = fields.optional("pattern-inside")) {
      found.push_back(wrap(Formula::Op::kInside, *v, depth));
    }
    if (conditions != nullptr) {
      if (const Value* v = fields.optional("pattern-not")) {
        found.push_back(wrap(Formula::Op::kNot, *v, depth));
      }
      if (const Value* v = fields.optional("pattern-not-inside")) {
        found.push_back(wrap(Formula::Op::kNotInside, *v, depth));
      }
      if (const Value* v = fields.optional("metavariable-regex")) {
        ++conditions_found;
        if (auto read = condition(*v)) conditions->push_back(*read);
      }
    }
    refuse_unsupported(fields);
    if (found.size() + conditions_found > 1) {
      fields.fail(value, "an item has one operator; this one has several");
    }
    if (Status status = fields.finish(); !status.ok()) {
      keep(status.error());
      return std::nullopt;
    }
    if (found.empty()) {
      if (conditions_found == 0) fail(value.span, "an item has one operator; this one has none");
      return std::nullopt;
    }
    return std::move(found.front());
  }

  // `pattern-inside: TEXT`, and with an operator in place of the text.
  Formula wrap(Formula::Op op, const Value& value, int depth) {
    Formula out;
    out.op = op;
    if (value.kind == document::Kind::kMapping) {
      if (auto part = operator_of(value, depth + 1, nullptr)) out.parts.push_back(std::move(*part));
    } else {
      out.parts.push_back(pattern(value));
    }
    return out;
  }

  Formula all(const Value& value, int depth) {
    Formula out;
    out.op = Formula::Op::kAll;
    if (!is_list(value, "patterns")) return out;
    for (const Value* item : value.items) {
      if (auto part = operator_of(*item, depth + 1, &out.conditions)) {
        out.parts.push_back(std::move(*part));
      }
    }
    if (std::ranges::all_of(out.parts, &Formula::is_negative)) {
      fail(value.span, "`patterns` needs at least one pattern that is not negated");
    }
    return out;
  }

  Formula any(const Value& value, int depth) {
    Formula out;
    out.op = Formula::Op::kAny;
    if (!is_list(value, "pattern-either")) return out;
    for (const Value* item : value.items) {
      if (auto part = operator_of(*item, depth + 1, nullptr)) out.parts.push_back(std::move(*part));
    }
    return out;
  }

  bool is_list(const Value& value, std::string_view key) {
    if (value.kind == document::Kind::kSequence && !value.items.empty()) return true;
    fail(value.span, "`" + std::string(key) + "` is a list of at least one operator");
    return false;
  }

  Formula pattern(const Value& value) {
    Formula out;
    if (!value.is_scalar() || value.kind == document::Kind::kNull) {
      fail(value.span, "a pattern is a string");
      return out;
    }
    out.text = tables_.patterns.add_pattern(value.text);
    if (validation_ == Validation::kNow) validate(value);
    return out;
  }

  void validate(const Value& value) {
    for (const syntax::Language* language : rule_.languages) {
      const Result<Pattern> compiled =
          compile_pattern(parsers_, *language, value.text, tables_.metavariables);
      if (!compiled.ok()) fail(place(value, compiled.error().region), compiled.error().message);
    }
  }

  // Where in the file line and column of a pattern are. In a block the text is indented, so its
  // line is looked for; what cannot be found is shown at the begin of the value.
  Span place(const Value& value, const Region& region) const {
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

  Formula regex(const Value& value) {
    Formula out;
    out.op = Formula::Op::kRegex;
    if (!value.is_scalar() || value.kind == document::Kind::kNull) {
      fail(value.span, "a regular expression is a string");
      return out;
    }
    out.text = checked_regex(value);
    return out;
  }

  std::uint32_t checked_regex(const Value& value) {
    const std::uint32_t number = tables_.patterns.add_regex(value.text);
    if (validation_ == Validation::kNow) {
      const Status status = tables_.patterns.regex(number).check();
      if (!status.ok()) fail(value.span, status.error().message);
    }
    return number;
  }

  std::optional<Condition> condition(const Value& value) {
    rules::Fields fields(document_, value, "`metavariable-regex`");
    const Value* name = fields.required("metavariable");
    const Value* regex = fields.required("regex");
    if (name != nullptr && !syntax::is_metavariable(name->text)) {
      fields.fail(*name, "`" + std::string(name->text) + "` is not a metavariable",
                  "as $X: a dollar sign and capital letters");
    }
    if (Status status = fields.finish(); !status.ok()) {
      keep(status.error());
      return std::nullopt;
    }
    return Condition{tables_.metavariables.id(name->text), checked_regex(*regex)};
  }

  const Document& document_;
  const Value& value_;
  Validation validation_;
  const syntax::ParserPool& parsers_;
  RuleTables& tables_;
  Rule rule_;
  std::optional<Error> error_;
};

bool matches_any(const source::IgnoreList& globs, std::string_view path) {
  // A directory's pattern is for all that is below it.
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    if (globs.match(path.substr(0, slash), source::EntryKind::kDirectory) ==
        source::IgnoreList::Match::kPositive) {
      return true;
    }
  }
  return globs.match(path, source::EntryKind::kFile) == source::IgnoreList::Match::kPositive;
}

}  // namespace

bool PathFilter::admits(std::string_view path) const {
  if (!exclude.empty() && matches_any(exclude, path)) return false;
  return include.empty() || matches_any(include, path);
}

Result<Rule> read_rule(const Document& document, const Value& value, Validation validation,
                       const syntax::ParserPool& parsers, RuleTables& tables) {
  return RuleReader(document, value, validation, parsers, tables).run();
}

}  // namespace scan::sast

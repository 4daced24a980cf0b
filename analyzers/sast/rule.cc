// Semgrep's rule schema, of which every key is either understood whole or refused by name: a key
// that is passed over silently changes what a rule means.
#include "sast/rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "sast/extract_reader.h"
#include "sast/formula_reader.h"
#include "sast/join_reader.h"
#include "sast/taint_reader.h"

namespace scan::sast {

using document::Document;
using document::Value;

namespace {

// Keys of Semgrep's that change what is found, and that are not understood here.
constexpr struct {
  std::string_view key, reason;
} kNotSupported[] = {
    {"steps", ""},
    {"equivalences", ": Semgrep has given it up"},
    {"r2c-internal-project-depends-on", ": dependencies are the sca analyzer's"},
};

constexpr std::pair<std::string_view, RuleMode> kModes[] = {
    {"taint", RuleMode::kTaint},
    {"extract", RuleMode::kExtract},
    {"join", RuleMode::kJoin},
};

std::optional<Severity> severity_of(std::string_view word) {
  if (word == "ERROR") return Severity::kHigh;
  if (word == "WARNING") return Severity::kMedium;
  if (word == "INFO" || word == "INVENTORY" || word == "EXPERIMENT") return Severity::kLow;
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

using Version = std::array<std::uint32_t, 3>;

// "1.38.0"; nullopt for what is no version.
std::optional<Version> parse_version(std::string_view text) {
  Version version{};
  for (std::size_t i = 0; i < version.size(); ++i) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version[i]);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (i + 1 == version.size()) break;
    if (!text.starts_with('.')) return std::nullopt;
    text.remove_prefix(1);
  }
  return text.empty() ? std::optional(version) : std::nullopt;
}

class RuleReader {
 public:
  /// Whether a rule reports what it finds, or a join does.
  enum class Use : std::uint8_t { kReported, kPart };

  RuleReader(const Document& document, const Value& value, Validation validation,
             const syntax::ParserPool& parsers, RuleTables& tables, const FindRuleFile& find,
             Use use = Use::kReported)
      : source_(document, validation, parsers, tables),
        value_(value),
        validation_(validation),
        parsers_(parsers),
        find_(find),
        use_(use) {}

  Result<Rule> run() && {
    rules::Fields fields(source_.document(), value_, "rule");
    rule_.info.id = fields.required_string("id");
    source_.set_rule(rule_.info.id);
    rule_.info.analyzer = "sast";
    // Before all else: a newer rule may have keys that are not known.
    if (fits_version(fields)) read(fields);
    if (std::optional<Error> error = std::move(source_).error()) return std::move(*error);
    if (rule_.info.title.empty()) rule_.info.title = rule_.info.id;
    return std::move(rule_);
  }

 private:
  void read(rules::Fields& fields) {
    if (const Value* options = fields.optional("options")) {
      rule_.scope.options = read_options(source_, *options);
    }
    read_mode_name(fields);
    // A join is about the languages of its parts.
    if (rule_.mode != RuleMode::kJoin || value_.find("languages") != nullptr) {
      read_languages(fields);
    }
    read_report(fields);
    if (const Value* metadata = fields.optional("metadata")) read_metadata(*metadata);
    if (const Value* paths = fields.optional("paths")) read_paths(*paths);
    fields.ignore("validators");  // how Semgrep asks a secret's issuer; not what is found
    read_mode(fields);
    read_fix(fields);
    for (const auto& [key, reason] : kNotSupported) {
      if (const Value* value = fields.optional(key)) {
        fields.fail(*value, "`" + std::string(key) + "` is not supported" + std::string(reason));
      }
    }
    source_.keep(fields.finish());
  }

  // False: another version of Semgrep is asked for, so the rule is not read further.
  bool fits_version(rules::Fields& fields) {
    const Version ours = *parse_version(kSemgrepVersion);
    const auto bound = [&](std::string_view key, std::string_view side, auto excludes) {
      const Value* value = fields.optional(key);
      if (value == nullptr) return;
      const std::optional<Version> version = parse_version(value->text);
      if (!version) {
        source_.fail(value->span, "`" + std::string(key) + "` is a version, as 1.50.0");
      } else if (excludes(*version)) {
        rule_.skipped = "needs Semgrep " + std::string(value->text) + std::string(side);
      }
    };
    bound("min-version", " or later", [&](const Version& version) { return ours < version; });
    bound("max-version", " or earlier", [&](const Version& version) { return version < ours; });
    return rule_.skipped.empty();
  }

  // What a finding says. A rule that reports none needs none of it.
  void read_report(rules::Fields& fields) {
    const bool reports = rule_.mode != RuleMode::kExtract && use_ == Use::kReported;
    rule_.info.help = reports ? fields.required_string("message")
                              : fields.optional_string("message").value_or("");
    rule_.message = parse_message(rule_.info.help, source_.tables().metavariables);
    read_severity(reports ? fields.required("severity") : fields.optional("severity"), fields);
  }

  void read_severity(const Value* value, rules::Fields& fields) {
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
    for (const Value* item : value->items) read_language(fields, *item, value->items.size() == 1);
  }

  void read_language(rules::Fields& fields, const Value& value, bool alone) {
    const std::string name(value.text);
    const Dialect dialect = dialect_of(name, rule_.scope.options.generic);
    if (dialect != Dialect::kTree) {
      rule_.scope.dialect = dialect;
      rule_.info.languages.push_back(name);
      if (!alone) fields.fail(value, "`" + name + "` stands alone in `languages`");
      return;
    }
    std::vector<const syntax::Language*>& languages = rule_.scope.languages;
    if (const syntax::Language* language = grammar_of(name)) {
      if (std::ranges::find(languages, language) != languages.end()) return;
      languages.push_back(language);
      rule_.info.languages.emplace_back(language->name);
    } else if (source_.is_language(value)) {
      rule_.missing_languages.push_back(name);
      rule_.info.languages.push_back(name);
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
    if (const std::string why = first("why"); !why.empty()) info.help += "\n\n" + why;
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
    rules::Fields fields(source_.document(), paths, "`paths`");
    for (const std::string& glob : fields.strings("include")) rule_.paths.include.add(glob);
    for (const std::string& glob : fields.strings("exclude")) rule_.paths.exclude.add(glob);
    source_.keep(fields.finish());
  }

  void read_fix(rules::Fields& fields) {
    // `fix` is then an unknown key.
    if (rule_.mode == RuleMode::kExtract || rule_.mode == RuleMode::kJoin) return;
    const Value* fix = fields.optional("fix");
    Result<RuleFix> read =
        sast::read_fix(source_.document(), value_, fix, fields.optional("fix-regex"),
                       rule_.info.languages, source_.tables().metavariables);
    if (!read.ok()) return source_.keep(read.error());
    rule_.info.fix = read->as_written;
    rule_.fix = *std::move(read);
  }

  // `mode`; the newer syntax tells a mode by its key.
  void read_mode_name(rules::Fields& fields) {
    const Value* extract = value_.find("extract");
    if (value_.find("taint") != nullptr) rule_.mode = RuleMode::kTaint;
    if (extract != nullptr && extract->kind == document::Kind::kMapping) {
      rule_.mode = RuleMode::kExtract;
    }
    const Value* mode = fields.optional("mode");
    if (mode == nullptr || mode->text == "search") return;
    for (const auto& [name, meaning] : kModes) {
      if (mode->text != name) continue;
      rule_.mode = meaning;
      return;
    }
    fields.fail(*mode, "mode `" + std::string(mode->text) + "` is not supported",
                "one of search, taint, extract, join");
  }

  // What the rule does: a taint specification, or a formula in one of the two syntaxes.
  void read_mode(rules::Fields& fields) {
    if (rule_.mode == RuleMode::kTaint) {
      rule_.taint = read_taint(source_, rule_.scope, fields);
      return;
    }
    if (rule_.mode == RuleMode::kJoin) return read_join_rule(fields);
    if (rule_.mode == RuleMode::kExtract) {
      rule_.extract = read_extract(source_, rule_.scope, value_, fields);
    }
    if (const Value* match = fields.optional("match")) {
      FormulaReader formulas(source_, rule_.scope);
      rule_.formula = formulas.match(*match);
      if (rule_.formula.is_negative()) {
        fields.fail(*match, "`not` has nothing to take from here: it stands in `all`");
      }
    } else {
      rule_.formula = FormulaReader(source_, rule_.scope).operators(fields, value_);
    }
  }

  void read_join_rule(rules::Fields& fields) {
    if (use_ == Use::kPart) {
      return fields.fail(value_, "a join is made of rules of the modes search and taint");
    }
    const auto read_part = [&](const Document& document, const Value& value) {
      return RuleReader(document, value, validation_, parsers_, source_.tables(), find_, Use::kPart)
          .run();
    };
    JoinSpec join = read_join(source_, fields, rule_.message, {read_part, find_});
    for (const JoinCollection& collection : join.collections) {
      const Rule& part = *collection.rule;
      if (rule_.skipped.empty()) rule_.skipped = part.skipped;
      add_missing(part.missing_languages, rule_.missing_languages);
      add_missing(part.info.languages, rule_.info.languages);
    }
    rule_.join = std::make_shared<const JoinSpec>(std::move(join));
  }

  static void add_missing(const std::vector<std::string>& from, std::vector<std::string>& to) {
    for (const std::string& each : from) {
      if (std::ranges::find(to, each) == to.end()) to.push_back(each);
    }
  }

  RuleSource source_;
  const Value& value_;
  Validation validation_;
  const syntax::ParserPool& parsers_;
  const FindRuleFile& find_;
  Use use_;
  Rule rule_;
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
                       const syntax::ParserPool& parsers, RuleTables& tables,
                       const FindRuleFile& find) {
  return RuleReader(document, value, validation, parsers, tables, find).run();
}

}  // namespace scan::sast

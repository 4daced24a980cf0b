// The one list of analyzers: their names, the rule format that each reads, and how each is made.
#include "scan/builtin.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "builtin/embedded_rules.h"
#include "iac/iac_analyzer.h"
#include "rules/fields.h"
#include "rules/loading.h"
#include "rules/rule_file.h"
#include "sast/sast_analyzer.h"
#include "sca/sca_analyzer.h"
#include "sca/supply_chain.h"
#include "secrets/secrets_analyzer.h"

namespace scan {
namespace {

using MakeFromRules = Result<std::unique_ptr<Analyzer>> (*)(rules::Loading, const BuiltinOptions&);

template <Result<std::unique_ptr<Analyzer>> (*make)(rules::Loading)>
Result<std::unique_ptr<Analyzer>> without_options(rules::Loading loading, const BuiltinOptions&) {
  return make(std::move(loading));
}

Result<std::unique_ptr<Analyzer>> make_secrets(rules::Loading loading,
                                               const BuiltinOptions& options) {
  return secrets::make_analyzer(std::move(loading), options.max_decode_depth);
}

struct Entry {
  std::string_view name;
  /// Of the rule files that it reads; sca has none, its rules are advisories.
  std::array<std::optional<rules::Format>, 2> formats;
  MakeFromRules make = nullptr;

  bool reads_rules() const { return make != nullptr; }
  bool reads(rules::Format format) const { return std::ranges::count(formats, format) > 0; }
};

constexpr std::string_view kSca = "sca";

constexpr std::array<Entry, 4> kAnalyzers = {{
    {"sast", {rules::Format::kSemgrep}, without_options<sast::make_analyzer>},
    {"secrets", {rules::Format::kGitleaks, rules::Format::kKingfisher}, make_secrets},
    {kSca, {}, nullptr},
    {"iac", {rules::Format::kCheckov}, without_options<iac::make_analyzer>},
}};

Status check_names(const std::vector<std::string>& names) {
  const std::vector<std::string_view> known = builtin_analyzer_names();
  for (const std::string& name : names) {
    if (std::ranges::count(known, name) > 0) continue;
    const std::string_view near = rules::nearest(name, known);
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message = "unknown analyzer `" + name + "`",
                 .hint = near.empty() ? "there are sast, secrets, sca and iac"
                                      : "did you mean `" + std::string(near) + "`?"};
  }
  return {};
}

// Advisories are known only when a package is found, so any word that looks like an advisory's id
// (GHSA-…, CVE-…, PYSEC-…) has to be taken for one.
bool may_name_advisory(std::string_view id) {
  const std::size_t dash = id.find('-');
  return dash != std::string_view::npos && dash >= 2 &&
         std::ranges::all_of(id.substr(0, dash), base::is_upper);
}

bool names_rule(std::string_view id, const std::vector<RuleInfo>& rules) {
  return std::ranges::any_of(rules, [&](const RuleInfo& rule) {
    return rule.id == id || std::ranges::count(rule.aliases, id) > 0;
  });
}

bool keeps_rules_of_sca(const BuiltinOptions& options) {
  const std::vector<RuleInfo> own = sca::supply_chain_rules();
  return options.keep_rules.empty() ||
         std::ranges::any_of(options.keep_rules, [&](const std::string& id) {
           return may_name_advisory(id) || names_rule(id, own);
         });
}

// A misspelt --rule would otherwise read as a clean scan.
Status check_kept_rules(const BuiltinOptions& options,
                        const std::vector<std::unique_ptr<Analyzer>>& analyzers) {
  if (options.keep_rules.empty()) return {};
  std::vector<RuleInfo> rules;
  bool sca_runs = false;
  for (const auto& analyzer : analyzers) {
    std::ranges::move(analyzer->rules(), std::back_inserter(rules));
    sca_runs = sca_runs || analyzer->name() == kSca;
  }
  for (const std::string& id : options.keep_rules) {
    if (names_rule(id, rules) || (sca_runs && may_name_advisory(id))) continue;
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message = "no rule has the id or alias `" + id + "`",
                 .hint = "`scan rules list` shows all rules"};
  }
  return {};
}

}  // namespace

std::vector<std::string_view> builtin_analyzer_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : kAnalyzers) names.push_back(entry.name);
  return names;
}

Notice rejected_rule_notice(const Error& error) {
  std::string place;
  if (error.region.start_line > 0) place = " on line " + std::to_string(error.region.start_line);
  return {.code = "rule-skipped",
          .message = error.message + place,
          .path = error.path,
          .rule_id = {},
          .incomplete = true};
}

Result<BuiltinAnalyzers> make_builtin_analyzers(const BuiltinOptions& options) {
  if (Status names = check_names(options.analyzers); !names.ok()) return names.error();
  const std::vector<std::string> paths =
      options.rules.empty() ? std::vector<std::string>{"default"} : options.rules;
  Result<std::vector<rules::RuleFile>> files = rules::load(paths, builtin::embedded_rules());
  if (!files.ok()) return files.error();

  BuiltinAnalyzers made;
  for (const Entry& entry : kAnalyzers) {
    if (!options.analyzers.empty() && std::ranges::count(options.analyzers, entry.name) == 0)
      continue;
    const rules::Selection selection(options.keep_rules, options.drop_rules);
    Result<std::unique_ptr<Analyzer>> analyzer = std::unique_ptr<Analyzer>();
    if (!entry.reads_rules()) {
      if (!keeps_rules_of_sca(options)) continue;
      analyzer = sca::make_analyzer({.database = options.advisory_database,
                                     .origin = options.database_origin,
                                     .max_age = options.max_database_age,
                                     .selection = selection,
                                     .builtin_rules = std::ranges::count(paths, "default") > 0,
                                     .projects = {.maven_repository = options.maven_repository}});
    } else {
      rules::Loading loading{.selection = selection,
                             .embedded = &builtin::embedded_rules(),
                             .bad_rules = options.bad_rules,
                             .helper_rules = options.helper_rules,
                             .rejected = &made.rejected,
                             .notices = &made.notices};
      for (rules::RuleFile& file : *files)
        if (entry.reads(file.format)) loading.files.push_back(std::move(file));
      if (loading.files.empty()) continue;
      analyzer = entry.make(std::move(loading), options);
    }
    if (!analyzer.ok()) return analyzer.error();
    if (entry.reads_rules() && (*analyzer)->rules().empty()) continue;
    made.list.push_back(*std::move(analyzer));
  }
  if (Status kept = check_kept_rules(options, made.list); !kept.ok()) return kept.error();
  return made;
}

}  // namespace scan

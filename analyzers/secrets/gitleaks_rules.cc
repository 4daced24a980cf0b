// Three steps, as Gitleaks' config.go has them: each table of a file becomes a draft, drafts of a
// file are laid over those of the file that it extends, and what comes out is checked and
// completed (RuleCollection).
//
// Gitleaks reads its file through Viper, to which the case of a key means nothing ("stopWords" and
// "stopwords" are one).
#include "secrets/gitleaks_rules.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "secrets/checks/check.h"
#include "secrets/gitleaks_allowlists.h"
#include "secrets/gitleaks_version.h"
#include "secrets/regex_fields.h"
#include "secrets/rule_forms.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

using document::Kind;
using document::Value;
using rules::Fields;
using rules::KeyCase;
using rules::RuleFile;

// How many files Gitleaks follows from one to the next; what a further one extends it passes over.
constexpr std::size_t kMaxExtended = 2;

// An allowlist of a file that is about some of its rules only.
struct TargetedAllowlist {
  std::vector<std::string> rules;
  std::shared_ptr<const Allowlist> allowlist;
  Error unknown_rule;  // but for the message
};

// A file with all that it extends.
struct Config {
  std::vector<Draft> drafts;
  Allowlists global;
  std::vector<TargetedAllowlist> targeted;
};

RegexOrigin origin_of(const RuleFile& file) {
  return file.builtin ? RegexOrigin::kBuiltin : RegexOrigin::kUser;
}

class Reader {
 public:
  Reader(rules::Loading& loading, RuleCollection& collection)
      : loading_(loading), collection_(collection) {}

  Status read(const RuleFile& file);

 private:
  Result<Config> read_file(const RuleFile& file);
  Status read_rules(Fields& fields, const RuleFile& file, Config& config);
  Status read_allowlists(Fields& fields, const RuleFile& file, Config& config);
  Status extend(const RuleFile& file, const Value& extend, Config& config);
  Result<std::vector<RuleFile>> load_base(const RuleFile& file, Fields& fields,
                                          const Value& extend);
  void disable(const RuleFile& file, const std::vector<std::string>& disabled,
               std::vector<Draft>& drafts);
  Status apply_targeted(Config& config);
  void note(const RuleFile& file, std::string message);

  rules::Loading& loading_;
  RuleCollection& collection_;
  // The file that is read, and before it those that led to it.
  std::vector<std::string> chain_;
};

template <typename T>
std::optional<T> read_word(Fields& fields, std::string_view key,
                           std::optional<T> (*parse)(std::string_view), std::string_view hint) {
  const std::optional<std::string> word = fields.optional_string(key);
  if (!word) return std::nullopt;
  std::optional<T> value = parse(*word);
  if (!value)
    fields.fail(*fields.optional(key), "unknown " + std::string(key) + " `" + *word + "`",
                std::string(hint));
  return value;
}

std::vector<const Check*> read_checks(Fields& fields, std::string_view key) {
  std::vector<const Check*> checks;
  for (const std::string& name : fields.strings(key)) {
    if (const Check* check = find_check(name); check != nullptr) {
      checks.push_back(check);
      continue;
    }
    std::vector<std::string_view> names;
    for (const Check& check : all_checks()) names.push_back(check.name);
    const std::string_view near = rules::nearest(name, names);
    fields.fail(*fields.optional(key), "unknown check `" + name + "`",
                near.empty() ? std::string() : "did you mean `" + std::string(near) + "`?");
  }
  return checks;
}

Result<Requirement> read_requirement(const RuleFile& file, const Value& table) {
  Fields fields(file.document, table, "requirement", KeyCase::kFolded);
  Requirement requirement{.id = fields.required_string("id")};
  if (const Value* id = fields.optional("id"); id != nullptr && requirement.id.empty())
    fields.fail(*id, "the id of the required rule is empty");
  const auto distance = [&fields](std::string_view key) -> std::optional<std::uint32_t> {
    const std::optional<std::int64_t> number = fields.optional_int(key);
    if (!number) return std::nullopt;
    if (*number < 0) fields.fail(*fields.optional(key), "a distance is not negative");
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 0, UINT32_MAX));
  };
  requirement.within_lines = distance("withinLines");
  requirement.within_columns = distance("withinColumns");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return requirement;
}

Result<Draft> read_rule(const RuleFile& file, const Value& table) {
  Fields fields(file.document, table, "rule", KeyCase::kFolded);
  Draft draft = draft_at(file, table);
  Rule& rule = draft.rule;

  rule.info.id = fields.required_string("id");
  if (const Value* id = fields.optional("id");
      id != nullptr && rule.info.id.find_first_not_of(" \t\n") == std::string::npos)
    fields.fail(*id, "the rule's id is empty");
  draft.description = fields.optional_string("description").value_or("");
  rule.regex = read_regex(fields, "regex", origin_of(file));
  rule.path = read_regex(fields, "path", origin_of(file));
  const std::int64_t group = fields.optional_int("secretGroup").value_or(0);
  if (group < 0 || group > 1000) fields.fail(*fields.optional("secretGroup"), "no such group");
  rule.secret_group = static_cast<std::uint32_t>(group);
  rule.entropy = fields.optional_number("entropy").value_or(0);
  for (std::string& keyword : fields.strings("keywords"))
    rule.keywords.push_back(base::lowered(std::move(keyword)));
  rule.max_word_likeness = fields.optional_number("maxWordLikeness");
  rule.unescape = fields.optional_bool("unescape").value_or(file.builtin);
  read_rule_form(fields, file.builtin, rule);
  rule.tags = fields.strings("tags");
  rule.checks = read_checks(fields, "checks");
  const Value* verify = fields.optional("verify");
  for (const Value* allowlist : allowlist_tables(fields)) {
    auto read = read_allowlist(file, *allowlist, nullptr);
    if (!read.ok()) return read.error();
    rule.allowlists.push_back(std::move(*read));
  }
  for (const Value* required : fields.mappings("required")) {
    Result<Requirement> requirement = read_requirement(file, *required);
    if (!requirement.ok()) return requirement.error();
    rule.required.push_back(std::move(*requirement));
  }
  rule.skip_report = fields.optional_bool("skipReport").value_or(false);

  draft.title = fields.optional_string("title").value_or("");
  rule.info.help = fields.optional_string("help").value_or("");
  rule.info.aliases = fields.strings("aliases");
  rule.info.references = fields.strings("references");
  rule.info.cwe = fields.strings("cwe");
  draft.severity = read_word<Severity>(fields, "severity", parse_severity,
                                       "it is `critical`, `high`, `medium`, `low` or `info`");
  draft.confidence = read_word<Confidence>(fields, "confidence", parse_confidence,
                                           "it is `high`, `medium` or `low`");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  if (verify != nullptr) {
    auto read = read_live_check(file.document, *verify, rule.regex ? group_count(*rule.regex) : 0);
    if (!read.ok()) return read.error();
    rule.live_check = *std::move(read);
  }
  return draft;
}

Status Reader::read_rules(Fields& fields, const RuleFile& file, Config& config) {
  std::set<std::string> ids;
  for (const Value* table : fields.mappings("rules")) {
    Result<Draft> draft = read_rule(file, *table);
    if (draft.ok() && !ids.insert(draft->id()).second)
      draft = draft->error("id", "the rule `" + draft->id() + "` stands twice");
    if (draft.ok())
      config.drafts.push_back(std::move(*draft));
    else if (Status status = loading_.reject(draft.error()); !status.ok())
      return status;
  }
  return {};
}

Status Reader::read_allowlists(Fields& fields, const RuleFile& file, Config& config) {
  for (const Value* table : allowlist_tables(fields)) {
    std::vector<std::string> targets;
    auto allowlist = read_allowlist(file, *table, &targets);
    if (!allowlist.ok()) {
      if (Status status = loading_.reject(allowlist.error()); !status.ok()) return status;
    } else if (targets.empty()) {
      config.global.push_back(std::move(*allowlist));
    } else {
      const Value* list = rules::find_key(*table, "targetRules", KeyCase::kFolded);
      config.targeted.push_back({std::move(targets), std::move(*allowlist),
                                 file.document.error_at(list->span, ErrorCode::kInvalidRule, "")});
    }
  }
  return {};
}

void Reader::note(const RuleFile& file, std::string message) {
  loading_.note({.code = "rule-file",
                 .message = std::move(message),
                 .path = file.path,
                 .rule_id = {},
                 .incomplete = false});
}

// Takes out what `disabled` names, by id or alias, and what could never find anything without.
void Reader::disable(const RuleFile& file, const std::vector<std::string>& disabled,
                     std::vector<Draft>& drafts) {
  std::set<std::string> unheard_of(disabled.begin(), disabled.end());
  const auto is_disabled = [&](const Draft& draft) {
    return std::ranges::any_of(disabled, [&](const std::string& id) { return draft.is(id); });
  };
  const auto boundary =
      std::stable_partition(drafts.begin(), drafts.end(), std::not_fn(is_disabled));
  const std::span on(drafts.begin(), boundary);
  const std::span off(boundary, drafts.end());
  for (const Draft& draft : off)
    std::erase_if(unheard_of, [&draft](const std::string& id) { return draft.is(id); });
  for (const std::string& id : unheard_of)
    note(file, "`disabledRules` names `" + id + "`, and there is no such rule to disable");
  const auto needs_disabled = [&](const Draft& draft) {
    return std::ranges::any_of(draft.rule.required, [&](const Requirement& requirement) {
      return std::ranges::any_of(off, [&](const Draft& each) { return each.is(requirement.id); });
    });
  };
  for (const Draft& draft : on)
    if (needs_disabled(draft))
      note(file, "`" + draft.id() + "` finds nothing, as a rule that it requires is disabled");
  std::vector<Draft> kept;
  for (Draft& draft : on)
    if (!needs_disabled(draft)) kept.push_back(std::move(draft));
  drafts = std::move(kept);
}

// Where `path` is relative it is so to the file that names it; Gitleaks takes it from where it was
// started, so that is tried where there is nothing beside the file.
std::filesystem::path find_base(const RuleFile& file, const std::string& path) {
  std::error_code ignored;
  const std::filesystem::path beside = std::filesystem::path(file.path).parent_path() / path;
  const bool elsewhere =
      !std::filesystem::exists(beside, ignored) && std::filesystem::exists(path, ignored);
  return std::filesystem::weakly_canonical(elsewhere ? std::filesystem::path(path) : beside,
                                           ignored);
}

// The files that `extend` names: the built-in ones, or another one.
Result<std::vector<RuleFile>> Reader::load_base(const RuleFile& file, Fields& fields,
                                                const Value& extend) {
  const bool use_default = fields.optional_bool("useDefault").value_or(false);
  const std::string path = fields.optional_string("path").value_or("");
  if (const Value* url = fields.optional("url"); url != nullptr)
    fields.fail(*url, "rules cannot be extended from a URL", "a scan makes no connections");
  if (use_default && !path.empty())
    fields.fail(*fields.optional("path"), "`path` cannot be used alongside `useDefault`");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  if (!use_default && path.empty()) return std::vector<RuleFile>();
  if (chain_.size() > kMaxExtended) {
    note(file, "what this file extends is not read: it is itself the second that others extend");
    return std::vector<RuleFile>();
  }
  if (use_default) {
    std::vector<rules::EmbeddedFile> embedded;
    for (const rules::EmbeddedFile& rule_file :
         loading_.embedded != nullptr ? *loading_.embedded : std::vector<rules::EmbeddedFile>())
      if (rule_file.path.ends_with(".toml")) embedded.push_back(rule_file);
    if (embedded.empty() || file.builtin)
      return file.document.error_at(extend.span, ErrorCode::kInvalidRule,
                                    "there are no built-in rules to extend");
    return rules::load({"default"}, embedded);
  }
  const std::string base = find_base(file, path).string();
  if (std::ranges::find(chain_, base) != chain_.end()) {
    note(file, "the file extends itself through `" + path + "`, which is not read again");
    return std::vector<RuleFile>();
  }
  return rules::load({base}, {});
}

Status Reader::extend(const RuleFile& file, const Value& extend, Config& config) {
  Fields fields(file.document, extend, "extend table", KeyCase::kFolded);
  const std::vector<std::string> disabled = fields.strings("disabledRules");
  auto loaded = load_base(file, fields, extend);
  if (!loaded.ok()) return loaded.error();
  if (loaded->empty()) return {};
  std::vector<Draft> drafts;
  for (const RuleFile& base_file : collection_.keep(std::move(*loaded))) {
    if (base_file.format != rules::Format::kGitleaks)
      return file.document.error_at(extend.span, ErrorCode::kInvalidRule,
                                    "`" + base_file.path + "` is no file of Gitleaks' rules");
    auto base = read_file(base_file);
    if (!base.ok()) return base.error();
    std::ranges::move(base->drafts, std::back_inserter(drafts));
    std::ranges::move(base->global, std::back_inserter(config.global));
    std::ranges::move(base->targeted, std::back_inserter(config.targeted));
  }
  disable(file, disabled, drafts);
  for (Draft& draft : drafts) {
    const auto own =
        std::ranges::find_if(config.drafts, [&](const Draft& mine) { return draft.is(mine.id()); });
    if (own == config.drafts.end())
      config.drafts.push_back(std::move(draft));
    else
      lay_over(*own, std::move(draft));
  }
  return {};
}

Result<Config> Reader::read_file(const RuleFile& file) {
  std::error_code ignored;
  chain_.push_back(std::filesystem::weakly_canonical(file.path, ignored).string());
  const Value& root = file.document.root();
  Fields fields(file.document, root, "rule file", KeyCase::kFolded);
  Config config;
  fields.ignore("title");
  fields.ignore("description");
  const std::string version = fields.optional_string("minVersion").value_or("");
  switch (compare_with_known_gitleaks(version)) {
    case GitleaksVersion::kKnown:
      break;
    case GitleaksVersion::kNewer:
      note(file, "the file was written for Gitleaks " + version +
                     "; what is read here is that of " + std::string(kKnownGitleaks));
      break;
    case GitleaksVersion::kInvalid:
      fields.fail(*fields.optional("minVersion"), "`" + version + "` is no version");
  }
  if (Status status = read_rules(fields, file, config); !status.ok()) return status.error();
  if (Status status = read_allowlists(fields, file, config); !status.ok()) return status.error();
  const Value* extended = fields.optional("extend");
  if (Status status = fields.finish(); !status.ok()) {
    if (Status rejected = loading_.reject(status.error()); !rejected.ok()) return rejected.error();
  }
  if (extended != nullptr)
    if (Status status = extend(file, *extended, config); !status.ok()) return status.error();
  chain_.pop_back();
  return config;
}

Status Reader::apply_targeted(Config& config) {
  for (TargetedAllowlist& targeted : config.targeted) {
    for (const std::string& id : targeted.rules) {
      const auto draft =
          std::ranges::find_if(config.drafts, [&](const Draft& d) { return d.is(id); });
      if (draft != config.drafts.end()) {
        draft->rule.allowlists.push_back(targeted.allowlist);
        continue;
      }
      Error error = targeted.unknown_rule;
      error.message = "there is no rule `" + id + "`";
      if (Status status = loading_.reject(std::move(error)); !status.ok()) return status;
    }
  }
  return {};
}

Status Reader::read(const RuleFile& file) {
  auto config = read_file(file);
  if (!config.ok()) return config.error();
  if (Status status = apply_targeted(*config); !status.ok()) return status;
  const auto global = std::make_shared<const Allowlists>(std::move(config->global));
  for (Draft& draft : config->drafts) draft.rule.global_allowlists = global;
  return collection_.add(file, std::move(config->drafts));
}

}  // namespace

Status read_gitleaks_rules(const RuleFile& file, rules::Loading& loading,
                           RuleCollection& collection) {
  return Reader(loading, collection).read(file);
}

}  // namespace scan::secrets

// Three steps, as Gitleaks' config.go has them: each table of a file becomes a draft, drafts of a
// file are merged over those of the file that it extends, and what comes out is checked and
// completed.
//
// Gitleaks reads its file through Viper, to which the case of a key means nothing ("stopWords" and
// "stopwords" are one), so keys are looked up as they are spelled.
#include "secrets/gitleaks_rules.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "secrets/checks/check.h"
#include "secrets/named_value.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

using document::Document;
using document::Kind;
using document::Value;
using rules::Fields;
using rules::RuleFile;

// The key of `table` that is `key` but for case; `key` itself when there is none.
std::string_view spelled(const Value& table, std::string_view key) {
  if (table.find(key) != nullptr) return key;
  for (const document::Member& member : table.members)
    if (std::ranges::equal(member.key, key, {}, base::to_lower, base::to_lower)) return member.key;
  return key;
}

// A rule before it is merged and checked.
struct Draft {
  Rule rule;
  std::string description;
  std::string title;
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  // Where it stands, for errors. Both live as long as the reader.
  const Document* document = nullptr;
  const Value* table = nullptr;
  // From a built-in file, and nothing of the user's was merged into it.
  bool builtin = false;

  const std::string& id() const { return rule.info.id; }
  bool is(std::string_view id) const {
    return rule.info.id == id ||
           std::ranges::find(rule.info.aliases, id) != rule.info.aliases.end();
  }
  Error error(std::string_view key, std::string message) const {
    const Value* value = table->find(spelled(*table, key));
    Span span = (value != nullptr ? value : table)->span;
    const std::size_t end = document->text().find('\n', span.begin);
    span.end = static_cast<std::uint32_t>(std::min<std::size_t>(end, span.end));
    return document->error_at(span, ErrorCode::kInvalidRule, std::move(message));
  }
};

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

class Reader {
 public:
  explicit Reader(rules::Loading& loading) : loading_(loading) {}

  Result<std::vector<Rule>> read();

 private:
  Result<Config> read_file(const RuleFile& file, std::vector<std::string>& chain);
  Status read_rules(Fields& fields, const RuleFile& file, const Value& root, Config& config);
  Status read_allowlists(Fields& fields, const RuleFile& file, const Value& root, Config& config);
  Status extend(const RuleFile& file, const Value& extend, std::vector<std::string>& chain,
                Config& config);
  Result<std::vector<RuleFile>> load_base(const RuleFile& file, Fields& fields, const Value& extend,
                                          std::vector<std::string>& chain);
  Result<Draft> read_rule(const RuleFile& file, const Value& table);
  Result<std::shared_ptr<const Allowlist>> read_allowlist(const RuleFile& file, const Value& table,
                                                          std::vector<std::string>* targets);
  std::optional<text::Regex> read_regex(Fields& fields, const RuleFile& file, const Value& table,
                                        std::string_view key);
  std::vector<text::Regex> read_regexes(Fields& fields, const RuleFile& file, const Value& table,
                                        std::string_view key);
  void read_named_value(Fields& fields, const RuleFile& file, const Value& table, Rule& rule);
  Status finish(Config config, bool builtin, std::vector<Draft>& out);

  rules::Loading& loading_;
  // The files that were loaded because others extend them.
  std::vector<std::vector<RuleFile>> bases_;
  // Where each id is among the rules of all files.
  std::map<std::string, std::size_t> positions_;
};

// Built-in rules are known to compile (their tests see to it), and compiling hundreds of patterns
// takes longer than a small scan may: so of the user's, too, only those that the shape analysis
// does not vouch for are compiled here.
Status check_regex(const text::Regex& regex, bool builtin) {
  if (builtin || text::shape_of(regex.pattern()).understood) return {};
  return regex.check();
}

std::optional<text::Regex> Reader::read_regex(Fields& fields, const RuleFile& file,
                                              const Value& table, std::string_view key) {
  const std::string_view name = spelled(table, key);
  std::optional<std::string> pattern = fields.optional_string(name);
  if (!pattern || pattern->empty()) return std::nullopt;
  text::Regex regex(std::move(*pattern));
  if (Status status = check_regex(regex, file.builtin); !status.ok())
    fields.fail(*fields.optional(name), status.error().message);
  return regex;
}

std::vector<text::Regex> Reader::read_regexes(Fields& fields, const RuleFile& file,
                                              const Value& table, std::string_view key) {
  const std::string_view name = spelled(table, key);
  std::vector<text::Regex> regexes;
  const Value* list = fields.optional(name);
  for (std::string& pattern : fields.strings(name)) {
    const std::size_t i = regexes.size();
    regexes.emplace_back(std::move(pattern));
    if (Status status = check_regex(regexes.back(), file.builtin); !status.ok())
      fields.fail(i < list->items.size() ? *list->items[i] : *list, status.error().message);
  }
  return regexes;
}

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

Result<std::shared_ptr<const Allowlist>> Reader::read_allowlist(const RuleFile& file,
                                                                const Value& table,
                                                                std::vector<std::string>* targets) {
  Fields fields(file.document, table, "allowlist");
  const auto key = [&table](std::string_view name) { return spelled(table, name); };
  auto allowlist = std::make_shared<Allowlist>();
  fields.ignore(key("description"));
  if (targets != nullptr) *targets = fields.strings(key("targetRules"));

  const std::string condition =
      base::lowered(fields.optional_string(key("condition")).value_or(""));
  if (condition == "and" || condition == "&&")
    allowlist->condition = Allowlist::Condition::kAll;
  else if (!condition.empty() && condition != "or" && condition != "||")
    fields.fail(*fields.optional(key("condition")), "unknown condition `" + condition + "`",
                "it is `or` or `and`");

  const std::string target = fields.optional_string(key("regexTarget")).value_or("");
  if (target == "match")
    allowlist->target = Allowlist::Target::kMatch;
  else if (target == "line")
    allowlist->target = Allowlist::Target::kLine;
  else if (!target.empty() && target != "secret")
    fields.fail(*fields.optional(key("regexTarget")), "unknown target `" + target + "`",
                "it is `secret`, `match` or `line`");

  for (std::string& commit : fields.strings(key("commits")))
    allowlist->commits.push_back(base::lowered(std::move(commit)));
  allowlist->paths = read_regexes(fields, file, table, "paths");
  allowlist->regexes = read_regexes(fields, file, table, "regexes");
  std::vector<text::Literal> stopwords;
  for (std::string& word : fields.strings(key("stopwords")))
    stopwords.push_back({std::move(word), text::Case::kInsensitive});
  if (!stopwords.empty()) allowlist->stopwords.emplace(std::move(stopwords));
  if (table.kind == Kind::kMapping && allowlist->commits.empty() && allowlist->paths.empty() &&
      allowlist->regexes.empty() && !allowlist->stopwords)
    fields.fail(table, "an allowlist without commits, paths, regexes or stopwords");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return std::shared_ptr<const Allowlist>(std::move(allowlist));
}

// The tables of `[[allowlists]]`, and the one of the older `[allowlist]`.
std::vector<const Value*> allowlist_tables(Fields& fields, const Value& table) {
  const std::string_view list = spelled(table, "allowlists");
  const std::string_view single = spelled(table, "allowlist");
  std::vector<const Value*> tables;
  for (const std::string_view key : {list, single}) {
    const Value* value = fields.optional(key);
    if (value == nullptr) continue;
    if (!tables.empty())
      fields.fail(*value, "`[allowlist]` cannot be used alongside `[[allowlists]]`");
    if (value->kind == Kind::kMapping)
      tables.push_back(value);
    else
      tables = fields.mappings(key);
  }
  return tables;
}

// `names` and `value`, from which the regex is made.
void Reader::read_named_value(Fields& fields, const RuleFile& file, const Value& table,
                              Rule& rule) {
  const Value* names = fields.optional(spelled(table, "names"));
  const Value* value = fields.optional(spelled(table, "value"));
  if (names == nullptr && value == nullptr) return;
  const std::vector<std::string> words = fields.strings(spelled(table, "names"));
  const std::string pattern = fields.optional_string(spelled(table, "value")).value_or("");
  if (words.empty() || pattern.empty())
    return fields.fail(names != nullptr ? *names : *value, "`names` and `value` belong together");
  if (rule.regex) return fields.fail(*value, "`value` cannot be used alongside `regex`");
  if (std::ranges::any_of(words, [](const std::string& word) { return word.size() < 3; }))
    return fields.fail(*names, "a name has at least three characters");
  const text::Regex alone(pattern);
  if (Status status = alone.check(); !file.builtin && !status.ok())
    return fields.fail(*value, status.error().message);
  if (const text::RegexShape shape = text::shape_of(pattern);
      !shape.understood || shape.group_count > 0)
    return fields.fail(*value, "`value` is a regex that RE2 takes, without groups that capture");
  rule.regex.emplace(named_value_regex(words, pattern));
  rule.precision = Precision::kNamed;
  if (fields.optional(spelled(table, "entropy")) == nullptr) rule.entropy = kNamedValueEntropy;
  if (rule.keywords.empty())
    for (const std::string& word : words) rule.keywords.push_back(base::lowered(word));
}

Result<Draft> Reader::read_rule(const RuleFile& file, const Value& table) {
  Fields fields(file.document, table, "rule");
  const auto key = [&table](std::string_view name) { return spelled(table, name); };
  Draft draft;
  draft.document = &file.document;
  draft.table = &table;
  draft.builtin = file.builtin;
  Rule& rule = draft.rule;

  rule.info.id = fields.required_string(key("id"));
  if (const Value* id = fields.optional(key("id"));
      id != nullptr && rule.info.id.find_first_not_of(" \t\n") == std::string::npos)
    fields.fail(*id, "the rule's id is empty");
  draft.description = fields.optional_string(key("description")).value_or("");
  rule.regex = read_regex(fields, file, table, "regex");
  rule.path = read_regex(fields, file, table, "path");
  const std::int64_t group = fields.optional_int(key("secretGroup")).value_or(0);
  if (group < 0 || group > 1000) fields.fail(*fields.optional(key("secretGroup")), "no such group");
  rule.secret_group = static_cast<std::uint32_t>(group);
  rule.entropy = fields.optional_number(key("entropy")).value_or(0);
  for (std::string& keyword : fields.strings(key("keywords")))
    rule.keywords.push_back(base::lowered(std::move(keyword)));
  read_named_value(fields, file, table, rule);
  rule.tags = fields.strings(key("tags"));
  rule.checks = read_checks(fields, key("checks"));
  for (const Value* allowlist : allowlist_tables(fields, table)) {
    auto read = read_allowlist(file, *allowlist, nullptr);
    if (!read.ok()) return read.error();
    rule.allowlists.push_back(std::move(*read));
  }
  for (const std::string_view later : {"required", "skipReport"})
    if (const Value* value = fields.optional(key(later)); value != nullptr)
      fields.fail(*value, "`" + std::string(later) + "` is not supported by this version");

  draft.title = fields.optional_string(key("title")).value_or("");
  rule.info.help = fields.optional_string(key("help")).value_or("");
  rule.info.aliases = fields.strings(key("aliases"));
  rule.info.references = fields.strings(key("references"));
  rule.info.cwe = fields.strings(key("cwe"));
  draft.severity = read_word<Severity>(fields, key("severity"), parse_severity,
                                       "it is `critical`, `high`, `medium`, `low` or `info`");
  draft.confidence = read_word<Confidence>(fields, key("confidence"), parse_confidence,
                                           "it is `high`, `medium` or `low`");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return draft;
}

Status Reader::read_rules(Fields& fields, const RuleFile& file, const Value& root, Config& config) {
  std::set<std::string> ids;
  for (const Value* table : fields.mappings(spelled(root, "rules"))) {
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

Status Reader::read_allowlists(Fields& fields, const RuleFile& file, const Value& root,
                               Config& config) {
  for (const Value* table : allowlist_tables(fields, root)) {
    std::vector<std::string> targets;
    auto allowlist = read_allowlist(file, *table, &targets);
    if (!allowlist.ok()) {
      if (Status status = loading_.reject(allowlist.error()); !status.ok()) return status;
    } else if (targets.empty()) {
      config.global.push_back(std::move(*allowlist));
    } else {
      const Value* list = table->find(spelled(*table, "targetRules"));
      config.targeted.push_back({std::move(targets), std::move(*allowlist),
                                 file.document.error_at(list->span, ErrorCode::kInvalidRule, "")});
    }
  }
  return {};
}

// The files that `extend` names: the built-in ones, or one beside `file`.
Result<std::vector<RuleFile>> Reader::load_base(const RuleFile& file, Fields& fields,
                                                const Value& extend,
                                                std::vector<std::string>& chain) {
  const auto key = [&extend](std::string_view name) { return spelled(extend, name); };
  const bool use_default = fields.optional_bool(key("useDefault")).value_or(false);
  const std::string path = fields.optional_string(key("path")).value_or("");
  if (const Value* url = fields.optional(key("url")); url != nullptr)
    fields.fail(*url, "rules cannot be extended from a URL", "a scan makes no connections");
  if (use_default && !path.empty())
    fields.fail(*fields.optional(key("path")), "`path` cannot be used alongside `useDefault`");
  if (Status status = fields.finish(); !status.ok()) return status.error();

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
  if (path.empty()) return std::vector<RuleFile>();
  std::error_code ignored;
  const std::filesystem::path base = std::filesystem::weakly_canonical(
      std::filesystem::path(file.path).parent_path() / path, ignored);
  if (std::ranges::find(chain, base.string()) != chain.end())
    return file.document.error_at(fields.optional(key("path"))->span, ErrorCode::kInvalidRule,
                                  "the file extends itself through `" + path + "`");
  chain.push_back(base.string());
  return rules::load({base.string()}, {});
}

// Lays the user's draft over the one that it extends, as Gitleaks does.
void merge(Draft& own, Draft base) {
  Rule& mine = own.rule;
  Rule& theirs = base.rule;
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  if (own.description.empty()) own.description = std::move(base.description);
  if (own.title.empty()) own.title = std::move(base.title);
  if (!own.severity) own.severity = base.severity;
  if (!own.confidence) own.confidence = base.confidence;
  if (mine.entropy == 0) mine.entropy = theirs.entropy;
  if (mine.secret_group == 0) mine.secret_group = theirs.secret_group;
  if (!mine.regex) {
    mine.regex = std::move(theirs.regex);
    mine.precision = theirs.precision;
  }
  if (!mine.path) mine.path = std::move(theirs.path);
  if (mine.info.help.empty()) mine.info.help = std::move(theirs.info.help);
  append(mine.tags, theirs.tags);
  if (mine.checks.empty()) mine.checks = std::move(theirs.checks);
  append(mine.keywords, theirs.keywords);
  append(mine.allowlists, theirs.allowlists);
  append(mine.info.references, theirs.info.references);
  if (mine.info.cwe.empty()) mine.info.cwe = std::move(theirs.info.cwe);
  if (theirs.info.id != mine.info.id) mine.info.aliases.push_back(theirs.info.id);
  append(mine.info.aliases, theirs.info.aliases);
  std::erase(mine.info.aliases, mine.info.id);
}

Status Reader::extend(const RuleFile& file, const Value& extend, std::vector<std::string>& chain,
                      Config& config) {
  Fields fields(file.document, extend, "extend table");
  const std::vector<std::string> disabled = fields.strings(spelled(extend, "disabledRules"));
  auto loaded = load_base(file, fields, extend, chain);
  if (!loaded.ok()) return loaded.error();
  // Moving the list leaves its files where they are, so references to them stay good.
  bases_.push_back(std::move(*loaded));
  const std::span<const RuleFile> files = bases_.back();
  for (const RuleFile& base_file : files) {
    if (base_file.format != rules::Format::kGitleaks)
      return file.document.error_at(extend.span, ErrorCode::kInvalidRule,
                                    "`" + base_file.path + "` is no file of secret rules");
    auto base = read_file(base_file, chain);
    if (!base.ok()) return base.error();
    for (Draft& draft : base->drafts) {
      if (std::ranges::any_of(disabled, [&](const std::string& id) { return draft.is(id); }))
        continue;
      const auto own = std::ranges::find_if(config.drafts,
                                            [&](const Draft& mine) { return draft.is(mine.id()); });
      if (own == config.drafts.end())
        config.drafts.push_back(std::move(draft));
      else
        merge(*own, std::move(draft));
    }
    std::ranges::move(base->global, std::back_inserter(config.global));
    std::ranges::move(base->targeted, std::back_inserter(config.targeted));
  }
  return {};
}

Result<Config> Reader::read_file(const RuleFile& file, std::vector<std::string>& chain) {
  const Value& root = file.document.root();
  Fields fields(file.document, root, "rule file");
  Config config;
  // "minVersion" asks for a version of Gitleaks: what this version does not know it refuses by key.
  for (const std::string_view key : {"title", "description", "minVersion"})
    fields.ignore(spelled(root, key));
  if (Status status = read_rules(fields, file, root, config); !status.ok()) return status.error();
  if (Status status = read_allowlists(fields, file, root, config); !status.ok())
    return status.error();
  const Value* extended = fields.optional(spelled(root, "extend"));
  if (Status status = fields.finish(); !status.ok()) {
    if (Status rejected = loading_.reject(status.error()); !rejected.ok()) return rejected.error();
  }
  if (extended != nullptr)
    if (Status status = extend(file, *extended, chain, config); !status.ok()) return status.error();
  return config;
}

std::uint32_t group_count(const text::Regex& regex) {
  const text::RegexShape shape = text::shape_of(regex.pattern());
  return shape.understood ? shape.group_count : regex.group_count();
}

Status check(const Draft& draft) {
  const Rule& rule = draft.rule;
  if (!rule.regex && !rule.path)
    return draft.error("id", "the rule `" + draft.id() + "` has neither a regex nor a path");
  if (rule.regex && rule.secret_group > 0 && rule.secret_group > group_count(*rule.regex))
    return draft.error("secretGroup", "the regex has only " +
                                          std::to_string(group_count(*rule.regex)) + " groups");
  return {};
}

// What a report needs of a rule, where the file leaves it open.
void complete(Draft& draft) {
  RuleInfo& info = draft.rule.info;
  info.analyzer = "secrets";
  info.title = !draft.title.empty()         ? draft.title
               : !draft.description.empty() ? draft.description
                                            : info.id;
  if (info.help.empty()) info.help = draft.description;
  info.severity = draft.severity.value_or(Severity::kHigh);
  info.confidence = draft.confidence.value_or(Confidence::kMedium);
  if (info.cwe.empty()) info.cwe = {"CWE-798"};
  if (base::lowered(info.id).find("generic") != std::string::npos)
    draft.rule.precision = Precision::kGeneric;
  draft.rule.builtin = draft.builtin;
  draft.rule.message = draft.description.empty() ? info.title : draft.description;
}

// Checks what was merged, and adds it to the rules of the files before.
Status Reader::finish(Config config, bool builtin, std::vector<Draft>& out) {
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
  const auto global = std::make_shared<const Allowlists>(std::move(config.global));
  for (Draft& draft : config.drafts) {
    if (Status sound = check(draft); !sound.ok()) {
      if (Status status = loading_.reject(sound.error()); !status.ok()) return status;
      continue;
    }
    draft.rule.global_allowlists = global;
    const auto [position, added] = positions_.try_emplace(draft.id(), out.size());
    if (added) {
      out.push_back(std::move(draft));
      continue;
    }
    Draft* same = &out[position->second];
    if (same->builtin && (!draft.builtin || !builtin)) {
      *same = std::move(draft);
    } else if (!draft.builtin) {
      Error error = draft.error("id", "the rule `" + draft.id() + "` is defined in `" +
                                          same->document->path() + "` as well");
      if (Status status = loading_.reject(std::move(error)); !status.ok()) return status;
    }
  }
  return {};
}

Result<std::vector<Rule>> Reader::read() {
  std::vector<Draft> drafts;
  for (const RuleFile& file : loading_.files) {
    std::error_code ignored;
    std::vector<std::string> chain = {
        std::filesystem::weakly_canonical(file.path, ignored).string()};
    auto config = read_file(file, chain);
    if (!config.ok()) return config.error();
    if (Status status = finish(std::move(*config), file.builtin, drafts); !status.ok())
      return status.error();
  }
  std::vector<Rule> rules;
  for (Draft& draft : drafts) {
    complete(draft);
    if (loading_.selection.admits(draft.rule.info)) rules.push_back(std::move(draft.rule));
  }
  return rules;
}

}  // namespace

Result<std::vector<Rule>> read_gitleaks_rules(rules::Loading& loading) {
  return Reader(loading).read();
}

}  // namespace scan::secrets

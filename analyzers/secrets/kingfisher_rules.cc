// A rule there is for a scan that asks the issuer of a secret whether it is live; what serves that
// alone (validation, revocation, and the values that one rule hands to another) is read and left
// unused. The rest says what Gitleaks' rules say, in other words.
#include "secrets/kingfisher_rules.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "secrets/regex_fields.h"
#include "text/extended_regex.h"

namespace scan::secrets {
namespace {

using document::Kind;
using document::Value;
using rules::Fields;
using rules::RuleFile;

// The group that is the secret, where a pattern has one of this name.
constexpr std::string_view kSecretGroup = "TOKEN";

// Lines of places that are asked for in the order of the text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  std::uint32_t line_at(std::uint32_t offset) {
    if (offset < offset_) offset_ = 0, line_ = 1;
    line_ += static_cast<std::uint32_t>(
        std::ranges::count(text_.substr(offset_, offset - offset_), '\n'));
    offset_ = offset;
    return line_;
  }

 private:
  std::string_view text_;
  std::uint32_t offset_ = 0;
  std::uint32_t line_ = 1;
};

class Reader {
 public:
  Reader(const RuleFile& file, rules::Loading& loading)
      : file_(file), loading_(loading), lines_(file.document.text()) {}

  Result<std::vector<Draft>> read();

 private:
  Result<Draft> read_rule(const Value& table);
  void read_pattern(Fields& fields, Rule& rule);
  Result<SecretTraits> read_traits(const Value& table);
  Status read_dependencies(Fields& fields);
  void read_examples(Fields& fields, std::string_view key, RuleExample::Kind kind,
                     std::vector<RuleExample>& examples);
  void read_live_checks(Fields& fields);

  const RuleFile& file_;
  rules::Loading& loading_;
  LineCounter lines_;
};

std::uint32_t count_of(Fields& fields, std::string_view key) {
  const std::int64_t count = fields.optional_int(key).value_or(0);
  if (count < 0) fields.fail(*fields.optional(key), "a number of characters is not negative");
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 0, UINT32_MAX));
}

void Reader::read_pattern(Fields& fields, Rule& rule) {
  // A block of YAML ends with a line break, which nobody means.
  const std::string pattern = fields.required_string("pattern");
  const Value* value = fields.optional("pattern");
  if (value == nullptr) return;
  rule.regex.emplace(text::without_extended_mode(base::trimmed(pattern, "\r\n")));
  if (rule.regex->pattern().empty()) return fields.fail(*value, "the pattern is empty");
  const RegexOrigin origin = file_.builtin ? RegexOrigin::kBuiltin : RegexOrigin::kUser;
  if (Status status = check_regex(*rule.regex, origin); !status.ok())
    return fields.fail(*value, status.error().message);
  if (pattern.find(kSecretGroup) == pattern.npos) return;
  const std::vector<std::string> names = rule.regex->group_names();
  const auto named = std::ranges::find(names, kSecretGroup);
  if (named != names.end())
    rule.secret_group = static_cast<std::uint32_t>(named - names.begin() + 1);
}

Result<SecretTraits> Reader::read_traits(const Value& table) {
  Fields inner(file_.document, table, "pattern requirements");
  SecretTraits traits{.min_digits = count_of(inner, "min_digits"),
                      .min_uppercase = count_of(inner, "min_uppercase"),
                      .min_lowercase = count_of(inner, "min_lowercase"),
                      .min_special = count_of(inner, "min_special_chars")};
  if (const auto special = inner.optional_string("special_chars")) traits.special = *special;
  for (const std::string& word : inner.strings("ignore_if_contains"))
    if (!word.empty()) traits.ignored.push_back(base::lowered(word));
  if (const Value* checksum = inner.optional("checksum"); checksum != nullptr)
    inner.fail(*checksum, "checksums that are described by templates are not computed",
               "a rule of Gitleaks' format can name one of the `checks`");
  if (Status status = inner.finish(); !status.ok()) return status.error();
  return traits;
}

// Which values of other rules a live check needs.
Status Reader::read_dependencies(Fields& fields) {
  for (const Value* table : fields.mappings("depends_on_rule")) {
    Fields inner(file_.document, *table, "dependency");
    inner.required_string("rule_id");
    inner.required_string("variable");
    if (Status status = inner.finish(); !status.ok()) return status;
  }
  return {};
}

void Reader::read_examples(Fields& fields, std::string_view key, RuleExample::Kind kind,
                           std::vector<RuleExample>& examples) {
  const Value* list = fields.optional(key);
  std::vector<std::string> texts = fields.strings(key);
  if (list == nullptr || (list->kind == Kind::kSequence && list->items.size() != texts.size()))
    return;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Value& place = list->kind == Kind::kSequence ? *list->items[i] : *list;
    examples.push_back({.kind = kind,
                        .text = std::move(texts[i]),
                        .path = file_.path,
                        .line = lines_.line_at(place.span.begin)});
  }
}

void Reader::read_live_checks(Fields& fields) {
  for (const std::string_view key : {"validation", "revocation"}) {
    const Value* table = fields.optional(key);
    if (table == nullptr || table->kind == Kind::kNull) continue;
    if (table->kind != Kind::kMapping)
      fields.fail(*table, "`" + std::string(key) + "` must be a mapping");
    else
      loading_.note({.code = "rule-file",
                     .message = "`validation` and `revocation` of Kingfisher's rules are read and "
                                "not run: a scan makes no connections",
                     .path = {},
                     .rule_id = {},
                     .incomplete = false});
  }
  fields.optional_bool("prevalidated");
  fields.ignore("tls_mode");
}

Result<Draft> Reader::read_rule(const Value& table) {
  Fields fields(file_.document, table, "rule");
  Draft draft = draft_at(file_, table);
  Rule& rule = draft.rule;
  rule.info.id = fields.required_string("id");
  if (const Value* id = fields.optional("id"); id != nullptr && base::trimmed(rule.info.id).empty())
    fields.fail(*id, "the rule's id is empty");
  draft.title = fields.required_string("name");
  draft.description = fields.optional_string("description").value_or("");
  read_pattern(fields, rule);
  rule.entropy = fields.optional_number("min_entropy").value_or(0);
  if (const Value* requirements = fields.optional("pattern_requirements")) {
    Result<SecretTraits> traits = read_traits(*requirements);
    if (!traits.ok()) return traits.error();
    rule.traits = std::move(*traits);
  }
  if (const auto word = fields.optional_string("confidence")) {
    draft.confidence = parse_confidence(base::lowered(*word));
    if (!draft.confidence)
      fields.fail(*fields.optional("confidence"), "unknown confidence `" + *word + "`",
                  "it is `high`, `medium` or `low`");
  }
  rule.skip_report = !fields.optional_bool("visible").value_or(true);
  rule.info.references = fields.strings("references");
  read_examples(fields, "examples", RuleExample::Kind::kFound, rule.info.examples);
  read_examples(fields, "negative_examples", RuleExample::Kind::kNotFound, rule.info.examples);
  if (Status status = read_dependencies(fields); !status.ok()) return status.error();
  read_live_checks(fields);
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return draft;
}

Result<std::vector<Draft>> Reader::read() {
  Fields fields(file_.document, file_.document.root(), "rule file");
  std::vector<Draft> drafts;
  std::set<std::string> ids;
  for (const Value* table : fields.mappings("rules")) {
    Result<Draft> draft = read_rule(*table);
    if (draft.ok() && !ids.insert(draft->id()).second)
      draft = draft->error("id", "the rule `" + draft->id() + "` stands twice");
    if (draft.ok())
      drafts.push_back(std::move(*draft));
    else if (Status status = loading_.reject(draft.error()); !status.ok())
      return status.error();
  }
  if (Status status = fields.finish(); !status.ok())
    if (Status rejected = loading_.reject(status.error()); !rejected.ok()) return rejected.error();
  return drafts;
}

}  // namespace

Status read_kingfisher_rules(const RuleFile& file, rules::Loading& loading,
                             RuleCollection& collection) {
  Result<std::vector<Draft>> drafts = Reader(file, loading).read();
  if (!drafts.ok()) return drafts.error();
  static const auto kNoAllowlists = std::make_shared<const Allowlists>();
  for (Draft& draft : *drafts) draft.rule.global_allowlists = kNoAllowlists;
  return collection.add(file, std::move(*drafts));
}

}  // namespace scan::secrets

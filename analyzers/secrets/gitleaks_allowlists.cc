#include "secrets/gitleaks_allowlists.h"

#include <utility>

#include "base/ascii.h"
#include "secrets/regex_fields.h"

namespace scan::secrets {
namespace {

using document::Kind;
using document::Value;
using rules::Fields;

Allowlist::Condition read_condition(Fields& fields) {
  const std::string word = base::lowered(fields.optional_string("condition").value_or(""));
  if (word == "and" || word == "&&") return Allowlist::Condition::kAll;
  if (!word.empty() && word != "or" && word != "||")
    fields.fail(*fields.optional("condition"), "unknown condition `" + word + "`",
                "it is `or` or `and`");
  return Allowlist::Condition::kAny;
}

Allowlist::Target read_target(Fields& fields) {
  const std::string word = fields.optional_string("regexTarget").value_or("");
  if (word == "match") return Allowlist::Target::kMatch;
  if (word == "line") return Allowlist::Target::kLine;
  if (!word.empty() && word != "secret")
    fields.fail(*fields.optional("regexTarget"), "unknown target `" + word + "`",
                "it is `secret`, `match` or `line`");
  return Allowlist::Target::kSecret;
}

}  // namespace

std::vector<const Value*> allowlist_tables(Fields& fields) {
  std::vector<const Value*> tables;
  for (const std::string_view key : {"allowlists", "allowlist"}) {
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

Result<std::shared_ptr<const Allowlist>> read_allowlist(const rules::RuleFile& file,
                                                        const Value& table,
                                                        std::vector<std::string>* targets) {
  Fields fields(file.document, table, "allowlist", rules::KeyCase::kFolded);
  const RegexOrigin origin = file.builtin ? RegexOrigin::kBuiltin : RegexOrigin::kUser;
  auto allowlist = std::make_shared<Allowlist>();
  fields.ignore("description");
  if (targets != nullptr) *targets = fields.strings("targetRules");
  allowlist->condition = read_condition(fields);
  allowlist->target = read_target(fields);
  for (const std::string& commit : fields.strings("commits"))
    allowlist->commits.push_back(base::lowered(base::trimmed(commit)));
  allowlist->paths = read_regexes(fields, "paths", origin);
  allowlist->regexes = read_regexes(fields, "regexes", origin);
  std::vector<text::Literal> stopwords;
  for (std::string& word : fields.strings("stopwords"))
    stopwords.push_back({std::move(word), text::Case::kInsensitive});
  if (!stopwords.empty()) allowlist->stopwords.emplace(std::move(stopwords));
  if (table.kind == Kind::kMapping && allowlist->commits.empty() && allowlist->paths.empty() &&
      allowlist->regexes.empty() && !allowlist->stopwords)
    fields.fail(table, "an allowlist without commits, paths, regexes or stopwords");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return std::shared_ptr<const Allowlist>(std::move(allowlist));
}

}  // namespace scan::secrets

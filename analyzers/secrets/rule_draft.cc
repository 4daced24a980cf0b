#include "secrets/rule_draft.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

// The base's come first, as in Gitleaks.
template <typename T>
void prepend(std::vector<T>& own, std::vector<T>& base) {
  own.insert(own.begin(), std::make_move_iterator(base.begin()),
             std::make_move_iterator(base.end()));
}

}  // namespace

std::uint32_t group_count(const text::Regex& regex) {
  const text::RegexShape shape = text::shape_of(regex.pattern());
  return shape.understood ? shape.group_count : regex.group_count();
}

bool Draft::is(std::string_view id) const {
  return rule.info.id == id || std::ranges::find(rule.info.aliases, id) != rule.info.aliases.end();
}

Error Draft::error(std::string_view key, std::string message) const {
  const document::Value* value = rules::find_key(*table, key, rules::KeyCase::kFolded);
  Span span = (value != nullptr ? value : table)->span;
  const std::size_t end = document->text().find('\n', span.begin);
  span.end = static_cast<std::uint32_t>(std::min<std::size_t>(end, span.end));
  return document->error_at(span, ErrorCode::kInvalidRule, std::move(message));
}

Draft draft_at(const rules::RuleFile& file, const document::Value& table) {
  Draft draft;
  draft.document = &file.document;
  draft.table = &table;
  draft.builtin = file.builtin;
  return draft;
}

void lay_over(Draft& own, Draft extended) {
  Rule& mine = own.rule;
  Rule& theirs = extended.rule;
  if (own.description.empty()) own.description = std::move(extended.description);
  if (own.title.empty()) own.title = std::move(extended.title);
  if (!own.severity) own.severity = extended.severity;
  if (!own.confidence) own.confidence = extended.confidence;
  if (mine.entropy == 0) mine.entropy = theirs.entropy;
  if (!mine.max_word_likeness) mine.max_word_likeness = theirs.max_word_likeness;
  if (mine.secret_group == 0) mine.secret_group = theirs.secret_group;
  if (!mine.reads_text()) {
    mine.named = std::move(theirs.named);
    mine.assigned = std::move(theirs.assigned);
    mine.regex = std::move(theirs.regex);
    mine.precision = theirs.precision;
  }
  if (!mine.path) mine.path = std::move(theirs.path);
  if (mine.info.help.empty()) mine.info.help = std::move(theirs.info.help);
  prepend(mine.tags, theirs.tags);
  if (mine.live_check == nullptr) mine.live_check = std::move(theirs.live_check);
  if (mine.checks.empty()) mine.checks = std::move(theirs.checks);
  prepend(mine.keywords, theirs.keywords);
  prepend(mine.allowlists, theirs.allowlists);
  mine.required = std::move(theirs.required);
  mine.skip_report = theirs.skip_report;
  prepend(mine.info.references, theirs.info.references);
  if (mine.info.cwe.empty()) mine.info.cwe = std::move(theirs.info.cwe);
  prepend(mine.info.aliases, theirs.info.aliases);
  if (theirs.info.id != mine.info.id)
    mine.info.aliases.insert(mine.info.aliases.begin(), theirs.info.id);
  std::erase(mine.info.aliases, mine.info.id);
}

Status check(const Draft& draft) {
  const Rule& rule = draft.rule;
  if (!rule.reads_text() && !rule.path)
    return draft.error("id", "the rule `" + draft.id() + "` has neither a regex nor a path");
  if (rule.regex && rule.secret_group > 0 && rule.secret_group > group_count(*rule.regex))
    return draft.error("secretGroup", "the regex has only " +
                                          std::to_string(group_count(*rule.regex)) + " groups");
  return {};
}

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
  if (draft.rule.regex && base::lowered(info.id).find("generic") != std::string::npos)
    draft.rule.precision = Precision::kGeneric;
  draft.rule.builtin = draft.builtin;
  draft.rule.message = draft.description.empty() ? info.title : draft.description;
}

}  // namespace scan::secrets

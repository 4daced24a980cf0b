#include "secrets/rule_forms.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "secrets/named_value.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

using document::Value;
using rules::Fields;

// `names` and `value`.
void read_named_value(Fields& fields, bool builtin, Rule& rule) {
  const Value* names = fields.optional("names");
  const Value* value = fields.optional("value");
  if (names == nullptr && value == nullptr) return;
  const std::vector<std::string> words = fields.strings("names");
  const std::string pattern = fields.optional_string("value").value_or("");
  if (words.empty() || pattern.empty())
    return fields.fail(names != nullptr ? *names : *value, "`names` and `value` belong together");
  if (rule.regex) return fields.fail(*value, "`value` cannot be used alongside `regex`");
  if (std::ranges::any_of(words, [](const std::string& word) { return word.size() < 3; }))
    return fields.fail(*names, "a name has at least three characters");
  if (!builtin) {
    const text::Regex alone(pattern);
    if (Status status = alone.check(); !status.ok())
      return fields.fail(*value, status.error().message);
    if (const text::RegexShape shape = text::shape_of(pattern);
        !shape.understood || shape.group_count > 0)
      return fields.fail(*value, "`value` is a regex that RE2 takes, without groups that capture");
  }
  rule.named = std::make_shared<const NamedValueReader>(words, pattern);
  rule.precision = Precision::kNamed;
  if (fields.optional("entropy") == nullptr) rule.entropy = kNamedValueEntropy;
  if (rule.keywords.empty())
    for (const std::string& word : words) rule.keywords.push_back(base::lowered(word));
}

// What is given to names with certain words.
void read_assigned(Fields& fields, Rule& rule) {
  const Value* assigned = fields.optional("assigned");
  AssignmentReader::Lengths min;
  const auto read_length = [&](std::string_view key, std::uint32_t& length) {
    const Value* value = fields.optional(key);
    if (value == nullptr) return;
    const std::int64_t given = fields.optional_int(key).value_or(0);
    if (assigned == nullptr)
      fields.fail(*value, "`" + std::string(key) + "` belongs to `assigned`");
    if (given < 1 || given > 100) fields.fail(*value, "it is from 1 to 100");
    length = static_cast<std::uint32_t>(given);
  };
  read_length("minLength", min.quoted);
  read_length("minBareLength", min.bare);
  if (assigned == nullptr) return;
  if (rule.reads_text())
    return fields.fail(*assigned, "`assigned` cannot be used alongside `regex` or `names`");
  std::vector<std::string> words = fields.strings("assigned");
  for (std::string& word : words) word = base::lowered(word);
  const auto is_word = [](const std::string& word) {
    return word.size() >= 3 &&
           std::ranges::all_of(word, [](char c) { return c == '_' || base::is_alphanumeric(c); });
  };
  if (words.empty() || !std::ranges::all_of(words, is_word))
    return fields.fail(*assigned, "a word has at least three letters, digits or underscores");
  rule.keywords = words;
  rule.precision = Precision::kAssigned;
  rule.assigned = std::make_shared<const AssignmentReader>(std::move(words), min);
}

}  // namespace

void read_rule_form(Fields& fields, bool builtin, Rule& rule) {
  read_named_value(fields, builtin, rule);
  read_assigned(fields, rule);
}

}  // namespace scan::secrets

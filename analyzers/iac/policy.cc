#include "iac/policy.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"

namespace scan::iac {
namespace {

using document::Document;
using document::Value;
using rules::Fields;

/// Checkov's severities are more than ours, and in capitals.
void read_severity(Fields& fields, Policy& policy) {
  const std::optional<std::string> written = fields.optional_string("severity");
  if (!written) return;
  const std::string word = base::lowered(*written);
  policy.off = word == "off";
  if (word == "off" || word == "none")
    policy.info.severity = Severity::kInfo;
  else if (word == "moderate")
    policy.info.severity = Severity::kMedium;
  else if (word == "important")
    policy.info.severity = Severity::kHigh;
  else if (const auto severity = parse_severity(word))
    policy.info.severity = *severity;
  else
    fields.fail(*fields.optional("severity"), "unknown severity `" + *written + "`",
                "one of CRITICAL, HIGH, MEDIUM, LOW, INFO, NONE, OFF");
}

void read_confidence(Fields& fields, Policy& policy) {
  const std::optional<std::string> written = fields.optional_string("confidence");
  if (!written) return;
  if (const auto confidence = parse_confidence(base::lowered(*written)))
    policy.info.confidence = *confidence;
  else
    fields.fail(*fields.optional("confidence"), "unknown confidence `" + *written + "`",
                "one of HIGH, MEDIUM, LOW");
}

Status read_metadata(const Document& document, const Value& value, Policy& policy) {
  Fields fields(document, value, "metadata");
  RuleInfo& info = policy.info;
  info.analyzer = "iac";
  info.id = fields.required_string("id");
  const auto title = fields.optional_string("title");
  info.title = title ? *title : fields.required_string("name");
  if (title) fields.ignore("name");
  if (const Value* id = fields.optional("id"); id != nullptr && info.id.empty())
    fields.fail(*id, "the id is empty");
  read_severity(fields, policy);
  read_confidence(fields, policy);
  info.aliases = fields.strings("aliases");
  info.cwe = fields.strings("cwe");
  info.owasp = fields.strings("owasp");
  info.references = fields.strings("references");
  for (std::string_view key : {"guideline", "guidelines"}) {
    const auto guideline = fields.optional_string(key);
    if (!guideline) continue;
    if (guideline->starts_with("http"))
      info.references.insert(info.references.begin(), *guideline);
    else
      info.help = *guideline;
  }
  if (const auto description = fields.optional_string("description")) info.help = *description;
  if (const auto help = fields.optional_string("help")) info.help = *help;
  for (std::string& framework : policy.frameworks = fields.strings("frameworks"))
    framework = base::lowered(framework);
  policy.message = fields.optional_string("message").value_or(info.title);
  fields.ignore("category");
  return fields.finish();
}

}  // namespace

bool Policy::is_for(std::string_view framework) const {
  return frameworks.empty() ||
         std::find(frameworks.begin(), frameworks.end(), framework) != frameworks.end();
}

Result<Policy> Policy::read(const Document& document, const Value& value) {
  Policy policy;
  Fields fields(document, value, "policy");
  const Value* metadata = fields.required("metadata");
  const Value* definition = fields.required("definition");
  const Value* scope = fields.optional("scope");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  if (Status status = read_metadata(document, *metadata, policy); !status.ok())
    return status.error();
  if (scope !=
      nullptr) {  // an older key: a cloud, whose resources are in other frameworks than ours
    Fields scope_fields(document, *scope, "scope");
    const auto provider = scope_fields.optional_string("provider");
    if (Status status = scope_fields.finish(); !status.ok()) return status.error();
    if (provider && policy.frameworks.empty()) policy.frameworks = {base::lowered(*provider)};
  }
  policy.info.languages = policy.frameworks;
  Result<Definition> read = Definition::read(document, *definition);
  if (!read.ok()) return read.error();
  policy.definition = std::move(*read);
  return policy;
}

}  // namespace scan::iac

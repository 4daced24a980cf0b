// A text as a rule file: told apart, parsed, and its first mappings read through Fields.
#include "document_checks.h"
#include "rules/fields.h"
#include "rules/rule_file.h"

namespace {

void read(const scan::document::Document& document, const scan::document::Value& value) {
  scan::rules::Fields fields(document, value, "rule");
  fields.required_string("id");
  fields.optional_number("entropy");
  fields.optional_bool("enabled");
  fields.strings("keywords");
  fields.mappings("rules");
  fields.ignore("metadata");
  if (const scan::Status status = fields.finish(); !status.ok())
    scan::document::check_error(status.error(), document.text());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto files = scan::rules::load({"default"}, {{"input", text}});
  if (!files.ok()) {
    scan::document::require(files.error().code == scan::ErrorCode::kInvalidRule);
    return 0;
  }
  const scan::document::Document& document = files->front().document;
  scan::document::check_values(document);
  read(document, document.root());
  if (const auto* rules = document.root().find("rules"))
    for (const auto* rule : rules->items) read(document, *rule);
  return 0;
}

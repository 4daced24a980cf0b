// Our own: a list of decisions, each with a reason.
//
//   exceptions:
//     - id: CVE-2021-44906          # or a list; any id or alias of a rule
//       package: pkg:npm/minimist   # optional, a list too
//       paths: [tools/]             # optional
//       until: 2026-12-31           # optional, that day included
//       reason: only reached from the build
#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"
#include "rules/fields.h"

namespace scan::exceptions {
namespace {

constexpr std::int64_t kDay = 86'400;

Status read_entry(const document::Document& document, const document::Value& value,
                  std::vector<Exception>& exceptions) {
  rules::Fields fields(document, value, "exception");
  Exception exception;
  exception.ids = fields.strings("id");
  for (const std::string& package : fields.strings("package")) {
    std::string purl = comparable_purl(package);
    if (purl.empty())
      fields.fail(*value.find("package"), "`" + package + "` is no package URL",
                  "as pkg:npm/minimist, or with a version pkg:npm/minimist@1.2.5");
    exception.packages.push_back({.purl = std::move(purl)});
  }
  for (const std::string& path : fields.strings("paths")) add_path(path, exception.paths);
  const std::optional<std::string> until = fields.optional_string("until");
  if (until) {
    exception.until = parse_date(*until);
    if (!exception.until)
      fields.fail(*value.find("until"), "`until` is no date as 2026-12-31");
    else if (until->find_first_of("Tt ") == until->npos)
      *exception.until += kDay;
  }
  exception.reason = fields.required_string("reason");
  if (exception.ids.empty() && exception.packages.empty() && value.kind == document::Kind::kMapping)
    fields.fail(value, "an exception needs an `id` or a `package`");
  if (Status status = fields.finish(); !status.ok()) return status;
  exception.directive = exception.ids.empty() ? "exception" : "exception " + exception.ids.front();
  if (until) exception.directive += " until " + *until;
  exceptions.push_back(std::move(exception));
  return {};
}

}  // namespace

Status read_scan_exceptions(const document::Document& document,
                            std::vector<Exception>& exceptions) {
  rules::Fields fields(document, document.root(), "file");
  for (const document::Value* entry : fields.mappings("exceptions"))
    if (Status status = read_entry(document, *entry, exceptions); !status.ok()) return status;
  return fields.finish();
}

}  // namespace scan::exceptions

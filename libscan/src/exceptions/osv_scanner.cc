// osv-scanner.toml (google.github.io/osv-scanner/configuration): `IgnoredVulns` by id, and
// `PackageOverrides` by package. What it says of licences is none of this.
#include <utility>

#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using document::Document;
using document::Kind;
using document::Value;

Status read_vulnerability(const Document& document, const Value& entry,
                          std::vector<Exception>& exceptions) {
  const std::string_view id = text_at(entry, "id");
  if (id.empty()) return wrong(document, entry, "an ignored vulnerability has no `id`");
  auto until = date_at(document, entry, "ignoreUntil");
  if (!until.ok()) return until.error();
  exceptions.push_back({.ids = {std::string(id)},
                        .until = *until,
                        .directive = "IgnoredVulns " + std::string(id),
                        .reason = std::string(text_at(entry, "reason"))});
  return {};
}

bool is_true(const Value* value) {
  return value != nullptr && value->kind == Kind::kBool && value->boolean;
}

// Groups are the words of each ecosystem; nullopt for one that is no scope of ours.
std::optional<std::string> scope_of(std::string_view group) {
  if (group.empty()) return std::string();
  if (group == "dev" || group == "development" || group == "test") return std::string("dev");
  if (group == "optional") return std::string("optional");
  return std::nullopt;
}

Status read_override(const Document& document, const Value& entry,
                     std::vector<Exception>& exceptions) {
  const Value* vulnerability = entry.find("vulnerability");
  const bool ignored = is_true(entry.find("ignore")) ||
                       (vulnerability != nullptr && is_true(vulnerability->find("ignore")));
  auto until = date_at(document, entry, "effectiveUntil");
  if (!until.ok()) return until.error();
  const std::optional<std::string> scope = scope_of(text_at(entry, "group"));
  if (!ignored || !scope) return {};
  PackagePattern package{.purl = {},
                         .ecosystem = std::string(text_at(entry, "ecosystem")),
                         .name = std::string(text_at(entry, "name")),
                         .version = std::string(text_at(entry, "version")),
                         .scope = *scope};
  exceptions.push_back({.ids = {},
                        .packages = {std::move(package)},
                        .analyzer = "sca",
                        .until = *until,
                        .directive = "PackageOverrides " + std::string(text_at(entry, "name")),
                        .reason = std::string(text_at(entry, "reason"))});
  return {};
}

}  // namespace

Status read_osv_scanner(const Document& document, std::vector<Exception>& exceptions) {
  for (const Value* entry : items_at(document.root(), "IgnoredVulns"))
    if (Status status = read_vulnerability(document, *entry, exceptions); !status.ok())
      return status;
  for (const Value* entry : items_at(document.root(), "PackageOverrides"))
    if (Status status = read_override(document, *entry, exceptions); !status.ok()) return status;
  return {};
}

}  // namespace scan::exceptions

// .trivyignore.yaml, and the older .trivyignore (trivy.dev/latest/docs/configuration/filtering).
#include <algorithm>
#include <utility>

#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using document::Document;
using document::Value;

// A section, and whose findings it is about.
struct Section {
  std::string_view key;
  std::string_view analyzer;
};
constexpr Section kSections[] = {{"vulnerabilities", "sca"},
                                 {"misconfigurations", "iac"},
                                 {"secrets", "secrets"},
                                 {"licenses", "sca"}};

Status read_entry(const Document& document, const Value& entry, std::string_view analyzer,
                  std::vector<Exception>& exceptions) {
  const std::string id(text_at(entry, "id"));
  if (id.empty()) return wrong(document, entry, "an entry has no `id`");
  auto until = date_at(document, entry, "expired_at");
  if (!until.ok()) return until.error();
  Exception exception{.ids = {id},
                      .analyzer = analyzer,
                      .until = *until,
                      .directive = id,
                      .reason = std::string(text_at(entry, "statement"))};
  for (const Value* path : items_at(entry, "paths")) add_path(path->text, exception.paths);
  for (const Value* purl : items_at(entry, "purls")) {
    std::string comparable = comparable_purl(purl->text);
    if (comparable.empty()) return wrong(document, *purl, "this is no package URL");
    exception.packages.push_back({.purl = std::move(comparable)});
  }
  exceptions.push_back(std::move(exception));
  return {};
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

Status read_trivy_ignore(const Document& document, std::vector<Exception>& exceptions) {
  for (const Section& section : kSections)
    for (const Value* entry : items_at(document.root(), section.key))
      if (Status status = read_entry(document, *entry, section.analyzer, exceptions); !status.ok())
        return status;
  return {};
}

Status read_trivy_list(std::string_view text, const std::string& path,
                       std::vector<Exception>& exceptions) {
  std::uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t hash = line.find('#');
    const std::string_view comment =
        hash == line.npos ? std::string_view() : trimmed(line.substr(hash + 1));
    line = trimmed(line.substr(0, hash));
    if (line.empty()) continue;
    const std::size_t space = line.find_first_of(" \t");
    const std::string id(line.substr(0, space));
    Exception exception{.ids = {id}, .directive = id, .reason = std::string(comment)};
    std::string_view expiry = space == line.npos ? std::string_view() : trimmed(line.substr(space));
    if (expiry.starts_with("exp:")) {
      exception.until = parse_date(expiry.substr(4));
      if (!exception.until) {
        Error error{.code = ErrorCode::kInvalidRule,
                    .message = "`" + std::string(expiry) + "` is no date as exp:2026-12-31",
                    .path = path};
        error.region = {number, 1, number, 1};
        return error;
      }
    }
    exceptions.push_back(std::move(exception));
  }
  return {};
}

}  // namespace scan::exceptions

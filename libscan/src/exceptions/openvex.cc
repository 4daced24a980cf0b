// OpenVEX 0.2.0 (github.com/openvex/spec), and the plainer names and products of 0.0.1. Of several
// statements about one vulnerability in one product the latest holds, whatever it says.
#include <algorithm>
#include <utility>

#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using document::Document;
using document::Kind;
using document::Value;

// A purl as its own id or among the identifiers; empty where there is neither.
std::string purl_of(const Value& component) {
  if (component.kind == Kind::kString) return comparable_purl(component.text);
  if (const Value* identifiers = component.find("identifiers"); identifiers != nullptr)
    if (std::string purl = comparable_purl(text_at(*identifiers, "purl")); !purl.empty())
      return purl;
  return comparable_purl(text_at(component, "@id"));
}

// The packages of a product: what it names as parts, or itself.
void add_packages(const Value& product, std::vector<PackagePattern>& packages) {
  const auto parts = items_at(product, "subcomponents");
  const auto add = [&](const Value& component) {
    if (std::string purl = purl_of(component); !purl.empty())
      packages.push_back({.purl = std::move(purl)});
  };
  if (parts.empty()) return add(product);
  for (const Value* part : parts) add(*part);
}

std::vector<std::string> ids_of(const Value& statement) {
  std::vector<std::string> ids;
  const Value* vulnerability = statement.find("vulnerability");
  if (vulnerability == nullptr) return ids;
  if (vulnerability->kind == Kind::kString) return {std::string(vulnerability->text)};
  for (const std::string_view key : {"name", "@id"})
    if (const std::string_view id = text_at(*vulnerability, key); !id.empty())
      ids.emplace_back(id.substr(id.rfind('/') + 1));
  for (const Value* alias : items_at(*vulnerability, "aliases")) ids.emplace_back(alias->text);
  return ids;
}

struct Statement {
  std::int64_t time = 0;
  std::string_view status;
  Exception exception;
};

bool contradicts(const Exception& earlier, const Exception& later) {
  return earlier.packages == later.packages &&
         std::ranges::any_of(earlier.ids, [&](const std::string& id) {
           return std::ranges::find(later.ids, id) != later.ids.end();
         });
}

}  // namespace

Status read_openvex(const Document& document, std::vector<Exception>& exceptions) {
  const Value& root = document.root();
  const std::optional<std::int64_t> written = parse_date(text_at(root, "timestamp"));
  std::vector<Statement> statements;
  for (const Value* value : items_at(root, "statements")) {
    Statement statement;
    const std::optional<std::int64_t> time = parse_date(text_at(*value, "timestamp"));
    statement.time = time ? *time : written.value_or(0);
    statement.status = text_at(*value, "status");
    Exception& exception = statement.exception;
    exception.ids = ids_of(*value);
    if (exception.ids.empty()) return wrong(document, *value, "a statement names no vulnerability");
    const auto products = items_at(*value, "products");
    for (const Value* product : products) add_packages(*product, exception.packages);
    // About products that no package URL tells: nothing that is found here.
    if (!products.empty() && exception.packages.empty()) continue;
    exception.analyzer = "sca";
    exception.directive = std::string(statement.status);
    if (const auto why = text_at(*value, "justification"); !why.empty())
      exception.directive += " (" + std::string(why) + ")";
    exception.reason = std::string(text_at(*value, "impact_statement"));
    statements.push_back(std::move(statement));
  }
  std::ranges::stable_sort(statements, {}, &Statement::time);
  const auto first = static_cast<std::ptrdiff_t>(exceptions.size());
  for (Statement& statement : statements) {
    const auto ends = [&](const Exception& e) { return contradicts(e, statement.exception); };
    exceptions.erase(std::remove_if(exceptions.begin() + first, exceptions.end(), ends),
                     exceptions.end());
    if (statement.status == "not_affected" || statement.status == "fixed")
      exceptions.push_back(std::move(statement.exception));
  }
  return {};
}

}  // namespace scan::exceptions

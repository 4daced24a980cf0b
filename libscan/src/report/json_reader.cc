// The inverse of json_report.cc. The document is parsed whole, behind a bound on its nesting; then
// each member is read through StoredObject, which says what is wrong and where.
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "report/encoding.h"
#include "report/stored_object.h"
#include "report/stored_report.h"
#include "scan/report.h"

namespace scan {
namespace report {
namespace {

// A report nests 5 deep; what else is in it is passed over, but must not exhaust the stack.
constexpr unsigned kMaxDepth = 200;
// Lines longer than this are not quoted in an error.
constexpr std::size_t kMaxQuoted = 200;

Error invalid(std::string message, std::string hint = {}) {
  return {.code = ErrorCode::kInvalidData, .message = std::move(message), .hint = std::move(hint)};
}

// The error with the line and column of a byte of the text.
Error at(std::string_view text, std::size_t offset, Error error) {
  offset = std::min(offset, text.size());
  std::size_t line_begin = 0;
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < offset; ++i)
    if (text[i] == '\n') ++line, line_begin = i + 1;
  const auto column = 1 + static_cast<std::uint32_t>(
                              base::utf16_length(text.substr(line_begin, offset - line_begin)));
  error.region = {line, column, line, column + 1};
  const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
  if (line_end - line_begin <= kMaxQuoted)
    error.source_line = repaired(text.substr(line_begin, line_end - line_begin));
  return error;
}

// The offset at which a text nests deeper than kMaxDepth, if it does. Brackets in strings do not
// count; in a text that is not JSON the answer does not matter.
std::optional<std::size_t> too_deep(std::string_view text) {
  unsigned depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

// The parser's message without its name, number and place: "[json.exception.parse_error.101] parse
// error at line 1, column 1: syntax error while parsing value - invalid literal; ..."
std::string reason_of(const nlohmann::json::exception& error) {
  std::string_view what = error.what();
  if (const std::size_t name = what.find("] "); name != std::string_view::npos)
    what.remove_prefix(name + 2);
  if (const std::size_t dash = what.find(" - "); dash != std::string_view::npos)
    what.remove_prefix(dash + 3);
  return repaired(what);
}

Result<nlohmann::json> parse(std::string_view text) {
  if (const auto offset = too_deep(text))
    return at(text, *offset, invalid("nested deeper than a report is"));
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    // Its position counts the bytes read, the offending one included.
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    return at(text, offset, invalid("not JSON: " + reason_of(error)));
  } catch (const nlohmann::json::exception& error) {
    return invalid("not JSON: " + reason_of(error));
  }
}

Status check_schema(const nlohmann::json& document) {
  const std::string hint = "a report is written by `scan -o json=FILE`";
  if (!document.is_object() || !document.contains("schema") || !document["schema"].is_string())
    return invalid("not a report of scan: it names no `schema`", hint);
  const std::string_view schema = document["schema"].get_ref<const std::string&>();
  if (schema == kSchema) return {};
  const std::string_view version =
      schema.starts_with(kSchemaPrefix) ? schema.substr(kSchemaPrefix.size()) : "";
  if (version.empty() || version.find_first_not_of("0123456789") != std::string_view::npos)
    return invalid("not a report of scan: its schema is `" + std::string(schema) + "`", hint);
  return invalid("the report is of schema version " + std::string(version) +
                     ", this scan reads version " + std::to_string(kSchemaVersion),
                 "read it with the version of scan that wrote it");
}

void read_path(const StoredObject& object, std::string& path) {
  object.read("path", path);
  std::string bytes;
  object.read("path_bytes", bytes);
  if (!bytes.empty()) path = percent_decoded(bytes);
}

void read_region(const StoredObject& object, Region& region) {
  for (const auto& [key, number] :
       {std::pair{"start_line", &region.start_line},
        std::pair{"start_column", &region.start_column}, std::pair{"end_line", &region.end_line},
        std::pair{"end_column", &region.end_column}}) {
    object.require(key, *number);
    if (*number == 0) object.fail(key, "is 0, but lines and columns begin with 1");
  }
  if (std::tie(region.end_line, region.end_column) <
      std::tie(region.start_line, region.start_column))
    object.fail("end_line", "is before the region's start");
}

void read_location(const StoredObject& object, Location& location) {
  if (!object.has("path")) object.fail("path", "is missing");
  read_path(object, location.path);
  object.with("region", [&](const StoredObject& region) { read_region(region, location.region); });
  object.read("snippet", location.snippet);
  object.read("snippet_column", location.snippet_column);
  object.read("logical_name", location.logical_name);
  object.with("revision", [&](const StoredObject& stored) {
    Revision& revision = location.revision.emplace();
    stored.read("commit", revision.commit);
    stored.read("author", revision.author);
    stored.read("email", revision.email);
    stored.read("date", revision.date);
    stored.require("blob", revision.blob);
    stored.read("refs", revision.refs);
  });
  object.with("layer", [&](const StoredObject& stored) {
    Layer& layer = location.layer.emplace();
    stored.require("number", layer.number);
    stored.read("digest", layer.digest);
    stored.read("command", layer.command);
    stored.read("base", layer.base);
    stored.read("covered", layer.covered);
  });
}

void read_suppression(const StoredObject& object, Finding& finding) {
  Suppression suppression;
  std::string kind;
  object.require("kind", kind);
  if (kind == kExternal)
    suppression.kind = Suppression::Kind::kExternal;
  else if (kind != kInSource)
    object.fail("kind", "is none of in-source, external");
  object.read("directive", suppression.directive);
  object.read("justification", suppression.justification);
  finding.suppression = std::move(suppression);
}

void read_fix(const StoredObject& object, Finding& finding) {
  Fix fix;
  if (!object.has("path")) object.fail("path", "is missing");
  read_path(object, fix.path);
  object.read("source_hash", fix.source_hash);
  object.each("edits", [&](const StoredObject& edit) {
    Edit& read = fix.edits.emplace_back();
    edit.require("begin", read.span.begin);
    edit.require("end", read.span.end);
    if (read.span.end < read.span.begin) edit.fail("end", "is before the edit's begin");
    edit.with("region", [&](const StoredObject& region) { read_region(region, read.region); });
    edit.require("replacement", read.replacement);
  });
  finding.fix = std::move(fix);
}

void read_finding(const StoredObject& object, Finding& finding) {
  object.require("rule_id", finding.rule_id);
  object.require("analyzer", finding.analyzer);
  object.require("severity", finding.severity);
  object.require("confidence", finding.confidence);
  object.require("message", finding.message);
  object.read("identity", finding.identity);
  object.read("fingerprint", finding.fingerprint);
  object.each("locations", [&](const StoredObject& location) {
    read_location(location, finding.locations.emplace_back());
  });
  if (finding.locations.empty()) object.fail("locations", "has no location");
  object.with("suppression",
              [&](const StoredObject& suppression) { read_suppression(suppression, finding); });
  object.with("fix", [&](const StoredObject& fix) { read_fix(fix, finding); });
  object.read("properties", finding.properties);
}

void read_rule(const StoredObject& object, RuleInfo& rule) {
  object.require("id", rule.id);
  object.require("analyzer", rule.analyzer);
  object.read("title", rule.title);
  object.require("severity", rule.severity);
  object.require("confidence", rule.confidence);
  object.read("aliases", rule.aliases);
  object.read("languages", rule.languages);
  object.read("cwe", rule.cwe);
  object.read("owasp", rule.owasp);
  object.read("references", rule.references);
  object.read("help", rule.help);
  object.read("fix", rule.fix);
}

void read_package(const StoredObject& object, Package& package) {
  object.require("ecosystem", package.ecosystem);
  object.require("name", package.name);
  object.read("version", package.version);
  object.require("purl", package.purl);
  object.read("scope", package.scope);
  object.read("direct", package.direct);
  object.read("license", package.license);
  object.read("origin", package.origin);
  object.read("hashes", package.hashes);
  object.read("source_name", package.source_name);
  object.read("source_version", package.source_version);
  object.with("location",
              [&](const StoredObject& location) { read_location(location, package.location); });
  object.read("dependencies", package.dependencies);
}

void read_advisory(const StoredObject& object, Advisory& advisory) {
  object.require("id", advisory.id);
  object.require("rule_id", advisory.rule_id);
  object.read("aliases", advisory.aliases);
  object.read("title", advisory.title);
  object.read("details", advisory.details);
  if (object.has("severity")) object.read("severity", advisory.severity.emplace());
  object.each("ratings", [&](const StoredObject& stored) {
    CvssRating& rating = advisory.ratings.emplace_back();
    stored.require("vector", rating.vector);
    if (!stored.has("score")) return;
    double score = 0;
    stored.read("score", score);
    if (!(score >= 0 && score <= 10)) return stored.fail("score", "is not from 0 to 10");
    rating.score_tenths = static_cast<std::uint32_t>(std::lround(score * 10));
  });
  object.read("cwe", advisory.cwe);
  object.read("references", advisory.references);
  object.read("published", advisory.published);
  object.read("modified", advisory.modified);
  object.each("affects", [&](const StoredObject& stored) {
    AffectedPackage& package = advisory.affects.emplace_back();
    stored.require("purl", package.purl);
    stored.read("fixed_version", package.fixed_version);
    stored.read("finding", package.finding);
  });
}

void read_notice(const StoredObject& object, Notice& notice) {
  object.require("code", notice.code);
  object.read("message", notice.message);
  read_path(object, notice.path);
  object.read("rule_id", notice.rule_id);
  object.require("incomplete", notice.incomplete);
}

void read_statistics(const StoredObject& object, Statistics& statistics) {
  object.read("files", statistics.files);
  object.read("bytes", statistics.bytes);
  object.read("history_files", statistics.history_files);
  object.read("skipped", statistics.skipped);
  object.each("analyzers", [&](const StoredObject& row) {
    AnalyzerStatistics& analyzer = statistics.analyzers.emplace_back();
    row.require("name", analyzer.name);
    row.read("rules", analyzer.rules);
    row.read("files", analyzer.files);
    row.read("bytes", analyzer.bytes);
    row.with("effort", [&](const StoredObject& effort) {
      effort.read("files", analyzer.effort.files);
      effort.read("files_parsed", analyzer.effort.files_parsed);
      effort.read("rule_files", analyzer.effort.rule_files);
      effort.read("rule_files_tried", analyzer.effort.rule_files_tried);
      effort.read("nodes", analyzer.effort.nodes);
      effort.read("nodes_tried", analyzer.effort.nodes_tried);
    });
  });
}

void read_roots(const StoredObject& report, std::vector<std::string>& roots) {
  report.read("roots", roots);
  std::vector<std::string> bytes;
  report.read("root_bytes", bytes);
  if (bytes.empty()) return;
  roots.clear();
  for (const std::string& root : bytes) roots.push_back(percent_decoded(root));
}

template <typename T>
void read_all(const StoredObject& report, std::string_view key, std::vector<T>& out,
              void (*read)(const StoredObject&, T&)) {
  // A report that lost a list would read as one that found nothing.
  if (!report.has(key)) report.fail(key, "is missing");
  report.each(key, [&](const StoredObject& object) { read(object, out.emplace_back()); });
}

}  // namespace
}  // namespace report

Result<ScanResult> read_report(std::string_view json) {
  Result<nlohmann::json> document = report::parse(json);
  if (!document.ok()) return std::move(document).error();
  if (Status status = report::check_schema(*document); !status.ok()) return status.error();

  ScanResult result;
  report::Problem problem;
  const report::StoredObject root(*document, problem);
  report::read_roots(root, result.roots);
  root.with("statistics", [&](const report::StoredObject& statistics) {
    report::read_statistics(statistics, result.statistics);
  });
  report::read_all(root, "notices", result.notices, report::read_notice);
  report::read_all(root, "findings", result.findings, report::read_finding);
  report::read_all(root, "rules", result.rules, report::read_rule);
  report::read_all(root, "packages", result.packages, report::read_package);
  // Reports of before there were any have none.
  if (root.has("advisories"))
    report::read_all(root, "advisories", result.advisories, report::read_advisory);
  if (problem.found()) return problem.error();
  return result;
}

}  // namespace scan

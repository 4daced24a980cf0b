// The stored report: all that is in a ScanResult, so that gates and other formats can be made from
// it later. What is empty is left out; what can be counted from the rest ("summary", "incomplete")
// is there for those who read it with jq.
#include <algorithm>
#include <array>

#include "report/encoding.h"
#include "report/json_writer.h"
#include "report/stored_report.h"
#include "report/writers.h"
#include "scan/version.h"

namespace scan::report {
namespace {

// JSON strings are UTF-8 and paths need not be: the bytes of one that is not stand beside it.
void write_path(JsonWriter& json, std::string_view path) {
  json.member("path", path);
  if (!is_utf8(path)) json.member("path_bytes", percent_encoded(path));
}

void write_roots(JsonWriter& json, const std::vector<std::string>& roots) {
  json.member_array("roots", roots);
  if (std::all_of(roots.begin(), roots.end(), is_utf8)) return;
  json.begin_array("root_bytes");
  for (const std::string& root : roots) json.value(std::string_view(percent_encoded(root)));
  json.end_array();
}

void write_region(JsonWriter& json, const Region& region) {
  if (region.start_line == 0) return;
  json.begin_object("region");
  json.member("start_line", region.start_line);
  json.member("start_column", region.start_column);
  json.member("end_line", region.end_line);
  json.member("end_column", region.end_column);
  json.end_object();
}

void write_revision(JsonWriter& json, const Revision& revision) {
  json.begin_object("revision");
  json.member_unless_empty("commit", revision.commit);
  json.member_unless_empty("author", revision.author);
  json.member_unless_empty("email", revision.email);
  json.member_unless_empty("date", revision.date);
  json.member("blob", revision.blob);
  json.member_unless_empty("refs", revision.refs);
  json.end_object();
}

void write_layer(JsonWriter& json, const Layer& layer) {
  json.begin_object("layer");
  json.member("number", layer.number);
  json.member_unless_empty("digest", layer.digest);
  json.member_unless_empty("command", layer.command);
  if (layer.base) json.member("base", true);
  if (layer.covered) json.member("covered", true);
  json.end_object();
}

void write_location(JsonWriter& json, const Location& location) {
  write_path(json, location.path);
  write_region(json, location.region);
  json.member_unless_empty("snippet", location.snippet);
  if (location.snippet_column != 1) json.member("snippet_column", location.snippet_column);
  json.member_unless_empty("logical_name", location.logical_name);
  if (location.revision) write_revision(json, *location.revision);
  if (location.layer) write_layer(json, *location.layer);
}

void write_fix(JsonWriter& json, const Fix& fix) {
  json.begin_object("fix");
  write_path(json, fix.path);
  json.member_unless_empty("source_hash", fix.source_hash);
  json.begin_array("edits");
  for (const Edit& edit : fix.edits) {
    json.begin_object();
    json.member("begin", edit.span.begin);
    json.member("end", edit.span.end);
    write_region(json, edit.region);
    json.member("replacement", edit.replacement);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object();
  json.member("rule_id", finding.rule_id);
  json.member("analyzer", finding.analyzer);
  json.member("severity", to_string(finding.severity));
  json.member("confidence", to_string(finding.confidence));
  json.member("message", finding.message);
  json.member_unless_empty("identity", finding.identity);
  json.member_unless_empty("fingerprint", finding.fingerprint);
  json.begin_array("locations");
  for (const Location& location : finding.locations) {
    json.begin_object();
    write_location(json, location);
    json.end_object();
  }
  json.end_array();
  if (finding.suppression) {
    const bool in_source = finding.suppression->kind == Suppression::Kind::kInSource;
    json.begin_object("suppression");
    json.member("kind", in_source ? kInSource : kExternal);
    json.member_unless_empty("directive", finding.suppression->directive);
    json.member_unless_empty("justification", finding.suppression->justification);
    json.end_object();
  }
  if (finding.fix) write_fix(json, *finding.fix);
  if (!finding.properties.empty()) {
    json.begin_object("properties");
    for (const auto& [key, value] : finding.properties) json.member(key, value);
    json.end_object();
  }
  json.end_object();
}

void write_rule(JsonWriter& json, const RuleInfo& rule) {
  json.begin_object();
  json.member("id", rule.id);
  json.member("analyzer", rule.analyzer);
  json.member("title", rule.title);
  json.member("severity", to_string(rule.severity));
  json.member("confidence", to_string(rule.confidence));
  json.member_unless_empty("aliases", rule.aliases);
  json.member_unless_empty("languages", rule.languages);
  json.member_unless_empty("cwe", rule.cwe);
  json.member_unless_empty("owasp", rule.owasp);
  json.member_unless_empty("references", rule.references);
  json.member_unless_empty("help", rule.help);
  json.member_unless_empty("fix", rule.fix);
  json.end_object();
}

void write_package(JsonWriter& json, const Package& package) {
  json.begin_object();
  json.member("ecosystem", package.ecosystem);
  json.member("name", package.name);
  json.member("version", package.version);
  json.member("purl", package.purl);
  json.member("scope", package.scope);
  json.member("direct", package.direct);
  json.member_unless_empty("license", package.license);
  json.member_unless_empty("origin", package.origin);
  json.member_unless_empty("hashes", package.hashes);
  json.member_unless_empty("source_name", package.source_name);
  json.member_unless_empty("source_version", package.source_version);
  json.begin_object("location");
  write_location(json, package.location);
  json.end_object();
  json.member_unless_empty("dependencies", package.dependencies);
  json.end_object();
}

void write_advisory(JsonWriter& json, const Advisory& advisory) {
  json.begin_object();
  json.member("id", advisory.id);
  json.member("rule_id", advisory.rule_id);
  json.member_unless_empty("aliases", advisory.aliases);
  json.member_unless_empty("title", advisory.title);
  json.member_unless_empty("details", advisory.details);
  if (advisory.severity) json.member("severity", to_string(*advisory.severity));
  if (!advisory.ratings.empty()) {
    json.begin_array("ratings");
    for (const CvssRating& rating : advisory.ratings) {
      json.begin_object();
      json.member("vector", rating.vector);
      if (rating.score_tenths) {
        json.key("score");
        json.tenths(*rating.score_tenths);
      }
      json.end_object();
    }
    json.end_array();
  }
  json.member_unless_empty("cwe", advisory.cwe);
  json.member_unless_empty("references", advisory.references);
  json.member_unless_empty("published", advisory.published);
  json.member_unless_empty("modified", advisory.modified);
  json.begin_array("affects");
  for (const AffectedPackage& package : advisory.affects) {
    json.begin_object();
    json.member("purl", package.purl);
    json.member_unless_empty("fixed_version", package.fixed_version);
    json.member_unless_empty("finding", package.finding);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_notice(JsonWriter& json, const Notice& notice) {
  json.begin_object();
  json.member("code", notice.code);
  json.member("message", notice.message);
  if (!notice.path.empty()) write_path(json, notice.path);
  json.member_unless_empty("rule_id", notice.rule_id);
  json.member("incomplete", notice.incomplete);
  json.end_object();
}

void write_summary(JsonWriter& json, const ScanResult& result) {
  std::array<std::uint64_t, 5> counts{};
  std::uint64_t suppressed = 0;
  for (const Finding& finding : result.findings) {
    if (finding.suppression)
      ++suppressed;
    else
      ++counts[static_cast<std::size_t>(finding.severity)];
  }
  json.begin_object("summary");
  for (std::size_t i = counts.size(); i-- > 0;)
    json.member(to_string(static_cast<Severity>(i)), counts[i]);
  json.member("suppressed", suppressed);
  json.end_object();
}

void write_effort(JsonWriter& json, const Effort& effort) {
  json.begin_object("effort");
  json.member("files", effort.files);
  json.member("files_parsed", effort.files_parsed);
  json.member("rule_files", effort.rule_files);
  json.member("rule_files_tried", effort.rule_files_tried);
  json.member("nodes", effort.nodes);
  json.member("nodes_tried", effort.nodes_tried);
  json.end_object();
}

void write_statistics(JsonWriter& json, const Statistics& statistics) {
  json.begin_object("statistics");
  json.member("files", statistics.files);
  json.member("bytes", statistics.bytes);
  if (statistics.history_files > 0) json.member("history_files", statistics.history_files);
  json.begin_object("skipped");
  for (const auto& [reason, count] : statistics.skipped) json.member(reason, count);
  json.end_object();
  json.begin_array("analyzers");
  for (const AnalyzerStatistics& analyzer : statistics.analyzers) {
    json.begin_object();
    json.member("name", analyzer.name);
    json.member("rules", analyzer.rules);
    json.member("files", analyzer.files);
    json.member("bytes", analyzer.bytes);
    if (analyzer.effort != Effort{}) write_effort(json, analyzer.effort);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

template <typename T>
void write_all(JsonWriter& json, std::string_view key, const std::vector<T>& values,
               void (*write)(JsonWriter&, const T&)) {
  json.begin_array(key);
  for (const T& value : values) write(json, value);
  json.end_array();
}

}  // namespace

std::string write_json(const ScanResult& result, const Verdict& verdict, const ReportOptions&) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("schema", kSchema);
  json.begin_object("tool");
  json.member("name", "scan");
  json.member("version", version());
  json.end_object();
  json.begin_object("verdict");
  json.member("outcome", to_string(verdict.outcome));
  json.member("reason", verdict.reason);
  json.member_array("failing", verdict.failing);
  json.end_object();
  json.member("incomplete", result.incomplete());
  write_summary(json, result);
  write_roots(json, result.roots);
  write_statistics(json, result.statistics);
  write_all(json, "notices", result.notices, write_notice);
  write_all(json, "findings", result.findings, write_finding);
  write_all(json, "rules", result.rules, write_rule);
  write_all(json, "packages", result.packages, write_package);
  write_all(json, "advisories", result.advisories, write_advisory);
  json.end_object();
  out.push_back('\n');
  return out;
}

}  // namespace scan::report

// SARIF 2.1.0 (OASIS, errata 01), as GitHub code scanning, SonarQube, GitLab and editors read it.
// What is not plain from the specification, and the limits of GitHub, is noted where it is met.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "report/encoding.h"
#include "report/json_writer.h"
#include "report/region_text.h"
#include "report/writers.h"
#include "scan/version.h"

namespace scan::report {
namespace {

// GitHub refuses a result with more locations, and a rule with more tags.
constexpr std::size_t kMostLocations = 1000;
constexpr std::size_t kMostTags = 20;
// Tells the tool from others of the name; an address that says more of it would stand here.
constexpr std::string_view kInformationUri = "urn:libscan:scan";

struct Scale {
  std::string_view level;
  std::string_view problem;            // GitHub's properties.problem.severity
  std::string_view security_severity;  // within GitHub's bands; it has none for info
};

const Scale& scale_of(Severity severity) {
  static constexpr std::array<Scale, 5> kScales = {{{"note", "recommendation", "1.0"},
                                                    {"note", "recommendation", "3.0"},
                                                    {"warning", "warning", "5.5"},
                                                    {"error", "error", "8.0"},
                                                    {"error", "error", "9.5"}}};
  return kScales[static_cast<std::size_t>(severity)];
}

// "python.sql-injection" as "PythonSqlInjection": SARIF wants a name in Pascal case.
std::string pascal_case(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (c < '0' || c > '9')) {
      upper = true;
      continue;
    }
    name.push_back(upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    upper = false;
  }
  return name;
}

// In a SARIF message "[text](1)" is a link to a location of the result; code may look like one.
std::string plain_message(std::string_view text) {
  if (text.find("](") == std::string_view::npos) return std::string(text);
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

void write_text_object(JsonWriter& json, std::string_view key, std::string_view text) {
  json.begin_object(key);
  json.member("text", text);
  json.end_object();
}

// -------------------------------------------------------------------------------------- rules

std::vector<std::string> tags_of(const RuleInfo& rule) {
  std::vector<std::string> tags = {"security"};
  const auto add = [&](std::string tag) {
    if (tags.size() < kMostTags && std::find(tags.begin(), tags.end(), tag) == tags.end())
      tags.push_back(std::move(tag));
  };
  for (const std::string& cwe : rule.cwe) {
    add("external/cwe/" + base::lowered(cwe));
    add(base::lowered(cwe));
  }
  for (const std::string& owasp : rule.owasp) add("owasp-" + base::lowered(owasp));
  return tags;
}

void write_help(JsonWriter& json, const RuleInfo& rule) {
  const std::string& text = !rule.help.empty() ? rule.help : rule.title;
  std::string markdown = text;
  if (!rule.references.empty()) markdown += "\n\n**References**\n";
  for (const std::string& reference : rule.references)
    markdown += is_web_address(reference) ? "\n- <" + reference + ">" : "\n- " + reference;
  json.begin_object("help");
  json.member("text", text.empty() ? rule.id : text);
  json.member("markdown", markdown.empty() ? rule.id : markdown);
  json.end_object();
}

void write_rule(JsonWriter& json, const RuleInfo& rule) {
  const std::string& title = rule.title.empty() ? rule.id : rule.title;
  const Scale& scale = scale_of(rule.severity);
  json.begin_object();
  json.member("id", rule.id);
  json.member_unless_empty("name", pascal_case(rule.id));
  write_text_object(json, "shortDescription", title);
  write_text_object(json, "fullDescription", title);
  write_help(json, rule);
  json.member_unless_empty("helpUri", help_uri_of(rule));
  json.begin_object("defaultConfiguration");
  json.member("level", scale.level);
  json.end_object();
  json.begin_object("properties");
  json.member("analyzer", rule.analyzer);
  json.member("severity", to_string(rule.severity));
  json.member("confidence", to_string(rule.confidence));
  json.member("precision", to_string(rule.confidence));
  json.member("problem.severity", scale.problem);
  json.member("security-severity", scale.security_severity);
  json.member_array("cwe", rule.cwe);
  json.member_array("aliases", rule.aliases);
  json.member_array("tags", tags_of(rule));
  json.end_object();
  json.end_object();
}

// -------------------------------------------------------------------------------------- results

void write_region(JsonWriter& json, std::string_view key, const Region& region,
                  std::string_view snippet) {
  json.begin_object(key);
  json.member("startLine", region.start_line);
  json.member("startColumn", region.start_column);
  json.member("endLine", region.end_line);
  json.member("endColumn", region.end_column);
  if (!snippet.empty()) write_text_object(json, "snippet", snippet);
  json.end_object();
}

// GitHub and the tools that follow it want all four numbers of a region, and no empty one. An empty
// one becomes its line, the whole file becomes its beginning.
Region full_region(const Location& location) {
  Region region = location.region;
  const bool whole_file = region.start_line == 0;
  if (whole_file) region = {1, 1, 1, 1};
  if (region.start_line != region.end_line || region.start_column != region.end_column)
    return region;
  const Region line = snippet_region(location);
  if (line.start_line == region.start_line && line.end_line == region.start_line) return line;
  if (whole_file) region.end_column = 2;
  return region;
}

void write_artifact(JsonWriter& json, std::string_view path) {
  json.begin_object("artifactLocation");
  json.member("uri", uri_of(path));
  if (!path.starts_with('/')) json.member("uriBaseId", "%SRCROOT%");
  json.end_object();
}

// The standard has a place for the revision of a whole run only (3.14.20).
void write_revision(JsonWriter& json, const Revision& revision) {
  json.begin_object("properties");
  json.member_unless_empty("commitSha", revision.commit);
  json.member_unless_empty("author", revision.author);
  json.member_unless_empty("email", revision.email);
  json.member_unless_empty("date", revision.date);
  json.member("blob", revision.blob);
  json.member_unless_empty("refs", revision.refs);
  json.end_object();
}

// Nor has it one for layers of images.
void write_layer(JsonWriter& json, const Layer& layer) {
  json.begin_object("properties");
  json.member("layer", layer.number);
  json.member_unless_empty("layerDigest", layer.digest);
  json.member_unless_empty("layerCommand", layer.command);
  json.member("layerOfBaseImage", layer.base);
  json.member("coveredByLaterLayer", layer.covered);
  json.end_object();
}

void write_location(JsonWriter& json, const Location& location) {
  const Region region = full_region(location);
  const Region around = snippet_region(location);
  json.begin_object();
  json.begin_object("physicalLocation");
  write_artifact(json, location.path);
  write_region(json, "region", region, around == region ? location.snippet : std::string_view());
  // A context must hold the region and more (SARIF 3.29.5).
  if (around != region && contains(around, region))
    write_region(json, "contextRegion", around, location.snippet);
  json.end_object();
  if (!location.logical_name.empty()) {
    json.begin_array("logicalLocations");
    json.begin_object();
    json.member("fullyQualifiedName", location.logical_name);
    json.member("kind", "resource");
    json.end_object();
    json.end_array();
  }
  if (location.revision)
    write_revision(json, *location.revision);
  else if (location.layer)
    write_layer(json, *location.layer);
  json.end_object();
}

void write_locations(JsonWriter& json, std::string_view key, const std::vector<Location>& locations,
                     std::size_t first, std::size_t last) {
  json.begin_array(key);
  for (std::size_t i = first; i < last; ++i) write_location(json, locations[i]);
  json.end_array();
}

void write_suppressions(JsonWriter& json, const Finding& finding) {
  // Either all results of a run have the property or none has (SARIF 3.27.23).
  json.begin_array("suppressions");
  if (const auto& suppression = finding.suppression) {
    json.begin_object();
    json.member("kind",
                suppression->kind == Suppression::Kind::kInSource ? "inSource" : "external");
    json.member("status", "accepted");
    json.member_unless_empty("justification", suppression->justification);
    if (!suppression->directive.empty()) {
      json.begin_object("properties");
      json.member("directive", suppression->directive);
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
}

// A region without length is a place to insert at, so it stays as it is (SARIF 3.57.3).
void write_fix(JsonWriter& json, const Finding& finding) {
  if (!finding.fix) return;
  json.begin_array("fixes");
  json.begin_object();
  write_text_object(json, "description", "The change that the rule proposes.");
  json.begin_array("artifactChanges");
  json.begin_object();
  write_artifact(json, finding.fix->path);
  json.begin_array("replacements");
  for (const Edit& edit : finding.fix->edits) {
    json.begin_object();
    write_region(json, "deletedRegion", edit.region, {});
    if (!edit.replacement.empty()) write_text_object(json, "insertedContent", edit.replacement);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_array();
}

void write_properties(JsonWriter& json, const Finding& finding, const RuleInfo& rule) {
  static const std::set<std::string_view> kOwn = {"analyzer", "severity", "confidence",
                                                  "cwe",      "aliases",  "tags"};
  json.begin_object("properties");
  json.member("analyzer", finding.analyzer);
  json.member("severity", to_string(finding.severity));
  json.member("confidence", to_string(finding.confidence));
  json.member_array("cwe", rule.cwe);
  json.member_array("aliases", rule.aliases);
  for (const auto& [key, value] : finding.properties)
    if (!kOwn.contains(key)) json.member(key, value);
  json.end_object();
}

class Results {
 public:
  Results(JsonWriter& json, const Shown& shown, SuppressedFindings suppressed)
      : json_(json), shown_(shown), suppressed_(suppressed) {}

  void write() {
    json_.begin_array("results");
    for (const Finding* finding : shown_.findings()) write(*finding);
    json_.end_array();
  }

 private:
  void write(const Finding& finding) {
    const std::size_t index = shown_.rule_index(finding.rule_id);
    const RuleInfo& rule = shown_.rules()[index];
    const std::size_t places = finding.locations.size();
    json_.begin_object();
    json_.member("ruleId", finding.rule_id);
    json_.member("ruleIndex", index);
    json_.member("level", scale_of(finding.severity).level);
    write_text_object(json_, "message", plain_message(message_of(finding, rule)));
    write_locations(json_, "locations", finding.locations, 0, std::min(places, kMostLocations));
    if (places > kMostLocations)
      write_locations(json_, "relatedLocations", finding.locations, kMostLocations, places);
    write_fingerprints(finding);
    if (suppressed_ == SuppressedFindings::kShow) write_suppressions(json_, finding);
    write_fix(json_, finding);
    write_properties(json_, finding, rule);
    json_.end_object();
  }

  // GitHub knows an alert again by primaryLocationLineHash, whose form is "HASH:ORDINAL", and keeps
  // one of two results that have it in common.
  void write_fingerprints(const Finding& finding) {
    const std::string fingerprint = fingerprint_of(finding);
    const std::size_t ordinal = ++seen_[fingerprint];
    json_.begin_object("partialFingerprints");
    json_.member("libscan/v1",
                 ordinal == 1 ? fingerprint : fmt::format("{}:{}", fingerprint, ordinal));
    json_.member("primaryLocationLineHash", fmt::format("{}:{}", fingerprint, ordinal));
    json_.end_object();
  }

  JsonWriter& json_;
  const Shown& shown_;
  SuppressedFindings suppressed_;
  std::unordered_map<std::string, std::size_t> seen_;
};

// -------------------------------------------------------------------------------------- the run

void write_notice(JsonWriter& json, const Notice& notice, const Shown& shown) {
  json.begin_object();
  json.member("level", notice.incomplete ? "error" : "note");
  write_text_object(json, "message",
                    plain_message(notice.message.empty() ? notice.code : notice.message));
  json.begin_object("descriptor");
  json.member("id", notice.code);
  json.end_object();
  if (!notice.path.empty()) {
    json.begin_array("locations");
    json.begin_object();
    json.begin_object("physicalLocation");
    write_artifact(json, notice.path);
    json.end_object();
    json.end_object();
    json.end_array();
  }
  if (!notice.rule_id.empty()) {
    json.begin_object("associatedRule");
    json.member("id", notice.rule_id);
    if (shown.has_rule(notice.rule_id)) json.member("index", shown.rule_index(notice.rule_id));
    json.end_object();
  }
  json.end_object();
}

void write_invocations(JsonWriter& json, const ScanResult& result, const Shown& shown) {
  json.begin_array("invocations");
  json.begin_object();
  json.member("executionSuccessful", !result.incomplete());
  json.begin_array("toolExecutionNotifications");
  for (const Notice& notice : result.notices) write_notice(json, notice, shown);
  json.end_array();
  json.end_object();
  json.end_array();
}

void write_driver(JsonWriter& json, const Shown& shown) {
  json.begin_object("tool");
  json.begin_object("driver");
  json.member("name", "scan");
  json.member("version", version());
  json.member("semanticVersion", version());
  json.member("informationUri", kInformationUri);
  json.begin_array("rules");
  for (const RuleInfo& rule : shown.rules()) write_rule(json, rule);
  json.end_array();
  json.end_object();
  json.end_object();
}

}  // namespace

std::string write_sarif(const ScanResult& result, const Verdict& verdict,
                        const ReportOptions& options) {
  const Shown shown(result, options.suppressed);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json.member("version", "2.1.0");
  json.begin_array("runs");
  json.begin_object();
  write_driver(json, shown);
  json.begin_object("automationDetails");
  json.member("id", "scan/");
  json.end_object();
  json.begin_object("originalUriBaseIds");
  json.begin_object("%SRCROOT%");
  write_text_object(json, "description", "The root of the scanned tree.");
  json.end_object();
  json.end_object();
  json.member("columnKind", "utf16CodeUnits");
  write_invocations(json, result, shown);
  Results(json, shown, options.suppressed).write();
  json.begin_object("properties");
  json.member("verdict", to_string(verdict.outcome));
  json.member("reason", verdict.reason);
  json.end_object();
  json.end_object();
  json.end_array();
  json.end_object();
  out.push_back('\n');
  return out;
}

}  // namespace scan::report

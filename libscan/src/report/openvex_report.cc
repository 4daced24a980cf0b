// OpenVEX 0.2.0 (github.com/openvex/spec): one statement for each vulnerability of each package.
// What was decided before, in a VEX document or a list of exceptions, is said again in its words,
// so that the report of one scan can be the `--vex` of the next.
#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "report/json_writer.h"
#include "report/package_actions.h"
#include "report/writers.h"

namespace scan::report {
namespace {

// A document has a time by the specification, and a report none of its own: that of the newest
// advisory, or the beginning of time.
std::string timestamp_of(const ScanResult& result) {
  std::string newest = "1970-01-01T00:00:00Z";
  for (const Advisory& advisory : result.advisories) newest = std::max(newest, advisory.modified);
  return newest;
}

bool is_vulnerability(const Finding& finding) {
  return !property_of(finding, "purl").empty() && !property_of(finding, "advisories").empty();
}

// The justifications that the specification has.
bool is_justification(std::string_view word) {
  constexpr std::array<std::string_view, 5> kWords = {
      "component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path",
      "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist"};
  return std::ranges::find(kWords, word) != kWords.end();
}

struct Decision {
  std::string_view status;
  std::string_view justification;  // empty where the specification has no word for it
};

// "vex.json: not_affected (component_not_present)" says why a finding is suppressed.
Decision decision_of(const Finding& finding) {
  if (!finding.suppression) return {.status = "affected"};
  std::string_view words = finding.suppression->directive;
  if (const std::size_t colon = words.rfind(": "); colon != words.npos)
    words.remove_prefix(colon + 2);
  const std::string_view state = words.substr(0, words.find(' '));
  if (state == "fixed" || state == "resolved" || state == "resolved_with_pedigree")
    return {.status = "fixed"};
  if (state != "not_affected" && state != "known_not_affected" && state != "false_positive")
    return {.status = "affected"};
  Decision decision{.status = "not_affected"};
  const std::size_t open = words.find('(');
  const std::size_t close = words.rfind(')');
  if (open < close && close != words.npos) {
    const std::string_view word = words.substr(open + 1, close - open - 1);
    if (is_justification(word)) decision.justification = word;
  }
  return decision;
}

std::string action_for(const Finding& finding) {
  if (finding.suppression)
    return "accepted" + (finding.suppression->justification.empty()
                             ? std::string()
                             : ": " + finding.suppression->justification);
  std::string_view version = property_of(finding, "upgrade_to");
  if (version.empty()) version = property_of(finding, "fixed_version");
  if (version.empty()) return "no fixed version is known";
  return "upgrade " + std::string(property_of(finding, "package")) + " to " + std::string(version);
}

void write_statement(JsonWriter& json, const Finding& finding, const RuleInfo& rule) {
  json.begin_object();
  json.begin_object("vulnerability");
  json.member("name", finding.rule_id);
  json.member_unless_empty("description", rule.title);
  json.member_unless_empty("aliases", rule.aliases);
  json.end_object();
  json.begin_array("products");
  json.begin_object();
  const std::string_view purl = property_of(finding, "purl");
  json.member("@id", purl);
  json.begin_object("identifiers");
  json.member("purl", purl);
  json.end_object();
  json.end_object();
  json.end_array();
  const Decision decision = decision_of(finding);
  json.member("status", decision.status);
  if (decision.status == "not_affected") {
    json.member_unless_empty("justification", decision.justification);
    // One of the two there must be.
    std::string_view impact = finding.suppression->justification;
    if (impact.empty() && decision.justification.empty()) impact = finding.suppression->directive;
    json.member_unless_empty("impact_statement", impact);
  } else if (decision.status == "affected") {
    json.member("action_statement", action_for(finding));
  }
  json.end_object();
}

}  // namespace

std::string write_openvex(const ScanResult& result, const Verdict&, const ReportOptions&) {
  // Suppressed findings are what a VEX document is for.
  const Shown shown(result, SuppressedFindings::kShow);
  base::StableHash hash;
  for (const Finding* finding : shown.findings())
    if (is_vulnerability(*finding))
      hash.add(finding->rule_id)
          .add(property_of(*finding, "purl"))
          .add(decision_of(*finding).status)
          .add(action_for(*finding));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("@context", "https://openvex.dev/ns/v0.2.0");
  json.member("@id", "https://openvex.dev/docs/public/vex-" + hash.hex());
  json.member("author", "scan");
  json.member("role", "Vulnerability scanner");
  json.member("timestamp", timestamp_of(result));
  json.member("version", 1);
  json.member("tooling", "libscan");
  json.begin_array("statements");
  for (const Finding* finding : shown.findings())
    if (is_vulnerability(*finding))
      write_statement(json, *finding, shown.rules()[shown.rule_index(finding->rule_id)]);
  json.end_array();
  json.end_object();
  out.push_back('\n');
  return out;
}

}  // namespace scan::report

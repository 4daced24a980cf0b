// SonarQube's generic format for external issues, as servers from 10.3 on read it. One wrong issue
// aborts the user's whole analysis, so this writer says less rather than something doubtful: a
// range that may not hold becomes a line, a line that is not known becomes the file.
#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "report/encoding.h"
#include "report/json_writer.h"
#include "report/region_text.h"
#include "report/writers.h"

namespace scan::report {
namespace {

// The server's task fails for a longer rule id (the scanner still takes it).
constexpr std::size_t kLongestId = 200;
constexpr std::size_t kLongestName = 200;
constexpr std::string_view kEngine = "scan";

// At most `size` bytes, on a character's boundary. Bytes are never fewer than characters.
std::string cut(std::string_view text, std::size_t size) {
  std::string out = repaired(text);
  out.resize(base::character_start(out, size));
  return out;
}

std::string rule_key(std::string_view id) {
  if (id.size() <= kLongestId) return repaired(id);
  const std::string hash = base::StableHash().add(id).hex().substr(0, 16);
  return cut(id, kLongestId - hash.size() - 1) + "-" + hash;
}

std::string_view impact_of(Severity severity) {
  constexpr std::array<std::string_view, 5> kImpacts = {"INFO", "LOW", "MEDIUM", "HIGH", "BLOCKER"};
  return kImpacts[static_cast<std::size_t>(severity)];
}

// The server takes severity from the rule alone. A finding that is worse or better than its rule
// says therefore comes under a rule of its own.
std::string key_of(const Finding& finding, const RuleInfo& rule) {
  if (finding.severity == rule.severity) return rule_key(finding.rule_id);
  return rule_key(fmt::format("{}:{}", finding.rule_id, to_string(finding.severity)));
}

// The server decodes files as UTF-8. A file in Latin-1 then has one character for each byte that it
// cannot decode, save where a lead byte and a continuation byte meet by chance: those become one,
// and a column beyond them might be past the end of the line.
bool may_shrink(std::string_view text) {
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, i);
    if (before >= 0xC2 && before <= 0xF4 && point.value >= 0x80 && point.value <= 0xBF) return true;
    before = point.value;
    i += point.size;
  }
  return false;
}

void write_range(JsonWriter& json, const Location& location) {
  const Region& region = location.region;
  json.begin_object("textRange");
  json.member("startLine", region.start_line);
  json.member("endLine", region.end_line);
  const bool empty =
      region.start_line == region.end_line && region.start_column >= region.end_column;
  // The server ends a line at a lone carriage return too, and its columns begin anew there.
  const bool splits = location.snippet.find('\r') != std::string::npos;
  if (!empty && !splits && !may_shrink(location.snippet)) {
    json.member("startColumn", region.start_column - 1);
    json.member("endColumn", region.end_column - 1);
  }
  json.end_object();
}

std::string_view file_of(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

bool has_range(const Location& location) {
  const Region& region = location.region;
  // What a file held in the past may be longer than what it holds now.
  return !location.revision && region.start_line > 0 && region.end_line >= region.start_line &&
         region.start_column > 0 && region.end_column > 0;
}

void write_place(JsonWriter& json, const Location& location, std::string_view message) {
  json.member_unless_empty("message", message);
  json.member("filePath", file_of(location.path));
  if (has_range(location)) write_range(json, location);
}

void write_issue(JsonWriter& json, const Finding& finding, const RuleInfo& rule) {
  json.begin_object();
  json.member("ruleId", key_of(finding, rule));
  json.begin_object("primaryLocation");
  write_place(json, finding.primary(), message_of(finding, rule));
  json.end_object();
  // A secondary location without a range aborts the import.
  bool begun = false;
  for (std::size_t i = 1; i < finding.locations.size(); ++i) {
    if (!has_range(finding.locations[i])) continue;
    if (!begun) json.begin_array("secondaryLocations");
    begun = true;
    json.begin_object();
    write_place(json, finding.locations[i], {});
    json.end_object();
  }
  if (begun) json.end_array();
  json.end_object();
}

void write_rule(JsonWriter& json, const std::string& key, const RuleInfo& rule, Severity severity) {
  json.begin_object();
  json.member("id", key);
  json.member("name", cut(rule.title.empty() ? rule.id : rule.title, kLongestName));
  json.member_unless_empty("description", rule.help);
  json.member("engineId", kEngine);
  json.member("cleanCodeAttribute", "TRUSTWORTHY");
  json.begin_array("impacts");
  json.begin_object();
  json.member("softwareQuality", "SECURITY");
  json.member("severity", impact_of(severity));
  json.end_object();
  json.end_array();
  json.end_object();
}

}  // namespace

// Suppressed findings are left out whatever the options say: the server would show them as open.
std::string write_sonar(const ScanResult& result, const Verdict&, const ReportOptions&) {
  const Shown shown(result, SuppressedFindings::kHide);
  const auto rule_of = [&](const Finding& finding) -> const RuleInfo& {
    return shown.rules()[shown.rule_index(finding.rule_id)];
  };
  std::map<std::string, std::pair<const RuleInfo*, Severity>> rules;
  for (const Finding* finding : shown.findings()) {
    const RuleInfo& rule = rule_of(*finding);
    rules.try_emplace(key_of(*finding, rule), &rule, finding->severity);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.begin_array("rules");
  for (const auto& [key, rule] : rules) write_rule(json, key, *rule.first, rule.second);
  json.end_array();
  json.begin_array("issues");
  for (const Finding* finding : shown.findings()) write_issue(json, *finding, rule_of(*finding));
  json.end_array();
  json.end_object();
  out.push_back('\n');
  return out;
}

}  // namespace scan::report

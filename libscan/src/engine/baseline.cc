// Gitleaks holds two findings for one when nearly all that it tells of them is equal, so that a
// line that is added above makes a finding new again; rule, place and secret are what of it can be
// compared here. Our own fingerprints do not depend on lines.
//
// No finding here holds its secret. But an identity is a hash of the rule's id and the secret, and
// Gitleaks' report has both.
#include "engine/baseline.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/hash.h"
#include "scan/report.h"
#include "source/file.h"

namespace scan::engine {
namespace {

using Json = nlohmann::json;

Error no_baseline(const std::string& path, std::string message) {
  return {.code = ErrorCode::kInvalidData, .message = std::move(message), .path = path};
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint32_t number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0;
}

// Wholly, or all but its beginning.
bool is_redacted(std::string_view secret) {
  return secret == "REDACTED" || secret.ends_with("...");
}

}  // namespace

Result<Baseline> Baseline::read(const std::string& path) {
  const Result<std::string> json = source::read_file(path, kMaxBytes, source::FinalLink::kFollow);
  if (!json.ok()) return json.error();
  Result<Baseline> baseline = parse(*json, path);
  if (baseline.ok()) baseline->path_ = path;
  return baseline;
}

bool Baseline::is_at(const std::string& system_path) const {
  const std::filesystem::path path(path_);
  if (path_.empty() || std::filesystem::path(system_path).filename() != path.filename())
    return false;
  std::error_code ignored;
  return std::filesystem::equivalent(path, system_path, ignored);
}

Result<Baseline> Baseline::parse(std::string_view json, const std::string& path) {
  Baseline baseline;
  const std::size_t begin = json.find_first_not_of(" \t\r\n");
  if (begin == json.npos || json[begin] != '[') {
    Result<ScanResult> stored = read_report(json);
    if (!stored.ok())
      return no_baseline(path,
                         "neither a report of this program (`--format json`) nor one of "
                         "Gitleaks: " +
                             stored.error().message);
    for (const Finding& finding : stored->findings)
      baseline.fingerprints_.insert(finding.fingerprint);
    return baseline;
  }
  const Json list = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) return no_baseline(path, "the report of Gitleaks is no valid JSON");
  for (const Json& finding : list) {
    if (!finding.is_object() || text_of(finding, "RuleID").empty())
      return no_baseline(path, "the list is no report of Gitleaks: a finding has no `RuleID`");
    std::string secret = text_of(finding, "Secret");
    Entry entry{.rule = text_of(finding, "RuleID"), .secret = std::nullopt};
    if (!is_redacted(secret)) entry.secret = std::move(secret);
    Place place{text_of(finding, "File"), number_of(finding, "StartLine"),
                number_of(finding, "EndLine"), text_of(finding, "Commit")};
    baseline.places_[std::move(place)].push_back(std::move(entry));
  }
  return baseline;
}

void Baseline::strip(std::string_view prefix) {
  std::map<Place, std::vector<Entry>> stripped;
  const std::string begin = std::string(prefix) + '/';
  for (auto& [place, entries] : places_) {
    Place key = place;
    std::string& path = std::get<0>(key);
    if (path.starts_with(begin)) path.erase(0, begin.size());
    std::vector<Entry>& all = stripped[std::move(key)];
    std::ranges::move(entries, std::back_inserter(all));
  }
  places_ = std::move(stripped);
}

bool Baseline::lists(const Finding& finding, const std::vector<std::string>& aliases,
                     const Location& location) const {
  if (places_.empty() || finding.analyzer != "secrets") return false;
  const bool whole_file = location.span.size() == 0;
  const auto found =
      places_.find(Place{location.path, whole_file ? 0 : location.region.start_line,
                         whole_file ? 0 : location.region.end_line,
                         location.revision ? location.revision->commit : std::string()});
  if (found == places_.end()) return false;
  return std::ranges::any_of(found->second, [&](const Entry& entry) {
    if (entry.rule != finding.rule_id && std::ranges::count(aliases, entry.rule) == 0) return false;
    if (whole_file || !entry.secret) return true;
    return base::sha256_hex(finding.rule_id + '\0' + *entry.secret) == finding.identity;
  });
}

bool Baseline::lists(const Finding& finding) const {
  return fingerprints_.contains(finding.fingerprint);
}

Suppression Baseline::suppression() {
  return {.kind = Suppression::Kind::kExternal, .directive = "baseline"};
}

}  // namespace scan::engine

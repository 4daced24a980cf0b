// What all formats agree on: which findings there are, and the rules for each of them.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "report/writers.h"

namespace scan::report {

Shown::Shown(const ScanResult& result, SuppressedFindings suppressed) {
  std::unordered_map<std::string_view, const Finding*> first_of_rule;
  for (const Finding& finding : result.findings) {
    if (finding.suppression && suppressed == SuppressedFindings::kHide) continue;
    findings_.push_back(&finding);
    first_of_rule.emplace(finding.rule_id, &finding);
  }
  for (const RuleInfo& rule : result.rules)
    if (first_of_rule.erase(rule.id) > 0) rules_.push_back(rule);
  for (const auto& [id, finding] : first_of_rule) {
    RuleInfo rule;
    rule.id = id;
    rule.analyzer = finding->analyzer;
    rule.title = id;
    rule.severity = finding->severity;
    rule.confidence = finding->confidence;
    rules_.push_back(std::move(rule));
  }
  std::sort(rules_.begin(), rules_.end(),
            [](const RuleInfo& a, const RuleInfo& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < rules_.size(); ++i) index_.emplace(rules_[i].id, i);
}

std::string fingerprint_of(const Finding& finding) {
  if (!finding.fingerprint.empty()) return finding.fingerprint;
  const Location& place = finding.primary();
  return base::StableHash()
      .add(finding.rule_id)
      .add(place.path)
      .add(place.snippet)
      .add(finding.message)
      .hex();
}

std::string_view message_of(const Finding& finding, const RuleInfo& rule) {
  if (!finding.message.empty()) return finding.message;
  return rule.title.empty() ? std::string_view(rule.id) : std::string_view(rule.title);
}

bool is_web_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c > ' ' && c < 0x7F &&
                  std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
         });
}

std::string help_uri_of(const RuleInfo& rule) {
  for (const std::string& reference : rule.references)
    if (is_web_address(reference)) return reference;
  for (const std::string& cwe : rule.cwe) {
    const std::string_view number =
        std::string_view(cwe).substr(std::min<std::size_t>(4, cwe.size()));
    if (cwe.starts_with("CWE-") && !number.empty() &&
        number.find_first_not_of("0123456789") == std::string_view::npos)
      return fmt::format("https://cwe.mitre.org/data/definitions/{}.html", number);
  }
  return {};
}

}  // namespace scan::report

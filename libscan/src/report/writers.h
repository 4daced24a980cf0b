// The writers of formats.def, and what they have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/report.h"

namespace scan::report {

/// A writer turns a result into the whole report. It never fails: what a format cannot say is left
/// out.
using Writer = std::string (*)(const ScanResult& result, const Verdict& verdict,
                               const ReportOptions& options);

#define SCAN_FORMAT(name, writer, description) \
  std::string writer(const ScanResult&, const Verdict&, const ReportOptions&);
#include "report/formats.def"
#undef SCAN_FORMAT

/// The findings that a format shows, with the rules that they name. A result that was built by hand
/// or read back may name rules that it does not describe; formats that resolve each rule still need
/// them. Refers to the result.
class Shown {
 public:
  Shown(const ScanResult& result, SuppressedFindings suppressed);

  /// In the result's order.
  const std::vector<const Finding*>& findings() const { return findings_; }
  /// Ordered by id, each once; only those that findings() name.
  const std::vector<RuleInfo>& rules() const { return rules_; }
  /// Where in rules() the rule of this id is; it must be that of a finding shown.
  std::size_t rule_index(std::string_view id) const { return index_.at(id); }
  bool has_rule(std::string_view id) const { return index_.contains(id); }

 private:
  std::vector<const Finding*> findings_;
  std::vector<RuleInfo> rules_;
  std::unordered_map<std::string_view, std::size_t> index_;  // keys are parts of rules_
};

/// The finding's fingerprint, or one of its rule, path and code where it has none.
std::string fingerprint_of(const Finding& finding);

/// The message; where it is empty the rule's title, or its id.
std::string_view message_of(const Finding& finding, const RuleInfo& rule);

/// Whether it can stand in a report as an http or https URI.
bool is_web_address(std::string_view text);

/// Where to read more about a rule: its first reference that is a web address, else the page of its
/// first CWE; empty when it has neither.
std::string help_uri_of(const RuleInfo& rule);

}  // namespace scan::report

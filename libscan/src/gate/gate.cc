// A finding counts when it is not suppressed, severe enough and sure enough; one that counts fails
// the gate. Whatever was left out keeps the gate from passing.
#include "scan/gate.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <map>

namespace scan {
namespace {

using Counts = std::array<std::uint64_t, 5>;  // by Severity

std::string_view plural(std::uint64_t n) { return n == 1 ? "" : "s"; }

// "severity high or above"
std::string bound(Severity severity) {
  if (severity == Severity::kInfo) return "any severity";
  return fmt::format("severity {}{}", to_string(severity),
                     severity == Severity::kCritical ? "" : " or above");
}

// The whole of what fails: "severity high or above, or known to be exploited".
std::string demand(const Policy& policy) {
  std::string out = bound(policy.fail_on);
  if (policy.known_exploited == KnownExploited::kFail) out += ", or known to be exploited";
  if (policy.fail_on_epss)
    out += fmt::format(", or of an EPSS score of {} or above", *policy.fail_on_epss);
  return out;
}

// What is known of its exploitation counts for itself, however severe the finding.
bool exploited(const Policy& policy, const Finding& finding) {
  const auto& properties = finding.properties;
  if (policy.known_exploited == KnownExploited::kFail && properties.contains("kev")) return true;
  if (!policy.fail_on_epss) return false;
  const auto epss = properties.find("epss");
  return epss != properties.end() &&
         std::strtod(epss->second.c_str(), nullptr) >= *policy.fail_on_epss;
}

// "1 critical, 3 high"
std::string by_severity(const Counts& counts) {
  std::string out;
  for (std::size_t i = counts.size(); i-- > 0;)
    if (counts[i] > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", counts[i],
                         to_string(static_cast<Severity>(i)));
  return out;
}

// "file-too-large, rule-skipped (2)": how often each kind of incomplete notice was given.
std::string what_is_missing(const ScanResult& result) {
  std::map<std::string_view, std::uint64_t> codes;
  for (const Notice& notice : result.notices)
    if (notice.incomplete) ++codes[notice.code];
  std::string out;
  for (const auto& [code, count] : codes) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", code);
    if (count > 1) out += fmt::format(" ({})", count);
  }
  return out;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kWords = {"passed", "failed", "incomplete"};
  return kWords[static_cast<std::size_t>(outcome)];
}

int exit_status(Outcome outcome) {
  constexpr std::array<int, 3> kStatus = {0, 1, 3};
  return kStatus[static_cast<std::size_t>(outcome)];
}

Verdict evaluate(const Policy& policy, const ScanResult& result) {
  Verdict verdict;
  Counts failing{};
  std::uint64_t unsure = 0;  // severe enough, but of too low a confidence
  for (const Finding& finding : result.findings) {
    if (finding.suppression) continue;
    if (finding.severity < policy.fail_on && !exploited(policy, finding)) continue;
    if (finding.confidence < policy.min_confidence) {
      ++unsure;
      continue;
    }
    ++failing[static_cast<std::size_t>(finding.severity)];
    verdict.failing.push_back(finding.fingerprint);
  }

  const std::size_t count = verdict.failing.size();
  if (count > 0) {
    verdict.outcome = Outcome::kFailed;
    verdict.reason = fmt::format("{} finding{} of {}: {}", count, plural(count), demand(policy),
                                 by_severity(failing));
  } else {
    verdict.reason = fmt::format("no finding of {}", demand(policy));
    if (unsure > 0)
      verdict.reason += fmt::format(" ({} of confidence below {} {} not count)", unsure,
                                    to_string(policy.min_confidence), unsure == 1 ? "does" : "do");
  }
  if (result.incomplete()) {
    const std::string missing = what_is_missing(result);
    if (count == 0) {
      verdict.outcome = Outcome::kIncomplete;
      verdict.reason = fmt::format("the scan is incomplete: {}", missing);
    } else {
      verdict.reason += fmt::format("; the scan is also incomplete: {}", missing);
    }
  }
  return verdict;
}

}  // namespace scan

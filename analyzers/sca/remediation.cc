#include "sca/remediation.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sca/ecosystem.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

// Advisories whose intervals follow on one another; more are made up.
constexpr int kMaxSteps = 1'000;

}  // namespace

std::string greatest_fix(std::string_view ecosystem, const std::vector<AdvisoryMatch>& matches) {
  const Ordering ordering = ordering_of(ecosystem);
  std::string greatest;
  std::optional<std::string> greatest_key;
  for (const AdvisoryMatch& match : matches) {
    if (match.fixed.empty()) continue;
    std::optional<std::string> key = ordering_key(ordering, match.fixed);
    if (greatest.empty() || greatest_key < key) {
      greatest = match.fixed;
      greatest_key = std::move(key);
    }
  }
  return greatest;
}

Result<std::string> smallest_clean_version(const AdvisoryIndex& index, std::string_view ecosystem,
                                           std::string_view name, std::string_view version,
                                           std::vector<AdvisoryMatch> matches) {
  const Ordering ordering = ordering_of(ecosystem);
  std::optional<std::string> key = ordering_key(ordering, version);
  std::string next;
  std::set<std::uint32_t> fixed_groups;
  for (int step = 0; step < kMaxSteps; ++step) {
    std::map<std::uint32_t, std::vector<AdvisoryMatch>> groups;
    for (AdvisoryMatch& match : matches) groups[match.group].push_back(std::move(match));
    std::vector<AdvisoryMatch> fixes;
    for (const auto& [group, members] : groups) {
      std::string fix = greatest_fix(ecosystem, members);
      if (!fix.empty())
        fixes.push_back({.id = {}, .group = group, .fixed = std::move(fix)});
      else if (!fixed_groups.contains(group))
        return std::string();
      fixed_groups.insert(group);
    }
    // What remains are databases without a fix, of which another one told.
    if (fixes.empty()) return next;
    next = greatest_fix(ecosystem, fixes);
    std::optional<std::string> next_key = ordering_key(ordering, next);
    // A version that is listed may lie above the fix.
    if (next_key <= key) break;
    key = std::move(next_key);
    Result<std::vector<AdvisoryMatch>> affecting = index.find(ecosystem, name, next);
    if (!affecting.ok()) return std::move(affecting).error();
    if (affecting->empty()) return next;
    matches = std::move(*affecting);
  }
  return std::string();
}

}  // namespace scan::sca

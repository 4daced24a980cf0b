// Order first: outcomes arrive as threads finished, so they are sorted by path before anything
// looks at them, and every later step keeps an order that only the content decides.
#include "engine/fold.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "engine/masking.h"
#include "engine/suppression.h"

namespace scan::engine {
namespace {

using Analyzers = std::span<const std::unique_ptr<Analyzer>>;

// The rules of all analyzers by id. Two analyzers may each have a rule of one name. Listed when the
// first one is asked for: there are thousands, and most scans find little.
class RuleIndex {
 public:
  explicit RuleIndex(Analyzers analyzers) : analyzers_(analyzers) {}

  void add(RuleInfo rule) {
    list();
    insert(std::move(rule));
  }
  const RuleInfo* find(const Finding& finding) const {
    list();
    const auto found = rules_.find(std::pair(finding.analyzer, finding.rule_id));
    return found == rules_.end() ? nullptr : &found->second;
  }

 private:
  void list() const {
    if (std::exchange(listed_, true)) return;
    for (const auto& analyzer : analyzers_)
      for (RuleInfo& rule : analyzer->rules()) {
        if (rule.analyzer.empty()) rule.analyzer = analyzer->name();
        insert(std::move(rule));
      }
  }
  void insert(RuleInfo rule) const {
    auto key = std::pair(rule.analyzer, rule.id);
    rules_.try_emplace(std::move(key), std::move(rule));
  }

  Analyzers analyzers_;
  mutable bool listed_ = false;
  mutable std::map<std::pair<std::string, std::string>, RuleInfo> rules_;
};

void conclude(const Analyzer& analyzer, const std::vector<Fact>& facts, const FileContext& context,
              ProjectResult& project) {
  std::string reason;
  try {
    analyzer.conclude(facts, context, project);
    return;
  } catch (const std::exception& exception) {
    reason = exception.what();
  } catch (...) {
    reason = "unknown exception";
  }
  project.notices.push_back({.code = "analyzer-failed",
                             .message = std::string(analyzer.name()) + " failed: " + reason,
                             .path = {},
                             .rule_id = {},
                             .incomplete = true});
}

void conclude_all(Analyzers analyzers, const std::vector<FileOutcome>& outcomes,
                  const FileContext& context, ScanResult& result, RuleIndex& rules) {
  for (const auto& analyzer : analyzers) {
    const std::vector<std::string_view> kinds = analyzer->fact_kinds();
    std::vector<Fact> facts;
    for (const FileOutcome& outcome : outcomes)
      for (const Fact& fact : outcome.facts)
        if (std::find(kinds.begin(), kinds.end(), fact.kind) != kinds.end()) facts.push_back(fact);
    std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
      return std::tie(a.location.path, a.location.span, a.payload) <
             std::tie(b.location.path, b.location.span, b.payload);
    });
    ProjectResult project;
    conclude(*analyzer, facts, context, project);
    std::ranges::move(project.findings, std::back_inserter(result.findings));
    std::ranges::move(project.packages, std::back_inserter(result.packages));
    std::ranges::move(project.advisories, std::back_inserter(result.advisories));
    std::ranges::move(project.notices, std::back_inserter(result.notices));
    for (RuleInfo& rule : project.rules) rules.add(std::move(rule));
  }
}

// A finding at several places is suppressed place by place: what is left unsuppressed stays open.
// What an analyzer marked as suppressed itself stays so.
void suppress(std::vector<Finding>& findings, const std::vector<FileOutcome>& outcomes,
              const KnownPlaces& known, const RuleIndex& rules) {
  // By path, and blob where it is not the tree's.
  std::map<std::pair<std::string_view, std::string_view>, Suppressions> suppressions;
  for (const FileOutcome& outcome : outcomes)
    if (!outcome.directives.empty())
      suppressions.try_emplace({outcome.path, outcome.blob}, outcome.directives);
  if (suppressions.empty() && known.ignore.empty() && known.baseline.empty() &&
      known.exceptions.empty())
    return;

  std::vector<Finding> split;
  for (Finding& finding : findings) {
    if (finding.suppression) continue;
    const RuleInfo* rule = rules.find(finding);
    static const std::vector<std::string> kNoAliases;
    const std::vector<std::string>& aliases = rule != nullptr ? rule->aliases : kNoAliases;
    std::vector<Location> open;
    for (Location& location : finding.locations) {
      std::optional<Suppression> suppression;
      const std::string_view blob =
          location.revision ? std::string_view(location.revision->blob) : std::string_view();
      if (const auto found = suppressions.find({location.path, blob}); found != suppressions.end())
        suppression =
            found->second.find(finding.analyzer, finding.rule_id, aliases, location.region);
      if (!suppression)
        suppression = known.ignore.find(finding.analyzer, finding.rule_id, aliases, location);
      if (!suppression && known.baseline.lists(finding, aliases, location))
        suppression = Baseline::suppression();
      if (!suppression) suppression = known.exceptions.find(finding, aliases, location);
      if (!suppression) {
        open.push_back(std::move(location));
        continue;
      }
      Finding& suppressed = split.emplace_back(finding);
      suppressed.locations = {std::move(location)};
      suppressed.suppression = std::move(suppression);
    }
    finding.locations = std::move(open);
  }
  std::erase_if(findings, [](const Finding& finding) { return finding.locations.empty(); });
  std::ranges::move(split, std::back_inserter(findings));
}

// Where a thing stands now comes before where it once stood.
bool location_before(const Location& a, const Location& b) {
  if (a.revision.has_value() != b.revision.has_value()) return b.revision.has_value();
  return std::tie(a.path, a.span, a.region, a.logical_name, a.revision, a.layer) <
         std::tie(b.path, b.span, b.region, b.logical_name, b.revision, b.layer);
}

bool finding_before(const Finding& a, const Finding& b) {
  const Location& x = a.primary();
  const Location& y = b.primary();
  return std::tie(x.path, x.revision, x.span, x.region, a.rule_id, a.message, a.analyzer,
                  a.identity) < std::tie(y.path, y.revision, y.span, y.region, b.rule_id, b.message,
                                         b.analyzer, b.identity);
}

// Findings with one identity become one, with all their places; the suppressed ones apart.
void merge_identical(std::vector<Finding>& findings) {
  // What was concluded stands after what files say, and stays there.
  std::stable_sort(findings.begin(), findings.end(), finding_before);
  std::map<std::tuple<std::string_view, std::string_view, std::string_view, bool>, std::size_t>
      seen;
  std::vector<bool> absorbed(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Finding& finding = findings[i];
    if (finding.identity.empty()) continue;
    const auto [first, added] = seen.try_emplace(
        {finding.analyzer, finding.rule_id, finding.identity, finding.suppression.has_value()}, i);
    if (added) continue;
    Finding& kept = findings[first->second];
    kept.severity = std::max(kept.severity, finding.severity);
    // What is said again of one place was concluded from all files, and knows more.
    const bool again = finding.locations.back() == kept.locations.back();
    std::ranges::move(finding.locations, std::back_inserter(kept.locations));
    if (finding.confidence > kept.confidence || (again && finding.confidence == kept.confidence)) {
      kept.confidence = finding.confidence;
      kept.properties = std::move(finding.properties);  // among them why
    }
    absorbed[i] = true;
  }
  seen.clear();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (absorbed[i]) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    std::vector<Location>& locations = findings[kept++].locations;
    std::sort(locations.begin(), locations.end(), location_before);
    locations.erase(std::unique(locations.begin(), locations.end()), locations.end());
  }
  findings.resize(kept);
  std::sort(findings.begin(), findings.end(), finding_before);
}

// Equal code in one file gives equal content fingerprints; the ordinal tells them apart.
void fingerprint(std::vector<Finding>& findings) {
  std::unordered_map<std::string, std::uint64_t> ordinals;
  for (Finding& finding : findings) {
    if (finding.fingerprint.empty()) {
      base::StableHash hash;
      hash.add(finding.analyzer).add(finding.rule_id).add(finding.identity);
      if (finding.identity.empty())
        hash.add(finding.primary().path).add(finding.primary().logical_name).add(finding.message);
      finding.fingerprint = hash.hex();
    }
    const std::uint64_t ordinal = ordinals[finding.fingerprint]++;
    if (ordinal > 0)
      finding.fingerprint = base::StableHash().add(finding.fingerprint).add(ordinal).hex();
  }
}

std::vector<RuleInfo> rules_of(const std::vector<Finding>& findings, const RuleIndex& index) {
  std::map<std::pair<std::string_view, std::string_view>, RuleInfo> used;
  for (const Finding& finding : findings) {
    auto [entry, added] = used.try_emplace({finding.rule_id, finding.analyzer});
    if (!added) continue;
    const RuleInfo* rule = index.find(finding);
    entry->second = rule != nullptr ? *rule
                                    : RuleInfo{.id = finding.rule_id,
                                               .analyzer = finding.analyzer,
                                               .severity = finding.severity,
                                               .confidence = finding.confidence};
  }
  std::vector<RuleInfo> rules;
  for (auto& [key, rule] : used) rules.push_back(std::move(rule));
  return rules;
}

void withhold_fix(const SecretTexts& texts, Finding& finding, std::vector<Notice>& notices) {
  if (!finding.fix) return;
  for (const Edit& edit : finding.fix->edits) {
    std::string masked = edit.replacement;
    texts.mask(masked);
    if (masked == edit.replacement) continue;
    finding.fix.reset();
    notices.push_back(fix_withheld(finding));
    return;
  }
}

// A secret that one file gives away may stand in another, where no rule for secrets looks: in the
// code that a finding shows, or in a place of its own file that the rule's allowlist lets pass.
void mask(const std::vector<FileOutcome>& outcomes, ScanResult& result) {
  std::vector<std::string_view> secrets;
  for (const FileOutcome& outcome : outcomes)
    secrets.insert(secrets.end(), outcome.secrets.begin(), outcome.secrets.end());
  const SecretTexts texts(std::move(secrets));
  if (texts.empty()) return;
  for (Finding& finding : result.findings) {
    texts.mask(finding.message);
    for (auto& [name, value] : finding.properties) texts.mask(value);
    withhold_fix(texts, finding, result.notices);
    for (Location& location : finding.locations) {
      texts.mask(location.snippet);
      texts.mask(location.logical_name);
    }
    if (!finding.suppression) continue;
    texts.mask(finding.suppression->directive);
    texts.mask(finding.suppression->justification);
  }
  for (Notice& notice : result.notices) texts.mask(notice.message);
  for (Package& package : result.packages) texts.mask(package.location.snippet);
}

template <typename T>
void sort_unique(std::vector<T>& values, auto before) {
  std::sort(values.begin(), values.end(), before);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

ScanResult fold(Analyzers analyzers, std::vector<FileOutcome> outcomes, const KnownPlaces& known,
                const FileContext& context) {
  // Stable: an archive may have two files of one name, which come from one thread in its order.
  std::ranges::stable_sort(outcomes, [](const FileOutcome& a, const FileOutcome& b) {
    return std::tie(a.path, a.blob) < std::tie(b.path, b.blob);
  });
  ScanResult result;
  for (FileOutcome& outcome : outcomes) {
    std::ranges::move(outcome.findings, std::back_inserter(result.findings));
    std::ranges::move(outcome.notices, std::back_inserter(result.notices));
  }
  RuleIndex rules(analyzers);
  conclude_all(analyzers, outcomes, context, result, rules);
  suppress(result.findings, outcomes, known, rules);
  std::ranges::move(known.exceptions.notices(), std::back_inserter(result.notices));
  mask(outcomes, result);
  merge_identical(result.findings);
  fingerprint(result.findings);
  for (Finding& finding : result.findings)
    if (!finding.suppression && known.baseline.lists(finding))
      finding.suppression = Baseline::suppression();
  result.rules = rules_of(result.findings, rules);
  sort_unique(result.packages, [](const Package& a, const Package& b) {
    return a.purl != b.purl ? a.purl < b.purl : location_before(a.location, b.location);
  });
  sort_unique(result.advisories, [](const Advisory& a, const Advisory& b) { return a.id < b.id; });
  sort_unique(result.notices, [](const Notice& a, const Notice& b) {
    return std::tie(a.path, a.code, a.message, a.rule_id) <
           std::tie(b.path, b.code, b.message, b.rule_id);
  });
  return result;
}

}  // namespace scan::engine

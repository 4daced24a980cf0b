// Equal packages of several files are looked up once. A vulnerability is reported once, whatever
// the number of databases that tell of it: its rule is named by the first id of its group
// (alias_groups.h).
#include "sca/package_matching.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "sca/cvss.h"
#include "sca/dependency_paths.h"
#include "sca/ecosystem.h"
#include "sca/iso_time.h"
#include "sca/remediation.h"

namespace scan::sca {
namespace {

// Of a way to a package; the middle of a longer one is left out.
constexpr std::size_t kStepsTold = 32;

// The ecosystem of what runs in a pipeline, and is no part of what it builds.
constexpr std::string_view kPipelineSteps = "GitHub Actions";

// Nor are these, of which OSV knows none besides: nearly every tree has some, so that to tell of
// them would be noise.
bool is_component_of_pipeline(std::string_view ecosystem) {
  constexpr std::array<std::string_view, 4> kComponents = {"Docker", "GitLab CI", "Terraform",
                                                           "pre-commit"};
  return std::ranges::find(kComponents, ecosystem) != kComponents.end();
}

struct PackageKey {
  std::string ecosystem;
  std::string name;  // normalised
  std::string version;
  std::string source_name;
  std::string source_version;
  auto operator<=>(const PackageKey&) const = default;
};

constexpr std::string_view kOsvPage = "https://osv.dev/";

// Under which name and version advisories know the package.
const std::string& advised_name(const Package& package) {
  return package.source_name.empty() ? package.name : package.source_name;
}
const std::string& advised_version(const Package& package) {
  return package.source_version.empty() ? package.version : package.source_version;
}

std::string join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined.append(joined.empty() ? "" : ", ").append(word);
  return joined;
}

RuleInfo rule_of(const AdvisoryGroup& group) {
  RuleInfo rule;
  rule.id = group.ids.front();
  rule.aliases.assign(group.ids.begin() + 1, group.ids.end());
  if (group.one_upstream)
    rule.aliases.insert(rule.aliases.end(), group.upstream.begin(), group.upstream.end());
  rule.analyzer = "sca";
  rule.title = group.title.empty() ? "Known vulnerability " + rule.id : group.title;
  rule.help = group.details;
  rule.severity = group.severity.value_or(kUnknownSeverity);
  rule.confidence = Confidence::kHigh;
  rule.cwe = group.cwes;
  for (const std::string& id : group.ids)
    for (std::string& page : advisory_pages(id))
      if (id == rule.id || !page.starts_with(kOsvPage)) rule.references.push_back(std::move(page));
  for (const std::string& id : group.upstream)
    for (std::string& page : advisory_pages(id))
      if (!page.starts_with(kOsvPage)) rule.references.push_back(std::move(page));
  return rule;
}

Advisory advisory_of(const StoredAdvisory& stored, const AdvisoryGroup& group) {
  Advisory advisory{.id = stored.id,
                    .rule_id = group.ids.front(),
                    .aliases = {},
                    .title = stored.text.title,
                    .details = stored.text.details,
                    .severity = stored.severity,
                    .ratings = {},
                    .cwe = stored.text.cwes,
                    .references = advisory_pages(stored.id),
                    .published = stored.text.published,
                    .modified = stored.text.modified,
                    .affects = {}};
  for (const std::string& id : group.ids)
    if (id != stored.id) advisory.aliases.push_back(id);
  for (const std::string& vector : stored.text.vectors) {
    std::optional<int> score = cvss_base_score(vector);
    advisory.ratings.push_back({.vector = vector, .score_tenths = {}});
    if (score) advisory.ratings.back().score_tenths = static_cast<std::uint32_t>(*score);
  }
  std::ranges::copy(stored.text.references, std::back_inserter(advisory.references));
  return advisory;
}

// "0.97565"
std::string share(std::uint32_t hundred_thousandths) {
  return fmt::format("{}.{:05}", hundred_thousandths / 100'000, hundred_thousandths % 100'000);
}

void add_exploitation(const AdvisoryGroup& group, Finding& finding) {
  if (group.epss) {
    finding.properties["epss"] = share(group.epss->score);
    finding.properties["epss_percentile"] = share(group.epss->percentile);
  }
  if (group.exploited_day == 0) return;
  constexpr std::int64_t kDay = 86'400;
  finding.properties["kev"] = iso_date(group.exploited_day * kDay);
}

class Matcher {
 public:
  Matcher(const std::vector<Package>& packages, const AdvisoryIndex& index, const Imports& imports,
          const rules::Selection& selection, ProjectResult& out)
      : packages_(packages),
        index_(index),
        imports_(imports),
        selection_(selection),
        out_(out),
        paths_(packages) {}

  // An error when the index turned out to be corrupt; what was matched until then is kept.
  Status match(const FileContext& context) {
    Status matched = match_all(context);
    for (auto& [id, advisory] : advisories_) {
      std::ranges::sort(advisory.affects, {}, &AffectedPackage::purl);
      out_.advisories.push_back(std::move(advisory));
    }
    return matched;
  }

 private:
  Status match_all(const FileContext& context) {
    std::map<PackageKey, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      const Package& package = packages_[i];
      if (package.version.empty()) continue;
      places[{package.ecosystem, normalised_name(package.ecosystem, package.name), package.version,
              package.source_name, package.source_version}]
          .push_back(i);
    }
    std::size_t done = 0;
    for (const auto& [key, positions] : places) {
      if (done % 1024 == 0 && context.should_stop()) {
        out_.notices.push_back({.code = "time-limit",
                                .message = std::to_string(places.size() - done) +
                                           " packages were not matched with advisories in time",
                                .incomplete = true});
        return {};
      }
      ++done;
      if (Status matched = match_one(positions); !matched.ok()) return matched;
    }
    return {};
  }

  struct Vulnerability {
    AdvisoryGroup group;
    RuleInfo rule;
    bool admitted = false;
  };

  Status match_one(const std::vector<std::size_t>& positions) {
    const Package& package = packages_[positions.front()];
    Result<std::vector<AdvisoryMatch>> matches =
        index_.find(package.ecosystem, advised_name(package), advised_version(package));
    if (!matches.ok()) return std::move(matches).error();
    if (matches->empty()) return {};
    Result<std::string> clean = smallest_clean_version(
        index_, package.ecosystem, advised_name(package), advised_version(package), *matches);
    if (!clean.ok()) return std::move(clean).error();
    const Way way = way_to(positions);
    std::map<std::uint32_t, std::vector<AdvisoryMatch>> by_group;
    for (AdvisoryMatch& match : *matches) by_group[match.group].push_back(std::move(match));
    for (const auto& [group, members] : by_group) {
      Result<const Vulnerability*> vulnerability = vulnerability_of(group);
      if (!vulnerability.ok()) return std::move(vulnerability).error();
      if ((*vulnerability)->admitted) add_finding(positions, members, **vulnerability, *clean, way);
    }
    return {};
  }

  // How a package came in, as the first of its places that tells says it.
  struct Way {
    bool direct = false;
    std::string names;  // "express 4.17.1 > body-parser 1.19.0": what brings it in; empty: direct
    std::string purls;  // the same as purls, and the package itself
  };

  // "runtime" before "optional" before "dev": the most that a file needs it for.
  std::string scope_of(const std::vector<std::size_t>& positions) const {
    std::string scope = "dev";
    for (std::size_t position : positions)
      scope = std::max(scope, packages_[position].scope);  // by the alphabet, as it happens
    return scope;
  }

  Way way_to(const std::vector<std::size_t>& positions) {
    Way way;
    for (std::size_t position : positions) way.direct |= packages_[position].direct;
    if (way.direct) return way;
    for (std::size_t position : positions) {
      const std::vector<std::size_t> steps = paths_.to(position);
      if (steps.empty()) continue;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i == kStepsTold / 2 && steps.size() > kStepsTold) {
          way.purls += " > ...", way.names += " > ...";
          i = steps.size() - kStepsTold / 2;
        }
        const Package& package = packages_[steps[i]];
        way.purls += (i == 0 ? "" : " > ") + package.purl;
        if (i + 1 == steps.size()) break;
        way.names += (i == 0 ? "" : " > ") + package.name;
        if (!package.version.empty()) way.names += " " + package.version;
      }
      break;
    }
    return way;
  }

  Result<const Vulnerability*> vulnerability_of(std::uint32_t group) {
    auto known = vulnerabilities_.find(group);
    if (known == vulnerabilities_.end()) {
      Result<AdvisoryGroup> read = index_.group(group);
      if (!read.ok()) return std::move(read).error();
      if (read->ids.empty())
        return Error{.code = ErrorCode::kInvalidData, .message = "a vulnerability has no id"};
      RuleInfo rule = rule_of(*read);
      bool admitted = selection_.empty() || selection_.admits(rule);
      if (admitted) out_.rules.push_back(rule);
      known = vulnerabilities_
                  .emplace(group, Vulnerability{std::move(*read), std::move(rule), admitted})
                  .first;
    }
    return &known->second;
  }

  void add_finding(const std::vector<std::size_t>& positions,
                   const std::vector<AdvisoryMatch>& matches, const Vulnerability& vulnerability,
                   const std::string& clean_version, const Way& way) {
    const Package& package = packages_[positions.front()];
    const RuleInfo& rule = vulnerability.rule;
    std::string fixed = greatest_fix(package.ecosystem, matches);
    std::vector<std::string> advisories, aliases;
    for (const AdvisoryMatch& match : matches) advisories.push_back(match.id);
    for (const std::string& id : vulnerability.group.ids)
      if (std::find(advisories.begin(), advisories.end(), id) == advisories.end())
        aliases.push_back(id);

    Finding finding;
    finding.rule_id = rule.id;
    finding.analyzer = "sca";
    finding.message = package.name + " " + package.version + ": " + rule.title + "; " +
                      (fixed.empty() ? "no fixed version is known" : "upgrade to " + fixed) +
                      (way.names.empty() ? "" : ", which " + way.names + " brings in");
    finding.severity = rule.severity;
    finding.confidence = Confidence::kHigh;
    for (std::size_t position : positions)
      finding.locations.push_back(packages_[position].location);
    finding.identity = base::StableHash()
                           .add(package.ecosystem)
                           .add(normalised_name(package.ecosystem, package.name))
                           .add(package.version)
                           .add(rule.id)
                           .hex();
    finding.properties = {{"purl", package.purl},         {"ecosystem", package.ecosystem},
                          {"package", package.name},      {"version", package.version},
                          {"scope", scope_of(positions)}, {"advisories", join(advisories)}};
    if (!package.source_name.empty()) finding.properties["source_package"] = package.source_name;
    if (!aliases.empty()) finding.properties["aliases"] = join(aliases);
    const std::vector<std::string>& upstream = vulnerability.group.upstream;
    if (!upstream.empty()) finding.properties["upstream"] = join(upstream);
    if (!fixed.empty()) finding.properties["fixed_version"] = fixed;
    if (!clean_version.empty()) finding.properties["upgrade_to"] = clean_version;
    if (const std::optional<bool> imported = imports_.has(package))
      finding.properties["imported"] = *imported ? "true" : "false";
    finding.properties["direct"] = way.direct ? "true" : "false";
    if (!way.purls.empty()) finding.properties["dependency_path"] = way.purls;
    if (!vulnerability.group.severity) finding.properties["severity_unknown"] = "true";
    for (const AdvisoryMatch& match : matches)
      add_advisory(match, positions, vulnerability.group, finding.identity);
    add_exploitation(vulnerability.group, finding);
    out_.findings.push_back(std::move(finding));
  }

  void add_advisory(const AdvisoryMatch& match, const std::vector<std::size_t>& positions,
                    const AdvisoryGroup& group, const std::string& identity) {
    auto stored = std::ranges::find(group.members, match.id, &StoredAdvisory::id);
    if (stored == group.members.end()) return;  // only of a forged index
    auto [place, added] = advisories_.try_emplace(match.id);
    if (added) place->second = advisory_of(*stored, group);
    // One package may be spelled in several ways, each with a purl of its own.
    std::set<std::string> purls;
    for (std::size_t position : positions) purls.insert(packages_[position].purl);
    for (const std::string& purl : purls)
      place->second.affects.push_back(
          {.purl = purl, .fixed_version = match.fixed, .finding = identity});
  }

  const std::vector<Package>& packages_;
  const AdvisoryIndex& index_;
  const Imports& imports_;
  const rules::Selection& selection_;
  ProjectResult& out_;
  DependencyPaths paths_;
  std::map<std::uint32_t, Vulnerability> vulnerabilities_;
  std::map<std::string, Advisory> advisories_;
};

std::string counted(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " package was found" : " packages were found");
}

// No advisory for any package of an ecosystem is not the same as no vulnerable package. What no
// advisories exist for anywhere leaves nothing out that could be had, and what only builds a
// project (steps of a pipeline) is told, but does not make a scan of the project incomplete.
Status note_uncovered(const std::vector<Package>& packages, const AdvisoryIndex& index,
                      ProjectResult& out) {
  std::map<std::string, std::size_t> counts;
  for (const Package& package : packages)
    if (!package.version.empty()) ++counts[package.ecosystem];
  for (const auto& [ecosystem, count] : counts) {
    Result<bool> covered = index.covers(ecosystem);
    if (!covered.ok()) return std::move(covered).error();
    if (*covered) continue;
    if (is_component_of_pipeline(ecosystem)) continue;
    if (find_ecosystem(ecosystem) == nullptr)
      out.notices.push_back(
          {.code = "advisories-unknown",
           .message = "OSV has no advisories for " + ecosystem + ", of which " + counted(count)});
    else
      out.notices.push_back({.code = "advisories-missing",
                             .message = "the advisory database has no advisories for " + ecosystem +
                                        ", of which " + counted(count),
                             .incomplete = ecosystem != kPipelineSteps});
  }
  return {};
}

}  // namespace

bool needs_advisories(const Package& package) {
  return package.ecosystem != kPipelineSteps && find_ecosystem(package.ecosystem) != nullptr;
}

void match_packages(const std::vector<Package>& packages, const AdvisoryIndex& index,
                    const Imports& imports, const rules::Selection& selection,
                    const FileContext& context, ProjectResult& out) {
  Status matched = note_uncovered(packages, index, out);
  if (matched.ok()) matched = Matcher(packages, index, imports, selection, out).match(context);
  if (!matched.ok())
    out.notices.push_back(
        {.code = "advisories-corrupt",
         .message = "advisory database " + matched.error().path + ": " + matched.error().message,
         .incomplete = true});
}

}  // namespace scan::sca

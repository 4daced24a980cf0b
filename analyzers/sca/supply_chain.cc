#include "sca/supply_chain.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "sca/ecosystem.h"
#include "sca/popular_names.h"

namespace scan::sca {
namespace {

constexpr std::string_view kInsecureOrigin = "sca-insecure-origin";
constexpr std::string_view kWeakIntegrity = "sca-weak-integrity";
constexpr std::string_view kMissingIntegrity = "sca-missing-integrity";
constexpr std::string_view kMixedRegistries = "sca-mixed-registries";
constexpr std::string_view kDependencyConfusion = "sca-dependency-confusion";
constexpr std::string_view kLookalikeName = "sca-lookalike-name";

// Two hosts of one registry count as one.
struct PublicRegistry {
  std::string_view host;
  std::string_view registry;
};
constexpr PublicRegistry kPublicRegistries[] = {
    {"registry.npmjs.org", "npmjs.org"},
    {"registry.yarnpkg.com", "npmjs.org"},
    {"registry.npmmirror.com", "npmjs.org"},
    {"npm.jsr.io", "jsr.io"},
    {"pypi.org", "pypi.org"},
    {"pypi.python.org", "pypi.org"},
    {"files.pythonhosted.org", "pypi.org"},
    {"rubygems.org", "rubygems.org"},
    {"index.crates.io", "crates.io"},
    {"static.crates.io", "crates.io"},
    {"crates.io", "crates.io"},
    {"repo1.maven.org", "maven.org"},
    {"repo.maven.apache.org", "maven.org"},
    {"api.nuget.org", "nuget.org"},
    {"www.nuget.org", "nuget.org"},
    {"pub.dev", "pub.dev"},
    {"pub.dartlang.org", "pub.dev"},
    {"repo.hex.pm", "hex.pm"},
    {"packagist.org", "packagist.org"},
    {"repo.packagist.org", "packagist.org"},
};

struct Origin {
  std::string_view scheme;
  std::string_view host;
};

// "https://user@registry.acme.example:8443/x.tgz"; empty for what is no URL of a host.
Origin parse_origin(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == url.npos) return {};
  std::string_view scheme = url.substr(0, colon);
  if (const std::size_t plus = scheme.rfind('+'); plus != scheme.npos)
    scheme.remove_prefix(plus + 1);  // "registry+https"
  std::string_view host = url.substr(colon + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  return {scheme, host};
}

const PublicRegistry* public_registry(std::string_view host) {
  const std::string_view name = host.substr(0, host.find(':'));
  const auto* found = std::ranges::find(kPublicRegistries, name, &PublicRegistry::host);
  return found == std::end(kPublicRegistries) ? nullptr : found;
}

bool is_local(std::string_view host) {
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "localhost" || name == "127.0.0.1" || name.ends_with(".localhost");
}

// The name of the registry that a package comes from; empty where that is not said, or is a
// repository of source code.
std::string_view registry_of(const Package& package) {
  const Origin origin = parse_origin(package.origin);
  if ((origin.scheme != "http" && origin.scheme != "https") || is_local(origin.host)) return {};
  if (package.origin.find(".git") != std::string::npos || origin.host == "codeload.github.com" ||
      origin.host == "github.com")
    return {};
  const PublicRegistry* known = public_registry(origin.host);
  return known != nullptr ? known->registry : origin.host;
}

// Whose names one owner has: "@acme" in npm; empty where the ecosystem has none, or the name.
std::string_view owner_of(const Package& package) {
  const std::string_view name = package.name;
  if (package.ecosystem != "npm" || !name.starts_with('@')) return {};
  return name.substr(0, name.find('/'));
}

RuleInfo rule(std::string_view id, std::string_view title, std::string_view help, Severity severity,
              Confidence confidence, std::string_view cwe) {
  return {.id = std::string(id),
          .analyzer = "sca",
          .title = std::string(title),
          .help = std::string(help),
          .severity = severity,
          .confidence = confidence,
          .cwe = {std::string(cwe)}};
}

class SupplyChain {
 public:
  SupplyChain(const std::vector<Package>& packages, const rules::Selection& selection,
              ProjectResult& out)
      : packages_(packages), out_(out) {
    for (RuleInfo& rule : supply_chain_rules()) {
      const bool admitted = selection.empty() || selection.admits(rule);
      if (admitted) rules_.emplace(rule.id, std::move(rule));
    }
  }

  void check() {
    collect();
    report_origins();
    report_integrity();
    report_registries();
    report_lookalikes();
  }

 private:
  using Places = std::vector<const Package*>;
  // A file and what is found in it: a host, a scope, a name.
  using Key = std::pair<std::string_view, std::string_view>;

  void collect() {
    for (const Package& package : packages_) {
      const std::string_view path = package.location.path;
      const Origin origin = parse_origin(package.origin);
      if ((origin.scheme == "http" || origin.scheme == "git" || origin.scheme == "ftp") &&
          !is_local(origin.host))
        insecure_[{path, origin.host}].push_back(&package);
      if (!package.hashes.empty()) hashed_files_.insert(path);
      const std::string_view registry = registry_of(package);
      if (registry.empty()) continue;
      if (package.hashes.empty()) unhashed_[path].push_back(&package);
      if (const std::string_view owner = owner_of(package); !owner.empty())
        by_owner_[owner][registry].push_back(&package);
      else
        by_registry_[path][registry].push_back(&package);
    }
    for (const Package& package : packages_)
      if (!package.hashes.empty() &&
          std::ranges::all_of(package.hashes, [](const std::string& hash) {
            return hash.starts_with("SHA-1:") || hash.starts_with("MD5:");
          }))
        weak_[package.location.path].push_back(&package);
  }

  void report_origins() {
    for (const auto& [key, places] : insecure_)
      report(kInsecureOrigin, places, key.second,
             counted(places) + " from " + std::string(key.second) +
                 " without encryption: whoever is on the way can replace them");
  }

  void report_integrity() {
    for (const auto& [path, places] : weak_)
      report(kWeakIntegrity, places, "",
             counted(places) + " with no digest but MD5 or SHA-1, of which others can be made");
    for (const auto& [path, places] : unhashed_)
      if (hashed_files_.contains(path))
        report(kMissingIntegrity, places, "",
               counted(places) +
                   " without a digest, in a lockfile that has those of the others: "
                   "what is installed need not be what was locked");
  }

  void report_registries() {
    for (const auto& [owner, registries] : by_owner_) {
      const auto is_public = [](const auto& entry) {
        return std::ranges::find(kPublicRegistries, entry.first, &PublicRegistry::registry) !=
               std::end(kPublicRegistries);
      };
      if (std::ranges::all_of(registries, is_public) || std::ranges::none_of(registries, is_public))
        continue;
      for (const auto& entry : registries)
        if (is_public(entry))
          report(kDependencyConfusion, entry.second, owner,
                 counted(entry.second) + " of " + std::string(owner) + " from the public " +
                     std::string(entry.first) + ", while others of it come from " +
                     own_registry(registries, is_public) +
                     ": whoever takes the name there is installed here");
    }
    for (const auto& [path, registries] : by_registry_) {
      if (registries.size() < 2) continue;
      // What most come from is what was meant.
      const auto most = std::ranges::max_element(
          registries, {}, [](const auto& entry) { return entry.second.size(); });
      for (const auto& entry : registries)
        if (entry.first != most->first)
          report(kMixedRegistries, entry.second, entry.first,
                 counted(entry.second) + " from " + std::string(entry.first) + ", and " +
                     std::to_string(most->second.size()) + " from " + std::string(most->first) +
                     ": a name that both have is whichever answers first");
    }
  }

  void report_lookalikes() {
    std::map<std::tuple<std::string_view, std::string_view>, Places> found;
    for (const Package& package : packages_)
      if (package.direct) found[{package.ecosystem, package.name}].push_back(&package);
    if (found.empty()) return;
    const PopularNames names;
    for (const auto& [key, places] : found) {
      const auto& [ecosystem, name] = key;
      const std::string_view popular =
          names.looked_like(ecosystem, normalised_name(ecosystem, name));
      if (!popular.empty())
        report(kLookalikeName, places, name,
               std::string(name) + " is spelt nearly like " + std::string(popular) +
                   ", which far more people use: is it the one that was meant?");
    }
  }

  template <typename IsPublic>
  static std::string own_registry(const std::map<std::string_view, Places>& registries,
                                  IsPublic is_public) {
    return std::string(std::ranges::find_if_not(registries, is_public)->first);
  }

  static std::string counted(const Places& places) {
    if (places.size() == 1) return places.front()->name + " comes";
    return std::to_string(places.size()) + " packages come";
  }

  // `what` tells findings of one rule in one file apart.
  void report(std::string_view id, const Places& places, std::string_view what,
              std::string message) {
    const auto rule = rules_.find(id);
    if (rule == rules_.end()) return;
    Finding finding;
    finding.rule_id = id;
    finding.analyzer = "sca";
    finding.message = std::move(message);
    finding.severity = rule->second.severity;
    finding.confidence = rule->second.confidence;
    for (const Package* package : places) finding.locations.push_back(package->location);
    finding.identity =
        base::StableHash().add(id).add(what).add(places.front()->location.path).hex();
    if (places.size() == 1) finding.properties["purl"] = places.front()->purl;
    out_.findings.push_back(std::move(finding));
  }

  const std::vector<Package>& packages_;
  ProjectResult& out_;
  std::map<std::string, RuleInfo, std::less<>> rules_;
  std::map<Key, Places> insecure_;  // by file and host
  std::map<std::string_view, Places> weak_;
  std::map<std::string_view, Places> unhashed_;
  std::set<std::string_view> hashed_files_;
  std::map<std::string_view, std::map<std::string_view, Places>> by_owner_;
  std::map<std::string_view, std::map<std::string_view, Places>> by_registry_;  // by file
};

}  // namespace

std::vector<RuleInfo> supply_chain_rules() {
  return {
      rule(kInsecureOrigin, "A package is fetched without encryption",
           "A lockfile names an `http://`, `git://` or `ftp://` address. Whoever is on the way can "
           "put another package in its place; a digest in the lockfile notices it only where the "
           "tool checks it. Use the registry's `https://` address and lock again.",
           Severity::kMedium, Confidence::kHigh, "CWE-319"),
      rule(kWeakIntegrity, "A package is vouched for by MD5 or SHA-1 alone",
           "Other content with the same digest can be made. Lock again with a tool of today, which "
           "writes SHA-256 or SHA-512.",
           Severity::kLow, Confidence::kHigh, "CWE-328"),
      rule(kMissingIntegrity, "A package has no digest in a lockfile that has them",
           "The lockfile vouches for the content of the other packages, and not of this one: after "
           "a change by hand, a merge, or from a registry that gives no digests. Lock it again.",
           Severity::kLow, Confidence::kMedium, "CWE-353"),
      rule(kMixedRegistries, "Packages of one lockfile come from several registries",
           "Names without an owner may mean one package in one registry and another in the next. "
           "Take all from one that stands in front of the others, or give each registry a scope of "
           "its own.",
           Severity::kInfo, Confidence::kMedium, "CWE-427"),
      rule(
          kDependencyConfusion, "A package of an internal scope comes from a public registry",
          "Other packages of the scope come from a registry of your own. If the scope is not yours "
          "in the public one, anybody can publish there what is installed here (dependency "
          "confusion). Tie the scope to your registry (`@scope:registry=` in `.npmrc`), register "
          "the scope, and lock again.",
          Severity::kHigh, Confidence::kMedium, "CWE-427"),
      rule(kLookalikeName, "A package is named nearly like a popular one",
           "Malicious packages are published under misspelt names of popular ones (typosquatting). "
           "Many such names are honest, so look who publishes it and what it is.",
           Severity::kMedium, Confidence::kLow, "CWE-1357"),
  };
}

void check_supply_chain(const std::vector<Package>& packages, const rules::Selection& selection,
                        ProjectResult& out) {
  SupplyChain(packages, selection, out).check();
}

}  // namespace scan::sca

// analyze() turns a lockfile into facts; conclude() turns facts into packages and matches them.
#include "sca/sca_analyzer.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "sca/advisory_index.h"
#include "sca/imports.h"
#include "sca/installed/image_layers.h"
#include "sca/installed/root_file_systems.h"
#include "sca/iso_time.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/package_fact.h"
#include "sca/package_matching.h"
#include "sca/package_url.h"
#include "sca/projects.h"
#include "sca/supply_chain.h"

namespace scan::sca {
namespace {

/// Bytes of purls that the edges of one file may take; only a hostile file needs more.
constexpr std::size_t kMaxEdgeBytes = 256u << 20;

class ScaAnalyzer : public Analyzer {
 public:
  explicit ScaAnalyzer(Options options) : options_(std::move(options)) {}

  std::string_view name() const override { return "sca"; }
  bool wants(std::string_view path) const override {
    return import_language(path) || find_lockfile(path) != nullptr;
  }
  bool reads_binary() const override { return true; }
  bool reads_images() const override { return true; }
  bool wants_binary(std::string_view path, std::string_view head) const override {
    const Lockfile* lockfile = find_lockfile(path);
    return lockfile != nullptr && (lockfile->is_one == nullptr || lockfile->is_one(head));
  }
  void analyze(const Source& source, const FileContext& context, FileResult& out) const override;
  std::vector<std::string_view> fact_kinds() const override;
  void conclude(const std::vector<Fact>& facts, const FileContext& context,
                ProjectResult& out) const override;
  /// Those about where packages come from. Advisories are rules, too, but stand only in the results
  /// that they are found in.
  std::vector<RuleInfo> rules() const override;

 private:
  Options options_;
};

std::vector<std::string_view> ScaAnalyzer::fact_kinds() const {
  std::vector<std::string_view> kinds = {kPackageFact, kImportsFact, kOsReleaseFact};
  for (const ProjectKind& kind : project_kinds()) kinds.push_back(kind.name);
  return kinds;
}

std::vector<RuleInfo> ScaAnalyzer::rules() const {
  if (!options_.builtin_rules) return {};
  std::vector<RuleInfo> rules = supply_chain_rules();
  std::erase_if(rules, [&](const RuleInfo& rule) {
    return !options_.selection.empty() && !options_.selection.admits(rule);
  });
  return rules;
}

std::string purl_of(const LockedPackage& locked) {
  if (!locked.purl.empty()) return locked.purl;
  std::string purl = package_url(locked.ecosystem_name(), locked.name, locked.version);
  if (!locked.qualifiers.empty()) purl.append("?").append(locked.qualifiers);
  return purl;
}

// Without the user and the password that an address of a registry may have in it: no report needs
// them. "git@github.com" is a name that everybody has.
std::string without_credentials(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme == origin.npos) return std::string(origin);
  const std::string_view authority =
      origin.substr(scheme + 3, origin.find_first_of("/?#", scheme + 3) - scheme - 3);
  const std::size_t at = authority.rfind('@');
  if (at == authority.npos || authority.substr(0, at) == "git") return std::string(origin);
  return std::string(origin.substr(0, scheme + 3)).append(origin.substr(scheme + 3 + at + 1));
}

// The packages of one file with their edges as purls.
std::vector<Package> to_packages(const LockfileContent& content, std::vector<Notice>& notices) {
  std::vector<Package> packages;
  packages.reserve(content.packages.size());
  for (const LockedPackage& locked : content.packages)
    packages.push_back({.ecosystem = std::string(locked.ecosystem_name()),
                        .name = locked.name,
                        .version = locked.version,
                        .purl = purl_of(locked),
                        .scope = std::string(to_string(locked.scope)),
                        .direct = locked.direct,
                        .license = locked.license,
                        .origin = without_credentials(locked.origin),
                        .hashes = locked.hashes,
                        .source_name = locked.source_name,
                        .source_version = locked.source_version,
                        .location = {.span = locked.span}});
  for (Package& package : packages) std::sort(package.hashes.begin(), package.hashes.end());
  std::size_t edge_bytes = 0;
  for (std::size_t i = 0; i < packages.size() && edge_bytes <= kMaxEdgeBytes; ++i) {
    std::vector<std::string>& edges = packages[i].dependencies;
    for (std::uint32_t dependency : content.packages[i].dependencies) {
      edge_bytes += packages[dependency].purl.size();
      if (edge_bytes > kMaxEdgeBytes) break;
      edges.push_back(packages[dependency].purl);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  }
  if (edge_bytes > kMaxEdgeBytes)
    notices.push_back(
        {.code = "lockfile-edges", .message = "too many to tell all that its packages depend on"});
  return packages;
}

void ScaAnalyzer::analyze(const Source& source, const FileContext&, FileResult& out) const {
  const Lockfile* lockfile = find_lockfile(source.path());
  if (lockfile == nullptr) {
    const std::optional<ImportLanguage> language = import_language(source.path());
    if (!language) return;
    std::set<std::string_view> modules;
    find_imports(*language, source.text(), modules);
    // One without imports tells that there is code of its language.
    out.facts.push_back(imports_fact(*language, modules));
    return;
  }
  LockfileContent content;
  if (source.is_binary() && lockfile->is_one == nullptr) {
    out.notices.push_back(invalid_lockfile("it is no text"));
    return;
  }
  if (lockfile->is_one != nullptr && !lockfile->is_one(source.bytes())) return;
  lockfile->read({.path = source.path(), .text = source.text(), .bytes = source.bytes()}, content);
  for (Notice& notice : content.notices) out.notices.push_back(std::move(notice));
  for (const Package& package : to_packages(content, out.notices))
    out.facts.push_back(package_fact(package));
  if (!content.pins.empty()) content.statements.push_back(lock_statement(content.pins));
  for (Statement& statement : content.statements)
    out.facts.push_back({.kind = std::string(statement.kind),
                         .location = {.span = statement.span},
                         .payload = std::move(statement.payload)});
}

std::string missing_message(const std::string& database, std::size_t packages) {
  std::string found =
      packages == 1 ? "1 package was found" : std::to_string(packages) + " packages were found";
  std::string place = database.empty() ? "" : " at " + database;
  return found + ", but there is no advisory database" + place + "; make one with `scan db build`";
}

// What is missing when the index is older than the limit.
void note_age(const AdvisoryIndex& index, const Options& options, ProjectResult& out) {
  if (options.max_age.count() == 0) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::chrono::seconds known_until(index.known_until());
  if (now - known_until <= options.max_age) return;
  out.notices.push_back({.code = "advisories-stale",
                         .message = "advisory database " + options.database +
                                    " knows of nothing newer than " +
                                    iso_date(known_until.count()) + ", which is more than " +
                                    std::to_string(options.max_age.count()) +
                                    " hours ago; renew it with `scan db update`",
                         .incomplete = true});
}

void ScaAnalyzer::conclude(const std::vector<Fact>& facts, const FileContext& context,
                           ProjectResult& out) const {
  std::vector<Package> packages;
  for (const Fact& fact : facts) {
    if (fact.kind != kPackageFact) continue;
    if (std::optional<Package> package = read_package_fact(fact))
      packages.push_back(std::move(*package));
  }
  ProjectResult resolved;
  resolve_projects(facts, options_.projects, resolved);
  std::move(resolved.packages.begin(), resolved.packages.end(), std::back_inserter(packages));
  std::move(resolved.notices.begin(), resolved.notices.end(), std::back_inserter(out.notices));
  if (packages.empty()) return;
  settle_layers(packages);
  resolve_releases(facts, packages, out.notices);
  if (options_.builtin_rules) check_supply_chain(packages, options_.selection, out);

  Result<AdvisoryIndex> index = AdvisoryIndex::open(options_.database, Verify::kAsRead);
  if (index.ok()) {
    note_age(*index, options_, out);
    match_packages(packages, *index, Imports(facts), options_.selection, context, out);
  } else if (index.error().code == ErrorCode::kNotFound) {
    const auto missed = std::ranges::count_if(packages, needs_advisories);
    if (missed > 0)
      out.notices.push_back(
          {.code = "advisories-missing",
           .message = missing_message(options_.database, static_cast<std::size_t>(missed)),
           .incomplete = true});
  } else {
    bool corrupt = index.error().code == ErrorCode::kInvalidData;
    out.notices.push_back(
        {.code = corrupt ? "advisories-corrupt" : "advisories-unreadable",
         .message = "advisory database " + options_.database + ": " + index.error().message,
         .incomplete = true});
  }
  std::move(packages.begin(), packages.end(), std::back_inserter(out.packages));
}

}  // namespace

Result<std::unique_ptr<Analyzer>> make_analyzer(Options options) {
  if (options.origin == BuiltinOptions::DatabaseOrigin::kNamed) {
    std::error_code failure;
    if (!std::filesystem::exists(options.database, failure))
      return Error{.code = ErrorCode::kNotFound,
                   .message = "there is no such advisory database",
                   .path = options.database,
                   .hint = "make one with `scan db build --from DIR -o FILE`"};
  }
  return std::unique_ptr<Analyzer>(std::make_unique<ScaAnalyzer>(std::move(options)));
}

}  // namespace scan::sca

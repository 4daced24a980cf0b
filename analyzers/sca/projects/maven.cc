// POMs to packages as Maven's model builder makes them (maven.apache.org/ref/current,
// "maven-model-builder"): profiles, inheritance, interpolation, imports, management.
//
// Nothing is merged: what is asked for is looked up from a POM to its parents, so that the work
// grows with what is declared and not with what could be inherited. All steps are counted.
#include <fcntl.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "document/value.h"
#include "sca/lockfile.h"
#include "sca/package_url.h"
#include "sca/projects.h"
#include "sca/projects/maven_pom.h"
#include "source/contained_file.h"
#include "source/file.h"

namespace scan::sca {
namespace {

constexpr std::string_view kEcosystem = "Maven";
constexpr std::size_t kMaxParents = 64;
constexpr int kMaxImports = 32;       // one in the other
constexpr int kMaxReplacements = 64;  // in one value
constexpr std::size_t kMaxValue = 4096;
constexpr std::size_t kMaxRepositoryFiles = 4096;
constexpr std::uint64_t kMaxFileSize = 4u << 20;
constexpr std::uint64_t kMaxSteps = 30'000'000;

struct Declared {
  const MavenDependency* dependency;
  const Fact* fact = nullptr;  // where it is declared; null outside of the tree
};

// A POM with its active profiles.
struct Pom {
  std::string path;
  MavenPom model;
  const Fact* fact = nullptr;  // null outside of the tree
  std::vector<std::vector<const Fact*>> dependency_facts;

  std::unordered_map<std::string_view, std::string_view> properties;
  std::vector<Declared> dependencies;
  std::unordered_map<std::string, const MavenDependency*> managed;  // whose keys are written out
  std::vector<const MavenDependency*> managed_by_property;
  std::vector<const MavenDependency*> imports;

  bool has_lineage = false;
  std::vector<Pom*> lineage;  // itself, its parent, and so on
  bool has_imports = false;
  std::vector<Pom*> imported;
  bool is_asked = false;  // for what it manages: a cycle of imports
  std::vector<std::string> missing;

  const std::string& group() const {
    return model.project.group.empty() ? model.parent.group : model.project.group;
  }
  const std::string& version() const {
    return model.project.version.empty() ? model.parent.version : model.project.version;
  }
};

std::string key_of(std::string_view group, std::string_view artifact, std::string_view type,
                   std::string_view classifier) {
  std::string key(group);
  key.append(":").append(artifact).append(":").append(type.empty() ? "jar" : type);
  return key.append(":").append(classifier);
}

bool is_template(std::string_view text) { return text.find("${") != std::string_view::npos; }

// As a part of a path in a repository.
bool is_sound_part(std::string_view part) {
  return !part.empty() && part.find_first_of(std::string_view("/\\\0", 3)) == part.npos &&
         !part.starts_with('.') && part.find("..") == part.npos;
}

// "a/b" and "../c/pom.xml" to "a/c/pom.xml"; empty when it leaves the tree.
std::string resolve_path(std::string_view file, std::string_view relative) {
  std::vector<std::string_view> parts;
  const auto add = [&](std::string_view path) {
    while (!path.empty()) {
      const std::string_view part = path.substr(0, path.find('/'));
      path.remove_prefix(std::min(path.size(), part.size() + 1));
      if (part.empty() || part == ".") continue;
      if (part != "..")
        parts.push_back(part);
      else if (parts.empty())
        return false;
      else
        parts.pop_back();
    }
    return true;
  };
  add(file.substr(0, file.rfind('/') == file.npos ? 0 : file.rfind('/')));
  if (!add(relative)) return {};
  std::string path;
  for (std::string_view part : parts) path.append(path.empty() ? "" : "/").append(part);
  return path;
}

// "[1.2,2.0)" to "1.2": the lowest version of what is no single one.
std::string lowest(std::string version) {
  if (!version.starts_with('[') && !version.starts_with('(')) return version;
  version = version.substr(1, version.find_first_of(",)]", 1) - 1);
  return version;
}

class MavenResolver {
 public:
  MavenResolver(const ProjectSources& sources, ProjectResult& out) : sources_(sources), out_(out) {}

  void read(std::span<const Fact* const> statements);
  void resolve();

 private:
  struct Resolved {
    std::string name, version, scope;
    const Fact* declared;  // null: outside of the tree
    std::size_t level;
  };

  void activate(Pom& pom);
  void add_section(Pom& pom, const MavenSection& section, const std::vector<const Fact*>& facts);
  const std::vector<Pom*>& lineage_of(Pom& pom);
  Pom* parent_of(Pom& pom);
  Pom* find(const MavenCoordinates& coordinates);
  Pom* read_from_repository(const MavenCoordinates& coordinates);
  const std::vector<Pom*>& imports_of(Pom& pom);
  const MavenDependency* find_managed(Pom& pom, const std::string& key, Pom*& manager, int depth);

  bool look_up(Pom& pom, std::string_view name, std::string_view& value);
  bool expand_into(Pom& pom, std::string_view text, std::string& out, int& left, int depth);
  std::string expand(Pom& pom, std::string_view text);
  std::string expand_version(Pom& pom, std::string_view text);

  std::vector<Resolved> dependencies_of(Pom& pom);
  void emit(const Resolved& resolved, const Fact& place);
  void tell_missing(const Pom& pom, std::size_t unknown);

  const ProjectSources& sources_;
  ProjectResult& out_;
  std::vector<std::unique_ptr<Pom>> poms_;
  std::size_t tree_size_ = 0;
  std::unordered_map<std::string, Pom*> by_path_;
  std::unordered_map<std::string, Pom*> by_coordinates_;  // null: not there
  std::size_t repository_files_ = 0;
  std::uint64_t steps_ = 0;
};

std::string coordinate_key(std::string_view group, std::string_view artifact,
                           std::string_view version) {
  std::string key(group);
  // A version that a property gives can be any.
  return key.append(":").append(artifact).append(":").append(is_template(version) ? "*" : version);
}

void MavenResolver::read(std::span<const Fact* const> statements) {
  std::string_view path;
  std::vector<std::pair<std::size_t, const Fact*>> waiting;  // declared before the POM's own fact
  std::vector<MavenDependency> declared;
  Pom* pom = nullptr;
  const auto end_file = [&] {
    for (std::size_t i = 0; pom != nullptr && i < waiting.size(); ++i) {
      const auto [section, fact] = waiting[i];
      if (section > pom->model.profiles.size()) continue;
      MavenSection& target =
          section == 0 ? pom->model.section : pom->model.profiles[section - 1].section;
      target.dependencies.push_back(std::move(declared[i]));
      pom->dependency_facts[section].push_back(fact);
    }
    waiting.clear();
    declared.clear();
    pom = nullptr;
  };
  for (const Fact* fact : statements) {
    if (fact->location.path != path) end_file();
    path = fact->location.path;
    MavenDependency dependency;
    std::size_t section = 0;
    auto read = std::make_unique<Pom>();
    if (from_payload(fact->payload, dependency, section)) {
      waiting.emplace_back(section, fact);
      declared.push_back(std::move(dependency));
    } else if (pom == nullptr && from_payload(fact->payload, read->model)) {
      read->path = path;
      read->fact = fact;
      read->dependency_facts.resize(read->model.profiles.size() + 1);
      pom = poms_.emplace_back(std::move(read)).get();
    }
  }
  end_file();
  tree_size_ = poms_.size();
  for (const auto& known : poms_) {
    activate(*known);
    by_path_.emplace(known->path, known.get());
    by_coordinates_.emplace(
        coordinate_key(known->group(), known->model.project.artifact, known->version()),
        known.get());
  }
}

void MavenResolver::activate(Pom& pom) {
  const auto& profiles = pom.model.profiles;
  const bool any = std::ranges::any_of(profiles, [](const MavenProfile& profile) {
    return profile.activation == MavenActivation::kAlways;
  });
  pom.dependency_facts.resize(profiles.size() + 1);
  add_section(pom, pom.model.section, pom.dependency_facts[0]);
  for (std::size_t i = 0; i < profiles.size(); ++i)
    if (profiles[i].activation == MavenActivation::kAlways ||
        (profiles[i].activation == MavenActivation::kByDefault && !any))
      add_section(pom, profiles[i].section, pom.dependency_facts[i + 1]);
}

void MavenResolver::add_section(Pom& pom, const MavenSection& section,
                                const std::vector<const Fact*>& facts) {
  for (const auto& [name, value] : section.properties) pom.properties[name] = value;
  for (std::size_t i = 0; i < section.dependencies.size(); ++i)
    pom.dependencies.push_back({&section.dependencies[i], i < facts.size() ? facts[i] : nullptr});
  for (const MavenDependency& managed : section.managed) {
    std::string key = key_of(managed.group, managed.artifact, managed.type, managed.classifier);
    if (managed.scope == "import")
      pom.imports.push_back(&managed);
    else if (is_template(key))
      pom.managed_by_property.push_back(&managed);
    else
      pom.managed[std::move(key)] = &managed;
  }
}

// What is not in the tree: by its path, its coordinates, or in the repository.
Pom* MavenResolver::parent_of(Pom& pom) {
  if (!pom.model.has_parent) return nullptr;
  const MavenCoordinates& wanted = pom.model.parent;
  if (pom.fact != nullptr && !pom.model.relative_path.empty()) {
    std::string path = resolve_path(pom.path, pom.model.relative_path);
    auto found = by_path_.find(path);
    if (found == by_path_.end())
      found = by_path_.find(path + (path.empty() ? "" : "/") + "pom.xml");
    if (found != by_path_.end()) {
      Pom& parent = *found->second;
      const bool same_version = parent.version() == wanted.version ||
                                is_template(parent.version()) || is_template(wanted.version);
      if (parent.group() == wanted.group && parent.model.project.artifact == wanted.artifact &&
          same_version)
        return &parent;
    }
  }
  Pom* found = find({wanted.group, wanted.artifact, lowest(wanted.version)});
  if (found == nullptr)
    pom.missing.push_back(wanted.group + ":" + wanted.artifact + ":" + wanted.version);
  return found;
}

const std::vector<Pom*>& MavenResolver::lineage_of(Pom& pom) {
  if (pom.has_lineage) return pom.lineage;
  pom.has_lineage = true;
  for (Pom* at = &pom; at != nullptr && pom.lineage.size() < kMaxParents; at = parent_of(*at)) {
    if (std::ranges::find(pom.lineage, at) != pom.lineage.end()) break;  // a cycle
    pom.lineage.push_back(at);
    steps_ += pom.lineage.size();
  }
  for (std::size_t i = 1; i < pom.lineage.size(); ++i)
    for (const std::string& missing : pom.lineage[i]->missing) pom.missing.push_back(missing);
  return pom.lineage;
}

Pom* MavenResolver::find(const MavenCoordinates& wanted) {
  std::string key = coordinate_key(wanted.group, wanted.artifact, wanted.version);
  auto [known, added] = by_coordinates_.try_emplace(std::move(key), nullptr);
  if (!added) return known->second;
  const auto any = by_coordinates_.find(coordinate_key(wanted.group, wanted.artifact, "${}"));
  if (any != by_coordinates_.end()) return known->second = any->second;
  return known->second = read_from_repository(wanted);
}

Pom* MavenResolver::read_from_repository(const MavenCoordinates& wanted) {
  const std::string& artifact = wanted.artifact;
  const std::string& version = wanted.version;
  if (sources_.maven_repository.empty() || !is_sound_part(wanted.group) ||
      !is_sound_part(artifact) || !is_sound_part(version) ||
      ++repository_files_ > kMaxRepositoryFiles)
    return nullptr;
  std::string path = wanted.group;
  std::replace(path.begin(), path.end(), '.', '/');
  path += "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".pom";
  Result<source::ContainedFile> file = source::open_contained(sources_.maven_repository, path);
  if (!file.ok()) return nullptr;
  Result<std::string> text = source::read_file_at(file->directory.get(), file->name, kMaxFileSize,
                                                  source::FinalLink::kRefuse);
  if (!text.ok()) return nullptr;
  Result<document::Document> document =
      document::Document::parse(document::Syntax::kXml, *text, path);
  if (!document.ok()) return nullptr;
  std::optional<MavenPom> model = read_maven_pom(document->root());
  if (!model) return nullptr;
  auto pom = std::make_unique<Pom>();
  pom->path = std::move(path);
  pom->model = std::move(*model);
  activate(*pom);
  return poms_.emplace_back(std::move(pom)).get();
}

bool MavenResolver::look_up(Pom& pom, std::string_view name, std::string_view& value) {
  const MavenPom& model = pom.model;
  std::string_view field = name;
  for (std::string_view prefix : {"project.", "pom."})
    if (name.starts_with(prefix)) field = name.substr(prefix.size());
  const auto of_model = [&] {
    value = field == "groupId"             ? std::string_view(pom.group())
            : field == "artifactId"        ? std::string_view(model.project.artifact)
            : field == "version"           ? std::string_view(pom.version())
            : field == "packaging"         ? std::string_view(model.packaging)
            : field == "parent.groupId"    ? std::string_view(model.parent.group)
            : field == "parent.artifactId" ? std::string_view(model.parent.artifact)
            : field == "parent.version"    ? std::string_view(model.parent.version)
                                           : std::string_view();
    return !value.empty();
  };
  if (field.size() != name.size() && of_model()) return true;
  for (Pom* level : lineage_of(pom)) {
    ++steps_;
    const auto found = level->properties.find(name);
    if (found == level->properties.end()) continue;
    value = found->second;
    return true;
  }
  return of_model();
}

// False when a property is not known, or refers to itself; it is left as it is written then.
bool MavenResolver::expand_into(Pom& pom, std::string_view text, std::string& out, int& left,
                                int depth) {
  bool known = true;
  while (!text.empty() && out.size() < kMaxValue) {
    ++steps_;
    const std::size_t begin = std::min(text.find("${"), text.size());
    out.append(text.substr(0, begin));
    text.remove_prefix(begin);
    if (text.empty()) break;
    const std::size_t end = text.find('}');
    std::string_view value;
    if (end == text.npos || --left < 0 || depth >= kMaxReplacements ||
        !look_up(pom, text.substr(2, end - 2), value)) {
      out.append(text.substr(0, end == text.npos ? end : end + 1));
      known = false;
    } else {
      known = expand_into(pom, value, out, left, depth + 1) && known;
    }
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return known && out.size() < kMaxValue;
}

std::string MavenResolver::expand(Pom& pom, std::string_view text) {
  if (!is_template(text)) return std::string(text);
  std::string expanded;
  int left = kMaxReplacements;
  return expand_into(pom, text, expanded, left, 0) ? expanded : std::string(text);
}

// Empty when it is not known.
std::string MavenResolver::expand_version(Pom& pom, std::string_view text) {
  std::string version = expand(pom, text);
  return is_template(version) ? std::string() : lowest(std::move(version));
}

// The POMs that its management and that of its parents import, in the order in which they count.
const std::vector<Pom*>& MavenResolver::imports_of(Pom& pom) {
  if (pom.has_imports) return pom.imported;
  pom.has_imports = true;
  for (Pom* level : lineage_of(pom)) {
    for (const MavenDependency* import : level->imports) {
      ++steps_;
      MavenCoordinates wanted{expand(pom, import->group), expand(pom, import->artifact),
                              expand_version(pom, import->version)};
      Pom* found = find(wanted);
      if (found != nullptr)
        pom.imported.push_back(found);
      else
        pom.missing.push_back(wanted.group + ":" + wanted.artifact + ":" + wanted.version);
    }
  }
  return pom.imported;
}

// What manages a dependency, and by whose properties it is to be read.
const MavenDependency* MavenResolver::find_managed(Pom& pom, const std::string& key, Pom*& manager,
                                                   int depth) {
  if (pom.is_asked || depth > kMaxImports || steps_ > kMaxSteps) return nullptr;
  manager = &pom;
  for (Pom* level : lineage_of(pom)) {
    ++steps_;
    if (const auto found = level->managed.find(key); found != level->managed.end())
      return found->second;
    for (auto it = level->managed_by_property.rbegin(); it != level->managed_by_property.rend();
         ++it)
      if (++steps_ < kMaxSteps &&
          key == key_of(expand(pom, (*it)->group), expand(pom, (*it)->artifact),
                        expand(pom, (*it)->type), expand(pom, (*it)->classifier)))
        return *it;
  }
  pom.is_asked = true;
  const MavenDependency* found = nullptr;
  for (Pom* imported : imports_of(pom)) {
    ++steps_;
    if ((found = find_managed(*imported, key, manager, depth + 1)) != nullptr) break;
  }
  pom.is_asked = false;
  return found;
}

std::vector<MavenResolver::Resolved> MavenResolver::dependencies_of(Pom& pom) {
  std::vector<Resolved> resolved;
  std::unordered_map<std::string, std::size_t> by_key;
  const std::vector<Pom*>& lineage = lineage_of(pom);
  for (std::size_t level = 0; level < lineage.size(); ++level) {
    for (const Declared& declared : lineage[level]->dependencies) {
      if (++steps_ > kMaxSteps) return resolved;
      const MavenDependency& dependency = *declared.dependency;
      std::string group = expand(pom, dependency.group);
      std::string artifact = expand(pom, dependency.artifact);
      const std::string key =
          key_of(group, artifact, expand(pom, dependency.type), expand(pom, dependency.classifier));
      // A child's declaration wins, and of two in one file the later.
      const auto [at, added] = by_key.try_emplace(key, resolved.size());
      if (!added && resolved[at->second].level != level) continue;
      std::string version = expand_version(pom, dependency.version);
      std::string scope = expand(pom, dependency.scope);
      if (dependency.version.empty() || scope.empty()) {
        Pom* manager = nullptr;
        if (const MavenDependency* managed = find_managed(pom, key, manager, 0)) {
          if (dependency.version.empty()) version = expand_version(*manager, managed->version);
          if (scope.empty()) scope = expand(*manager, managed->scope);
        }
      }
      const bool is_optional = expand(pom, dependency.optional) == "true";
      const Scope needed = scope == "test" ? Scope::kDev
                           : is_optional   ? Scope::kOptional
                                           : Scope::kRuntime;
      Resolved entry{group + ":" + artifact, std::move(version), std::string(to_string(needed)),
                     declared.fact, level};
      if (added)
        resolved.push_back(std::move(entry));
      else
        resolved[at->second] = std::move(entry);
    }
  }
  return resolved;
}

void MavenResolver::emit(const Resolved& resolved, const Fact& place) {
  out_.packages.push_back({.ecosystem = std::string(kEcosystem),
                           .name = resolved.name,
                           .version = resolved.version,
                           .purl = package_url(kEcosystem, resolved.name, resolved.version),
                           .scope = resolved.scope,
                           .direct = true,
                           .location = place.location});
}

void MavenResolver::tell_missing(const Pom& pom, std::size_t unknown) {
  if (unknown == 0 || pom.missing.empty()) return;
  std::set<std::string> missing(pom.missing.begin(), pom.missing.end());
  std::string names;
  for (const std::string& name : missing) names += (names.empty() ? "" : ", ") + name;
  out_.notices.push_back({.code = "maven-missing",
                          .message = std::to_string(unknown) +
                                     (unknown == 1 ? " dependency has" : " dependencies have") +
                                     " no known version, as these POMs are neither in the tree nor "
                                     "in the local repository: " +
                                     names,
                          .path = pom.path});
}

// What a POM inherits is told of where it is declared, once for each version that it gets.
void MavenResolver::resolve() {
  using Emitted = std::tuple<const Fact*, std::string, std::string, std::string>;
  std::set<Emitted> emitted;
  std::vector<std::pair<Pom*, Resolved>> inherited;
  for (std::size_t i = 0; i < tree_size_; ++i) {
    Pom& pom = *poms_[i];
    std::size_t unknown = 0;
    for (Resolved& resolved : dependencies_of(pom)) {
      unknown += resolved.version.empty();
      if (resolved.level > 0) {
        inherited.emplace_back(&pom, std::move(resolved));
        continue;
      }
      emitted.emplace(resolved.declared, resolved.name, resolved.version, resolved.scope);
      emit(resolved, *resolved.declared);
    }
    tell_missing(pom, unknown);
  }
  for (const auto& [pom, resolved] : inherited) {
    const Fact* place = resolved.declared != nullptr ? resolved.declared : pom->fact;
    if (emitted.emplace(place, resolved.name, resolved.version, resolved.scope).second)
      emit(resolved, *place);
  }
  if (steps_ > kMaxSteps)
    out_.notices.push_back({.code = "lockfile-invalid",
                            .message = "the POMs inherit and import too much to resolve them all",
                            .incomplete = true});
}

}  // namespace

void resolve_maven(std::span<const Fact* const> statements, const ProjectSources& sources,
                   ProjectResult& out) {
  MavenResolver resolver(sources, out);
  resolver.read(statements);
  resolver.resolve();
}

}  // namespace scan::sca

#include "sca/lockfiles/sbom_graph.h"

#include <algorithm>
#include <optional>

#include "sca/package_url.h"

namespace scan::sca {
namespace {

constexpr std::uint32_t kProject = UINT32_MAX;

std::optional<LockedPackage> package_of(SbomComponent& component) {
  const std::optional<PackageUrl> url = parse_package_url(component.purl);
  if (!url) return std::nullopt;
  NamedPackage named = named_package(*url);
  return LockedPackage{.ecosystem = {},
                       .name = std::move(named.name),
                       .version = std::move(named.version),
                       .scope = component.scope,
                       .license = std::move(component.license),
                       .origin = std::move(component.origin),
                       .hashes = std::move(component.hashes),
                       .span = component.span,
                       .dependencies = {},
                       .purl = to_string(*url),
                       .own_ecosystem = std::move(named.ecosystem)};
}

void tell(LockfileContent& content, std::string_view code, std::size_t count, std::string_view one,
          std::string_view many) {
  if (count == 0) return;
  content.notices.push_back(
      {.code = std::string(code),
       .message = count == 1 ? std::string(one) : std::to_string(count) + " " + std::string(many)});
}

}  // namespace

void SbomGraph::finish(LockfileContent& content) {
  // What a reference names: a package by its position, or a project.
  std::unordered_map<std::string_view, std::uint32_t> places;
  std::size_t unidentified = 0;
  for (SbomComponent& component : components_) {
    std::uint32_t place = kProject;
    if (!component.is_project) {
      if (std::optional<LockedPackage> package = package_of(component)) {
        place = static_cast<std::uint32_t>(content.packages.size());
        content.packages.push_back(std::move(*package));
      } else {
        ++unidentified;
      }
    }
    if (!component.ref.empty()) places.emplace(component.ref, place);
  }
  for (const auto& [ref, scope] : scopes_)
    if (const auto found = places.find(ref); found != places.end() && found->second != kProject)
      content.packages[found->second].scope = scope;

  std::size_t dangling = 0;
  bool project_tells = false;
  std::vector<bool> brought_in(content.packages.size());
  for (const auto& [from, to] : edges_) {
    const auto source = places.find(from);
    const auto target = places.find(to);
    if (source == places.end() || target == places.end()) {
      ++dangling;
    } else if (target->second != kProject && source->second == kProject) {
      content.packages[target->second].direct = true;
      project_tells = true;
    } else if (target->second != kProject) {
      content.packages[source->second].dependencies.push_back(target->second);
      if (source->second != target->second) brought_in[target->second] = true;
    }
  }
  if (!project_tells)
    for (std::size_t i = 0; i < brought_in.size(); ++i) content.packages[i].direct = !brought_in[i];

  tell(content, "sbom-component", unidentified,
       "a component has no package URL, so that no advisory can be found for it",
       "components have no package URL, so that no advisory can be found for them");
  tell(content, "sbom-reference", dangling, "a reference leads to no component",
       "references lead to no component");
}

}  // namespace scan::sca

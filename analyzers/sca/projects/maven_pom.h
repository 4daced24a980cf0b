// What a POM says, as it is written: nothing is inherited or replaced yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/value.h"
#include "scan/span.h"

namespace scan::sca {

struct MavenCoordinates {
  std::string group, artifact, version;
};

struct MavenDependency {
  std::string group, artifact, version, type, classifier, scope, optional;
  Span span;
};

/// What a POM has itself, and each of its profiles may have.
struct MavenSection {
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<MavenDependency> dependencies;
  std::vector<MavenDependency> managed;
};

/// Whether a profile is active where nothing is said on the command line.
enum class MavenActivation { kNever, kByDefault, kAlways };

struct MavenProfile {
  MavenActivation activation = MavenActivation::kNever;
  MavenSection section;
};

struct MavenPom {
  MavenCoordinates project;
  std::string packaging;
  bool has_parent = false;
  MavenCoordinates parent;
  /// Of the parent's POM; empty: it is not looked for in the tree.
  std::string relative_path;
  MavenSection section;
  std::vector<MavenProfile> profiles;
  /// Of `<parent>`, else of the project's name.
  Span span;
};

/// Reads the document of a POM; nullopt when it is none.
std::optional<MavenPom> read_maven_pom(const document::Value& root);

/// All but the sections' dependencies, for a fact; and back, false when it is not sound.
std::string to_payload(const MavenPom& pom);
bool from_payload(std::string_view payload, MavenPom& pom);

/// A dependency of the section `section`: 0 for the POM's own, else the profile's position and 1.
std::string to_payload(const MavenDependency& dependency, std::size_t section);
bool from_payload(std::string_view payload, MavenDependency& dependency, std::size_t& section);

}  // namespace scan::sca

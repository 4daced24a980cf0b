// The elements are those of maven.apache.org/pom.html. Payloads are lists of netstrings, the first
// field of which tells the two kinds apart.
#include "sca/projects/maven_pom.h"

#include <array>
#include <charconv>

#include "base/ascii.h"
#include "sca/netstring.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

constexpr std::string_view kPomRecord = "pom";
constexpr std::string_view kDependencyRecord = "dependency";

/// The Java that profiles are asked about: a version between those in use.
constexpr int kJava = 17;

constexpr std::array kDependencyFields = {&MavenDependency::group,      &MavenDependency::artifact,
                                          &MavenDependency::version,    &MavenDependency::type,
                                          &MavenDependency::classifier, &MavenDependency::scope,
                                          &MavenDependency::optional};

std::string child_text(const Value& element, std::string_view name) {
  const Value* child = element.find(name);
  if (child != nullptr && child->kind == Kind::kMapping) child = child->find("#text");
  return child != nullptr && child->kind == Kind::kString ? std::string(child->text)
                                                          : std::string();
}

MavenCoordinates coordinates(const Value& element) {
  return {child_text(element, "groupId"), child_text(element, "artifactId"),
          child_text(element, "version")};
}

void read_dependencies(const Value* list, std::vector<MavenDependency>& out) {
  if (list == nullptr) return;
  for (const Member& member : list->members) {
    if (member.key != "dependency" || member.value->kind != Kind::kMapping) continue;
    const Value& element = *member.value;
    MavenDependency dependency{.group = child_text(element, "groupId"),
                               .artifact = child_text(element, "artifactId"),
                               .version = child_text(element, "version"),
                               .type = child_text(element, "type"),
                               .classifier = child_text(element, "classifier"),
                               .scope = child_text(element, "scope"),
                               .optional = child_text(element, "optional"),
                               .span = element.span};
    if (!dependency.group.empty() && !dependency.artifact.empty())
      out.push_back(std::move(dependency));
  }
}

MavenSection read_section(const Value& element) {
  MavenSection section;
  if (const Value* properties = element.find("properties"))
    for (const Member& member : properties->members)
      if (member.key.empty() || member.key[0] != '@')
        section.properties.emplace_back(member.key, child_text(*properties, member.key));
  read_dependencies(element.find("dependencies"), section.dependencies);
  if (const Value* management = element.find("dependencyManagement"))
    read_dependencies(management->find("dependencies"), section.managed);
  return section;
}

// "1.8" is Java 8; "11.0.2" is 11.
int java_version(std::string_view text) {
  text = base::trimmed(text);
  if (text.starts_with("1.")) text.remove_prefix(2);
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

// "17", "!1.8", "[1.8,)", "[11,17)".
bool matches_java(std::string_view wanted) {
  wanted = base::trimmed(wanted);
  if (wanted.starts_with('!')) return !matches_java(wanted.substr(1).substr(0, 64));
  if (!wanted.starts_with('[') && !wanted.starts_with('(')) return java_version(wanted) == kJava;
  const bool from_included = wanted[0] == '[', to_included = wanted.ends_with(']');
  wanted = base::trimmed(wanted, "[]()");
  const std::size_t comma = wanted.find(',');
  if (comma == wanted.npos) return java_version(wanted) == kJava;
  const int from = java_version(wanted.substr(0, comma));
  const int to = java_version(wanted.substr(comma + 1));
  return (from < kJava || (from == kJava && from_included)) &&
         (to == 0 || kJava < to || (kJava == to && to_included));
}

// On Linux, with no property set. Which files there are is not asked.
MavenActivation activation_of(const Value* element) {
  if (element == nullptr) return MavenActivation::kNever;
  bool asked = false, holds = true;
  const auto ask = [&](bool answer) { asked = true, holds = holds && answer; };
  if (std::string java = child_text(*element, "jdk"); !java.empty()) ask(matches_java(java));
  if (const Value* system = element->find("os")) {
    const std::string family = base::lowered(child_text(*system, "family"));
    const std::string name = base::lowered(child_text(*system, "name"));
    ask((family.empty() || family == "unix" || (family.starts_with('!') && family != "!unix")) &&
        (name.empty() || name == "linux"));
  }
  if (const Value* property = element->find("property"))
    ask(child_text(*property, "name").starts_with('!') ||
        child_text(*property, "value").starts_with('!'));
  if (element->find("file") != nullptr) ask(false);
  if (asked && holds) return MavenActivation::kAlways;
  return child_text(*element, "activeByDefault") == "true" ? MavenActivation::kByDefault
                                                           : MavenActivation::kNever;
}

std::vector<std::string> fields_of(const MavenDependency& dependency) {
  std::vector<std::string> fields;
  for (auto field : kDependencyFields) fields.push_back(dependency.*field);
  return fields;
}

void append_section(std::string& payload, const MavenSection& section) {
  std::vector<std::string> properties, managed;
  for (const auto& [name, value] : section.properties) {
    properties.push_back(name);
    properties.push_back(value);
  }
  for (const MavenDependency& dependency : section.managed)
    for (std::string& field : fields_of(dependency)) managed.push_back(std::move(field));
  append_netstrings(payload, properties);
  append_netstrings(payload, managed);
}

bool take_section(std::string_view& payload, MavenSection& section) {
  std::vector<std::string> properties, managed;
  if (!take_netstrings(payload, properties) || !take_netstrings(payload, managed)) return false;
  if (properties.size() % 2 != 0 || managed.size() % kDependencyFields.size() != 0) return false;
  for (std::size_t i = 0; i < properties.size(); i += 2)
    section.properties.emplace_back(std::move(properties[i]), std::move(properties[i + 1]));
  for (std::size_t i = 0; i < managed.size();) {
    MavenDependency& dependency = section.managed.emplace_back();
    for (auto field : kDependencyFields) dependency.*field = std::move(managed[i++]);
  }
  return true;
}

}  // namespace

std::optional<MavenPom> read_maven_pom(const Value& root) {
  const Value* project = root.find("project");
  if (project == nullptr || project->kind != Kind::kMapping) return std::nullopt;
  MavenPom pom{.project = coordinates(*project),
               .packaging = child_text(*project, "packaging"),
               .section = read_section(*project),
               .span = root.members[0].key_span};
  if (const Value* parent = project->find("parent"); parent && parent->kind == Kind::kMapping) {
    pom.has_parent = true;
    pom.parent = coordinates(*parent);
    pom.relative_path = "../pom.xml";
    if (parent->find("relativePath") != nullptr)
      pom.relative_path = child_text(*parent, "relativePath");
    pom.span = parent->span;
  }
  if (const Value* profiles = project->find("profiles"))
    for (const Member& member : profiles->members)
      if (member.key == "profile")
        pom.profiles.push_back(
            {activation_of(member.value->find("activation")), read_section(*member.value)});
  return pom;
}

std::string to_payload(const MavenPom& pom) {
  std::string payload;
  append_netstring(payload, kPomRecord);
  append_netstrings(payload, {pom.project.group, pom.project.artifact, pom.project.version,
                              pom.packaging, pom.has_parent ? "parent" : "", pom.parent.group,
                              pom.parent.artifact, pom.parent.version, pom.relative_path});
  append_section(payload, pom.section);
  for (const MavenProfile& profile : pom.profiles) {
    append_netstring(payload, std::to_string(static_cast<int>(profile.activation)));
    append_section(payload, profile.section);
  }
  return payload;
}

bool from_payload(std::string_view payload, MavenPom& pom) {
  std::string record;
  std::vector<std::string> fields;
  if (!take_netstring(payload, record) || record != kPomRecord ||
      !take_netstrings(payload, fields) || fields.size() != 9)
    return false;
  pom.project = {fields[0], fields[1], fields[2]};
  pom.packaging = fields[3];
  pom.has_parent = !fields[4].empty();
  pom.parent = {fields[5], fields[6], fields[7]};
  pom.relative_path = fields[8];
  if (!take_section(payload, pom.section)) return false;
  while (!payload.empty()) {
    MavenProfile& profile = pom.profiles.emplace_back();
    std::string activation;
    if (!take_netstring(payload, activation) || !take_section(payload, profile.section))
      return false;
    profile.activation = activation == "2"   ? MavenActivation::kAlways
                         : activation == "1" ? MavenActivation::kByDefault
                                             : MavenActivation::kNever;
  }
  return true;
}

std::string to_payload(const MavenDependency& dependency, std::size_t section) {
  std::string payload;
  append_netstring(payload, kDependencyRecord);
  append_netstring(payload, std::to_string(section));
  append_netstrings(payload, fields_of(dependency));
  return payload;
}

bool from_payload(std::string_view payload, MavenDependency& dependency, std::size_t& section) {
  std::string record, position;
  std::vector<std::string> fields;
  if (!take_netstring(payload, record) || record != kDependencyRecord ||
      !take_netstring(payload, position) || !take_netstrings(payload, fields) ||
      fields.size() != kDependencyFields.size())
    return false;
  for (std::size_t i = 0; i < fields.size(); ++i)
    dependency.*kDependencyFields[i] = std::move(fields[i]);
  return std::from_chars(position.data(), position.data() + position.size(), section).ec ==
         std::errc();
}

}  // namespace scan::sca

// Maven's pom.xml (maven.apache.org/pom.html). Parents, properties and management stand in other
// files as well, so it states what it says, and projects/maven.cc makes packages of all POMs.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/projects/maven_pom.h"

namespace scan::sca {

bool wants_pom(std::string_view, std::string_view base) {
  return base == "pom.xml" || (base.ends_with(".pom") && base.size() > 4);
}

void read_pom(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kXml, input, content);
  const std::optional<MavenPom> pom = read_maven_pom(document.root());
  if (!pom) {
    if (content.notices.empty()) content.notices.push_back(invalid_lockfile("has no <project>"));
    return;
  }
  content.statements.push_back({.kind = "maven", .payload = to_payload(*pom), .span = pom->span});
  const auto add = [&](const MavenSection& section, std::size_t position) {
    for (const MavenDependency& dependency : section.dependencies)
      content.statements.push_back(
          {.kind = "maven", .payload = to_payload(dependency, position), .span = dependency.span});
  };
  add(pom->section, 0);
  for (std::size_t i = 0; i < pom->profiles.size(); ++i) add(pom->profiles[i].section, i + 1);
}

}  // namespace scan::sca

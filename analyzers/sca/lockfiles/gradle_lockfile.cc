// Gradle's gradle.lockfile and buildscript-gradle.lockfile (docs.gradle.org, "Locking versions"):
//
//   group:artifact:version=configuration,configuration
//   empty=configuration
#include <array>

#include "sca/lockfile.h"
#include "sca/lockfiles/lines.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

// A package that only the configurations of tests, or the build itself, need.
Scope scope_of(std::string_view configurations) {
  while (!configurations.empty()) {
    const std::string_view name = configurations.substr(0, configurations.find(','));
    configurations.remove_prefix(std::min(configurations.size(), name.size() + 1));
    const std::string lower = base::lowered(name);
    if (lower.find("test") == lower.npos && lower != "classpath" &&
        lower.find("annotationprocessor") == lower.npos)
      return Scope::kRuntime;
  }
  return Scope::kDev;
}

}  // namespace

bool wants_gradle_lockfile(std::string_view path, std::string_view base) {
  return base == "gradle.lockfile" || base == "buildscript-gradle.lockfile" ||
         // One file for each configuration, as before Gradle 7.
         (base.ends_with(".lockfile") && path.find("dependency-locks/") != path.npos);
}

void read_gradle_lockfile(const LockfileInput& input, LockfileContent& content) {
  Lines lines(input.text);
  MalformedEntries malformed;
  for (Line line; lines.next(line);) {
    const std::string_view text = line.trimmed();
    if (text.empty() || text.starts_with('#') || text.starts_with("empty=")) continue;
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view module = text.substr(0, equals);
    const std::size_t first = module.find(':');
    const std::size_t second = first == module.npos ? first : module.find(':', first + 1);
    if (second == module.npos || first == 0 || second == first + 1 || second + 1 == module.size()) {
      malformed.add("the list");
      continue;
    }
    content.packages.push_back(
        {.ecosystem = "Maven",
         .name = std::string(module.substr(0, second)),
         .version = std::string(module.substr(second + 1)),
         .scope = equals == text.size() ? Scope::kRuntime : scope_of(text.substr(equals + 1)),
         .direct = true,
         .span = line.span});
  }
  malformed.tell(content);
}

}  // namespace scan::sca

// The tables of lockfiles and of what is installed.
#include "sca/lockfile.h"

#include <utility>

namespace scan::sca {
namespace {

// What is installed comes first: it is told by folders as well, as the package.json of a package in
// node_modules.
constexpr Lockfile kLockfiles[] = {
#define INSTALLED(name) {#name, nullptr, wants_##name, read_##name},
#define INSTALLED_BINARY(name)
#include "sca/installed.def"
#undef INSTALLED_BINARY
#undef INSTALLED
#define LOCKFILE(name) {#name, nullptr, wants_##name, read_##name},
#include "sca/lockfiles.def"
#undef LOCKFILE
// A program may have any name without an ending, so these come last.
#define INSTALLED(name)
#define INSTALLED_BINARY(name) {#name, is_##name, wants_##name, read_##name},
#include "sca/installed.def"
#undef INSTALLED_BINARY
#undef INSTALLED
};

}  // namespace

std::string_view to_string(Scope scope) {
  switch (scope) {
    case Scope::kDev:
      return "dev";
    case Scope::kOptional:
      return "optional";
    case Scope::kRuntime:
      break;
  }
  return "runtime";
}

std::span<const Lockfile> lockfiles() { return kLockfiles; }

const Lockfile* find_lockfile(std::string_view path) {
  std::string_view base = path.substr(path.find_last_of("/!") + 1);  // npos + 1 is 0
  for (const Lockfile& lockfile : kLockfiles)
    if (lockfile.wants(path, base)) return &lockfile;
  return nullptr;
}

Notice invalid_lockfile(std::string message) {
  return {.code = "lockfile-invalid", .message = std::move(message), .incomplete = true};
}

}  // namespace scan::sca

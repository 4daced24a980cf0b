// Lockfiles: files that state which packages a project uses. One parser a format, listed in
// lockfiles.def.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/notice.h"
#include "scan/span.h"

namespace scan::sca {

/// When a package is needed.
enum class Scope : std::uint8_t { kRuntime, kDev, kOptional };
std::string_view to_string(Scope scope);

/// One package as one file states it.
struct LockedPackage {
  /// OSV's name of the ecosystem; a literal.
  std::string_view ecosystem;
  /// As written, not normalised.
  std::string name;
  /// As pinned; empty when the file does not pin one.
  std::string version;
  Scope scope = Scope::kRuntime;
  /// Whether the project itself asks for it.
  bool direct = false;
  /// Where it stands.
  Span span;
  /// Positions in LockfileContent::packages, in no order, perhaps repeated.
  std::vector<std::uint32_t> dependencies;
};

struct LockfileContent {
  std::vector<LockedPackage> packages;
  /// What could not be read, as "lockfile-invalid".
  std::vector<Notice> notices;
};

struct LockfileInput {
  std::string_view path;
  std::string_view text;
};

/// A row of lockfiles.def.
struct Lockfile {
  std::string_view name;
  /// Whether the file at `path`, whose last part is `base`, is one. Called for every file of a
  /// tree.
  bool (*wants)(std::string_view path, std::string_view base);
  /// Adds what the file states to `content`. Linear in the text; keeps what it could read of a
  /// malformed one.
  void (*read)(const LockfileInput& input, LockfileContent& content);
};

std::span<const Lockfile> lockfiles();

/// The format of a file by its path; nullptr when it is no lockfile.
const Lockfile* find_lockfile(std::string_view path);

/// A notice that a lockfile is malformed or cut off: the scan is incomplete.
Notice invalid_lockfile(std::string message);

#define LOCKFILE(name)                                             \
  bool wants_##name(std::string_view path, std::string_view base); \
  void read_##name(const LockfileInput& input, LockfileContent& content);
#include "sca/lockfiles.def"
#undef LOCKFILE

}  // namespace scan::sca

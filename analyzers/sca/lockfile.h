// Lockfiles: files that state which packages a project uses, one parser a format, listed in
// lockfiles.def; and what package managers keep of the packages that they installed, listed in
// installed.def, which is read in the same way.
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
  /// As Package::license, origin and, in any order, hashes; empty where the format does not state
  /// them.
  std::string license = {};
  std::string origin = {};
  std::vector<std::string> hashes = {};
  /// Where it stands; empty in a file that is no text.
  Span span = {};
  /// Positions in LockfileContent::packages, in no order, perhaps repeated.
  std::vector<std::uint32_t> dependencies = {};
  /// As Package::source_name and source_version.
  std::string source_name = {};
  std::string source_version = {};
  /// Qualifiers of its package URL, encoded and in order: "arch=amd64"; empty: none.
  std::string qualifiers = {};
  /// The canonical package URL, where the file states one; empty: that of the names above.
  std::string purl = {};
  /// Counts instead of `ecosystem` where it is not empty: one with a release ("Debian:12"), or one
  /// that OSV does not have.
  std::string own_ecosystem = {};

  std::string_view ecosystem_name() const {
    return own_ecosystem.empty() ? ecosystem : std::string_view(own_ecosystem);
  }
};

/// What a file says that tells of packages only together with other files: a POM whose versions its
/// parent has, a project file whose versions stand in one file for all. It becomes a fact, which
/// the row of `kind` in projects.def resolves.
struct Statement {
  /// A literal.
  std::string_view kind;
  /// In a form that the kind defines; netstring.h is the usual one.
  std::string payload;
  Span span = {};
};

struct LockfileContent {
  std::vector<LockedPackage> packages;
  std::vector<Statement> statements;
  /// The ecosystem of which the file pins all that manifests in its folder declare; a literal,
  /// empty for what is no lockfile in the strict sense.
  std::string_view pins = {};
  /// What could not be read, as "lockfile-invalid".
  std::vector<Notice> notices;
};

struct LockfileInput {
  std::string_view path;
  /// Empty where the file is no text.
  std::string_view text;
  /// The raw bytes of a binary format.
  std::string_view bytes = {};
};

/// A row of lockfiles.def or of installed.def.
struct Lockfile {
  std::string_view name;
  /// Whether a file, by its first bytes, is one; nullptr: the format is text.
  bool (*is_one)(std::string_view head) = nullptr;
  /// Whether the file at `path`, whose last part is `base`, is one. Called for every file of a
  /// tree.
  bool (*wants)(std::string_view path, std::string_view base);
  /// Adds what the file states to `content`. Linear in the text; keeps what it could read of a
  /// malformed one.
  void (*read)(const LockfileInput& input, LockfileContent& content);
};

/// Both tables.
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
#define INSTALLED(name)                                            \
  bool wants_##name(std::string_view path, std::string_view base); \
  void read_##name(const LockfileInput& input, LockfileContent& content);
#define INSTALLED_BINARY(name) \
  INSTALLED(name)              \
  bool is_##name(std::string_view head);
#include "sca/installed.def"
#undef INSTALLED_BINARY
#undef INSTALLED

}  // namespace scan::sca

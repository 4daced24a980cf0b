// What manifests declare: packages that a project asks for, without pins in general. They count
// only where no lockfile pins them, which another file tells: statements of the kind "declared".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sca/lockfile.h"
#include "scan/analyzer.h"

namespace scan::sca {

/// The row of projects.def.
inline constexpr std::string_view kDeclared = "declared";

struct Declaration {
  /// Of OSV's names.
  std::string ecosystem;
  /// Empty in what lock_statement() makes.
  std::string name;
  /// Empty unless it is one version alone.
  std::string version;
  std::string scope;
  bool direct = true;
  /// The folder in which the project stands, seen from that of the file: "" or "..".
  std::string folder;
};

/// Adds it to the statements of the file; a declaration without a name is malformed and left out.
void declare(const Declaration& declaration, Span span, LockfileContent& content);

/// What a lockfile says to the manifests in its folder.
Statement lock_statement(std::string_view ecosystem);

/// The inverse; nullopt when the payload is malformed, as one from an old cache may be.
std::optional<Declaration> read_declaration(const Fact& fact);

}  // namespace scan::sca

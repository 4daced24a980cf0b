// What every lockfile parser promises, whatever it is given.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sca/lockfile.h"

namespace scan::sca {

inline void check(bool holds) {
  if (!holds) std::abort();
}

/// Parses `bytes` by the format of `path`, if there is one; a text as Source makes it: UTF-8, so
/// other bytes become "?".
inline void check_lockfile(std::string_view path, std::string_view bytes) {
  const Lockfile* lockfile = find_lockfile(path);
  if (lockfile == nullptr || (lockfile->is_one != nullptr && !lockfile->is_one(bytes))) return;
  std::string text(lockfile->is_one == nullptr ? bytes : std::string_view());
  for (char& c : text)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  LockfileContent content;
  lockfile->read({.path = path, .text = text, .bytes = bytes}, content);
  for (const LockedPackage& package : content.packages) {
    check(!package.name.empty() && !package.ecosystem_name().empty());
    if (text.empty())
      check(package.span == Span{});
    else
      check(package.span.begin < package.span.end && package.span.end <= text.size());
    for (std::uint32_t dependency : package.dependencies)
      check(dependency < content.packages.size());
  }
  for (const Statement& statement : content.statements) {
    check(!statement.kind.empty());
    check(statement.span.begin <= statement.span.end && statement.span.end <= text.size());
  }
}

}  // namespace scan::sca

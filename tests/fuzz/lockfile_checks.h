// What every lockfile parser promises, whatever it is given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sca/lockfile.h"

namespace scan::sca {

inline void check(bool holds) {
  if (!holds) std::abort();
}

/// Parses `data` as text, as Source makes it: UTF-8, so other bytes become "?".
inline void check_lockfile(void (*read)(const LockfileInput&, LockfileContent&),
                           std::string_view path, const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (char& c : text)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  LockfileContent content;
  read({.path = path, .text = text}, content);
  for (const LockedPackage& package : content.packages) {
    check(!package.name.empty() && !package.ecosystem.empty());
    check(package.span.begin < package.span.end && package.span.end <= text.size());
    for (std::uint32_t dependency : package.dependencies)
      check(dependency < content.packages.size());
  }
}

}  // namespace scan::sca

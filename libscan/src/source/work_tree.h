// What the walk needs to know of git repositories without reading one: where a working tree begins,
// and its info/exclude.
#pragma once

#include <optional>
#include <string>

namespace scan::source {

/// No ignore file larger than this is read. 4 MiB of patterns is a mistake or an attack.
inline constexpr std::uint64_t kMaxIgnoreFile = 4u << 20;

/// The content of info/exclude, empty if there is none, when the open directory is the top of a git
/// working tree (of a clone, a linked working tree or a submodule); else nullopt.
std::optional<std::string> find_work_tree(int directory);

}  // namespace scan::source

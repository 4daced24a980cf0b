// The commands of a shell script, for policies that ask what a RUN or a CI job executes.
//
//   split_shell("apt-get update && curl -k $URL | sh  # fast")
//     .commands   {"apt-get update", "curl -k $URL", "sh"}
//     .pipelines  {"apt-get update", "curl -k $URL | sh"}
#pragma once

#include <string_view>
#include <vector>

namespace scan::iac {

/// Parts of the script that was split, in its order; a command in a substitution follows the one
/// that it is in.
struct ShellCommands {
  /// Simple commands from their first word, without the reserved words before it (`if`, `then`,
  /// `!`) and without redirections having been resolved. An assignment before a command is one of
  /// its own.
  std::vector<std::string_view> commands;
  /// Commands joined by `|`, as written.
  std::vector<std::string_view> pipelines;
};

/// Splits by the POSIX shell's grammar as far as a policy needs it: quotes, escapes, comments,
/// lists, pipelines, groups, `$(…)` and backquotes, `sh -c '…'`. Tolerates what is not valid.
/// Linear time for any input: substitutions are followed to a fixed depth.
ShellCommands split_shell(std::string_view script);

}  // namespace scan::iac

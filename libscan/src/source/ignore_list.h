// A list of patterns in .gitignore's syntax: an ignore file, or the globs of an option.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/glob.h"

namespace scan::source {

/// What git's ignore patterns tell apart: a pattern that ends in '/' is for directories only. A
/// symbolic link is never a directory here, wherever it leads.
enum class EntryKind : std::uint8_t { kFile, kDirectory };

/// Patterns of which the last one that matches decides. Immutable once filled; safe to share.
class IgnoreList {
 public:
  enum class Match : std::uint8_t {
    kNone,      ///< no pattern says anything
    kPositive,  ///< to be ignored
    kNegative,  ///< matched a pattern with '!': to be kept
  };

  IgnoreList() = default;
  /// The patterns of an ignore file: one a line, comments and blank lines left out.
  explicit IgnoreList(std::string_view file);

  /// Adds one pattern. It is taken as a line of an ignore file is, except that '#' begins no
  /// comment.
  void add(std::string_view line);

  /// What the list says about an entry. `path` is relative to the directory that the patterns are
  /// for, with '/' between its parts. Says nothing about the directories above: the caller asks for
  /// those first, since nothing below an ignored directory can be kept.
  Match match(std::string_view path, EntryKind kind) const;

  bool empty() const { return negative_.empty(); }

 private:
  // The numbers of the last patterns that have one text; -1: none.
  struct Last {
    std::int64_t any = -1;
    std::int64_t directory = -1;
  };
  struct StringHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Table = std::unordered_map<std::string, Last, StringHash, std::equal_to<>>;
  struct Pattern {
    std::int64_t number;
    bool directories_only;
    bool name_only;
    std::string prefix;  // the literal text before the first special byte
    Glob rest;
  };

  // Most patterns are a name, a path or an extension: those are looked up, and only what is left is
  // tried one by one.
  Table names_;
  Table paths_;
  Table extensions_;
  std::vector<Pattern> globs_;
  std::vector<bool> negative_;  // by number
};

}  // namespace scan::source

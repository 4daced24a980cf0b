// What git's objects say, from their bytes (gitformat, "git cat-file").
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/object_id.h"

namespace scan::source {

enum class ObjectKind : std::uint8_t { kCommit, kTree, kBlob, kTag };

/// A commit as the walk needs it.
struct CommitObject {
  ObjectId tree;
  std::vector<ObjectId> parents;
  std::int64_t time = 0;  ///< of the committer, in seconds since 1970
};

/// Who made a commit, and when.
struct Authorship {
  std::string name;   ///< bytes as in the commit, which need not be UTF-8
  std::string email;  ///< likewise
  std::int64_t time = 0;
};

/// What an annotated tag names.
struct TagObject {
  ObjectId target;
};

struct TreeEntry {
  enum class Kind : std::uint8_t { kFile, kLink, kTree, kRepository };
  Kind kind = Kind::kFile;
  std::string_view name;  ///< lives as long as the bytes of the tree; never empty, has no '/'
  ObjectId id;
};

/// nullopt when it is malformed.
std::optional<CommitObject> parse_commit(std::string_view bytes);
std::optional<Authorship> parse_authorship(std::string_view bytes);
std::optional<TagObject> parse_tag(std::string_view bytes);

/// Calls `on_entry` for each entry, in order. False when the tree is malformed, or has a name that
/// no checkout would write (".git", "..", one with a '/'): what stands before was reported.
bool parse_tree(std::string_view bytes, const std::function<void(const TreeEntry&)>& on_entry);

/// As "2024-05-01T12:00:00Z".
std::string utc_date(std::int64_t seconds);

}  // namespace scan::source

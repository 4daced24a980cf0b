// A git repository: its references, and its objects by id. Never connects to anything.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"
#include "source/git_library.h"
#include "source/git_objects.h"
#include "source/loose_object.h"
#include "source/object_id.h"
#include "source/pack_reader.h"

namespace scan::source {

/// The bytes of an object; owns them.
class GitObject {
 public:
  GitObject() = default;
  GitObject(const GitObject&) = delete;
  GitObject& operator=(const GitObject&) = delete;
  ObjectKind kind() const { return kind_; }
  std::string_view bytes() const { return bytes_; }

 private:
  friend class ObjectReader;
  ObjectKind kind_ = ObjectKind::kBlob;
  std::string_view bytes_;
  std::string loose_;
  std::shared_ptr<const std::string> packed_;
  GitHandle<git_odb_object> odd_;
};

/// Reads objects, packed ones and loose ones, also those of alternates. For one thread at a time;
/// each thread has its own, so that they do not wait for each other.
class ObjectReader {
 public:
  using Outcome = ReadOutcome;

  /// Reads the object into `object`; of more than `max_bytes` only the kind and size are read.
  Outcome read(const ObjectId& id, std::uint64_t max_bytes, GitObject& object);
  /// nullopt when it is missing or damaged.
  std::optional<ObjectKind> kind(const ObjectId& id) const;
  /// Every object there is, sorted. Damaged packs have none.
  std::vector<ObjectId> all() const;

  /// What is packed, for those who read it in an order of their own.
  PackReader& packs() { return packs_; }

 private:
  friend class GitRepository;
  ObjectReader(GitLibraryPointer library, GitHandle<git_odb> objects,
               std::shared_ptr<const LooseObjects> loose, std::shared_ptr<const PackStore> packs,
               bool partial)
      : library_(std::move(library)),
        objects_(std::move(objects)),
        loose_(std::move(loose)),
        packs_(std::move(packs)),
        partial_(partial) {}

  Outcome read_with_library(const ObjectId& id, std::uint64_t max_bytes, GitObject& object) const;

  GitLibraryPointer library_;
  GitHandle<git_odb> objects_;
  std::shared_ptr<const LooseObjects> loose_;
  PackReader packs_;
  bool partial_;
};

/// Something that leads into the history.
struct GitTip {
  std::string name;  ///< "refs/heads/main", "HEAD", "stash@{1}", "worktree NAME"
  ObjectId id;       ///< of a commit, a tag, or anything else
};

/// What a revision range names.
struct GitRange {
  std::vector<ObjectId> included;
  std::vector<ObjectId> excluded;
};

class GitRepository {
 public:
  /// The repository that `path` is in, or is: the top or any part of a working tree (also of a
  /// linked one, and of a submodule), or a bare repository. kNotFound when there is none,
  /// kInvalidData when it cannot be read.
  static Result<GitRepository> open(const GitLibraryPointer& library, const std::string& path);

  /// The top of the working tree without links, and with a final '/'; empty when there is none.
  const std::string& work_tree() const { return work_tree_; }
  /// Where the repository itself is, as "/srv/app/.git"; without links, and with a final '/'.
  const std::string& directory() const { return directory_; }

  /// All references, sorted by name, what `git stash list` shows, and the HEAD of every working
  /// tree. A reference that cannot be read is left out and reported to `on_bad_reference`.
  std::vector<GitTip> tips(const std::function<void(std::string)>& on_bad_reference) const;

  /// "A..B", "A...B", "..B", "A..", or one revision with all that it comes from. An id of zeros is
  /// the beginning of everything, as a push of a new branch has it. kInvalidArgument when a
  /// revision is unknown.
  Result<GitRange> resolve(const std::string& range) const;

  /// The commits whose parents a shallow clone has left out.
  std::vector<ObjectId> shallow_commits() const;
  /// Whether objects may be missing because a partial clone has left them out.
  bool partial() const { return partial_; }

  Result<ObjectReader> reader() const;
  const PackStore& packs() const { return *packs_; }

 private:
  explicit GitRepository(GitLibraryPointer library) : library_(std::move(library)) {}
  Result<std::vector<ObjectId>> resolve_one(const std::string& revision) const;
  Error unknown_revision(const std::string& range) const;

  GitLibraryPointer library_;
  GitHandle<git_repository> repository_;
  std::string directory_;
  std::string common_directory_;
  std::string work_tree_;
  std::shared_ptr<const LooseObjects> loose_;
  std::shared_ptr<const PackStore> packs_;
  bool partial_ = false;
};

/// The id of a blob with this content.
ObjectId blob_id(const GitLibrary& library, std::string_view bytes);

}  // namespace scan::source

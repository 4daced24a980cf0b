// Objects are read by loose_object.h and pack_reader.h. What those do not find sound is left to
// libgit2, through a database of its own for each thread, so that they do not wait for each other.
#include "source/git_repository.h"

#include <fcntl.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "source/file.h"
#include "source/walk.h"

namespace scan::source {
namespace {

constexpr std::uint64_t kMaxListFile = 16u << 20;
// References that libgit2 cannot read, one after the other, before the rest is given up.
constexpr int kMaxBadReferences = 1000;

ObjectId id_of(const git_oid& oid) {
  ObjectId id;
  static_assert(sizeof oid.id == sizeof id.bytes);
  std::memcpy(id.bytes.data(), oid.id, sizeof oid.id);
  return id;
}

git_oid oid_of(const ObjectId& id) {
  git_oid oid;
  std::memcpy(oid.id, id.bytes.data(), sizeof oid.id);
  return oid;
}

std::optional<ObjectKind> kind_of(git_object_t type) {
  switch (type) {
    case GIT_OBJECT_COMMIT:
      return ObjectKind::kCommit;
    case GIT_OBJECT_TREE:
      return ObjectKind::kTree;
    case GIT_OBJECT_BLOB:
      return ObjectKind::kBlob;
    case GIT_OBJECT_TAG:
      return ObjectKind::kTag;
    default:
      return std::nullopt;
  }
}

std::string with_slash(std::string path) {
  if (!path.empty() && !path.ends_with('/')) path.push_back('/');
  return path;
}

std::string real_directory(const char* path) {
  return path == nullptr ? std::string() : with_slash(real_path(path));
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  const Result<std::string> content = read_file(path, kMaxListFile);
  if (!content.ok()) return lines;
  for (std::size_t begin = 0; begin < content->size();) {
    const std::size_t end = std::min(content->find('\n', begin), content->size());
    lines.push_back(content->substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool is_zeros(std::string_view text) {
  return text.size() == 40 && text.find_first_not_of('0') == text.npos;
}

}  // namespace

ObjectReader::Outcome ObjectReader::read(const ObjectId& id, std::uint64_t max_bytes,
                                         GitObject& object) {
  if (const Outcome outcome = loose_->read(id, max_bytes, object.kind_, object.loose_);
      outcome != Outcome::kMissing) {
    object.bytes_ = object.loose_;
    return outcome;
  }
  if (std::optional<PackReader::Object> packed = packs_.read(id, max_bytes)) {
    object.kind_ = packed->kind;
    object.packed_ = std::move(packed->bytes);
    object.bytes_ = *object.packed_;
    return Outcome::kRead;
  }
  return read_with_library(id, max_bytes, object);
}

ObjectReader::Outcome ObjectReader::read_with_library(const ObjectId& id, std::uint64_t max_bytes,
                                                      GitObject& object) const {
  const git_oid oid = oid_of(id);
  // What a partial clone lacks it lacks in thousands, and each time libgit2 would look for new
  // packs.
  if (partial_ && library_->odb_exists_ext(objects_.get(), &oid, GIT_ODB_LOOKUP_NO_REFRESH) == 0)
    return Outcome::kMissing;
  const auto failure = [](int error) {
    return error == GIT_ENOTFOUND ? Outcome::kMissing : Outcome::kDamaged;
  };
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (const int error = library_->odb_read_header(&size, &type, objects_.get(), &oid); error != 0)
    return failure(error);
  const std::optional<ObjectKind> kind = kind_of(type);
  if (!kind) return Outcome::kDamaged;
  object.kind_ = *kind;
  if (size > max_bytes) return Outcome::kTooLarge;
  git_odb_object* read = nullptr;
  if (const int error = library_->odb_read(&read, objects_.get(), &oid); error != 0)
    return failure(error);
  object.odd_ = {read, library_->odb_object_free};
  object.bytes_ = {static_cast<const char*>(library_->odb_object_data(read)),
                   library_->odb_object_size(read)};
  return Outcome::kRead;
}

std::optional<ObjectKind> ObjectReader::kind(const ObjectId& id) const {
  ObjectKind loose_kind{};
  std::string ignored;
  const Outcome loose = loose_->read(id, 0, loose_kind, ignored);
  if (loose == Outcome::kRead || loose == Outcome::kTooLarge) return loose_kind;
  if (loose == Outcome::kDamaged) return std::nullopt;
  const git_oid oid = oid_of(id);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (library_->odb_read_header(&size, &type, objects_.get(), &oid) != 0) return std::nullopt;
  return kind_of(type);
}

std::vector<ObjectId> ObjectReader::all() const {
  std::vector<ObjectId> ids;
  const auto add = [](const git_oid* oid, void* list) {
    static_cast<std::vector<ObjectId>*>(list)->push_back(id_of(*oid));
    return 0;
  };
  library_->odb_foreach(objects_.get(), add, &ids);
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Result<GitRepository> GitRepository::open(const GitLibraryPointer& library,
                                          const std::string& path) {
  GitRepository result(library);
  std::error_code ignored;
  const bool directory = std::filesystem::is_directory(path, ignored);
  const std::string start = directory ? path : std::filesystem::path(path).parent_path().string();
  git_repository* repository = nullptr;
  const int error =
      library->repository_open_ext(&repository, start.empty() ? "." : start.c_str(), 0, nullptr);
  if (error != 0) {
    const std::string reason = library->last_error();
    if (error == GIT_ENOTFOUND)
      return Error{.code = ErrorCode::kNotFound,
                   .message = "no git repository is here, so there is no history (--history)",
                   .path = path};
    const bool other_hash = reason.find("objectformat") != reason.npos;
    return Error{.code = ErrorCode::kInvalidData,
                 .message = other_hash
                                ? "the repository's object format is not SHA-1, and " SCAN_LIBGIT2
                                  " reads no other"
                                : "the git repository cannot be read: " + reason,
                 .path = path};
  }
  result.repository_ = {repository, library->repository_free};
  result.directory_ = real_directory(library->repository_path(repository));
  result.common_directory_ = real_directory(library->repository_commondir(repository));
  if (library->repository_is_bare(repository) == 0)
    result.work_tree_ = real_directory(library->repository_workdir(repository));

  const std::vector<std::string> directories =
      object_directories(result.common_directory_ + "objects");
  result.loose_ = std::make_shared<const LooseObjects>(directories);
  result.packs_ = std::make_shared<const PackStore>(directories);

  git_config* raw = nullptr;
  if (library->repository_config_snapshot(&raw, repository) == 0) {
    const GitHandle<git_config> config(raw, library->config_free);
    const auto note = [](const git_config_entry*, void* partial) {
      *static_cast<bool*>(partial) = true;
      return 0;
    };
    for (const char* key : {"^remote\\..*\\.promisor$", "^extensions\\.partialclone$"})
      library->config_foreach_match(raw, key, note, &result.partial_);
  }
  return result;
}

Result<ObjectReader> GitRepository::reader() const {
  git_odb* objects = nullptr;
  const std::string path = common_directory_ + "objects";
  if (library_->odb_open(&objects, path.c_str()) != 0)
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "git's objects cannot be read: " + library_->last_error(),
                 .path = path};
  return ObjectReader(library_, {objects, library_->odb_free}, loose_, packs_, partial_);
}

std::vector<GitTip> GitRepository::tips(
    const std::function<void(std::string)>& on_bad_reference) const {
  std::map<std::string, ObjectId> tips;
  git_reference_iterator* raw = nullptr;
  if (library_->reference_iterator_new(&raw, repository_.get()) != 0) {
    on_bad_reference(library_->last_error());
  } else {
    const GitHandle<git_reference_iterator> iterator(raw, library_->reference_iterator_free);
    int bad = 0;
    while (bad < kMaxBadReferences) {
      git_reference* reference = nullptr;
      const int error = library_->reference_next(&reference, raw);
      if (error == GIT_ITEROVER) break;
      if (error != 0) {
        ++bad;
        on_bad_reference(library_->last_error());
        continue;
      }
      const GitHandle<git_reference> owner(reference, library_->reference_free);
      if (const git_oid* target = library_->reference_target(reference); target != nullptr)
        tips.emplace(library_->reference_name(reference), id_of(*target));
    }
  }

  git_reflog* stashes = nullptr;
  if (library_->reflog_read(&stashes, repository_.get(), "refs/stash") == 0) {
    const GitHandle<git_reflog> owner(stashes, library_->reflog_free);
    const std::size_t count = library_->reflog_entrycount(stashes);
    for (std::size_t i = 0; i < count; ++i)
      tips.emplace(
          "stash@{" + std::to_string(i) + "}",
          id_of(*library_->reflog_entry_id_new(library_->reflog_entry_byindex(stashes, i))));
  }

  // A HEAD that names a branch adds nothing; one that is detached may be the only way to its
  // commit.
  const auto add_head = [&](const std::string& name, const std::string& directory) {
    for (const std::string& line : lines_of(directory + "HEAD"))
      if (const std::optional<ObjectId> id = ObjectId::parse(line)) tips.emplace(name, *id);
  };
  add_head("HEAD", common_directory_);
  std::error_code error;
  for (std::filesystem::directory_iterator entry(common_directory_ + "worktrees", error), end;
       !error && entry != end; entry.increment(error))
    add_head("worktree " + entry->path().filename().string(), with_slash(entry->path().string()));

  std::vector<GitTip> list;
  for (auto& [name, id] : tips) list.push_back({name, id});
  return list;
}

Error GitRepository::unknown_revision(const std::string& range) const {
  return {.code = ErrorCode::kInvalidArgument,
          .message = "cannot resolve the revision range `" + range + "`: " + library_->last_error(),
          .hint = shallow_commits().empty()
                      ? ""
                      : "the clone is shallow: fetch more of its history (git fetch --unshallow)"};
}

// Of "A...B" the merge base as well: then there are three.
Result<std::vector<ObjectId>> GitRepository::resolve_one(const std::string& revision) const {
  git_revspec spec{};
  if (library_->revparse(&spec, repository_.get(), revision.c_str()) != 0)
    return unknown_revision(revision);
  const GitHandle<git_object> from(spec.from, library_->object_free);
  const GitHandle<git_object> to(spec.to, library_->object_free);
  std::vector<ObjectId> ids;
  for (git_object* object : {spec.from, spec.to}) {
    if (object == nullptr) continue;
    git_object* commit = nullptr;
    if (library_->object_peel(&commit, object, GIT_OBJECT_COMMIT) != 0)
      return unknown_revision(revision);
    const GitHandle<git_object> owner(commit, library_->object_free);
    ids.push_back(id_of(*library_->object_id(commit)));
  }
  if ((spec.flags & GIT_REVSPEC_MERGE_BASE) != 0 && ids.size() == 2) {
    git_oid base;
    const git_oid one = oid_of(ids[0]);
    const git_oid two = oid_of(ids[1]);
    if (library_->merge_base(&base, repository_.get(), &one, &two) == 0) ids.push_back(id_of(base));
  }
  return ids;
}

Result<GitRange> GitRepository::resolve(const std::string& range) const {
  GitRange resolved;
  const std::size_t dots = range.find("..");
  const bool symmetric = dots != range.npos && range.substr(dots).starts_with("...");
  if (symmetric) {
    Result<std::vector<ObjectId>> ids = resolve_one(range);
    if (!ids.ok()) return ids.error();
    if (ids->size() > 2) resolved.excluded = {ids->back()};
    resolved.included.assign(ids->begin(),
                             ids->begin() + std::min<std::ptrdiff_t>(2, std::ssize(*ids)));
    return resolved;
  }
  const auto add = [&](std::string revision, std::vector<ObjectId>& list) -> Status {
    Result<std::vector<ObjectId>> ids = resolve_one(revision.empty() ? "HEAD" : revision);
    if (!ids.ok()) return ids.error();
    list.insert(list.end(), ids->begin(), ids->end());
    return {};
  };
  if (dots != range.npos) {
    const std::string from = range.substr(0, dots);
    if (!is_zeros(from))
      if (Status status = add(from, resolved.excluded); !status.ok()) return status.error();
  }
  const std::string to = dots == range.npos ? range : range.substr(dots + 2);
  if (Status status = add(to, resolved.included); !status.ok()) return status.error();
  return resolved;
}

std::vector<ObjectId> GitRepository::shallow_commits() const {
  std::vector<ObjectId> commits;
  for (const std::string& line : lines_of(common_directory_ + "shallow"))
    if (const std::optional<ObjectId> id = ObjectId::parse(line)) commits.push_back(*id);
  return commits;
}

ObjectId blob_id(const GitLibrary& library, std::string_view bytes) {
  git_oid oid{};
  if (library.odb_hash(&oid, bytes.data(), bytes.size(), GIT_OBJECT_BLOB) != 0) return {};
  return id_of(oid);
}

}  // namespace scan::source

// libgit2 needs a dozen other libraries, of TLS, SSH and Kerberos, whose loading takes several
// times as long as the rest of the program's start. None of them is of use here, as nothing is ever
// fetched. So the library is opened on first use, and a scan of files alone does not know it.
#include "source/git_library.h"

#include <array>

#include "base/shared_library.h"

namespace scan::source {
namespace {

// Packs are mapped in windows of this size, so many at a time: what is mapped counts as memory
// used.
constexpr std::size_t kWindowBytes = 8u << 20;
constexpr std::size_t kMappedBytes = 64u << 20;

Error unavailable(const std::string& reason) {
  return {.code = ErrorCode::kNotFound,
          .message = "git's history cannot be read: " + reason,
          .hint = "install " SCAN_LIBGIT2 " (Debian: libgit2-1.5)"};
}

}  // namespace

Status GitLibrary::find_functions() {
  Result<base::SharedLibrary> library = base::SharedLibrary::open(SCAN_LIBGIT2);
  if (!library.ok()) return unavailable(library.error().message);
#define SCAN_GIT_FUNCTION(name) library->find("git_" #name, name);
#include "source/git_functions.def"
#undef SCAN_GIT_FUNCTION
  if (!library->missing().empty()) return unavailable(SCAN_LIBGIT2 " has no " + library->missing());
  return {};
}

Result<GitLibraryPointer> GitLibrary::load() {
  const std::shared_ptr<GitLibrary> library(new GitLibrary);
  if (const Status status = library->find_functions(); !status.ok()) return status.error();
  if (library->libgit2_init() < 0) return unavailable(library->last_error());
  library->initialized_ = true;

  // What a scan finds must not depend on whose machine it runs on.
  for (const int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                          GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL})
    library->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  // The danger in another's repository is what its configuration has git execute; nothing is
  // executed here.
  library->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // They say nothing of how objects and references are stored, or nothing that concerns reading.
  std::array<const char*, 3> extensions = {"partialclone", "worktreeconfig", "preciousobjects"};
  library->libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  // Every object is read once, so neither is kept; and content is looked at whatever its name says.
  library->libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
  library->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  library->libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, kWindowBytes);
  library->libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMappedBytes);
  return GitLibraryPointer(library);
}

GitLibrary::~GitLibrary() {
  if (initialized_) libgit2_shutdown();
}

std::string GitLibrary::last_error() const {
  const git_error* error = error_last();
  return error != nullptr && error->message != nullptr ? error->message : "unknown error";
}

}  // namespace scan::source

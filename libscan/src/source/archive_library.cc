// libarchive brings libxml2 and ICU along, of which nothing is used here; loading them all takes a
// third as long as the rest of the program's start.
#include "source/archive_library.h"

#include "base/shared_library.h"

namespace scan::source {

Result<ArchiveLibraryPointer> ArchiveLibrary::load() {
  const auto unavailable = [](const std::string& reason) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "archives cannot be read: " + reason,
                 .hint = "install " SCAN_LIBARCHIVE " (Debian: libarchive13)"};
  };
  Result<base::SharedLibrary> shared = base::SharedLibrary::open(SCAN_LIBARCHIVE);
  if (!shared.ok()) return unavailable(shared.error().message);
  const std::shared_ptr<ArchiveLibrary> library(new ArchiveLibrary);
#define SCAN_ARCHIVE_FUNCTION(name) shared->find("archive_" #name, library->name);
#include "source/archive_functions.def"
#undef SCAN_ARCHIVE_FUNCTION
  if (!shared->missing().empty())
    return unavailable(SCAN_LIBARCHIVE " has no " + shared->missing());
  library->utf8_ = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return ArchiveLibraryPointer(library);
}

ArchiveLibrary::~ArchiveLibrary() {
  if (utf8_ != nullptr) ::freelocale(utf8_);
}

}  // namespace scan::source

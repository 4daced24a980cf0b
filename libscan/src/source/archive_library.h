// libarchive, loaded when an archive is opened.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT(modernize-deprecated-headers): locale_t

#include <memory>

#include "scan/result.h"

namespace scan::source {

/// The functions of libarchive that are used. Safe to share between threads.
class ArchiveLibrary {
 public:
  /// kNotFound when libarchive is not installed.
  static Result<std::shared_ptr<const ArchiveLibrary>> load();

  ~ArchiveLibrary();
  ArchiveLibrary(const ArchiveLibrary&) = delete;
  ArchiveLibrary& operator=(const ArchiveLibrary&) = delete;

  using Reader = std::unique_ptr<::archive, decltype(&::archive_read_free)>;
  /// A reader that knows no format yet.
  Reader new_reader() const { return {read_new(), read_free}; }

  /// libarchive gives names in the encoding of the thread's locale, and does not give what that
  /// cannot express. While an object of this class lives, it is UTF-8 on this thread, whatever the
  /// program's locale is.
  class Utf8Names {
   public:
    explicit Utf8Names(const ArchiveLibrary& library) : before_(::uselocale(library.utf8_)) {}
    ~Utf8Names() { ::uselocale(before_); }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

   private:
    locale_t before_;
  };

  // NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared has none
#define SCAN_ARCHIVE_FUNCTION(name) decltype(&::archive_##name) name = nullptr;
#include "source/archive_functions.def"
#undef SCAN_ARCHIVE_FUNCTION

 private:
  ArchiveLibrary() = default;

  locale_t utf8_ = nullptr;  // null leaves the thread's locale as it is
};

using ArchiveLibraryPointer = std::shared_ptr<const ArchiveLibrary>;

}  // namespace scan::source

// Reading archives: what stands in them goes to a callback, one content at a time, and nothing is
// written anywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scan/notice.h"
#include "source/archive_input.h"
#include "source/archive_library.h"

namespace scan::source {

/// What a file may cost that is an archive, with all that is nested in it. What goes beyond is left
/// out with a notice, and the scan is incomplete.
struct ArchiveLimits {
  /// How many archives, each in the one before, are opened; at least 1. A compressed archive is
  /// one, as "x.tar.gz".
  unsigned depth = 1;
  /// Whether what lies deeper is told as left out.
  bool tells_depth = true;
  /// Of a content; as ScanOptions::max_file_size.
  std::uint64_t file_bytes = 64u << 20;
  /// Of a content that ArchiveCallbacks::wants_binary takes.
  std::uint64_t binary_bytes = 256u << 20;
  /// That come out of it.
  std::uint64_t total_bytes = std::uint64_t{16} << 30;
  /// Times its own size that may come out of it, beyond `ratio_free_bytes`: as much as texts come
  /// to that repeat themselves, and less than a decompression bomb does.
  std::uint64_t ratio = 100;
  std::uint64_t ratio_free_bytes = 256u << 20;
  std::uint64_t entries = 1'000'000;
  /// Of a path, with those of the archives that it is in.
  std::size_t name_bytes = 4096;
  /// Archives in archives that have a directory at their end are held in memory: so many bytes at a
  /// time. A larger zip is read from its begin to its end, a larger 7z is left out.
  std::uint64_t held_bytes = 32u << 20;
  /// Of the list of entries in a 7z archive, which is held several times over.
  std::uint64_t list_bytes = 16u << 20;
};

/// What an archive says of an entry.
struct ArchiveEntry {
  enum class Kind : std::uint8_t { kFile, kFolder, kLink, kOther };
  /// As archive_name.h normalises it.
  std::string_view name;
  Kind kind = Kind::kFile;
  /// How deep its archive lies; 1: it is the outermost one.
  unsigned depth = 1;
};

/// What becomes of what stands in an archive. A `path` is that of the archive, '!', and the name
/// (archive_name.h); of what is compressed and no archive it is the path of the compressed file, as
/// in Gitleaks.
struct ArchiveCallbacks {
  /// Whether a file is to be looked at at all, an archive in it included. `name` is the entry's in
  /// the innermost archive.
  std::function<bool(std::string_view path, std::string_view name)> takes;
  /// Whether a text is of use. `kind`: the path by which to tell what it is; that of a compressed
  /// file without the ending that says so.
  std::function<bool(std::string_view kind)> wants;
  /// Where it is set: told of each entry before anything else is asked.
  std::function<void(const ArchiveEntry&)> on_entry = {};
  /// Where it is set: whether a content that is no text is of use, by its first bytes. on_file()
  /// gets it; an archive is opened besides.
  std::function<bool(std::string_view kind, std::string_view head)> wants_binary = {};
  /// Where it is set: gets each archive in the outermost one instead of what is in it. `name` is
  /// the entry's; `input` may be read as far as is of use.
  std::function<void(std::string_view name, ArchiveInput& input)> on_archive = {};
  /// A text that is wanted, or the begin of one whose rest is damaged. `kind` as above.
  std::function<void(const std::string& path, std::string_view kind, std::string bytes)> on_file;
  /// A text over the limit, which on_file() does not get. `bytes`: what the archive says that it
  /// has, or those that were read.
  std::function<void(const std::string& path, std::uint64_t bytes)> on_large;
  /// Asked every few thousand bytes; once it is true, reading ends.
  std::function<bool()> should_stop;
};

/// What reading left out.
struct ArchiveSummary {
  /// Keys as in Statistics::skipped.
  std::map<std::string, std::uint64_t> skipped;
  /// At most one of a kind, all about the archive as a whole.
  std::vector<Notice> notices;
  /// That came out.
  std::uint64_t bytes = 0;
  /// False when ArchiveCallbacks::should_stop ended it.
  bool complete = true;
};

/// Reads the archive in `input`, of `size` bytes. What is wrong with it is a notice: what could be
/// read of it was. Holds one content at a time, and what the compression needs.
ArchiveSummary read_archive(const ArchiveLibrary& library, ArchiveInput& input, std::uint64_t size,
                            const std::string& path, const ArchiveLimits& limits,
                            const ArchiveCallbacks& callbacks);

}  // namespace scan::source

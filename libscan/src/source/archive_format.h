// Telling archives by their bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scan::source {

/// So many bytes of a file's begin and of its end are enough for archive_kind().
inline constexpr std::size_t kArchiveHeadBytes = 512;
inline constexpr std::size_t kArchiveTailBytes = 22;

enum class ArchiveKind : std::uint8_t {
  kNone,
  kStream,     ///< read from its begin to its end: tar, and what a compressor made
  kDirectory,  ///< has a directory that says where its entries are: zip and 7z
  /// A zip archive behind something else: a program that unpacks itself, a Python zipapp.
  kAppended,
};

/// Tells by the first bytes of a file, at least kArchiveHeadBytes unless it has fewer, and by the
/// last ones; `tail` may be empty when they are not at hand.
ArchiveKind archive_kind(std::string_view head, std::string_view tail = {});

/// Whether these are the first bytes of a tar archive that is not compressed: its first header, as
/// each of its entries has one.
bool is_tar(std::string_view head);

/// Whether the ending of a path is that of an archive, or of what is compressed.
bool has_archive_name(std::string_view path);

/// Whether these are the first bytes of a 7z archive: the one format that cannot be read without
/// its end.
bool is_7z(std::string_view head);

}  // namespace scan::source

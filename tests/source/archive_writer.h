// Makes archives for tests, in memory.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace scan::source {

struct ArchiveFile {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
  std::string link = {};      // of AE_IFLNK
  std::string hardlink = {};  // of a file that has no bytes of its own
};

/// `format` and `filter` as libarchive's options name them: "zip", "ustar", "pax", "7zip", "raw";
/// "gzip", "xz", "bzip2", "zstd" or "".
inline std::string write_archive(const std::string& format, const std::string& filter,
                                 const std::vector<ArchiveFile>& files) {
  std::string out;
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                       &archive_write_free);
  archive_write_set_format_by_name(writer.get(), format.c_str());
  if (!filter.empty()) archive_write_add_filter_by_name(writer.get(), filter.c_str());
  archive_write_set_bytes_in_last_block(writer.get(), 1);
  archive_write_open(
      writer.get(), &out, nullptr,
      [](archive*, void* target, const void* bytes, size_t size) {
        static_cast<std::string*>(target)->append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
      },
      nullptr);
  for (const ArchiveFile& file : files) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_pathname(entry.get(), file.name.c_str());
    archive_entry_set_filetype(entry.get(), file.type);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
    if (!file.link.empty()) archive_entry_set_symlink(entry.get(), file.link.c_str());
    if (!file.hardlink.empty()) archive_entry_set_hardlink(entry.get(), file.hardlink.c_str());
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), file.bytes.data(), file.bytes.size());
  }
  archive_write_close(writer.get());
  return out;
}

inline std::string zip_of(const std::vector<ArchiveFile>& files) {
  return write_archive("zip", "", files);
}
inline std::string tar_of(const std::vector<ArchiveFile>& files, const std::string& filter = {}) {
  return write_archive("pax", filter, files);
}
inline std::string compressed(const std::string& filter, const std::string& bytes) {
  return write_archive("raw", filter, {{"data", bytes}});
}

}  // namespace scan::source

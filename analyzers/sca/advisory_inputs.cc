// Archives are read by libarchive, entry by entry into one buffer; what they claim about sizes is
// not believed.
#include "sca/advisory_inputs.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "base/system_error.h"
#include "source/archive_library.h"

namespace scan::sca {
namespace {

namespace fs = std::filesystem;
using Visit = std::function<void(const AdvisoryFile&)>;

Error invalid(const std::string& path, std::string message) {
  return {.code = ErrorCode::kInvalidData, .message = std::move(message), .path = path};
}

// One archive being read.
class Archive {
 public:
  Archive(const source::ArchiveLibrary& library, const std::string& path,
          const ArchiveLimits& limits)
      : library_(library), path_(path), limits_(limits), reader_(library.new_reader()) {
    // By its directory, which stands at the end: an archive that is cut off has none.
    library.read_support_format_zip_seekable(reader_.get());
  }

  Status read(const Visit& visit) {
    std::error_code failure;
    packed_ = fs::file_size(path_, failure);
    if (failure) return base::system_error(failure.value(), path_);
    if (library_.read_open_filename(reader_.get(), path_.c_str(), 64 << 10) != ARCHIVE_OK)
      return malformed();
    for (std::uint64_t entries = 0;; ++entries) {
      archive_entry* entry = nullptr;
      int status = library_.read_next_header(reader_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      if (status != ARCHIVE_OK) return malformed();
      if (entries == limits_.entries)
        return invalid(path_, "more than " + std::to_string(entries) + " entries");
      const char* name = library_.entry_pathname(entry);
      if (name == nullptr || !std::string_view(name).ends_with(".json")) continue;
      if (Status read = read_entry(name); !read.ok()) return read;
      visit({.name = path_ + "/" + name, .bytes = record_});
    }
    return {};
  }

 private:
  Error malformed() const {
    const char* reason = library_.error_string(reader_.get());
    return invalid(path_, std::string("not a sound zip archive: ") + (reason ? reason : "cut off"));
  }

  Status read_entry(const std::string& name) {
    record_.clear();
    char chunk[16 << 10];
    for (;;) {
      la_ssize_t size = library_.read_data(reader_.get(), chunk, sizeof chunk);
      if (size < 0) return malformed();
      if (size == 0) return {};
      record_.append(chunk, static_cast<std::size_t>(size));
      expanded_ += static_cast<std::uint64_t>(size);
      if (record_.size() > limits_.record_bytes)
        return invalid(path_, "`" + name + "` is larger than an advisory can be");
      if (expanded_ > limits_.total_bytes) return invalid(path_, "it expands to too many bytes");
      if (expanded_ > limits_.ratio_free_bytes && expanded_ / limits_.ratio > packed_)
        return invalid(path_, "it expands to more than " + std::to_string(limits_.ratio) +
                                  " times its size, as a decompression bomb does");
    }
  }

  const source::ArchiveLibrary& library_;
  std::string path_;
  const ArchiveLimits& limits_;
  source::ArchiveLibrary::Reader reader_;
  std::uint64_t packed_ = 0;
  std::uint64_t expanded_ = 0;
  std::string record_;
};

bool is_zip(const std::string& path) {
  char magic[4] = {};
  std::ifstream(path, std::ios::binary).read(magic, sizeof magic);
  // A local file, or the end of an empty archive.
  return std::string_view(magic, 4) == "PK\3\4" || std::string_view(magic, 4) == "PK\5\6";
}

Status read_file(const std::string& path, const ArchiveLimits& limits, const Visit& visit) {
  if (is_zip(path) || path.ends_with(".zip")) {
    const Result<source::ArchiveLibraryPointer> library = source::ArchiveLibrary::load();
    if (!library.ok()) return library.error();
    return Archive(**library, path, limits).read(visit);
  }
  std::error_code failure;
  std::uint64_t size = fs::file_size(path, failure);
  if (failure) return base::system_error(failure.value(), path);
  if (size > limits.record_bytes) return invalid(path, "it is larger than an advisory can be");
  std::ifstream file(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  errno = 0;
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
    return base::system_error(errno == 0 ? EIO : errno, path);
  visit({.name = path, .bytes = bytes});
  return {};
}

// The files below a directory, in the order of their names.
Result<std::vector<std::string>> files_below(const std::string& directory) {
  std::vector<std::string> files;
  std::error_code failure;
  fs::recursive_directory_iterator entry(directory, failure), end;
  for (; !failure && entry != end; entry.increment(failure)) {
    std::string name = entry->path().filename();
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      if (name.starts_with('.')) entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored) &&
               (name.ends_with(".json") || name.ends_with(".zip"))) {
      files.push_back(entry->path());
    }
  }
  if (failure) return base::system_error(failure.value(), directory);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Status for_each_advisory_file(const std::vector<std::string>& inputs, const Visit& visit,
                              const ArchiveLimits& limits) {
  for (const std::string& input : inputs) {
    std::error_code failure;
    fs::file_status status = fs::status(input, failure);
    if (failure) return base::system_error(failure.value(), input);
    std::vector<std::string> files = {input};
    if (fs::is_directory(status)) {
      Result<std::vector<std::string>> below = files_below(input);
      if (!below.ok()) return std::move(below).error();
      files = std::move(*below);
    } else if (!fs::is_regular_file(status)) {
      return Error{.code = ErrorCode::kIo, .message = "not a regular file", .path = input};
    }
    for (const std::string& file : files)
      if (Status read = read_file(file, limits, visit); !read.ok()) return read;
  }
  return {};
}

}  // namespace scan::sca

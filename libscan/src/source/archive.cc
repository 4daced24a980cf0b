// Archives are read in the order in which they stand, block by block. An archive in an archive is
// read through the one around it, so that none is ever held whole but where its format has a
// directory at its end. What an archive says about sizes is not believed: what comes out of it is
// counted, after each block, and asked of whatever libarchive asks bytes from.
#include "source/archive.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "source/archive_format.h"
#include "source/archive_name.h"
#include "source/archive_troubles.h"
#include "source/encoding.h"
#include "source/seven_zip_header.h"

namespace scan::source {
namespace {

class Reading;

// An archive that is open.
struct Level {
  Reading& reading;
  ArchiveInput& input;
  const std::string& path;
  unsigned depth;  // 1: the outermost
  ArchiveLibrary::Reader reader;

  // Known from the first header on.
  bool told = false;
  bool filtered = false;  // compressed as a whole
  bool unpacks = false;   // the format compresses by itself: zip and 7z
  bool raw = false;       // compressed, and no archive
  bool skips = false;     // what is not of use need not be unpacked

  std::uint64_t delivered = 0;  // bytes of contents
  std::uint64_t counted = 0;    // of what came out of it, in the sum of all
  // Of the entry that is read: what was delivered and not yet taken; where it goes on.
  std::string_view rest;
  std::uint64_t entry_offset = 0;
  bool entry_ended = true;
};

class Reading {
 public:
  Reading(const ArchiveLibrary& library, std::uint64_t size, const ArchiveLimits& limits,
          const ArchiveCallbacks& callbacks)
      : library_(library), size_(size), limits_(limits), callbacks_(callbacks) {}

  void read(ArchiveInput& input, const std::string& path, unsigned depth);
  ArchiveSummary summary(const std::string& path);

  // Counts what came out of a level by now. False when reading has to end.
  bool count(Level& level);
  // The next bytes of a level's entry; empty at the end, or when reading has to end.
  std::string_view next_block(Level& level);

 private:
  enum class End { kNone, kLimit, kAsked };

  bool open(Level& level);
  int next_header(Level& level, archive_entry*& entry);
  void tell_format(Level& level);
  ArchiveEntry::Kind kind_of(archive_entry* entry) const;
  void visit(Level& level, archive_entry* entry);
  void visit_content(Level& level, const std::string& path, std::uint64_t stated_bytes);
  void open_within(Level& outer, const std::string& path, std::string head);
  void fill(Level& level, std::string& bytes, std::uint64_t size);
  void pass_over(Level& level);

  void skip(const char* reason) { ++summary_.skipped[reason]; }
  void end(ArchiveTrouble trouble, std::string_view path);
  bool ended() const { return end_ != End::kNone; }
  std::string_view reason(const Level& level) const;

  const ArchiveLibrary& library_;
  const std::uint64_t size_;
  const ArchiveLimits& limits_;
  const ArchiveCallbacks& callbacks_;
  ArchiveSummary summary_;
  ArchiveTroubles troubles_;
  std::uint64_t entries_ = 0;
  std::uint64_t held_ = 0;
  End end_ = End::kNone;
};

// What is left of an entry, with what was read of it already.
class EntryInput : public ArchiveInput {
 public:
  EntryInput(Reading& reading, Level& outer, std::string_view head)
      : reading_(reading), outer_(outer), head_(head) {}

  std::optional<std::string_view> next() override {
    if (!head_.empty()) return std::exchange(head_, {});
    return reading_.next_block(outer_);
  }

 private:
  Reading& reading_;
  Level& outer_;
  std::string_view head_;
};

// The functions that libarchive asks for bytes.
la_ssize_t on_read(archive* /*reader*/, void* data, const void** bytes) {
  Level& level = *static_cast<Level*>(data);
  if (!level.reading.count(level)) return ARCHIVE_FATAL;
  const std::optional<std::string_view> block = level.input.next();
  if (!block) return ARCHIVE_FATAL;
  *bytes = block->data();
  return static_cast<la_ssize_t>(block->size());
}

la_int64_t on_skip(archive* /*reader*/, void* data, la_int64_t bytes) {
  ArchiveInput& input = static_cast<Level*>(data)->input;
  const std::optional<std::uint64_t> size = input.size();
  if (!size || bytes <= 0) return 0;
  const std::uint64_t left = *size - std::min(*size, input.offset());
  const std::uint64_t skipped = std::min(left, static_cast<std::uint64_t>(bytes));
  input.seek(input.offset() + skipped);
  return static_cast<la_int64_t>(skipped);
}

la_int64_t on_seek(archive* /*reader*/, void* data, la_int64_t offset, int whence) {
  ArchiveInput& input = static_cast<Level*>(data)->input;
  const auto size = static_cast<la_int64_t>(*input.size());
  if (whence == SEEK_CUR) offset += static_cast<la_int64_t>(input.offset());
  if (whence == SEEK_END) offset += size;
  if (offset < 0 || offset > size) return ARCHIVE_FATAL;
  input.seek(static_cast<std::uint64_t>(offset));
  return offset;
}

void Reading::end(ArchiveTrouble trouble, std::string_view path) {
  if (ended()) return;
  troubles_.add(trouble, path);
  end_ = End::kLimit;
}

bool Reading::count(Level& level) {
  std::uint64_t out = level.unpacks ? level.delivered : 0;
  if (level.filtered)
    out += static_cast<std::uint64_t>(library_.filter_bytes(level.reader.get(), 0));
  summary_.bytes += out - std::exchange(level.counted, out);
  if (ended()) return false;
  if (summary_.bytes > limits_.total_bytes)
    end(ArchiveTrouble::kTooManyBytes, level.path);
  else if (summary_.bytes > limits_.ratio_free_bytes && summary_.bytes / limits_.ratio > size_)
    end(ArchiveTrouble::kTooHighRatio, level.path);
  else if (callbacks_.should_stop && callbacks_.should_stop())
    end_ = End::kAsked;
  return !ended();
}

std::string_view Reading::reason(const Level& level) const {
  const char* text = library_.error_string(level.reader.get());
  return text != nullptr ? text : "it is cut off";
}

std::string_view Reading::next_block(Level& level) {
  while (level.rest.empty() && !level.entry_ended && count(level)) {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = library_.read_data_block(level.reader.get(), &bytes, &size, &offset);
    level.entry_ended = status != ARCHIVE_OK;
    if (ended()) break;
    // With a warning, as that a checksum is wrong, there are bytes.
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
      troubles_.add(ArchiveTrouble::kDamaged, level.path, reason(level));
    if (status == ARCHIVE_EOF || status < ARCHIVE_WARN) break;
    // A hole of a sparse file may be of any size; that there is one shows that it is no text.
    static constexpr std::string_view kHole("\0", 1);
    level.rest = {static_cast<const char*>(bytes), size};
    level.delivered += size;
    const auto at = static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
    const bool hole = at > level.entry_offset;
    level.entry_offset = at + size;
    if (hole) return kHole;
  }
  return ended() ? std::string_view() : std::exchange(level.rest, {});
}

// Reads on until there are `size` bytes, or to the entry's end.
void Reading::fill(Level& level, std::string& bytes, std::uint64_t size) {
  while (bytes.size() < size) {
    const std::string_view block = next_block(level);
    if (block.empty()) return;
    const std::size_t taken = std::min<std::uint64_t>(block.size(), size - bytes.size());
    bytes.append(block, 0, taken);
    if (taken < block.size()) level.rest = block.substr(taken);
  }
}

// libarchive would do so by itself, in one go that nothing could end.
void Reading::pass_over(Level& level) {
  level.rest = {};
  if (level.skips && !ended() && !level.entry_ended) {
    level.entry_ended = true;
    if (library_.read_data_skip(level.reader.get()) < ARCHIVE_WARN && !ended())
      troubles_.add(ArchiveTrouble::kDamaged, level.path, reason(level));
  }
  while (!next_block(level).empty()) {
  }
}

bool Reading::open(Level& level) {
  const ArchiveLibrary& library = library_;
  archive* reader = level.reader.get();
  for (const auto support :
       {library.read_support_filter_bzip2, library.read_support_filter_compress,
        library.read_support_filter_gzip, library.read_support_filter_lz4,
        library.read_support_filter_lzip, library.read_support_filter_xz,
        library.read_support_filter_zstd, library.read_support_format_7zip,
        library.read_support_format_empty, library.read_support_format_raw,
        library.read_support_format_tar, library.read_support_format_zip_streamable})
    support(reader);
  library.read_set_callback_data(reader, &level);
  library.read_set_read_callback(reader, on_read);
  if (level.input.size()) {
    library.read_support_format_zip_seekable(reader);
    library.read_set_skip_callback(reader, on_skip);
    library.read_set_seek_callback(reader, on_seek);
  }
  return library.read_open1(reader) == ARCHIVE_OK;
}

void Reading::tell_format(Level& level) {
  archive* reader = level.reader.get();
  const int format = library_.format(reader) & ARCHIVE_FORMAT_BASE_MASK;
  level.told = true;
  level.filtered = library_.filter_count(reader) > 1;
  level.unpacks = format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_7ZIP;
  level.raw = format == ARCHIVE_FORMAT_RAW;
  level.skips = !level.filtered && (format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_TAR);
}

int Reading::next_header(Level& level, archive_entry*& entry) {
  const int status = library_.read_next_header(level.reader.get(), &entry);
  level.rest = {};
  level.entry_offset = 0;
  level.entry_ended = false;
  if (!level.told) tell_format(level);
  return status;
}

void Reading::read(ArchiveInput& input, const std::string& path, unsigned depth) {
  Level level{*this, input, path, depth, library_.new_reader()};
  const auto damaged = [&](std::string_view reason) {
    if (!ended()) troubles_.add(ArchiveTrouble::kDamaged, path, reason);
  };
  if (level.reader == nullptr) return damaged("there is no memory left");
  // Within another archive it is held in memory as well, so that it has a size here, too.
  if (input.size() && seven_zip_header_bytes(input) > limits_.list_bytes)
    return end(ArchiveTrouble::kTooManyEntries, path);
  if (!open(level)) return damaged(reason(level));
  while (!ended()) {
    archive_entry* entry = nullptr;
    const int status = next_header(level, entry);
    if (status == ARCHIVE_EOF || ended()) return;
    if (status <= ARCHIVE_FATAL) return damaged(reason(level));
    // What looked like an archive, and has no such thing in it.
    if (level.raw && !level.filtered) return damaged("its begin is damaged");
    if (++entries_ > limits_.entries) return end(ArchiveTrouble::kTooManyEntries, path);
    if (status == ARCHIVE_RETRY || status == ARCHIVE_FAILED)
      damaged(reason(level));
    else
      visit(level, entry);
  }
}

ArchiveEntry::Kind Reading::kind_of(archive_entry* entry) const {
  using Kind = ArchiveEntry::Kind;
  const auto type = library_.entry_filetype(entry);
  if (type == AE_IFDIR) return Kind::kFolder;
  if (type == AE_IFLNK || library_.entry_hardlink(entry) != nullptr) return Kind::kLink;
  return type == AE_IFREG || type == 0 ? Kind::kFile : Kind::kOther;
}

void Reading::visit(Level& level, archive_entry* entry) {
  if (level.raw) return visit_content(level, level.path, 0);
  const ArchiveEntry::Kind entry_kind = kind_of(entry);
  if (entry_kind == ArchiveEntry::Kind::kFolder && !callbacks_.on_entry) return;
  const char* raw = library_.entry_pathname(entry);
  const EntryName name = normalized_name(raw != nullptr ? raw : "?");
  if (callbacks_.on_entry)
    callbacks_.on_entry({.name = name.name, .kind = entry_kind, .depth = level.depth});
  if (entry_kind == ArchiveEntry::Kind::kFolder) return;
  if (entry_kind == ArchiveEntry::Kind::kLink) return skip("link");
  if (entry_kind == ArchiveEntry::Kind::kOther) return skip("special");
  const std::string path = level.path + kArchiveSeparator + name.name;
  if (path.size() > limits_.name_bytes)
    return troubles_.add(ArchiveTrouble::kLongName, level.path), pass_over(level);
  if (name.led_outside) troubles_.add(ArchiveTrouble::kLeadsOutside, path);
  if (!callbacks_.takes(path, name.name)) return skip("excluded"), pass_over(level);
  if (library_.entry_is_data_encrypted(entry) != 0)
    return troubles_.add(ArchiveTrouble::kEncrypted, path);
  visit_content(level, path,
                static_cast<std::uint64_t>(std::max<la_int64_t>(library_.entry_size(entry), 0)));
}

void Reading::visit_content(Level& level, const std::string& path, std::uint64_t stated_bytes) {
  std::string bytes;
  fill(level, bytes, kProbeBytes);
  if (ended()) return;
  const std::string_view kind = level.raw ? without_compression(path) : path;
  const bool whole = callbacks_.wants_binary && callbacks_.wants_binary(kind, bytes);
  const bool is_archive = archive_kind(bytes) != ArchiveKind::kNone;
  if (is_archive && !whole) return open_within(level, path, std::move(bytes));
  const char* unread = whole                                         ? nullptr
                       : !callbacks_.wants(kind)                     ? "unwanted"
                       : decode(bytes).encoding == Encoding::kBinary ? "binary"
                                                                     : nullptr;
  if (unread != nullptr) return skip(unread), pass_over(level);
  const std::uint64_t limit = whole ? limits_.binary_bytes : limits_.file_bytes;
  // Reserved is not used: the promise of an archive costs nothing.
  bytes.reserve(std::min(stated_bytes, limit) + 1);
  fill(level, bytes, limit + 1);
  if (ended()) return;
  if (bytes.size() <= limit) {
    if (is_archive && level.depth < limits_.depth) {
      MemoryInput input(bytes);
      read(input, path, level.depth + 1);
    }
    if (!ended()) callbacks_.on_file(path, kind, std::move(bytes));
    return;
  }
  skip("too-large");
  callbacks_.on_large(path, std::max<std::uint64_t>(stated_bytes, bytes.size()));
  bytes = {};
  pass_over(level);
}

void Reading::open_within(Level& outer, const std::string& path, std::string head) {
  if (callbacks_.on_archive) {
    EntryInput input(*this, outer, head);
    callbacks_.on_archive(std::string_view(path).substr(path.rfind(kArchiveSeparator) + 1), input);
    return pass_over(outer);
  }
  if (outer.depth >= limits_.depth) {
    if (!limits_.tells_depth)
      skip("archive");
    else
      troubles_.add(ArchiveTrouble::kTooDeep, path);
    return pass_over(outer);
  }
  if (archive_kind(head) == ArchiveKind::kDirectory) {
    const std::uint64_t room = limits_.held_bytes - held_;
    fill(outer, head, room + 1);
    if (ended()) return;
    if (head.size() <= room) {
      MemoryInput input(head);
      held_ += head.size();
      read(input, path, outer.depth + 1);
      held_ -= head.size();
      return;
    }
    if (is_7z(head)) {
      troubles_.add(ArchiveTrouble::kTooLargeWithin, path);
      return pass_over(outer);
    }
  }
  EntryInput input(*this, outer, head);
  read(input, path, outer.depth + 1);
  pass_over(outer);
}

ArchiveSummary Reading::summary(const std::string& path) {
  summary_.notices = troubles_.notices(path, limits_);
  summary_.complete = end_ != End::kAsked;
  return std::move(summary_);
}

}  // namespace

ArchiveSummary read_archive(const ArchiveLibrary& library, ArchiveInput& input, std::uint64_t size,
                            const std::string& path, const ArchiveLimits& limits,
                            const ArchiveCallbacks& callbacks) {
  const ArchiveLibrary::Utf8Names utf8(library);
  Reading reading(library, size, limits, callbacks);
  reading.read(input, path, 1);
  return reading.summary(path);
}

}  // namespace scan::source

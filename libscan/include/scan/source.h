// One unit of input: a file's bytes under a name, whatever it came from.
//
//   scan::Source source("app/views.py", bytes);
//   source.text().substr(0, 80);                 // UTF-8, whatever the encoding of the bytes
//   source.region(finding_span).start_line;      // 1-based
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "scan/span.h"

namespace scan {

/// How the bytes of a Source encode its text.
enum class Encoding : std::uint8_t { kUtf8, kUtf16Le, kUtf16Be, kLatin1, kBinary };

/// A file's path and content. Owns both. Immutable, except for what it computes on demand (line
/// index, derived()): use one Source from one thread at a time.
class Source {
 public:
  /// `path` is relative to the scanned root; of what stands in an archive it is
  /// "dist/app.zip!lib/settings.py". `bytes` are the raw bytes, at most 4 GiB - 1.
  /// The encoding is told from the bytes: a byte order mark, else UTF-16 by its zero bytes, else
  /// binary when there is a NUL in the first 8,000 bytes, else UTF-8 if valid, else Latin-1.
  /// `commit`: see commit().
  Source(std::string path, std::string bytes, std::string commit = {});
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  const std::string& path() const { return path_; }
  /// The last part of the path.
  std::string_view name() const;
  /// The git commit in which this content first appeared, in lower case; empty for a file of the
  /// tree.
  const std::string& commit() const { return commit_; }
  Encoding encoding() const { return encoding_; }
  bool is_binary() const { return encoding_ == Encoding::kBinary; }

  /// The raw bytes.
  std::string_view bytes() const { return bytes_; }
  /// The content as UTF-8 without a byte order mark; empty for a binary file. Line breaks are kept
  /// as they are. All Spans are offsets into this. Lives as long as the Source.
  std::string_view text() const { return text_; }

  /// Lines and columns of a span; offsets beyond the end are clamped. O(log lines) after the first
  /// call, plus the length of the lines concerned.
  Region region(Span span) const;
  /// The bytes of line `line` (1-based) without its line break; empty beyond the last line.
  std::string_view line(std::uint32_t line) const;
  /// 1-based line of a byte offset.
  std::uint32_t line_of(std::uint32_t offset) const;

  /// What `make` computes from this source, computed once and shared by all analyzers that ask with
  /// the same `T`: a syntax tree, a parsed document. The result lives as long as the Source.
  template <typename T>
  const T& derived(const std::function<std::unique_ptr<T>(const Source&)>& make) const {
    static constexpr char kKey = 0;  // its address names T
    std::shared_ptr<void>& slot = derived_slot(&kKey);
    if (slot == nullptr) slot = std::shared_ptr<T>(make(*this));
    return *static_cast<const T*>(slot.get());
  }

 private:
  struct Lazy;
  std::shared_ptr<void>& derived_slot(const void* key) const;

  std::string path_;
  std::string commit_;
  std::string bytes_;
  std::string decoded_;  // holds the text where it is not a part of bytes_
  std::string_view text_;
  Encoding encoding_ = Encoding::kUtf8;
  std::unique_ptr<Lazy> lazy_;
};

}  // namespace scan

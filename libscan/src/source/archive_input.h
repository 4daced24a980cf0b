// Where the bytes of an archive come from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"

namespace scan::source {

/// Bytes that are read from their begin to their end, and by some archives' formats in any order.
class ArchiveInput {
 public:
  virtual ~ArchiveInput() = default;

  /// The next bytes, valid until the next call; empty at the end, nullopt when they cannot be read.
  virtual std::optional<std::string_view> next() = 0;
  /// How many bytes there are; nullopt where nobody knows, and seek() cannot be called.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
  /// next() goes on at this offset, at most size().
  virtual void seek(std::uint64_t offset) { (void)offset; }
  /// Of next().
  virtual std::uint64_t offset() const { return 0; }
};

/// A regular file, or a part of one.
class FileInput : public ArchiveInput {
 public:
  FileInput(base::Descriptor file, std::uint64_t size)
      : file_(std::make_shared<base::Descriptor>(std::move(file))), size_(size) {}

  /// `bytes` of it from `offset` on, which lie in it; may be used on another thread.
  FileInput part(std::uint64_t offset, std::uint64_t bytes) const {
    FileInput part(*this);
    part.begin_ += offset;
    part.size_ = bytes;
    part.offset_ = 0;
    return part;
  }

  std::optional<std::string_view> next() override;
  std::optional<std::uint64_t> size() const override { return size_; }
  void seek(std::uint64_t offset) override { offset_ = offset; }
  std::uint64_t offset() const override { return offset_; }

  /// The file's first and last bytes, as archive_kind() takes them. Shorter where they cannot be
  /// read. next() stays where it is.
  std::string head() const;
  std::string tail() const;
  /// Bytes from anywhere; fewer where there are no more, or they cannot be read.
  std::string read_at(std::uint64_t offset, std::size_t bytes) const;

 private:
  std::shared_ptr<const base::Descriptor> file_;
  std::uint64_t begin_ = 0;
  std::uint64_t size_;
  std::uint64_t offset_ = 0;
  std::string buffer_;
};

/// Bytes in memory, which must outlive it.
class MemoryInput : public ArchiveInput {
 public:
  explicit MemoryInput(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string_view> next() override;
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  void seek(std::uint64_t offset) override { offset_ = offset; }
  std::uint64_t offset() const override { return offset_; }

 private:
  std::string_view bytes_;
  std::uint64_t offset_ = 0;
};

}  // namespace scan::source

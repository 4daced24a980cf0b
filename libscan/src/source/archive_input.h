// Where the bytes of an archive come from.
#pragma once

#include <cstdint>
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

/// A regular file.
class FileInput : public ArchiveInput {
 public:
  FileInput(base::Descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

  std::optional<std::string_view> next() override;
  std::optional<std::uint64_t> size() const override { return size_; }
  void seek(std::uint64_t offset) override { offset_ = offset; }
  std::uint64_t offset() const override { return offset_; }

  /// The file's first and last bytes, as archive_kind() takes them. Shorter where they cannot be
  /// read. next() stays where it is.
  std::string head() const;
  std::string tail() const;

 private:
  std::string read_at(std::uint64_t offset, std::size_t bytes) const;

  base::Descriptor file_;
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

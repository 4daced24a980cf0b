#include "source/archive_input.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "source/archive_format.h"

namespace scan::source {
namespace {

// Also how often a reader is asked whether it should stop.
constexpr std::size_t kBlock = 64u << 10;

ssize_t read_some(int file, char* bytes, std::size_t size, std::uint64_t offset) {
  ssize_t got = -1;
  do {
    got = ::pread(file, bytes, size, static_cast<off_t>(offset));
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

std::optional<std::string_view> FileInput::next() {
  buffer_.resize(kBlock);
  const std::uint64_t left = size_ - std::min(size_, offset_);
  const ssize_t got = read_some(file_->get(), buffer_.data(),
                                std::min<std::uint64_t>(buffer_.size(), left), begin_ + offset_);
  if (got < 0) return std::nullopt;
  offset_ += static_cast<std::uint64_t>(got);
  return std::string_view(buffer_).substr(0, static_cast<std::size_t>(got));
}

std::string FileInput::read_at(std::uint64_t offset, std::size_t bytes) const {
  std::string read(std::min<std::uint64_t>(bytes, size_ - std::min(size_, offset)), '\0');
  const ssize_t got = read_some(file_->get(), read.data(), read.size(), begin_ + offset);
  read.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return read;
}

std::string FileInput::head() const { return read_at(0, kArchiveHeadBytes); }

std::string FileInput::tail() const {
  return read_at(size_ - std::min<std::uint64_t>(size_, kArchiveTailBytes), kArchiveTailBytes);
}

std::optional<std::string_view> MemoryInput::next() {
  const std::string_view block =
      bytes_.substr(std::min<std::uint64_t>(offset_, bytes_.size()), kBlock);
  offset_ += block.size();
  return block;
}

}  // namespace scan::source

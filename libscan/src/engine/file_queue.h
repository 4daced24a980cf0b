// What the walk hands to the workers.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

#include "source/walk.h"

namespace scan::engine {

/// A file and the analyzers that want it.
struct QueuedFile {
  source::FoundFile file;
  std::uint64_t wanted = 0;
  /// How deep it is opened if it is an archive; not 0 where nobody wants it.
  unsigned archive_depth = 0;
};

/// Files in the order of the walk; one producer, many consumers. Unbounded, as an entry is two
/// strings.
class FileQueue {
 public:
  void push(QueuedFile file) {
    {
      const std::lock_guard lock(mutex_);
      files_.push_back(std::move(file));
    }
    available_.notify_one();
  }

  /// No more will be pushed.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    available_.notify_all();
  }

  /// The next file; waits for one; nullopt when the queue is closed and empty.
  std::optional<QueuedFile> pop() {
    std::unique_lock lock(mutex_);
    available_.wait(lock, [this] { return closed_ || !files_.empty(); });
    if (files_.empty()) return std::nullopt;
    QueuedFile file = std::move(files_.front());
    files_.pop_front();
    return file;
  }

 private:
  std::mutex mutex_;
  std::condition_variable available_;
  std::deque<QueuedFile> files_;
  bool closed_ = false;
};

}  // namespace scan::engine

// What the walk hands to the workers.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "source/walk.h"

namespace scan::engine {

struct Tally;

/// A file and the analyzers that want it, or a part of the work on one.
struct QueuedFile {
  source::FoundFile file;
  std::uint64_t wanted = 0;
  /// How deep it is opened if it is an archive; not 0 where nobody wants it.
  unsigned archive_depth = 0;
  bool may_be_image = false;
  /// Where it is set, what is to be done instead of all else.
  std::function<void(Tally&)> part = {};
};

/// Files in the order of the walk, and parts of work behind them; many consumers. Unbounded, as an
/// entry is two strings.
class FileQueue {
 public:
  void push(QueuedFile file) {
    {
      const std::lock_guard lock(mutex_);
      files_.push_back(std::move(file));
    }
    available_.notify_one();
  }

  /// One more than the walk pushes, and closes the queue as well. Called by who has popped a file,
  /// or before any is popped.
  void open() {
    const std::lock_guard lock(mutex_);
    ++producers_;
  }

  /// This producer pushes no more.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      --producers_;
    }
    available_.notify_all();
  }

  /// The next file; waits for one; nullopt when the queue is closed by all and empty.
  std::optional<QueuedFile> pop() {
    std::unique_lock lock(mutex_);
    available_.wait(lock, [this] { return producers_ == 0 || !files_.empty(); });
    if (files_.empty()) return std::nullopt;
    QueuedFile file = std::move(files_.front());
    files_.pop_front();
    return file;
  }

 private:
  std::mutex mutex_;
  std::condition_variable available_;
  std::deque<QueuedFile> files_;
  unsigned producers_ = 1;
};

}  // namespace scan::engine

// Stopping a scan from outside: from a signal handler, another thread, a closed window.
//
//   static scan::CancellationToken stop;
//   std::signal(SIGINT, [](int) { stop.cancel(); });      // lock-free, async-signal-safe
//   engine.scan(paths, {.cancellation = &stop});
#pragma once

#include <atomic>

namespace scan {

/// A flag that is raised once. Safe to use from any thread and from a signal handler.
class CancellationToken {
 public:
  CancellationToken() = default;
  CancellationToken(const CancellationToken&) = delete;
  CancellationToken& operator=(const CancellationToken&) = delete;

  void cancel() noexcept { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const noexcept { return cancelled_.load(std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free);
  std::atomic<bool> cancelled_ = false;
};

}  // namespace scan

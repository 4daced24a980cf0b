// Work on several threads whose results are taken in the order in which it was given.
//
//   OrderedTasks<std::string> tasks(2, [&](std::string frame) { file += frame; });
//   for (const std::string& block : blocks) tasks.add([&block] { return compressed(block); });
//   tasks.finish();
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <system_error>
#include <utility>

namespace scan::base {

/// At most `threads` tasks are under way at once, so what they hold is bounded. Results are taken
/// on the caller's thread, from within add() and finish(), so the outcome does not depend on the
/// number of threads. A thread that the system does not give is done without. What a task throws
/// is thrown by the call that takes its result.
template <typename Outcome>
class OrderedTasks {
 public:
  OrderedTasks(std::size_t threads, std::function<void(Outcome)> take)
      : threads_(threads), take_(std::move(take)) {}
  OrderedTasks(const OrderedTasks&) = delete;
  OrderedTasks& operator=(const OrderedTasks&) = delete;
  /// Waits for what is under way, and drops its results.
  ~OrderedTasks() = default;

  /// Starts a task, once there is a thread for it.
  void add(std::function<Outcome()> task) {
    while (!pending_.empty() && pending_.size() >= threads_) take_first();
    try {
      pending_.push_back(std::async(std::launch::async, task));
    } catch (const std::system_error&) {
      pending_.push_back(std::async(std::launch::deferred, std::move(task)));
    }
  }

  /// Takes all results that are left.
  void finish() {
    while (!pending_.empty()) take_first();
  }

 private:
  void take_first() {
    std::future<Outcome> first = std::move(pending_.front());
    pending_.pop_front();
    take_(first.get());
  }

  std::size_t threads_;
  std::function<void(Outcome)> take_;
  std::deque<std::future<Outcome>> pending_;
};

}  // namespace scan::base

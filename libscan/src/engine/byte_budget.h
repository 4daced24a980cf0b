// Keeps what is in memory at once from growing with the number of threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>

namespace scan::engine {

/// So many bytes that all threads together may hold. Safe to share between threads; outlives its
/// shares.
class ByteBudget {
 public:
  explicit ByteBudget(std::uint64_t bytes) : bytes_(bytes) {}

  /// A part of it, given back at its end. Move-only.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() { release(); }

    void release() {
      if (budget_ != nullptr) budget_->give_back(bytes_);
      budget_ = nullptr;
      bytes_ = 0;
    }

   private:
    friend class ByteBudget;
    Share(ByteBudget& budget, std::uint64_t bytes) : budget_(&budget), bytes_(bytes) {}
    ByteBudget* budget_ = nullptr;
    std::uint64_t bytes_ = 0;
  };

  /// Waits until there is room; who asks for more than there is waits to be alone. Not for a thread
  /// that has a share already: two could wait for each other.
  Share take(std::uint64_t bytes) {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return fits(bytes); });
    taken_ += bytes;
    return {*this, bytes};
  }

  /// Makes a share larger if there is room at once.
  bool try_grow(Share& share, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    taken_ -= share.bytes_;
    const bool room = fits(share.bytes_ + bytes);
    if (room) share.bytes_ += bytes;
    taken_ += share.bytes_;
    return room;
  }

 private:
  bool fits(std::uint64_t bytes) const { return taken_ == 0 || taken_ + bytes <= bytes_; }
  void give_back(std::uint64_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      taken_ -= bytes;
    }
    returned_.notify_all();
  }

  const std::uint64_t bytes_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::uint64_t taken_ = 0;
};

}  // namespace scan::engine

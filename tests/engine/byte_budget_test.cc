#include "engine/byte_budget.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace scan::engine {
namespace {

TEST(ByteBudget, GrowsWhereThereIsRoom) {
  ByteBudget budget(100);
  ByteBudget::Share first = budget.take(60);
  ByteBudget::Share second = budget.take(30);
  EXPECT_FALSE(budget.try_grow(first, 11));
  EXPECT_TRUE(budget.try_grow(first, 10));
  EXPECT_FALSE(budget.try_grow(second, 1));
  first.release();
  EXPECT_TRUE(budget.try_grow(second, 1));
  first = std::move(second);
  EXPECT_TRUE(budget.try_grow(first, 500)) << "alone";
}

TEST(ByteBudget, IsNeverExceededButByOneAlone) {
  ByteBudget budget(100);
  std::atomic<int> held = 0;
  std::atomic<int> holders = 0;
  std::atomic<bool> exceeded = false;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 2000; ++i) {
        const int bytes = 1 + (i * 7 + thread * 31) % 120;
        const ByteBudget::Share share = budget.take(static_cast<std::uint64_t>(bytes));
        const int now = held += bytes;
        if (++holders > 1 && now > 100) exceeded = true;
        --holders;
        held -= bytes;
      }
    });
  threads.clear();
  EXPECT_FALSE(exceeded);
  EXPECT_EQ(held, 0);
}

}  // namespace
}  // namespace scan::engine

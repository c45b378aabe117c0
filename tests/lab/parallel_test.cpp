#include "lab/parallel.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace smolny {
namespace {

TEST(Parallel, ResultsComeInOrderWhateverTheThreads) {
  for (unsigned threads : {1U, 2U, 3U, 8U}) {
    std::vector<std::uint64_t> squares;
    in_order(
        500, threads, [](std::uint64_t i) { return i * i; },
        [&](std::uint64_t i, std::uint64_t square) {
          EXPECT_EQ(square, i * i);
          squares.push_back(square);
          return true;
        });
    EXPECT_EQ(squares.size(), 500U);
  }
}

TEST(Parallel, NoWorkIsDoneForNothing) {
  in_order(
      0, 4, [](std::uint64_t) -> int { throw std::logic_error("no"); }, [](std::uint64_t, int) { return true; });
}

TEST(Parallel, StopsWhenTheTakerHasEnough) {
  for (unsigned threads : {1U, 4U}) {
    int taken = 0;
    std::atomic<std::uint64_t> begun = 0;
    in_order(
        100000, threads, [&](std::uint64_t i) { return ++begun, i; }, [&](std::uint64_t, std::uint64_t) { return ++taken < 10; });
    EXPECT_EQ(taken, 10);
    EXPECT_LT(begun, 100U);
  }
}

TEST(Parallel, WhatIsThrownArrives) {
  for (unsigned threads : {1U, 4U}) {
    EXPECT_THROW(in_order(
                     1000, threads,
                     [](std::uint64_t i) {
                       if (i == 77) throw std::runtime_error("77");
                       return i;
                     },
                     [](std::uint64_t, std::uint64_t) { return true; }),
                 std::runtime_error);
    EXPECT_THROW(in_order(
                     1000, threads, [](std::uint64_t i) { return i; },
                     [](std::uint64_t i, std::uint64_t) {
                       if (i == 77) throw std::runtime_error("77");
                       return true;
                     }),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace smolny

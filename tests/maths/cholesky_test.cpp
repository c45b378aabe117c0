// Linear systems against solutions worked by hand, and L L' = A on matrices made from random factors.

#include "maths/cholesky.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace smolny::maths {
namespace {

TEST(Cholesky, ByHand) {
  std::vector<double> a{4, 0, 0, 12, 37, 0, -16, -43, 98};
  ASSERT_TRUE(cholesky(a, 3));
  EXPECT_EQ(a[0], 2);
  EXPECT_EQ(a[3], 6);
  EXPECT_EQ(a[4], 1);
  EXPECT_EQ(a[6], -8);
  EXPECT_EQ(a[7], 5);
  EXPECT_EQ(a[8], 3);
  // A (1, 2, 3)' = (-20, -43, 192)'
  std::vector<double> b{4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294};
  solve_cholesky(a, 3, b);
  EXPECT_NEAR(b[0], 1, 1e-12);
  EXPECT_NEAR(b[1], 2, 1e-12);
  EXPECT_NEAR(b[2], 3, 1e-12);
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefinite) {
  std::vector<double> indefinite{1, 0, 2, 1}, zero{0}, nothing{std::numeric_limits<double>::quiet_NaN()};
  EXPECT_FALSE(cholesky(indefinite, 2));
  EXPECT_FALSE(cholesky(zero, 1));
  EXPECT_FALSE(cholesky(nothing, 1));
}

TEST(Cholesky, AFactorTimesItselfIsTheMatrix) {
  constexpr std::size_t n = 20;
  std::vector<double> l(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) l[i * n + j] = i == j ? 1 + static_cast<double>(i % 3) : static_cast<double>((i * 7 + j * 5) % 11) / 11 - 0.5;
  std::vector<double> a(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      for (std::size_t k = 0; k <= j; ++k) a[i * n + j] += l[i * n + k] * l[j * n + k];
  ASSERT_TRUE(cholesky(a, n));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) EXPECT_NEAR(a[i * n + j], l[i * n + j], 1e-10);
}

}  // namespace
}  // namespace smolny::maths

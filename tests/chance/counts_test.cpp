// The other counts: Poisson, negative binomial, hypergeometric, and sharing out.

#include "chance/counts.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "chance/draw.h"

namespace smolny::chance {
namespace {

const std::vector<double> levels = {1e-9, 0.001, 0.05, 0.3, 0.5, 0.6, 0.9, 0.989, 0.991, 0.9999, 1 - 1e-9};

template <class Distribution>
void expect_quantile(const Distribution& exact, double u, std::int64_t k) {
  const auto at_most = [&](std::int64_t j) { return j < 0 ? 0.0 : cdf(exact, static_cast<double>(j)); };
  const auto more_than = [&](std::int64_t j) { return j < 0 ? 1.0 : cdf(complement(exact, static_cast<double>(j))); };
  if (u <= 0.5) {
    EXPECT_GE(at_most(k), u * (1 - 1e-9)) << u << " " << k;
    EXPECT_LT(at_most(k - 1), u * (1 + 1e-9)) << u << " " << k;
  } else {
    EXPECT_LE(more_than(k), (1 - u) * (1 + 1e-9)) << u << " " << k;
    EXPECT_GT(more_than(k - 1), (1 - u) * (1 - 1e-9)) << u << " " << k;
  }
}

TEST(Poisson, IsTheQuantile) {
  for (double mean : {1e-6, 0.3, 2.0, 29.9, 30.1, 500.0, 1e5})
    for (double u : levels) expect_quantile(boost::math::poisson_distribution<double>(mean), u, poisson(mean, u));
  EXPECT_EQ(poisson(0, 0.5), 0);
  EXPECT_THROW(poisson(-1, 0.5), std::invalid_argument);
  EXPECT_THROW(poisson(1e10, 0.5), std::invalid_argument);
}

TEST(NegativeBinomial, IsTheQuantile) {
  for (double mean : {0.2, 5.0, 29.0, 31.0, 2000.0})
    for (double size : {0.05, 0.5, 3.0, 40.0, 1e5})
      for (double u : levels)
        expect_quantile(boost::math::negative_binomial_distribution<double>(size, size / (size + mean)), u,
                        negative_binomial(mean, size, u));
  EXPECT_EQ(negative_binomial(0, 1, 0.99), 0);
  EXPECT_EQ(negative_binomial(12, 1e16, 0.7), poisson(12, 0.7));
  EXPECT_THROW(negative_binomial(3, 0, 0.5), std::invalid_argument);
}

TEST(Counts, NeverFallAsTheMeanRises) {
  for (double u : levels) {
    std::int64_t last_poisson = 0, last_negative = 0;
    for (int i = 0; i < 2000; ++i) {
      const double mean = i * 0.03;
      const std::int64_t p = poisson(mean, u), n = negative_binomial(mean, 2.5, u);
      ASSERT_GE(p, last_poisson) << mean << " " << u;
      ASSERT_GE(n, last_negative) << mean << " " << u;
      last_poisson = p, last_negative = n;
    }
  }
}

TEST(Hypergeometric, IsTheQuantileAndStaysWithinItsEnds) {
  for (std::int64_t population : {1, 2, 10, 60, 500, 3000})
    for (double marked_share : {0.0, 0.05, 0.3, 0.5, 0.9, 1.0})
      for (double taken_share : {0.0, 0.02, 0.4, 0.8, 1.0})
        for (double u : levels) {
          const auto marked = static_cast<std::int64_t>(static_cast<double>(population) * marked_share);
          const auto n = static_cast<std::int64_t>(static_cast<double>(population) * taken_share);
          const std::int64_t k = hypergeometric(population, marked, n, u);
          ASSERT_GE(k, std::max<std::int64_t>(0, n + marked - population));
          ASSERT_LE(k, std::min(n, marked));
          const boost::math::hypergeometric_distribution<double> exact(
              static_cast<unsigned>(marked), static_cast<unsigned>(n), static_cast<unsigned>(population));
          const std::int64_t low = std::max<std::int64_t>(0, n + marked - population), high = std::min(n, marked);
          if (k < high) {
            EXPECT_GE(cdf(exact, static_cast<double>(k)), u - 1e-9) << population << " " << marked << " " << n;
          }
          if (k > low) {
            EXPECT_LE(cdf(exact, static_cast<double>(k - 1)), u + 1e-9) << population << " " << marked << " " << n;
          }
        }
  EXPECT_THROW(hypergeometric(5, 6, 1, 0.5), std::invalid_argument);
}

TEST(Hypergeometric, NeverFallsAsMarkedOrTakenRise) {
  for (std::int64_t population : {1, 5, 12, 31})
    for (double u : levels)
      for (std::int64_t marked = 0; marked < population; ++marked)
        for (std::int64_t n = 0; n < population; ++n) {
          const std::int64_t k = hypergeometric(population, marked, n, u);
          ASSERT_LE(k, hypergeometric(population, marked + 1, n, u)) << population << " " << marked << " " << n;
          ASSERT_LE(k, hypergeometric(population, marked, n + 1, u)) << population << " " << marked << " " << n;
        }
}

TEST(Hypergeometric, OfManyIsCloseToItsMean) {
  double sum = 0;
  for (std::uint64_t i = 0; i < 2000; ++i)
    sum += static_cast<double>(hypergeometric(160'000, 40'000, 9'000, uniform({2, 0, 0}, {1, 1, 1, i})));
  EXPECT_NEAR(sum / 2000, 2250, 4);
}

TEST(Multinomial, SharesOutEverything) {
  rc::check([](std::uint64_t seed) {
    const std::int64_t n = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const auto size = *rc::gen::inRange<std::size_t>(1, 16);
    std::vector<double> weights, us;
    for (std::size_t i = 0; i < size; ++i) {
      weights.push_back(*rc::gen::inRange(0, 5));
      us.push_back(uniform({seed, 0, 0}, {1, 1, 1, i}));
    }
    weights[*rc::gen::inRange<std::size_t>(0, size)] = 1;
    const std::vector<std::int64_t> counts = multinomial(n, weights, us);
    RC_ASSERT(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == n);
    for (std::size_t i = 0; i < size; ++i) RC_ASSERT(counts[i] >= 0 && (weights[i] > 0 || counts[i] == 0));
  });
  EXPECT_THROW(multinomial(3, std::vector<double>{0, 0}, std::vector<double>{0.5, 0.5}), std::invalid_argument);
  EXPECT_TRUE(multinomial(0, {}, {}).empty());
}

TEST(Multinomial, HasTheMeansOfItsWeights) {
  const std::vector<double> weights = {5, 0, 3, 2};
  std::vector<double> sums(4, 0);
  for (std::uint64_t i = 0; i < 4000; ++i) {
    std::vector<double> us;
    for (std::uint64_t j = 0; j < 4; ++j) us.push_back(uniform({3, 0, 0}, {i, 1, 1, j}));
    const std::vector<std::int64_t> counts = multinomial(100, weights, us);
    for (std::size_t j = 0; j < 4; ++j) sums[j] += static_cast<double>(counts[j]);
  }
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(sums[j] / 4000, weights[j] * 10, 0.4);
}

TEST(MultivariateHypergeometric, TakesNoMoreThanThereIs) {
  rc::check([](std::uint64_t seed) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 12);
    std::vector<std::int64_t> sizes;
    std::vector<double> us;
    for (std::size_t i = 0; i < size; ++i) {
      sizes.push_back(*rc::gen::inRange<std::int64_t>(0, 300));
      us.push_back(uniform({seed, 0, 0}, {1, 1, 1, i}));
    }
    const std::int64_t total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    const std::int64_t n = *rc::gen::inRange<std::int64_t>(0, total + 1);
    const std::vector<std::int64_t> counts = multivariate_hypergeometric(n, sizes, us);
    RC_ASSERT(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == n);
    for (std::size_t i = 0; i < size; ++i) RC_ASSERT(counts[i] >= 0 && counts[i] <= sizes[i]);
  });
}

}  // namespace
}  // namespace smolny::chance

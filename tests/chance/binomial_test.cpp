// Binomial counts by the quantile: exactness, and the monotony that keeps twins coupled.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "chance/counts.h"
#include "chance/draw.h"
#include "chance/search.h"

namespace smolny::chance {
namespace {

double u_at(std::uint64_t i) { return uniform({17, 0, 0}, {1, 2, 3, i}); }

/// Whether k is the least with F(k) >= u, by Boost in extended precision; a hair's breadth about u is let pass.
void expect_quantile(std::int64_t n, double p, double u, std::int64_t k) {
  const boost::math::binomial_distribution<long double> exact(static_cast<long double>(n), p);
  const auto at_most = [&](std::int64_t j) { return j < 0 ? 0.0L : cdf(exact, static_cast<long double>(j)); };
  const auto more_than = [&](std::int64_t j) {
    return j < 0 ? 1.0L : cdf(complement(exact, static_cast<long double>(j)));
  };
  const long double slack = 1e-9L, rest = 1 - static_cast<long double>(u);
  if (u <= 0.5) {
    EXPECT_GE(at_most(k), u * (1 - slack)) << n << " " << p << " " << u;
    EXPECT_LT(at_most(k - 1), u * (1 + slack)) << n << " " << p << " " << u;
  } else {
    EXPECT_LE(more_than(k), rest * (1 + slack)) << n << " " << p << " " << u;
    EXPECT_GT(more_than(k - 1), rest * (1 - slack)) << n << " " << p << " " << u;
  }
}

const std::vector<double> levels = {0x1p-53, 1e-9,  1e-4,  0.003, 0.02,  0.2,   0.4999,   0.5,        0.5001,
                                    0.7,     0.985, 0.989, 0.99,  0.991, 0.999, 1 - 1e-8, 1 - 0x1p-53};

TEST(Binomial, IsTheQuantileOnAGrid) {
  for (std::int64_t n : {1, 2, 3, 10, 59, 60, 61, 100, 1000, 3000, 200'000})
    for (double p : {1e-7, 1e-4, 0.003, 0.03, 0.2, 0.37, 0.499, 0.51, 0.7, 0.97, 0.9999, 1 - 1e-6})
      for (double u : levels) expect_quantile(n, p, u, binomial(n, p, u));
}

TEST(Binomial, IsTheQuantileForMillions) {
  for (std::int64_t n : {5'000'000L, 1'000'000'000L})
    for (double p : {1e-9, 1e-6, 0.1, 0.5})
      for (double u : {1e-6, 0.3, 0.999}) expect_quantile(n, p, u, binomial(n, p, u));
}

TEST(Binomial, IsTheQuantileOnEitherSideOfItsSteps) {
  // u is put where the answer changes, from a hair's breadth to a tenth of a step away: an expansion that is wrong by as much gives itself away.
  for (std::uint64_t i = 0; i < 4000; ++i) {
    const auto n = static_cast<std::int64_t>(60 * std::exp(14 * u_at(4 * i)));
    const double least = 30.0 / static_cast<double>(n), about = least >= 0.5 ? 0.5 : least * std::pow((1 - least) / least, u_at(4 * i + 1));
    const double p = about <= 0.5 ? coarse(about) : 1 - coarse(1 - about);  // of which no bit is lost on the way
    const double sd = std::sqrt(static_cast<double>(n) * p * (1 - p)), z = 10 * u_at(4 * i + 2) - 5;
    const auto k = std::clamp<std::int64_t>(static_cast<std::int64_t>(static_cast<double>(n) * p + z * sd), 0, n - 1);
    const boost::math::binomial_distribution<long double> exact(static_cast<long double>(n), p);
    const long double step = pdf(exact, static_cast<long double>(k)), below = cdf(exact, static_cast<long double>(k));
    for (const double part : {1e-6, 1e-4, 1e-3, 1e-2, 0.1})
      for (const int side : {-1, 1}) {
        const double u = static_cast<double>(below + side * static_cast<long double>(part) * step);
        if (u > 1e-12 && u < 1 - 1e-12) expect_quantile(n, p, u, binomial(n, p, u));
      }
  }
}

TEST(Binomial, HasItsEnds) {
  EXPECT_EQ(binomial(0, 0.5, 0.5), 0);
  EXPECT_EQ(binomial(7, 0, 0.9999), 0);
  EXPECT_EQ(binomial(7, 1, 0.0001), 7);
  EXPECT_EQ(binomial(7, 1e-320, 0.5), 0);
  EXPECT_EQ(binomial(1, 0.3, 0.69), 0);
  EXPECT_EQ(binomial(1, 0.3, 0.71), 1);
  EXPECT_THROW(binomial(-1, 0.5, 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(1, 1.5, 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(1, NAN, 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(1, 0.5, 0), std::invalid_argument);
  EXPECT_THROW(binomial(1, 0.5, 1), std::invalid_argument);
}

TEST(Binomial, FitsItsDistributionByChiSquare) {
  const std::int64_t n = 20;
  const double p = 0.3;
  const int draws = 200'000;
  std::vector<double> counts(21, 0);
  for (std::uint64_t i = 0; i < draws; ++i) ++counts[static_cast<std::size_t>(binomial(n, p, u_at(i)))];
  const boost::math::binomial_distribution<double> exact(20, p);
  double chi_square = 0;
  for (int k = 0; k <= 14; ++k) {
    const double expected = draws * pdf(exact, k);
    chi_square +=
        (counts[static_cast<std::size_t>(k)] - expected) * (counts[static_cast<std::size_t>(k)] - expected) / expected;
  }
  EXPECT_LT(chi_square, 40);  // about 14 degrees of freedom: P = 0.0003
}

TEST(Binomial, NeverFallsAsTheChanceRisesNorAsNRises) {
  // Exhaustive on a small grid, with u set on the very steps of F, where rounding could do most harm.
  std::vector<double> chances;
  for (int i = 0; i <= 100; ++i) {
    chances.push_back(i / 100.0);
    if (i < 100) chances.push_back(std::nextafter(i / 100.0, 1.0));
  }
  for (std::int64_t n = 0; n <= 70; n += n < 12 ? 1 : 7) {
    std::vector<double> us = levels;
    const boost::math::binomial_distribution<double> exact(static_cast<double>(n), 0.37);
    for (std::int64_t k = 0; k < n; k += 2) {
      const double step = cdf(exact, static_cast<double>(k));
      for (double u : {step, std::nextafter(step, 0.0), std::nextafter(step, 1.0)})
        if (u > 0 && u < 1) us.push_back(u);
    }
    for (double u : us) {
      std::int64_t last = 0;
      for (double p : chances) {
        const std::int64_t k = binomial(n, p, u);
        ASSERT_GE(k, last) << n << " " << p << " " << u;
        const std::int64_t one_more = binomial(n + 1, p, u);
        ASSERT_GE(one_more, k) << n << " " << p << " " << u;
        ASSERT_LE(one_more, k + 1) << n << " " << p << " " << u;
        last = k;
      }
    }
  }
}

TEST(Binomial, NeverFallsInTheLeastStepOfTheChance) {
  // u on a step of F at p; then walk p up by units in the last place, and n by ones.
  rc::check([](std::uint64_t word) {
    const std::int64_t n =
        *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 100), rc::gen::inRange<std::int64_t>(100, 5000),
                        rc::gen::inRange<std::int64_t>(5000, 200'000));
    const double scale = std::pow(10.0, -*rc::gen::inRange(0, 6));
    double p = uniform_from(word) * scale;
    if (*rc::gen::arbitrary<bool>()) p = 1 - p;
    const std::int64_t k = binomial(n, p, *rc::gen::element(0.001, 0.2, 0.5, 0.8, 0.995));
    if (k >= n) return;
    const boost::math::binomial_distribution<double> exact(static_cast<double>(n), p);
    double u = cdf(exact, static_cast<double>(k));
    for (int i = *rc::gen::inRange(-30, 30); i != 0; i += i < 0 ? 1 : -1) u = std::nextafter(u, i < 0 ? 0.0 : 1.0);
    if (!(u > 0 && u < 1)) return;
    std::int64_t last = 0;
    const std::int64_t stride = *rc::gen::inRange<std::int64_t>(1, 3000);
    for (int i = 0; i < 40; ++i) {
      const std::int64_t now = binomial(n, p, u);
      RC_ASSERT(now >= last);
      RC_ASSERT(binomial(n + 1, p, u) >= now);
      last = now;
      for (std::int64_t j = 0; j < stride && p < 1; ++j) p = std::nextafter(p, 2.0);
      if (p > 1) break;
    }
  });
}

TEST(Binomial, RisesWithU) {
  rc::check([](std::uint64_t a, std::uint64_t b, std::uint64_t word) {
    const std::int64_t n = *rc::gen::inRange<std::int64_t>(0, 200'000);
    const double p = uniform_from(word);
    const double low = std::min(uniform_from(a), uniform_from(b)), high = std::max(uniform_from(a), uniform_from(b));
    RC_ASSERT(binomial(n, p, low) <= binomial(n, p, high));
  });
}

TEST(Search, DoesNotDependOnItsStart) {
  rc::check([] {
    const std::int64_t low = *rc::gen::inRange<std::int64_t>(-50, 50),
                       span = *rc::gen::inRange<std::int64_t>(0, 10'000);
    const std::int64_t answer = low + *rc::gen::inRange<std::int64_t>(0, span + 1);
    const std::int64_t start = low + *rc::gen::inRange<std::int64_t>(-20, span + 20);
    RC_ASSERT(least(low, low + span, start, [&](std::int64_t k) { return k >= answer; }) == answer);
  });
  for (std::int64_t high = 0; high < 12; ++high)
    for (std::int64_t answer = 0; answer <= high; ++answer)
      for (std::int64_t start = -2; start <= high + 2; ++start)
        EXPECT_EQ(least(0, high, start, [&](std::int64_t k) { return k >= answer; }), answer);
}

}  // namespace
}  // namespace smolny::chance

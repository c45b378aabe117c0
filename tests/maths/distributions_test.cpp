// Gamma functions, distribution functions and quantiles against Boost.Math.

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <vector>

#include "accuracy.h"
#include "maths/gamma.h"
#include "maths/quantiles.h"

namespace smolny {
namespace {

using maths::relative_error;
using maths::worst;

constexpr double inf = std::numeric_limits<double>::infinity();

TEST(LogGamma, IsCloseEvenNearItsZeros) {
  auto error = [](double x) { return relative_error(maths::lgamma(x), std::lgamma(static_cast<long double>(x))); };
  EXPECT_LT(worst(100'000, 0, 20, error), 1e-13);
  EXPECT_LT(worst(100'000, 0.999, 1.001, error), 1e-13);
  EXPECT_LT(worst(100'000, 1.999, 2.001, error), 1e-13);
  EXPECT_LT(worst(100'000, 20, 1e7, error), 1e-14);
  EXPECT_LT(worst(1'000, -300, 300, [&](double t) { return error(std::exp(t)); }), 1e-13);
  EXPECT_EQ(maths::lgamma(1), 0);
  EXPECT_EQ(maths::lgamma(2), 0);
  EXPECT_EQ(maths::lgamma(0), inf);
  EXPECT_EQ(maths::lgamma(inf), inf);
  EXPECT_TRUE(std::isnan(maths::lgamma(-0.5)));
  EXPECT_NEAR(maths::log_factorial(5), std::log(120.0), 1e-15);
}

TEST(Normal, DistributionIsCloseInTheTail) {
  const boost::math::normal_distribution<long double> normal;
  auto error = [&](double x) { return relative_error(maths::normal_cdf(x), cdf(normal, static_cast<long double>(x))); };
  EXPECT_LT(worst(20'000, -6, 8, error), 2e-15);
  EXPECT_LT(worst(20'000, -36, -6, error), 1e-14);
  EXPECT_EQ(maths::normal_cdf(0), 0.5);
  EXPECT_EQ(maths::normal_cdf(-inf), 0);
  EXPECT_EQ(maths::normal_cdf(inf), 1);
}

TEST(Normal, QuantileIsClose) {
  const boost::math::normal_distribution<long double> normal;
  auto error = [&](double u) {
    return relative_error(maths::normal_quantile(u), quantile(normal, static_cast<long double>(u)));
  };
  EXPECT_LT(worst(20'000, 0, 1, error), 1e-14);
  EXPECT_LT(worst(2'000, -700, -1, [&](double t) { return error(std::exp(t)); }), 1e-14);
  EXPECT_EQ(maths::normal_quantile(0.5), 0);
  EXPECT_EQ(maths::normal_quantile(0), -inf);
  EXPECT_EQ(maths::normal_quantile(1), inf);
  EXPECT_TRUE(std::isnan(maths::normal_quantile(-0.1)));
}

TEST(ComplementaryErrorFunction, IsClose) {
  auto error = [](double x) { return relative_error(maths::erfc(x), std::erfc(static_cast<long double>(x))); };
  EXPECT_LT(worst(50'000, -7, 6, error), 3e-15);
  EXPECT_LT(worst(50'000, 6, 26, error), 1e-14);
}

const std::vector<double> shapes = {0.01, 0.1, 0.4, 0.5, 0.9, 1, 1.5, 2, 5, 9.5, 10, 33, 120, 1000, 54'321, 1e6};
const std::vector<double> levels = {1e-15, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.6, 0.8, 0.95, 0.999, 1 - 1e-6, 1 - 1e-12};

TEST(Gamma, QuantileIsCloseAndInvertsTheDistribution) {
  for (double shape : shapes)
    for (double u : levels) {
      const double x = maths::gamma_quantile(shape, u);
      const long double want =
          quantile(boost::math::gamma_distribution<long double>(shape), static_cast<long double>(u));
      if (want < 1e-300L) continue;
      EXPECT_LT(relative_error(x, want), 1e-11) << shape << " " << u;
      EXPECT_LT(
          relative_error(u <= 0.5 ? maths::incomplete_gamma_lower(shape, x) : maths::incomplete_gamma_upper(shape, x),
                         u <= 0.5 ? u : 1 - u),
          1e-10)
          << shape << " " << u;
    }
  EXPECT_EQ(maths::gamma_quantile(2, 0), 0);
  EXPECT_EQ(maths::gamma_quantile(2, 1), inf);
  EXPECT_TRUE(std::isnan(maths::gamma_quantile(0, 0.5)));
}

TEST(Gamma, IncompleteFunctionIsCloseOnBothSides) {
  for (double shape : shapes)
    for (double ratio : {0.01, 0.3, 0.8, 0.97, 1.0, 1.02, 1.3, 2.0, 5.0}) {
      const double x = shape * ratio;
      const long double a = shape, b = x;
      const long double lower = boost::math::gamma_p(a, b), upper = boost::math::gamma_q(a, b);
      if (lower > 1e-290L) {
        EXPECT_LT(relative_error(maths::incomplete_gamma_lower(shape, x), lower), 1e-12) << shape << " " << x;
      }
      if (upper > 1e-290L) {
        EXPECT_LT(relative_error(maths::incomplete_gamma_upper(shape, x), upper), 1e-12) << shape << " " << x;
      }
    }
}

TEST(Beta, QuantileInvertsTheDistribution) {
  const std::vector<double> some = {0.1, 0.5, 1, 1.5, 2, 7, 9.9, 10, 40, 300, 5000};
  for (double a : some)
    for (double b : some)
      for (double u : levels) {
        const double x = maths::beta_quantile(a, b, u);
        if (x < 1e-300 || x > 0.999) continue;
        const long double back =
            u <= 0.5 ? boost::math::ibeta<long double>(a, b, x) : boost::math::ibetac<long double>(a, b, x);
        EXPECT_LT(relative_error(u <= 0.5 ? u : 1 - u, back), 1e-10) << a << " " << b << " " << u;
      }
  EXPECT_EQ(maths::beta_quantile(2, 3, 0), 0);
  EXPECT_EQ(maths::beta_quantile(2, 3, 1), 1);
  EXPECT_TRUE(std::isnan(maths::beta_quantile(-1, 3, 0.5)));
}

TEST(Beta, IncompleteFunctionIsClose) {
  for (double a : {0.3, 1.0, 4.0, 12.0, 250.0, 31'000.0, 100'000.0})
    for (double b : {0.3, 1.0, 4.0, 12.0, 250.0, 31'000.0, 100'000.0})
      for (double shift : {-6.0, -3.0, -1.0, -0.1, 0.0, 0.1, 1.0, 3.0, 6.0}) {
        const double mean = a / (a + b), spread = std::sqrt(mean * (1 - mean) / (a + b + 1));
        const double x = mean + shift * spread;
        if (x <= 0 || x >= 1) continue;
        const long double want = boost::math::ibeta<long double>(a, b, x);
        if (want > 1e-290L) {
          EXPECT_LT(relative_error(maths::incomplete_beta(a, b, x, 1 - x), want), 1e-11) << a << " " << b << " " << x;
        }
      }
}

TEST(Kernels, AreThePoissonAndBinomialProbabilities) {
  for (double k : {0.0, 1.0, 5.0, 9.0, 10.0, 77.0, 2000.0})
    for (double m : {0.01, 1.0, 8.0, 80.0, 2100.0}) {
      const long double want = pdf(boost::math::poisson_distribution<long double>(m), static_cast<long double>(k));
      if (want > 1e-290L) {
        EXPECT_LT(relative_error(maths::poisson_kernel(k, m), want), 1e-12) << k << " " << m;
      }
    }
  for (double n : {1.0, 6.0, 30.0, 2000.0, 200'000.0})
    for (double p : {1e-5, 0.01, 0.3, 0.5, 0.875})
      for (double part : {0.0, 0.01, 0.3, 0.5, 0.9, 1.0}) {
        const double k = std::floor(n * part);
        const long double want =
            pdf(boost::math::binomial_distribution<long double>(n, p), static_cast<long double>(k));
        if (want > 1e-290L) {
          EXPECT_LT(relative_error(maths::binomial_kernel(k, n - k, p, 1 - p), want), 2e-12)
              << n << " " << p << " " << k;
        }
      }
}

TEST(Quantiles, RiseWithU) {
  double last_normal = -inf, last_gamma = 0, last_small = 0, last_beta = 0;
  for (int i = 1; i < 20'000; ++i) {
    const double u = i / 20'000.0;
    const double normal = maths::normal_quantile(u), gamma = maths::gamma_quantile(3.7, u);
    const double small = maths::gamma_quantile(0.2, u), beta = maths::beta_quantile(0.7, 2.2, u);
    EXPECT_GT(normal, last_normal);
    EXPECT_GT(gamma, last_gamma);
    EXPECT_GE(small, last_small);
    EXPECT_GT(beta, last_beta);
    last_normal = normal, last_gamma = gamma, last_small = small, last_beta = beta;
  }
}

}  // namespace
}  // namespace smolny

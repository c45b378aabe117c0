// The elementary functions against the C library in extended precision.

#include "maths/elementary.h"

#include <gtest/gtest.h>

#include "accuracy.h"
#include "maths/trigonometry.h"

namespace smolny {
namespace {

using maths::relative_error;
using maths::ulps;
using maths::worst;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr int many = 200'000;

TEST(Exponential, IsWithinOneUlp) {
  auto error = [](double x) { return ulps(maths::exp(x), std::exp(static_cast<long double>(x))); };
  EXPECT_LT(worst(many, -708, 709, error), 1.0);
  EXPECT_LT(worst(many, -1, 1, error), 1.0);
  EXPECT_LT(worst(many, -745, -708, error), 1.01);
}

TEST(Exponential, HasItsLimits) {
  EXPECT_EQ(maths::exp(0), 1);
  EXPECT_EQ(maths::exp(710), inf);
  EXPECT_EQ(maths::exp(inf), inf);
  EXPECT_EQ(maths::exp(-746), 0);
  EXPECT_EQ(maths::exp(-inf), 0);
  EXPECT_TRUE(std::isnan(maths::exp(NAN)));
  EXPECT_EQ(maths::exp(709.782712893384), std::exp(709.782712893384));
}

TEST(Logarithm, IsWithinOneUlp) {
  auto error = [](double x) { return ulps(maths::log(x), std::log(static_cast<long double>(x))); };
  EXPECT_LT(worst(many, 0.5, 2, error), 1.0);
  EXPECT_LT(worst(many, 0.999, 1.001, error), 1.0);
  EXPECT_LT(worst(many, 0, 1e6, error), 1.0);
  EXPECT_LT(worst(many, -740, 709, [&](double t) { return error(std::exp(t)); }), 1.0);
}

TEST(Logarithm, HasItsLimits) {
  EXPECT_EQ(maths::log(1), 0);
  EXPECT_EQ(maths::log(0), -inf);
  EXPECT_EQ(maths::log(inf), inf);
  EXPECT_TRUE(std::isnan(maths::log(-1)));
  EXPECT_TRUE(std::isnan(maths::log(NAN)));
}

TEST(Logarithm, OfOnePlusXKeepsSmallX) {
  auto error = [](double x) { return ulps(maths::log1p(x), std::log1p(static_cast<long double>(x))); };
  EXPECT_LT(worst(many, -1, 1, error), 3);
  EXPECT_LT(worst(many, -1e-8, 1e-8, error), 3);
  EXPECT_LT(worst(many, 0, 1e17, error), 3);
  EXPECT_EQ(maths::log1p(-1), -inf);
  EXPECT_TRUE(std::isnan(maths::log1p(-1.1)));
}

TEST(Exponential, LessOneKeepsSmallX) {
  auto error = [](double x) { return ulps(maths::expm1(x), std::expm1(static_cast<long double>(x))); };
  EXPECT_LT(worst(many, -40, 40, error), 3);
  EXPECT_LT(worst(many, -1, 1, error), 3);
  EXPECT_LT(worst(many, -1e-9, 1e-9, error), 3);
  EXPECT_LT(worst(many, 30, 709, error), 3);
  EXPECT_EQ(maths::expm1(-50), -1);
  EXPECT_EQ(maths::expm1(800), inf);
}

TEST(Power, IsCloseEverywhere) {
  double most = 0;
  maths::spread(400, -300, 300, [&](double t) {
    const double x = std::exp(t);
    maths::spread(400, -2.3, 2.3, [&](double y) {
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      most = std::fmax(most, relative_error(maths::pow(x, y), exact));
    });
  });
  EXPECT_LT(most, 1e-14);
}

TEST(Power, OfSmallWholeNumbersIsExact) {
  for (int x = 1; x <= 30; ++x)
    for (int y = 0; y <= 10; ++y) EXPECT_EQ(maths::pow(x, y), std::pow(x, y)) << x << "^" << y;
}

TEST(Power, HasTheSpecialValuesOfC) {
  for (double x : {0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, inf, -inf, double{NAN}, -8.0})
    for (double y : {0.0, -0.0, 1.0, -1.0, 2.0, -3.0, 0.5, -0.5, inf, -inf, double{NAN}, 3.0, 1e300}) {
      const double got = maths::pow(x, y), want = std::pow(x, y);
      EXPECT_TRUE((std::isnan(got) && std::isnan(want)) || relative_error(got, want) < 1e-15) << x << "^" << y;
      if (!std::isnan(want)) {
        EXPECT_EQ(std::signbit(got), std::signbit(want)) << x << "^" << y;
      }
    }
}

TEST(HyperbolicTangent, IsWithinFourUlps) {
  auto error = [](double x) { return ulps(maths::tanh(x), std::tanh(static_cast<long double>(x))); };
  EXPECT_LT(worst(many, -25, 25, error), 4);
  EXPECT_LT(worst(many, -0.01, 0.01, error), 4);
  EXPECT_EQ(maths::tanh(-inf), -1);
}

TEST(Logistic, AndLogitAreInverse) {
  EXPECT_EQ(maths::logistic(0), 0.5);
  EXPECT_EQ(maths::logistic(-800), 0);
  EXPECT_EQ(maths::logistic(800), 1);
  EXPECT_EQ(maths::logit(0.5), 0);
  EXPECT_EQ(maths::logit(0), -inf);
  EXPECT_EQ(maths::logit(1), inf);
  EXPECT_TRUE(std::isnan(maths::logit(1.5)));
  EXPECT_LT(worst(many, -300, 300,
                  [](double x) {
                    const long double exact = 1 / (1 + std::exp(-static_cast<long double>(x)));
                    return relative_error(maths::logistic(x), exact);
                  }),
            1e-15);
  EXPECT_LT(worst(many, 0, 1,
                  [](double p) {
                    const long double q = p;
                    return relative_error(maths::logit(p), std::log(q / (1 - q)));
                  }),
            1e-14);
}

TEST(Trigonometry, IsCloseInAbsoluteTerms) {
  auto sine = [](double x) {
    return std::fabs(static_cast<double>(maths::sin(x) - std::sin(static_cast<long double>(x))));
  };
  auto cosine = [](double x) {
    return std::fabs(static_cast<double>(maths::cos(x) - std::cos(static_cast<long double>(x))));
  };
  for (double range : {1.0, 10.0, 1000.0, 1e6}) {
    EXPECT_LT(worst(many, -range, range, sine), 2e-16) << range;
    EXPECT_LT(worst(many, -range, range, cosine), 2e-16) << range;
  }
  EXPECT_TRUE(std::isnan(maths::sin(1e7)));
  EXPECT_TRUE(std::isnan(maths::cos(inf)));
}

TEST(Trigonometry, InversesAreCloseInRelativeTerms) {
  EXPECT_LT(worst(many, -50, 50,
                  [](double x) { return relative_error(maths::atan(x), std::atan(static_cast<long double>(x))); }),
            4e-16);
  EXPECT_LT(worst(many, -1, 1,
                  [](double x) { return relative_error(maths::asin(x), std::asin(static_cast<long double>(x))); }),
            1e-15);
  EXPECT_LT(worst(many, -1, 1,
                  [](double x) {
                    return std::fabs(static_cast<double>(maths::acos(x) - std::acos(static_cast<long double>(x))));
                  }),
            1e-15);
  EXPECT_LT(worst(many, -1.5, 1.5,
                  [](double x) { return relative_error(maths::tan(x), std::tan(static_cast<long double>(x))); }),
            1e-15);
  EXPECT_TRUE(std::isnan(maths::asin(1.01)));
}

TEST(Trigonometry, AnglesOfPointsAreThoseOfC) {
  for (double y : {0.0, -0.0, 1.0, -1.0, 3.0, inf, -inf})
    for (double x : {0.0, -0.0, 1.0, -1.0, 0.2, -7.0, inf, -inf}) {
      EXPECT_NEAR(maths::atan2(y, x), std::atan2(y, x), 5e-16) << y << " " << x;
      EXPECT_EQ(std::signbit(maths::atan2(y, x)), std::signbit(std::atan2(y, x)));
    }
}

}  // namespace
}  // namespace smolny

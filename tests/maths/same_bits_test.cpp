// The same bits everywhere: one hash over a million results, written down once. Another compiler, another machine or
// another optimization level must give it again. If you changed a function on purpose, the new hash goes here and the
// engine's version rises, as every history changes.

#include <gtest/gtest.h>

#include <bit>

#include "accuracy.h"
#include "maths/elementary.h"
#include "maths/gamma.h"
#include "maths/quantiles.h"
#include "maths/trigonometry.h"

namespace smolny {
namespace {

/// FNV-1a over the words' bits.
struct Hash {
  std::uint64_t value = 0xcbf29ce484222325U;
  void add(double x) {
    std::uint64_t word = std::bit_cast<std::uint64_t>(x == x ? x : 0.0);
    for (int i = 0; i < 8; ++i, word >>= 8) value = (value ^ (word & 0xff)) * 0x100000001b3U;
  }
};

std::uint64_t hash_of(int n, double low, double high, double (*function)(double)) {
  Hash hash;
  maths::spread(n, low, high, [&](double x) { hash.add(function(x)); });
  return hash.value;
}

TEST(SameBits, OfTheElementaryFunctions) {
  EXPECT_EQ(hash_of(200'000, -750, 712, maths::exp), 0x14fe3654b84e9b71U);
  EXPECT_EQ(hash_of(200'000, 0, 10, maths::log), 0xff1c018334df3baU);
  EXPECT_EQ(hash_of(50'000, -50, 50, maths::expm1), 0x642c26b50df58745U);
  EXPECT_EQ(hash_of(50'000, -1, 3, maths::log1p), 0xdb8cf402f3d691bU);
  EXPECT_EQ(hash_of(50'000, -30, 30, maths::tanh), 0x6958054a300c7870U);
  EXPECT_EQ(hash_of(50'000, -40, 40, maths::logistic), 0x8f9c9dba8ad91a04U);
  EXPECT_EQ(hash_of(50'000, 0, 1, maths::logit), 0xd21325c75531e460U);
  EXPECT_EQ(hash_of(50'000, 0, 20, [](double x) { return maths::pow(x, 7.3 - x); }), 0x7ff3ffd98cc03ecU);
}

TEST(SameBits, OfTrigonometry) {
  EXPECT_EQ(hash_of(50'000, -100, 100, maths::sin), 0xb4c255feb16d9c53U);
  EXPECT_EQ(hash_of(50'000, -100, 100, maths::cos), 0x96ae865089ec677U);
  EXPECT_EQ(hash_of(50'000, -1, 1, maths::asin), 0xde8c27b9d8d2bfe4U);
  EXPECT_EQ(hash_of(50'000, -1, 1, maths::acos), 0x520e52a81d0cbd83U);
  EXPECT_EQ(hash_of(50'000, -9, 9, [](double x) { return maths::atan2(x, 2.5 - x); }), 0x73d121bd7998f37bU);
}

TEST(SameBits, OfDistributions) {
  EXPECT_EQ(hash_of(50'000, 0, 30, maths::lgamma), 0xc48a56f680c921f6U);
  EXPECT_EQ(hash_of(50'000, -38, 9, maths::normal_cdf), 0x80c0b1f3f52f2e79U);
  EXPECT_EQ(hash_of(50'000, 0, 1, maths::normal_quantile), 0xe0c4f0f10520ed94U);
  EXPECT_EQ(hash_of(5'000, 0, 1, [](double u) { return maths::gamma_quantile(0.1 + 30 * u * u, u); }),
            0x9e0f8bf2d208083eU);
  EXPECT_EQ(hash_of(5'000, 0, 1, [](double u) { return maths::beta_quantile(0.3 + 9 * u, 4.0 - 3 * u, u); }),
            0x2a5a42613741342U);
  EXPECT_EQ(hash_of(20'000, 0, 1, [](double x) { return maths::incomplete_beta(12.5, 40.0, x, 1 - x); }),
            0x94a2223500e69a04U);
}

}  // namespace
}  // namespace smolny

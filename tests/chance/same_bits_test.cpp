// The same draws everywhere: hashes written down once, for every compiler and machine to give again.

#include <gtest/gtest.h>

#include <bit>

#include "chance/choose.h"
#include "chance/counts.h"
#include "chance/draw.h"
#include "chance/names.h"

namespace smolny::chance {
namespace {

template <class Draw>
std::uint64_t hash_of(std::uint64_t n, Draw draw) {
  std::uint64_t hash = 0;
  for (std::uint64_t i = 0; i < n; ++i) hash = fold(hash, draw(Address{1917, i % 7, i % 11, i}));
  return hash;
}

const Key key{1917, 10, 25};

TEST(SameBits, OfContinuousDraws) {
  EXPECT_EQ(hash_of(20'000, [](Address a) { return block(key, a)[3]; }), 0xecaf183cd9477db7U);
  EXPECT_EQ(hash_of(20'000, [](Address a) { return std::bit_cast<std::uint64_t>(normal(key, a)); }),
            0xd6e24979f806342aU);
  EXPECT_EQ(hash_of(20'000, [](Address a) { return std::bit_cast<std::uint64_t>(gumbel(key, a)); }),
            0xb80019712e6324bbU);
  EXPECT_EQ(hash_of(20'000, [](Address a) { return std::bit_cast<std::uint64_t>(exponential(key, a)); }),
            0x316faac067a08784U);
}

TEST(SameBits, OfCounts) {
  auto n = [](Address a) { return static_cast<std::int64_t>(a.occurrence * a.occurrence % 90'001); };
  EXPECT_EQ(hash_of(20'000,
                    [&](Address a) {
                      return static_cast<std::uint64_t>(
                          binomial(n(a), uniform(key, {2, 0, 0, a.occurrence}), uniform(key, a)));
                    }),
            0xef813aafd5a1638bU);
  EXPECT_EQ(hash_of(20'000,
                    [&](Address a) {
                      return static_cast<std::uint64_t>(poisson(static_cast<double>(n(a) % 97), uniform(key, a)));
                    }),
            0x715226538943ec61U);
  EXPECT_EQ(hash_of(20'000,
                    [&](Address a) {
                      return static_cast<std::uint64_t>(
                          negative_binomial(static_cast<double>(n(a) % 97), 1.5, uniform(key, a)));
                    }),
            0xf9b5a97ac3c0c5e8U);
  EXPECT_EQ(hash_of(5'000,
                    [&](Address a) {
                      return static_cast<std::uint64_t>(hypergeometric(90'000, n(a) / 2, n(a) / 3, uniform(key, a)));
                    }),
            0xcdbfdf2208152506U);
}

}  // namespace
}  // namespace smolny::chance

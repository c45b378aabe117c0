// Draws at addresses: Philox's published answers, independence between addresses, and the right distributions.

#include "chance/draw.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <vector>

#include "chance/names.h"

namespace smolny::chance {
namespace {

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  const std::uint64_t ones = ~std::uint64_t{0};
  EXPECT_EQ(
      block(MixedKey{0, 0}, {0, 0, 0, 0}),
      (std::array<std::uint64_t, 4>{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
  EXPECT_EQ(
      block(MixedKey{ones, ones}, {ones, ones, ones, ones}),
      (std::array<std::uint64_t, 4>{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
  EXPECT_EQ(
      block(MixedKey{0x452821e638d01377, 0xbe5466cf34e90c6c},
            {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89}),
      (std::array<std::uint64_t, 4>{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

/// Chi-square of counts that should all be alike, as standard deviations from its mean.
double excess(const std::vector<double>& counts, double expected) {
  double chi_square = 0;
  for (double n : counts) chi_square += (n - expected) * (n - expected) / expected;
  const double freedom = static_cast<double>(counts.size()) - 1;
  return (chi_square - freedom) / std::sqrt(2 * freedom);
}

TEST(Fan, ManyAlikeAreUniformAndIndependentOverKeysAndAddresses) {
  // Pairs of neighbours along keys of one address, and along addresses of one pair of keys, in a 16 x 16 table.
  const MixedKey mixed = mix(Key{1917, 3, 0});
  const int n = 1 << 18;
  std::vector<double> along_keys(256, 0), along_addresses(256, 0);
  const Fan one = fan(mixed, {1, 2, 3, 4});
  for (std::uint64_t i = 0; i < n; ++i) {
    const auto cell = [](std::uint64_t a, std::uint64_t b) { return (a >> 60) * 16 + (b >> 60); };
    ++along_keys[cell(word_of(one, i), word_of(one, i + 1))];
    const Fan each = fan(mixed, {1, 2, i, 0});
    ++along_addresses[cell(word_of(each, 17), word_of(each, 18))];
  }
  EXPECT_LT(std::abs(excess(along_keys, n / 256.0)), 4);
  EXPECT_LT(std::abs(excess(along_addresses, n / 256.0)), 4);
}

TEST(Fan, IsAFunctionOfAddressAndKey) {
  const MixedKey mixed = mix(Key{5, 6, 0});
  EXPECT_EQ(word_of(fan(mixed, {1, 2, 3, 4}), 9), word_of(fan(mixed, {1, 2, 3, 4}), 9));
  std::set<std::uint64_t> words;
  for (std::uint64_t key = 0; key < 1000; ++key) words.insert(word_of(fan(mixed, {1, 2, 3, 4}), key));
  for (std::uint64_t target = 0; target < 1000; ++target) words.insert(word_of(fan(mixed, {1, 2, target + 10, 4}), 9));
  EXPECT_EQ(words.size(), 2000U);
}

TEST(Draw, IsAFunctionOfItsAddressAlone) {
  const Key key{1917, 7, 0};
  const Address address{name_hash("confrontation"), name_hash("cadets"), name_hash("press"), 3};
  const double once = uniform(key, address);
  for (int i = 0; i < 100; ++i) uniform(key, {1, 2, 3, static_cast<std::uint64_t>(i)});
  EXPECT_EQ(uniform(key, address), once);
  EXPECT_EQ(block(mix(key), address), block(key, address));
}

TEST(Draw, ChangesWithEveryWordOfKeyAndAddress) {
  const Key key{1, 2, 3};
  const Address address{4, 5, 6, 7};
  std::set<double> seen = {uniform(key, address)};
  seen.insert(uniform({2, 2, 3}, address));
  seen.insert(uniform({1, 3, 3}, address));
  seen.insert(uniform({1, 2, 4}, address));
  seen.insert(uniform({2, 1, 3}, address));  // not symmetric
  seen.insert(uniform({3, 2, 1}, address));
  seen.insert(uniform(key, {5, 5, 6, 7}));
  seen.insert(uniform(key, {4, 6, 6, 7}));
  seen.insert(uniform(key, {4, 5, 7, 7}));
  seen.insert(uniform(key, {4, 5, 6, 8}));
  EXPECT_EQ(seen.size(), 10U);
}

TEST(Draw, SmallKeysDoNotCollide) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> mixed;
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    for (std::uint64_t member = 0; member < 40; ++member)
      for (std::uint64_t branch = 0; branch < 40; ++branch) {
        const MixedKey m = mix({seed, member, branch});
        mixed.emplace(m.first, m.second);
      }
  EXPECT_EQ(mixed.size(), 64'000U);
}

TEST(Uniform, StaysInsideTheOpenInterval) {
  EXPECT_EQ(uniform_from(0), 0x1p-53);
  EXPECT_EQ(uniform_from(~std::uint64_t{0}), 1 - 0x1p-53);
  EXPECT_EQ(1 - uniform_from(12345) + uniform_from(12345), 1);
}

struct Moments {
  double mean = 0, variance = 0;
};

template <class Draw>
Moments moments(int n, Draw draw) {
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = draw(Address{1, 2, 3, static_cast<std::uint64_t>(i)});
    sum += x;
    squares += x * x;
  }
  const double mean = sum / n;
  return {mean, squares / n - mean * mean};
}

TEST(Draw, HasTheMomentsOfItsDistribution) {
  const Key key{42, 0, 0};
  const int n = 200'000;
  const Moments u = moments(n, [&](Address a) { return uniform(key, a); });
  EXPECT_NEAR(u.mean, 0.5, 0.003);
  EXPECT_NEAR(u.variance, 1.0 / 12, 0.001);
  const Moments e = moments(n, [&](Address a) { return exponential(key, a); });
  EXPECT_NEAR(e.mean, 1, 0.01);
  EXPECT_NEAR(e.variance, 1, 0.03);
  const Moments z = moments(n, [&](Address a) { return normal(key, a); });
  EXPECT_NEAR(z.mean, 0, 0.01);
  EXPECT_NEAR(z.variance, 1, 0.015);
  const Moments g = moments(n, [&](Address a) { return gumbel(key, a); });
  EXPECT_NEAR(g.mean, std::numbers::egamma, 0.015);
  EXPECT_NEAR(g.variance, std::numbers::pi * std::numbers::pi / 6, 0.04);
}

TEST(Draw, NeighbouringAddressesAreUncorrelated) {
  const int n = 100'000;
  auto correlation = [&](auto left, auto right) {
    double sum = 0;
    for (int i = 0; i < n; ++i) sum += (left(i) - 0.5) * (right(i) - 0.5);
    return sum / n * 12;
  };
  const Key key{5, 5, 0};
  auto base = [&](int i) { return uniform(key, {9, 9, 9, static_cast<std::uint64_t>(i)}); };
  const double bound = 4 / std::sqrt(n);
  EXPECT_LT(std::fabs(correlation(base, [&](int i) { return base(i + 1); })), bound);
  EXPECT_LT(
      std::fabs(correlation(base, [&](int i) { return uniform(key, {10, 9, 9, static_cast<std::uint64_t>(i)}); })),
      bound);
  EXPECT_LT(
      std::fabs(correlation(base, [&](int i) { return uniform(key, {9, 10, 9, static_cast<std::uint64_t>(i)}); })),
      bound);
  EXPECT_LT(
      std::fabs(correlation(base, [&](int i) { return uniform({5, 6, 0}, {9, 9, 9, static_cast<std::uint64_t>(i)}); })),
      bound);
  EXPECT_LT(
      std::fabs(correlation(base, [&](int i) { return uniform({5, 5, 1}, {9, 9, 9, static_cast<std::uint64_t>(i)}); })),
      bound);
}

TEST(Draw, IsUniformInSixtyFourCells) {
  std::vector<int> cells(64, 0);
  const int n = 640'000;
  for (int i = 0; i < n; ++i)
    ++cells[static_cast<std::size_t>(64 * uniform({3, 1, 4}, {1, 5, 9, static_cast<std::uint64_t>(i)}))];
  double chi_square = 0;
  for (int count : cells) chi_square += (count - 1e4) * (count - 1e4) / 1e4;
  EXPECT_LT(chi_square, 110);  // 63 degrees of freedom: P = 0.0002
}

TEST(From, RisesWithU) {
  double e = -1, z = -100, g = -100;
  for (int i = 1; i < 10'000; ++i) {
    const double u = i / 10'000.0;
    EXPECT_GT(exponential_from(u), e);
    EXPECT_GT(normal_from(u), z);
    EXPECT_GT(gumbel_from(u), g);
    e = exponential_from(u), z = normal_from(u), g = gumbel_from(u);
  }
}

TEST(Names, AreDistinctAndFixed) {
  static_assert(name_hash("smolny") != name_hash("Smolny"));
  static_assert(born_hash(1, 2, 3) != born_hash(2, 1, 3));
  std::set<std::uint64_t> seen;
  for (std::uint64_t parent = 0; parent < 50; ++parent)
    for (std::uint64_t site = 0; site < 50; ++site)
      for (std::uint64_t ordinal = 0; ordinal < 20; ++ordinal) seen.insert(born_hash(parent, site, ordinal));
  EXPECT_EQ(seen.size(), 50'000U);
}

}  // namespace
}  // namespace smolny::chance

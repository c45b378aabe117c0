// Choices by Gumbel-max.

#include "chance/choose.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "chance/names.h"

namespace smolny::chance {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

Address at(std::uint64_t occurrence) { return {name_hash("vote"), name_hash("congress"), 0, occurrence}; }

TEST(Choose, FollowsTheWeights) {
  const std::vector<double> weights = {0.5, 0.3, 0.15, 0.05};
  std::vector<double> logs;
  std::vector<std::uint64_t> keys;
  for (double w : weights) {
    logs.push_back(std::log(w) + 3);
    keys.push_back(name_hash("option" + std::to_string(keys.size())));
  }
  std::vector<double> counts(4, 0);
  const int n = 100'000;
  for (std::uint64_t i = 0; i < n; ++i) ++counts[choose({1, 2, 0}, at(i), logs, keys)];
  double chi_square = 0;
  for (std::size_t i = 0; i < 4; ++i) chi_square += std::pow(counts[i] - n * weights[i], 2) / (n * weights[i]);
  EXPECT_LT(chi_square, 19);  // 3 degrees of freedom: P = 0.0003
}

TEST(Choose, RaisingOneWeightNeverMakesAThirdWin) {
  rc::check([](std::uint64_t seed, std::uint64_t occurrence) {
    const auto n = *rc::gen::inRange<std::size_t>(2, 9);
    std::vector<double> logs;
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < n; ++i) {
      logs.push_back(*rc::gen::inRange(-300, 300) / 100.0);
      keys.push_back(fold(seed, i));
    }
    const std::size_t before = choose({seed, 0, 0}, at(occurrence), logs, keys);
    const auto raised = *rc::gen::inRange<std::size_t>(0, n);
    logs[raised] += *rc::gen::inRange(0, 500) / 100.0;
    const std::size_t after = choose({seed, 0, 0}, at(occurrence), logs, keys);
    RC_ASSERT(after == before || after == raised);
  });
}

TEST(Choose, DoesNotDependOnTheOrderOfAlternatives) {
  const std::vector<double> logs = {0.1, 0.5, -0.2}, turned = {-0.2, 0.1, 0.5};
  const std::vector<std::uint64_t> keys = {11, 22, 33}, turned_keys = {33, 11, 22};
  for (std::uint64_t i = 0; i < 2000; ++i)
    EXPECT_EQ(keys[choose({4, 4, 0}, at(i), logs, keys)], turned_keys[choose({4, 4, 0}, at(i), turned, turned_keys)]);
}

TEST(Choose, DoesNotMindAnAlternativeThatLoses) {
  // Independence of irrelevant alternatives, draw by draw: taking out a loser changes nothing.
  const std::vector<double> three = {0.1, 0.5, 0.3};
  const std::vector<std::uint64_t> keys = {11, 22, 33};
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const std::size_t winner = choose({4, 5, 0}, at(i), three, keys);
    std::vector<double> without = three;
    without[(winner + 1) % 3] = never;
    EXPECT_EQ(choose({4, 5, 0}, at(i), without, keys), winner);
  }
}

TEST(Choose, NeverTakesTheImpossible) {
  const std::vector<std::uint64_t> keys = {1, 2, 3};
  for (std::uint64_t i = 0; i < 1000; ++i)
    EXPECT_EQ(choose({1, 1, 1}, at(i), std::vector<double>{never, -700, never}, keys), 1U);
  EXPECT_EQ(choose({1, 1, 1}, at(0), std::vector<double>{never, never, never}, keys), nothing);
  EXPECT_EQ(choose({1, 1, 1}, at(0), {}, {}), nothing);
}

TEST(Choose, BreaksTiesByKey) {
  const double certain = std::numeric_limits<double>::infinity();
  EXPECT_EQ(choose(Key{}, at(0), std::vector<double>{certain, certain}, std::vector<std::uint64_t>{9, 4}), 1U);
  EXPECT_EQ(choose(Key{}, at(0), std::vector<double>{certain, certain}, std::vector<std::uint64_t>{4, 9}), 0U);
}

TEST(Choose, RefusesWhatIsNoChoice) {
  EXPECT_THROW(choose(Key{}, at(0), std::vector<double>{1.0}, std::vector<std::uint64_t>{}), std::invalid_argument);
  EXPECT_THROW(choose(Key{}, at(0), std::vector<double>{NAN}, std::vector<std::uint64_t>{1}), std::invalid_argument);
}

TEST(Choose, AgreesWithItsGumbels) {
  const std::vector<double> logs = {0.2, -0.4};
  const std::vector<std::uint64_t> keys = {7, 8};
  for (std::uint64_t i = 0; i < 200; ++i) {
    const bool second =
        logs[1] + alternative_gumbel({8, 8, 8}, at(i), 8) > logs[0] + alternative_gumbel({8, 8, 8}, at(i), 7);
    EXPECT_EQ(choose({8, 8, 8}, at(i), logs, keys), second ? 1U : 0U);
  }
}

}  // namespace
}  // namespace smolny::chance

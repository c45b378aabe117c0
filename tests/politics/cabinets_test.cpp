#include "politics/cabinets.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "politics/choice.hpp"

using namespace smolny::politics;

namespace {

const std::vector<CabinetParty> three = {{40, -1.0}, {35, 0.0}, {25, 2.0}};
const std::vector<std::pair<std::size_t, std::size_t>> no_pacts;

Chamber chamber_of_three() { return {three, 51, no_pacts, std::nullopt, 0}; }

bool anything(Coalition) { return false; }

}  // namespace

TEST(Cabinets, FeaturesOfACoalition) {
  const std::vector<std::pair<std::size_t, std::size_t>> pacts = {{0, 2}, {1, 2}};
  const Chamber chamber = {three, 51, pacts, 1, 0b011};
  const CabinetFeatures extremes = cabinet_features(chamber, 0b101);
  EXPECT_TRUE(extremes.minimal_winning);
  EXPECT_EQ(extremes.parties, 2U);
  EXPECT_EQ(extremes.range, 3.0);
  EXPECT_TRUE(extremes.has_largest);
  EXPECT_FALSE(extremes.has_formateur);
  EXPECT_EQ(extremes.anti_pacts_broken, 1U);
  EXPECT_FALSE(extremes.minority);

  const CabinetFeatures all = cabinet_features(chamber, 0b111);
  EXPECT_FALSE(all.minimal_winning);
  EXPECT_EQ(all.anti_pacts_broken, 2U);
  EXPECT_FALSE(cabinet_features(chamber, 0b110).has_largest);
  EXPECT_TRUE(cabinet_features(chamber, 0b011).incumbent);
  EXPECT_FALSE(cabinet_features(chamber, 0b001).incumbent);
  EXPECT_TRUE(cabinet_features(chamber, 0b100).minority);
}

TEST(Cabinets, EveryCoalitionOfTwelvePartiesIsWeighed) {
  const std::vector<CabinetParty> twelve(12, {10, 0.0});
  EXPECT_EQ(possible_cabinets({twelve, 61, no_pacts, std::nullopt, 0}, {}, anything).size(), 4095U);
  const std::vector<CabinetParty> thirteen(13, {10, 0.0});
  EXPECT_THROW(possible_cabinets({thirteen, 61, no_pacts, std::nullopt, 0}, {}, anything), std::invalid_argument);
}

TEST(Cabinets, WithoutWeightsEveryCabinetIsAsLikely) {
  for (const CabinetOption& option : possible_cabinets(chamber_of_three(), {}, anything)) {
    EXPECT_EQ(option.log_weight, 0.0);
  }
}

TEST(Cabinets, TheLogWeightAddsUpEachFeatureTimesItsWeight) {
  // Powers of two, so that each term can be read off the sum.
  const CabinetWeights weights{1, 2, 4, 8, 16, 32, 64, 128};
  const CabinetFeatures none{false, false, 0, 0.0, false, false, 0, false};
  EXPECT_EQ(cabinet_log_weight(none, weights), 0.0);
  EXPECT_EQ(cabinet_log_weight({true, false, 3, 0.5, false, true, 0, false}, weights), 1 + 12 + 4 + 32);
  EXPECT_EQ(cabinet_log_weight({false, true, 1, 0.0, true, false, 2, true}, weights), 2 + 4 + 16 + 128 + 128);
}

TEST(Cabinets, NeighboursGovernWhereDistanceIsDear) {
  CabinetWeights weights;
  weights.minority = -5.0;
  weights.range = -2.0;
  weights.minimal_winning = 1.0;
  const auto options = possible_cabinets(chamber_of_three(), weights, anything);
  const auto best =
      std::max_element(options.begin(), options.end(),
                       [](const CabinetOption& a, const CabinetOption& b) { return a.log_weight < b.log_weight; });
  EXPECT_EQ(best->members, 0b011U);
}

TEST(Cabinets, AVowRaisesAPriceAndAVetoForbids) {
  const std::vector<std::pair<std::size_t, std::size_t>> pacts = {{0, 1}};
  const Chamber chamber = {three, 51, pacts, std::nullopt, 0};
  CabinetWeights weights;
  weights.anti_pact = -3.0;
  const auto options = possible_cabinets(chamber, weights, [](Coalition members) { return members == 0b111; });
  EXPECT_EQ(options.size(), 6U);
  for (const CabinetOption& option : options) {
    EXPECT_EQ(option.log_weight, option.members == 0b011 ? -3.0 : 0.0);
  }
}

TEST(Cabinets, RefusesRowsThatDoNotExist) {
  EXPECT_THROW(cabinet_features({three, 51, no_pacts, 3, 0}, 1), std::invalid_argument);
  EXPECT_THROW(cabinet_features(chamber_of_three(), 0), std::invalid_argument);
  EXPECT_THROW(cabinet_features(chamber_of_three(), 8), std::invalid_argument);
  const std::vector<std::pair<std::size_t, std::size_t>> with_itself = {{1, 1}};
  EXPECT_THROW(cabinet_features({three, 51, with_itself, std::nullopt, 0}, 1), std::invalid_argument);
}

RC_GTEST_PROP(Cabinets, AVetoNeverChangesTheOddsOfTheOthers, ()) {
  // The logit's independence: the log weights of what is left are the same.
  const auto forbidden = *rc::gen::inRange<Coalition>(1, 8);
  CabinetWeights weights;
  weights.range = -0.7;
  weights.parties = -0.3;
  weights.minimal_winning = 1.1;
  const auto all = possible_cabinets(chamber_of_three(), weights, anything);
  const auto left =
      possible_cabinets(chamber_of_three(), weights, [&](Coalition members) { return members == forbidden; });
  RC_ASSERT(left.size() + 1 == all.size());
  for (const CabinetOption& option : left) RC_ASSERT(option.log_weight == all[option.members - 1].log_weight);
}

RC_GTEST_PROP(Cabinets, TheOrderOfPartiesChangesNoWeight, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 7);
  std::vector<CabinetParty> parties;
  for (std::size_t i = 0; i < n; ++i) {
    parties.push_back({*rc::gen::inRange<std::uint32_t>(0, 90), *rc::gen::inRange(-30, 31) / 10.0});
  }
  const std::vector<CabinetParty> turned(parties.rbegin(), parties.rend());
  CabinetWeights weights{-1.3, 0.9, -0.4, -0.7, 0.6, 0.8, -2.1, 0.5};
  const Chamber there = {parties, 100, no_pacts, std::nullopt, 0}, back = {turned, 100, no_pacts, std::nullopt, 0};
  for (Coalition members = 1; members < (1U << n); ++members) {
    Coalition mirrored = 0;
    for (std::size_t i = 0; i < n; ++i) mirrored |= (members >> i & 1U) << (n - 1 - i);
    RC_ASSERT(cabinet_log_weight(cabinet_features(there, members), weights) ==
              cabinet_log_weight(cabinet_features(back, mirrored), weights));
  }
}

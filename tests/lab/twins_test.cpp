// Twin claims: what an effect is, how sure its sign is, and that placebos are generic.

#include "lab/twins.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lab/twin_results.hpp"
#include "port.hpp"
#include "scenario/intervention.hpp"

namespace smolny {

namespace {

/// A setting of one truth and one number; no history is needed to judge pairs.
struct TwinEffects : testing::Test {
  Setting setting;
  OutcomeId truth, number, date;
  void SetUp() override {
    Outcome o;
    o.id = "truth";
    truth = setting.outcomes.add(o);
    o.id = "number";
    o.kind = OutcomeKind::number;
    number = setting.outcomes.add(o);
    o.id = "date";
    o.kind = OutcomeKind::instant;
    date = setting.outcomes.add(o);
    setting.start = {0};
    setting.end = {1000};
  }
  static Pair pair(std::uint64_t member, PairedOutcome t, PairedOutcome n, PairedOutcome d) { return {member, 0, false, {t, n, d}}; }
};

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_F(TwinEffects, TheEffectOnATruthIsADifferenceOfShares) {
  std::vector<Pair> pairs;
  for (std::uint64_t m = 0; m < 10; ++m) pairs.push_back(pair(m, {1, m < 4 ? 0.0 : 1.0, true}, {}, {}));
  const TwinFinding f = effect_on(setting, pairs, truth, -1, 1);
  EXPECT_DOUBLE_EQ(f.effect, -0.4);
  EXPECT_DOUBLE_EQ(f.sign_probability, 1.0);  // the six members that are alike in both worlds tell nothing of a sign
  EXPECT_LE(f.low, f.effect);
  EXPECT_GE(f.high, f.effect);
}

TEST_F(TwinEffects, ANumberIsMeasuredByItsOwnSpread) {
  std::vector<Pair> pairs;
  for (std::uint64_t m = 0; m < 4; ++m) {
    const double x = m % 2 == 0 ? 0 : 10;
    pairs.push_back(pair(m, {}, {x, x + 5, true}, {}));
  }
  EXPECT_NEAR(effect_on(setting, pairs, number, -1, 1).effect, 5 / 5.7735, 1e-3);
}

TEST_F(TwinEffects, ADateThatDoesNotOccurCountsAsTheEndOfTheFrame) {
  const std::vector<Pair> pairs{pair(0, {}, {}, {400, kInfinity, true}), pair(1, {}, {}, {600, 600, true})};
  EXPECT_GT(effect_on(setting, pairs, date, -1, 1).effect, 0);
}

TEST_F(TwinEffects, WhereNothingDiffersThereIsNoSign) {
  const std::vector<Pair> pairs{pair(0, {1, 1, true}, {}, {}), pair(1, {0, 0, true}, {}, {})};
  const TwinFinding f = effect_on(setting, pairs, truth, -1, 1);
  EXPECT_EQ(f.effect, 0);
  EXPECT_EQ(f.sign_probability, 0.5);
}

TEST_F(TwinEffects, LivesThatFailedSayNothing) {
  std::vector<Pair> pairs{pair(0, {0, 1, true}, {}, {}), pair(1, {0, 0, true}, {}, {})};
  pairs[0].failed = true;
  EXPECT_EQ(effect_on(setting, pairs, truth, -1, 1).effect, 0);
}

TEST(Twins, PlacebosAreTwentyInterventionsThatTheScenarioAdmits) {
  const auto commands = placebo_commands(port().setting);
  ASSERT_EQ(commands.size(), static_cast<std::size_t>(kPlacebos));
  for (const std::string& c : commands) {
    const auto parsed = parse_intervention(c, port().setting);
    EXPECT_TRUE(parsed) << c << ": " << (parsed ? "" : parsed.error());
  }
  EXPECT_EQ(placebo_commands(port().setting), commands);
}

TEST(Twins, TheFileIsWhatTheScoreReads) {
  Record record;
  Claim claim;
  claim.id = "a-claim";
  claim.check.kind = CheckKind::twin;
  const Setting& setting = port().setting;
  ASSERT_FALSE(setting.decisions.empty());
  const Decision& decision = setting.decisions[DecisionId{0}];
  claim.check.act = {decision.id + "=" + decision.options[0].id};
  claim.check.outcome = OutcomeId{0};
  if (setting.outcomes[OutcomeId{0}].kind == OutcomeKind::category) claim.check.category = setting.outcomes[OutcomeId{0}].cases[0].id;
  record.claims = {claim};
  const auto found = find_twins(setting, record, {specification_of(setting), 4, 2, 2});
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->twins.size(), 1u);
  EXPECT_EQ(found->placebos.size(), static_cast<std::size_t>(kPlacebos));
  const auto read = parse_twin_results(twins_json(setting, *found));
  ASSERT_TRUE(read) << read.error();
  ASSERT_TRUE(read->find("a-claim"));
  EXPECT_DOUBLE_EQ(read->find("a-claim")->effect, found->twins[0].effect);
  const auto again = find_twins(setting, record, {specification_of(setting), 4, 2, 1});
  EXPECT_EQ(twins_json(setting, *again), twins_json(setting, *found));
}

}  // namespace smolny

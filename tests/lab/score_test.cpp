#include "lab/score.hpp"
#include "lab/score_words.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lab/block_bootstrap.hpp"

namespace smolny {
namespace {

constexpr std::int64_t kDay = 1440;

/// Ten days, nothing in them.
Setting frame() {
  Setting s;
  s.end = s.start + Duration{10 * kDay};
  return s;
}

Claim forecast(std::string id, Check check) {
  Claim c;
  c.id = std::move(id);
  c.system = "S01";
  c.role = ClaimRole::calibrates;
  c.check = std::move(check);
  return c;
}

Check happens() {
  Check c;
  c.kind = CheckKind::happens;
  return c;
}

/// On the fifth day at noon, known to the hour or the day.
Check when(const Setting& s, Precision precision) {
  Check c;
  c.kind = CheckKind::when;
  c.dated = true;
  c.at = s.start + Duration{4 * kDay + kDay / 2};
  c.precision = precision;
  return c;
}

Check share_near(double target, double within) {
  Check c;
  c.kind = CheckKind::share;
  c.ranged = true;
  c.target = target;
  c.within = within;
  return c;
}

std::vector<Reading> truths(int yes, int of) {
  std::vector<Reading> readings;
  for (int i = 0; i < of; ++i) readings.push_back({i < yes ? 1.0 : 0.0, 0});
  return readings;
}

/// Members spread evenly over [centre - half, centre + half].
std::vector<Reading> spread(double centre, double half, int members = 101) {
  std::vector<Reading> readings;
  for (int i = 0; i < members; ++i) readings.push_back({centre + half * (2.0 * i / (members - 1) - 1), 0});
  return readings;
}

Readings readings_of(const std::vector<std::vector<Reading>>& claims) {
  Readings r;
  r.members = claims.front().size();
  r.claims = claims;
  r.lines.resize(claims.size());
  r.at_start.assign(claims.size(), 0.0);
  return r;
}

TEST(Crps, OfOneMemberIsTheAbsoluteError) {
  EXPECT_DOUBLE_EQ(crps({{3}, {}}, 5, 0, 10), 2);
  EXPECT_DOUBLE_EQ(crps({{5}, {}}, 5, 0, 10), 0);
}

TEST(Crps, OfTwoMembersAroundTheRecordIsAQuarterOfTheirDistance) {
  // E|X - y| = 1, E|X - X'| / 2 = 1/2
  EXPECT_NEAR(crps({{4, 6}, {}}, 5, 0, 10), 0.5, 1e-12);
}

TEST(Crps, WeighsMembers) {
  EXPECT_NEAR(crps({{2, 8}, {0.75, 0.25}}, 2, 0, 10), 0.25 * 0.25 * 6, 1e-12);
}

TEST(Crps, OfAUniformForecastAroundTheRecordIsASixthOfItsHalfWidth) {
  Sample sample;
  for (int i = 0; i < 20000; ++i) sample.values.push_back(-3 + 6 * (i + 0.5) / 20000);
  EXPECT_NEAR(crps(sample, 0, -10, 10), crps_of_window(3), 1e-3);
}

TEST(Crps, CountsWhatDidNotOccurAsTheEndOfTheFrame) {
  EXPECT_DOUBLE_EQ(crps({{kDidNotOccur}, {}}, 4, 0, 10), 6);
}

TEST(LogScore, KnownValues) {
  EXPECT_NEAR(log_score(0.5), -0.6931471805599453, 1e-15);
  EXPECT_EQ(log_score(1), 0);
  EXPECT_GT(log_score(smoothed(0, 1000)), -8);  // no finite ensemble is infinitely surprised
}

TEST(Quantile, IsInfiniteWhereTooFewOccurred) {
  const Sample sample{{1, 2, kDidNotOccur, kDidNotOccur}, {}};
  EXPECT_EQ(quantile(sample, 0.5), 2);
  EXPECT_TRUE(std::isinf(quantile(sample, 0.95)));
}

TEST(Supported, AnEventNeedsBothToBePossibleAndToBeatACoin) {
  const Setting s = frame();
  EXPECT_TRUE(support_of(happens(), s, truths(90, 100)).supported());
  const Support possible = support_of(happens(), s, truths(20, 100));
  EXPECT_TRUE(possible.holds);
  EXPECT_FALSE(possible.skilled);
  EXPECT_FALSE(support_of(happens(), s, truths(2, 100)).holds);
}

TEST(Supported, ADateMustLieInTheIntervalAndTheIntervalMustNotBeVague) {
  const Setting s = frame();
  const Check day = when(s, Precision::day);
  const double y = recorded(day, s);
  EXPECT_TRUE(support_of(day, s, spread(y, 600)).supported());
  const Support vague = support_of(day, s, spread(y, 5000));
  EXPECT_TRUE(vague.holds);
  EXPECT_FALSE(vague.skilled);
  EXPECT_FALSE(support_of(day, s, spread(y + 3000, 600)).holds);
}

TEST(Supported, AFinerDateAsksMore) {
  const Setting s = frame();
  const double y = recorded(when(s, Precision::hour), s);
  EXPECT_TRUE(support_of(when(s, Precision::day), s, spread(y, 900)).supported());
  EXPECT_FALSE(support_of(when(s, Precision::hour), s, spread(y, 900)).supported());
}

TEST(Supported, ADateThatHardlyEverComesIsCensoredAndNotSupported) {
  const Setting s = frame();
  const Check day = when(s, Precision::day);
  std::vector<Reading> readings(100, Reading{kDidNotOccur, 0});
  readings[0].value = recorded(day, s);
  const Support support = support_of(day, s, readings);
  EXPECT_NEAR(support.probability, 0.01, 1e-12);
  EXPECT_FALSE(support.supported());
}

TEST(Supported, AnOrderHoldsInHalfOfThoseThatTellOfIt) {
  const Setting s = frame();
  Check order;
  order.kind = CheckKind::order;
  order.order.resize(2);
  std::vector<Reading> readings(100, Reading{std::nan(""), 0});  // in most nothing came
  for (std::size_t m = 0; m < 10; ++m) readings[m] = {m < 7 ? 1.0 : 0.0, 1};
  EXPECT_TRUE(support_of(order, s, readings).supported());
  for (std::size_t m = 0; m < 10; ++m) readings[m].value = m < 3;
  EXPECT_FALSE(support_of(order, s, readings).holds);
}

TEST(Score, SharperRightForecastsScoreBetter) {
  const Setting s = frame();
  const Record record{{forecast("a", happens()), forecast("b", share_near(0.4, 0.05)), forecast("c", when(s, Precision::day))}};
  const double y = recorded(record.claims[2].check, s);
  const auto at = [&](int yes, double share_half, double minutes) {
    return mean_log_score(record, s, readings_of({truths(yes, 101), spread(0.4, share_half), spread(y, minutes)}));
  };
  EXPECT_GT(at(95, 0.1, 1500), at(60, 0.1, 1500));
  EXPECT_GT(at(95, 0.05, 1500), at(95, 0.3, 1500));
  EXPECT_GT(at(95, 0.1, 1000), at(95, 0.1, 6000));
}

TEST(Score, SharpWrongForecastsScoreWorseThanACoin) {
  const Setting s = frame();
  const Record record{{forecast("a", happens())}};
  EXPECT_LT(mean_log_score(record, s, readings_of({truths(1, 100)})), std::log(0.5));
}

TEST(Score, OfACoinIsThatOfACoin) {
  const Setting s = frame();
  const Record record{{forecast("a", happens()), forecast("b", happens())}};
  std::vector<Reading> b;
  for (int m = 0; m < 100; ++m) b.push_back({m % 2 ? 1.0 : 0.0, 0});
  EXPECT_NEAR(mean_log_score(record, s, readings_of({truths(50, 100), b})), std::log(0.5), 1e-9);
}

TEST(Score, WhatACoinHasSupportedIsFarFromAllAndTheSameEachTime) {
  const Setting s = frame();
  const Record record{{forecast("a", happens()), forecast("b", share_near(0.4, 0.05)), forecast("c", when(s, Precision::hour))}};
  const double share = coin_supported(record, s, 200, 40);
  EXPECT_GT(share, 0);
  EXPECT_LT(share, 0.5);
  EXPECT_EQ(share, coin_supported(record, s, 200, 40));
}

TEST(Score, KeepsItsColumnsApart) {
  const Setting s = frame();
  Record record{{forecast("a", happens()), forecast("b", happens()), forecast("c", happens()), forecast("d", Check{})}};
  record.claims[0].use = ClaimUse::given;
  record.claims[1].use = ClaimUse::assumed;
  record.claims[2].role = ClaimRole::checks;
  const auto all = truths(100, 100);
  const Score score = score_record(record, s, readings_of({all, all, all, all}));
  const SystemScore& system = score.systems.at("S01");
  EXPECT_EQ(system.given.claims, 1);
  EXPECT_EQ(system.assumed.claims, 1);
  EXPECT_EQ(system.forecast.claims, 2);
  EXPECT_EQ(system.forecast.checkable, 1);
  EXPECT_EQ(system.forecast.supported, 1);
  EXPECT_EQ(system.checks.claims, 1);
}

TEST(Score, TellsWhatWasFittedToFromWhatWasNot) {
  const Setting s = frame();
  Record record{{forecast("a", happens()), forecast("b", happens()), forecast("c", share_near(0.4, 0.05)), forecast("d", happens())}};
  record.claims[1].role = record.claims[2].role = ClaimRole::checks;
  record.claims[3].use = ClaimUse::never;
  record.claims[3].check.kind = CheckKind::never;
  const auto of = [&](int a, int b) { return readings_of({truths(a, 100), truths(b, 100), spread(0.4, 0.1, 100), truths(90, 100)}); };
  Score score = score_record(record, s, of(80, 50));
  ASSERT_EQ(score.parts.size(), 3U);
  EXPECT_EQ(score.parts.at("calibrates").claims, 1);
  EXPECT_EQ(score.parts.at("checks").claims, 2);
  EXPECT_EQ(score.parts.at("checks").figures, 1);
  EXPECT_EQ(score.parts.at("checks").inside, 1);
  EXPECT_EQ(score.parts.at("calibrates").figures, 0);
  double sum = 0;
  for (const auto& [part, skill] : score.parts) sum += skill.claims * skill.model;
  EXPECT_NEAR(sum / score.skill.claims, score.skill.model, 1e-12);
  EXPECT_NEAR(score.skill.model, mean_log_score(record, s, of(80, 50)), 1e-12);

  hold_against(score, "itself", record, s, s, of(80, 50));
  hold_against(score, "worse", record, s, s, of(20, 50));
  EXPECT_EQ(score.skill.models.at("itself").gain, 0);
  EXPECT_GT(score.parts.at("calibrates").models.at("worse").gain, 0.5);
  EXPECT_NEAR(score.parts.at("calibrates").models.at("worse").gain,
              score.parts.at("calibrates").model - score.parts.at("calibrates").models.at("worse").score, 1e-12);
}

TEST(Persistence, HoldsToWhatIsTrueOnTheFirstDay) {
  const Setting s = frame();
  Record record{{forecast("a", happens()), forecast("b", happens()), forecast("c", happens()), forecast("d", share_near(0.4, 0.05))}};
  record.claims[1].use = record.claims[2].use = ClaimUse::never;
  record.claims[1].check.kind = record.claims[2].check.kind = CheckKind::never;
  Readings r = readings_of({truths(1, 2), truths(1, 2), truths(1, 2), spread(0.4, 0.1, 2)});
  r.at_start = {1, 1, 0, 0.42};
  const auto p = [&](std::size_t c) { return std::exp(baseline_log_score(Baseline::persistence, record, s, r, c)); };
  EXPECT_NEAR(p(0), 0.95, 1e-12);
  EXPECT_NEAR(p(1), 0.05, 1e-12) << "what must never be is so already";
  EXPECT_NEAR(p(2), 0.95, 1e-12);
  EXPECT_NEAR(p(3), 0.95, 1e-12);
  r.at_start[0] = 0, r.at_start[3] = 0.2;
  EXPECT_NEAR(p(0), 0.05, 1e-12);
  EXPECT_LT(p(3), 0.05);
}

TEST(Score, SaysWhichCalibratingFiguresWereBuiltIn) {
  const Setting s = frame();
  const Record record{{forecast("a", share_near(0.4, 0.05)), forecast("b", share_near(0.4, 0.05))}};
  const Score score = score_record(record, s, readings_of({spread(0.4, 0.04), spread(0.4, 0.3)}));
  ASSERT_EQ(score.prior_predictive.size(), 2U);
  EXPECT_TRUE(score.prior_predictive[0].built_in());
  EXPECT_FALSE(score.prior_predictive[1].built_in());
}

TEST(Score, WhatHistoriesFromAPosteriorGiveIsNoPriorPredictive) {
  const Setting priors = frame();
  Setting fitted = frame();
  fitted.posterior.hash = "0123";
  const Record record{{forecast("a", share_near(0.4, 0.05)), forecast("b", share_near(0.4, 0.05))}};
  const auto sharp = spread(0.4, 0.04), wide = spread(0.4, 0.3), off = spread(0.9, 0.01);
  Score score = score_record(record, fitted, readings_of({sharp, sharp}));
  for (const PriorFigure& f : score.prior_predictive) {
    EXPECT_FALSE(f.prior.has_value());
    EXPECT_GT(f.posterior.value(), 0.95);
    EXPECT_FALSE(f.built_in() || f.bought()) << "nothing is known of what it had before";
  }
  hold_against(score, "other fit", record, fitted, fitted, readings_of({wide, wide}));
  EXPECT_FALSE(score.prior_predictive[0].prior.has_value());
  hold_against(score, "priors", record, fitted, priors, readings_of({off, wide}));
  EXPECT_TRUE(score.prior_predictive[0].bought());
  EXPECT_FALSE(score.prior_predictive[1].bought());
  EXPECT_EQ(score.prior_predictive[1].prior, score_record(record, priors, readings_of({off, wide})).prior_predictive[1].prior);
  EXPECT_NE(score_text(record, fitted, score, true).find("1 were bought"), std::string::npos);
}

TEST(Score, LeavesTwinsUnevaluatedWithoutTheirFile) {
  const Setting s = frame();
  Check twin;
  twin.kind = CheckKind::twin;
  const Record record{{forecast("a", twin)}};
  const Readings none = readings_of({truths(0, 10)});
  EXPECT_FALSE(score_record(record, s, none).verdicts[0].supported);
  const auto judged = [&](double effect, double sure, double placebo) {
    const TwinResults twins{{{"a", "dead", effect, 0, 0, sure, placebo}}};
    return score_record(record, s, none, &twins).verdicts[0].supported.value();
  };
  EXPECT_TRUE(judged(0.1, 0.95, 0.02));
  EXPECT_FALSE(judged(0.02, 0.95, 0.01));  // too small
  EXPECT_FALSE(judged(0.1, 0.8, 0.02));    // not sure enough
  EXPECT_FALSE(judged(0.1, 0.95, 0.2));    // no more than a placebo does
  EXPECT_FALSE(judged(-0.1, 0.95, 0.02));  // the other way
}

TEST(Twins, AreReadOrRefused) {
  const auto read = parse_twin_results(
      R"({"twins": [{"claim": "a", "outcome": "o", "effect": -0.2, "low": -0.3, "high": -0.1, "sign_probability": 1, "placebo95": 0.02}]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->find("a")->high, -0.1);
  EXPECT_EQ(read->find("b"), nullptr);
  EXPECT_EQ(parse_twin_results("{").error(), "not JSON");
  EXPECT_EQ(parse_twin_results(R"({"twins": [{"claim": "a"}]})").error(), "the twin of claim 'a' lacks the number 'effect'");
}

TEST(Blocks, HoldTheMeanAndWidenWhenClaimsHangTogether) {
  std::vector<Scored> apart, together;
  for (int i = 0; i < 40; ++i) {
    apart.push_back({i, "S01", i % 2 ? -1.0 : 0.0});
    together.push_back({i / 10, "S01", (i / 10) % 2 ? -1.0 : 0.0});
  }
  const auto [low, high] = block_interval(apart, 1000);
  const auto [wide_low, wide_high] = block_interval(together, 1000);
  EXPECT_TRUE(low < -0.5 && -0.5 < high);
  EXPECT_GT(wide_high - wide_low, high - low);
}

}  // namespace
}  // namespace smolny

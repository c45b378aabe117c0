// From chronicles to readings, and forecasts that need no model.

#include "lab/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lab/baselines.hpp"
#include "lab/forecasts.hpp"
#include "lab/prequential.hpp"

namespace smolny {
namespace {

constexpr PatternId kRaid{0}, kReply{1};

/// Ten days with two patterns.
Setting frame() {
  Setting s;
  s.end = s.start + days(10);
  s.patterns.rows.resize(2);
  return s;
}

/// Events of either pattern at so many minutes from the start, with their amounts.
struct Happening {
  std::int64_t minute;
  double amount;
  PatternId pattern;
};

Chronicle chronicle(const Setting& s, const std::vector<Happening>& happenings) {
  Chronicle c;
  c.matches.resize(2);
  for (const Happening& h : happenings) {
    Recorded e;
    e.at = s.start + minutes(h.minute);
    e.amount = h.amount;
    c.matches[static_cast<std::size_t>(h.pattern.index)].push_back(static_cast<std::int32_t>(c.events.size()));
    c.events.push_back(e);
  }
  return c;
}

Check over(CheckKind kind, PatternId pattern, const Setting& s) {
  Check c;
  c.kind = kind;
  c.pattern = c.figure.pattern = pattern;
  c.figure.from = s.start;
  c.figure.until = s.end;
  c.by = s.end;
  return c;
}

Reading read(const Check& check, const Setting& s, const std::vector<Happening>& happenings) {
  Record record;
  record.claims.push_back({.id = "a", .check = check});
  const ClaimReader reader(record, s);
  Readings readings = reader.none();
  reader.add(chronicle(s, happenings), {}, readings);
  return readings.claims[0][0];
}

TEST(Claims, AnEventCountsInItsSpanAlone) {
  const Setting s = frame();
  Check check = over(CheckKind::happens, kRaid, s);
  check.figure.until = s.start + hours(10);
  EXPECT_EQ(read(check, s, {{600, 1, kRaid}}).value, 1);
  EXPECT_EQ(read(check, s, {{601, 1, kRaid}}).value, 0);
  check.kind = CheckKind::never;
  EXPECT_EQ(read(check, s, {{601, 1, kRaid}}).value, 1);
}

TEST(Claims, AmountsAreTakenAsAsked) {
  const Setting s = frame();
  const std::vector<Happening> three{{10, 4, kRaid}, {20, 9, kRaid}, {30, 2, kRaid}};
  const std::pair<Take, double> takes[] = {{Take::count, 3}, {Take::total, 15}, {Take::first, 4}, {Take::last, 2}, {Take::largest, 9}};
  for (const auto& [take, expected] : takes) {
    Check check = over(CheckKind::value, kRaid, s);
    check.figure.take = take;
    EXPECT_EQ(read(check, s, three).value, expected);
  }
  Check none = over(CheckKind::value, kRaid, s);
  none.figure.take = Take::largest;
  EXPECT_TRUE(std::isinf(read(none, s, {}).value)) << "no event, no amount";
}

TEST(Claims, ADateIsMinutesSinceTheStartAndInfiniteWhenItNeverComes) {
  const Setting s = frame();
  Check check = over(CheckKind::when, kRaid, s);
  EXPECT_EQ(read(check, s, {{70, 1, kRaid}, {90, 1, kRaid}}).value, 70);
  check.last = true;
  EXPECT_EQ(read(check, s, {{70, 1, kRaid}, {90, 1, kRaid}}).value, 90);
  EXPECT_TRUE(std::isinf(read(check, s, {}).value));
}

TEST(Claims, WhatHasNotComeStandsBehindAllThatHas) {
  const Setting s = frame();
  Check check = over(CheckKind::order, {}, s);
  check.order = {kRaid, kReply};
  EXPECT_EQ(read(check, s, {{10, 1, kRaid}, {20, 1, kReply}}).value, 1);
  EXPECT_EQ(read(check, s, {{20, 1, kReply}, {30, 1, kRaid}}).value, 0);
  EXPECT_EQ(read(check, s, {{10, 1, kRaid}}).value, 1);
  EXPECT_EQ(read(check, s, {{10, 1, kRaid}}).group, 0) << "not all of it came about";
  EXPECT_EQ(read(check, s, {{20, 1, kReply}}).value, 0);
  EXPECT_TRUE(std::isnan(read(check, s, {}).value)) << "of two that have not come nothing is known";
}

TEST(Claims, AContrastPartsHistoriesByWhatCameInTime) {
  const Setting s = frame();
  Check check = over(CheckKind::contrast, kRaid, s);
  check.figure.pattern = kReply;
  check.by = s.start + hours(1);
  EXPECT_EQ(read(check, s, {{30, 1, kRaid}}).group, 1);
  EXPECT_EQ(read(check, s, {{90, 1, kRaid}}).group, 0);
  check.against = kReply;
  EXPECT_TRUE(std::isnan(read(check, s, {{90, 1, kRaid}}).group)) << "neither";
}

TEST(Claims, ThoseThatTellNothingForecastAsChance) {
  const Setting s = frame();
  Check order = over(CheckKind::order, {}, s);
  order.order = {kRaid, kReply};
  const std::vector<Reading> none(50, Reading{std::nan(""), 0});
  EXPECT_DOUBLE_EQ(probability_of_record(order, s, none, {}), 0.5);
  std::vector<Reading> one = none;
  one[0] = {1, 1};
  EXPECT_LT(probability_of_record(order, s, one, {}), 0.52) << "one history in fifty is no forecast";
}

Record dated_record(const Setting& s, std::initializer_list<int> on_days) {
  Record record;
  for (int day : on_days) {
    Check check = over(CheckKind::when, kRaid, s);
    check.dated = true;
    check.at = s.start + days(day);
    record.claims.push_back({.id = std::string(1, static_cast<char>('a' + day)), .role = ClaimRole::checks, .check = check});
  }
  return record;
}

Readings nothing(const Record& record) {
  Readings r;
  r.members = 1;
  r.claims.assign(record.claims.size(), {Reading{kDidNotOccur, 0}});
  r.at_start.assign(record.claims.size(), std::nan(""));
  return r;
}

TEST(Baselines, TheTimetableExpectsThingsOnItsDates) {
  Setting s = frame();
  CalendarEntry entry;
  entry.at = s.start + days(5);
  s.calendar.add(entry);
  const Record record = dated_record(s, {5, 8});
  const Readings readings = nothing(record);
  EXPECT_GT(baseline_log_score(Baseline::timetable, record, s, readings, 0), std::log(0.9));
  EXPECT_LT(baseline_log_score(Baseline::timetable, record, s, readings, 1), std::log(0.01));
}

TEST(Baselines, PersistenceExpectsNothing) {
  const Setting s = frame();
  Record record = dated_record(s, {5});
  record.claims.push_back({.id = "never", .use = ClaimUse::never, .check = over(CheckKind::never, kRaid, s)});
  const Readings readings = nothing(record);
  EXPECT_LT(baseline_log_score(Baseline::persistence, record, s, readings, 0), std::log(0.05));
  EXPECT_DOUBLE_EQ(baseline_log_score(Baseline::persistence, record, s, readings, 1), std::log(0.95));
}

TEST(Baselines, BaseRatesHaveSeenTheOthersButNotTheClaim) {
  const Setting s = frame();
  const Record together = dated_record(s, {4, 5, 6}), apart = dated_record(s, {1, 5, 9});
  const double near = baseline_log_score(Baseline::base_rates, together, s, nothing(together), 1);
  const double far = baseline_log_score(Baseline::base_rates, apart, s, nothing(apart), 1);
  EXPECT_GT(near, far);
  EXPECT_GT(baseline_log_score(Baseline::base_rates, dated_record(s, {5}), s, nothing(dated_record(s, {5})), 0), std::log(0.05));
}

TEST(Tempering, KeepsAShareOfTheMembersAndTheirOrder) {
  std::vector<double> log_weights{0, -50, -100, -150}, weights;
  temper(log_weights, weights, 2);
  EXPECT_GE(effective_size(weights), 2 - 1e-6);
  EXPECT_TRUE(weights[0] > weights[1] && weights[1] > weights[2] && weights[2] > weights[3]);
  std::vector<double> mild{0, -0.1}, kept;
  temper(mild, kept, 1.5);
  EXPECT_DOUBLE_EQ(mild[1], -0.1) << "nothing to temper";
}

TEST(Prequential, LearnsFromTheRecordSoFar) {
  // Two claims on which members agree or err together: once the first is known the second is forecast better.
  const Setting s = frame();
  Record record = dated_record(s, {2, 6});
  Readings readings;
  readings.members = 100;
  readings.claims.resize(2);
  for (int m = 0; m < 100; ++m) {
    const double late = m < 30 ? 0 : 5 * 1440;
    readings.claims[0].push_back({2 * 1440 + late, 0});
    readings.claims[1].push_back({m < 30 ? 6 * 1440.0 : kDidNotOccur, 0});
  }
  const auto steps = prequential(record, s, readings);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_NEAR(steps[0].log_score, std::log(0.3), 0.02);
  EXPECT_GT(steps[1].log_score, std::log(0.6));
}

}  // namespace
}  // namespace smolny

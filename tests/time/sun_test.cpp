// The sun over Petrograd and elsewhere, against almanac values to the minute or two that the method allows.

#include "time/sun.h"

#include <gtest/gtest.h>

#include "time/calendar.h"
#include "time/format.h"

namespace smolny {
namespace {

const EarthPoint petrograd{59.94, 30.31};
const ClockOffset summer_time{3.0 + 1.0 / 60};
const ClockOffset mean_time{2.0 + 1.0 / 60};

void expect_near(std::optional<Instant> got, Instant want, std::int64_t slack) {
  ASSERT_TRUE(got);
  EXPECT_LE(std::abs(got->minutes - want.minutes), slack) << format_iso(*got) << " against " << format_iso(want);
}

TEST(Sun, RisesAndSetsOverPetrogradOnTheTwentyFifth) {
  const CivilDate date{1917, 10, 25};
  const std::int64_t day = day_number(date, Style::Old);
  expect_near(civil_dawn(day, petrograd, summer_time), instant_of(date, Style::Old, 7, 49), 1);
  expect_near(sunrise(day, petrograd, summer_time), instant_of(date, Style::Old, 8, 36), 1);
  expect_near(sunset(day, petrograd, summer_time), instant_of(date, Style::Old, 16, 50), 1);
  expect_near(civil_dusk(day, petrograd, summer_time), instant_of(date, Style::Old, 17, 36), 1);
}

TEST(Sun, MovesWithTheClock) {
  const std::int64_t day = day_number({1917, 10, 25}, Style::Old);
  EXPECT_EQ(*sunrise(day, petrograd, summer_time) - *sunrise(day, petrograd, mean_time), hours(1));
}

TEST(Sun, AgreesWithAnAlmanac) {
  // Greenwich, 21 June 2000, universal time: 03:43 and 20:21.
  const std::int64_t solstice = day_number({2000, 6, 21}, Style::New);
  expect_near(sunrise(solstice, {51.48, 0.0}, {0}), instant_of({2000, 6, 21}, Style::New, 3, 43), 1);
  expect_near(sunset(solstice, {51.48, 0.0}, {0}), instant_of({2000, 6, 21}, Style::New, 20, 21), 1);
}

TEST(Sun, NeitherRisesInPolarNightNorSetsInPolarDay) {
  const EarthPoint murman{68.97, 33.08};
  EXPECT_FALSE(sunrise(day_number({1917, 12, 22}, Style::New), murman, mean_time));
  EXPECT_FALSE(sunset(day_number({1917, 12, 22}, Style::New), murman, mean_time));
  EXPECT_TRUE(civil_dawn(day_number({1917, 12, 22}, Style::New), murman, mean_time));
  EXPECT_FALSE(sunrise(day_number({1918, 6, 21}, Style::New), murman, mean_time));
  EXPECT_FALSE(is_dark(instant_of({1918, 6, 21}, Style::New, 0, 0), murman, mean_time));
  // The white nights: in Arkhangelsk the sun sets and it never grows dark.
  const EarthPoint arkhangelsk{64.54, 40.54};
  EXPECT_FALSE(civil_dusk(day_number({1918, 6, 21}, Style::New), arkhangelsk, mean_time));
  EXPECT_TRUE(sunset(day_number({1918, 6, 21}, Style::New), arkhangelsk, mean_time));
  EXPECT_FALSE(sunrise(0, {90, 0}, {0}));
}

TEST(Sun, IsDarkOutsideCivilTwilight) {
  const std::int64_t day = day_number({1917, 10, 25}, Style::Old);
  const Instant dawn = *civil_dawn(day, petrograd, summer_time), dusk = *civil_dusk(day, petrograd, summer_time);
  for (Instant t = start_of_day(day); t < start_of_day(day + 1); t += minutes(1)) {
    if (t == dawn || t == dusk) continue;  // to the minute
    EXPECT_EQ(is_dark(t, petrograd, summer_time), t < dawn || t > dusk) << format_iso(t);
  }
}

TEST(Sun, StandsHighestAtNoon) {
  const std::int64_t day = day_number({1917, 10, 25}, Style::Old);
  const Instant rise = *sunrise(day, petrograd, summer_time), set = *sunset(day, petrograd, summer_time);
  const Instant noon{(rise.minutes + set.minutes) / 2};
  const double top = sun_altitude(noon, petrograd, summer_time);
  EXPECT_NEAR(top, 90 - 59.94 - 16.2, 0.2);
  EXPECT_GT(top, sun_altitude(noon + hours(1), petrograd, summer_time));
  EXPECT_NEAR(sun_altitude(rise, petrograd, summer_time), -0.833, 0.1);
}

TEST(Sun, KeepsToTheDayOfItsNoonFarFromTheCapital) {
  const EarthPoint vladivostok{43.12, 131.89}, west{0, -150};
  for (EarthPoint where : {vladivostok, west}) {
    const std::int64_t day = day_number({1918, 1, 10}, Style::New);
    const Instant rise = *sunrise(day, where, mean_time), set = *sunset(day, where, mean_time);
    EXPECT_LT(rise, set);
    EXPECT_EQ(day_of(Instant{(rise.minutes + set.minutes) / 2}), day);
    EXPECT_EQ((*sunrise(day + 1, where, mean_time) - rise).minutes / 60, 24);
  }
}

}  // namespace
}  // namespace smolny

// The two calendars against each other and against known days.

#include "time/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "time/instant.h"

namespace smolny {
namespace {

TEST(Calendar, EpochIsNewYearOf1900) {
  EXPECT_EQ(day_number({1900, 1, 1}, Style::New), 0);
  EXPECT_EQ(day_number({1899, 12, 20}, Style::Old), 0);
  EXPECT_EQ(weekday(0), 0);  // a Monday
}

TEST(Calendar, KnowsTheDaysOfTheRevolution) {
  EXPECT_EQ(day_number({1917, 10, 25}, Style::Old), day_number({1917, 11, 7}, Style::New));
  EXPECT_EQ(weekday(day_number({1917, 11, 7}, Style::New)), 2);  // a Wednesday
  EXPECT_EQ(day_number({1918, 1, 5}, Style::Old), day_number({1918, 1, 18}, Style::New));
}

TEST(Calendar, OldStyleRunsThirteenDaysBehindFrom1900To2100) {
  for (std::int64_t day = day_number({1900, 3, 14}, Style::New); day <= day_number({2100, 3, 13}, Style::New); ++day) {
    const CivilDate old = civil_date(day, Style::Old);
    ASSERT_EQ(civil_date(day - 13, Style::New), old);
  }
  EXPECT_EQ(day_number({1900, 3, 1}, Style::Old) - day_number({1900, 3, 1}, Style::New), 13);
  EXPECT_EQ(day_number({1900, 2, 28}, Style::Old) - day_number({1900, 2, 28}, Style::New), 12);
  EXPECT_EQ(day_number({1582, 10, 5}, Style::Old), day_number({1582, 10, 15}, Style::New));
}

TEST(Calendar, TheDayAfterTheLastOfJanuary1918IsTheFourteenthOfFebruary) {
  EXPECT_EQ(day_number({1918, 1, 31}, Style::Old) + 1, day_number({1918, 2, 14}, Style::New));
  EXPECT_EQ(switch_day(), day_number({1918, 2, 14}, Style::New));
}

TEST(Calendar, DatesGoThereAndBack) {
  rc::check([] {
    const auto day = *rc::gen::inRange<std::int64_t>(-600'000, 2'000'000);
    for (Style style : {Style::Old, Style::New}) {
      const CivilDate date = civil_date(day, style);
      RC_ASSERT(day_number(date, style) == day);
      RC_ASSERT(exists(date, style));
      RC_ASSERT(civil_date(day + 1, style) > date);
    }
  });
}

TEST(Calendar, RefusesDaysThatAreNot) {
  EXPECT_TRUE(exists({1900, 2, 29}, Style::Old));
  EXPECT_FALSE(exists({1900, 2, 29}, Style::New));
  EXPECT_TRUE(exists({2000, 2, 29}, Style::New));
  EXPECT_FALSE(exists({1917, 4, 31}, Style::New));
  EXPECT_FALSE(exists({1917, 13, 1}, Style::New));
  EXPECT_FALSE(exists({1917, 0, 1}, Style::New));
  EXPECT_FALSE(exists({1917, 1, 0}, Style::New));
  EXPECT_EQ(days_in_month(1917, 14, Style::New), 0);
}

TEST(Instant, CountsInWholeMinutes) {
  const Instant t = instant_of({1917, 10, 25}, Style::Old, 2, 10);
  EXPECT_EQ(t - instant_of({1917, 10, 24}, Style::Old), hours(26) + minutes(10));
  EXPECT_EQ(minute_of_day(t), 130);
  EXPECT_EQ(start_of_day(t) + minutes(130), t);
  EXPECT_LT(t, t + minutes(1));
  EXPECT_EQ(days(7), weeks(1));
  EXPECT_EQ(2 * hours(12), days(1));
  EXPECT_DOUBLE_EQ(minutes(90).in_hours(), 1.5);
}

TEST(Instant, BelongsToItsDayBefore1900Too) {
  EXPECT_EQ(day_of({-1}), -1);
  EXPECT_EQ(minute_of_day({-1}), 1439);
  EXPECT_EQ(day_of({-1440}), -1);
  EXPECT_EQ(day_of({-1441}), -2);
  EXPECT_EQ(day_of({0}), 0);
}

}  // namespace
}  // namespace smolny

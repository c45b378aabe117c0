// How instants are written.

#include "time/format.h"

#include <gtest/gtest.h>

#include <limits>

#include "time/calendar.h"
#include "time/parse.h"

namespace smolny {
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

TEST(Format, GivesBothCalendarsWhileTheyDifferInUse) {
  EXPECT_EQ(format_both(at("25 Oct 1917 02:10 OS")), "25 Oct (7 Nov) 1917, 02:10");
  EXPECT_EQ(format_both(at("25 Dec 1917 12:00 OS")), "25 Dec 1917 (7 Jan 1918), 12:00");
  EXPECT_EQ(format_both(at("5 Jan 1918 16:00 OS")), "5 Jan (18 Jan) 1918, 16:00");
  EXPECT_EQ(format_both(at("31 Jan 1918 23:59 OS")), "31 Jan (13 Feb) 1918, 23:59");
  EXPECT_EQ(format_both(at("14 Feb 1918 00:00 NS")), "14 Feb 1918, 00:00");
  EXPECT_EQ(format_both(at("3 Mar 1918 17:50 NS")), "3 Mar 1918, 17:50");
  EXPECT_EQ(format_both_day(day_of(at("24 Oct 1917 OS"))), "24 Oct (6 Nov) 1917");
}

TEST(Format, HasShorterAndStricterForms) {
  const Instant shot = at("25 Oct 1917 21:40 OS");
  EXPECT_EQ(format_iso(shot), "1917-11-07T21:40");
  EXPECT_EQ(format_short(shot), "25 Oct 21:40");
  EXPECT_EQ(format_marked(shot), "25 Oct 1917 21:40 OS");
  EXPECT_EQ(format_short(at("3 Mar 1918 17:50 NS")), "3 Mar 17:50");
  EXPECT_EQ(format_marked(at("3 Mar 1918 17:50 NS")), "3 Mar 1918 17:50 NS");
}

TEST(Format, WritesDurations) {
  EXPECT_EQ(format_duration({0}), "0 min");
  EXPECT_EQ(format_duration(minutes(90)), "1 h 30 min");
  EXPECT_EQ(format_duration(days(2) + minutes(5)), "2 d 5 min");
  EXPECT_EQ(format_duration(-hours(3)), "-3 h");
  EXPECT_EQ(format_duration({std::numeric_limits<std::int64_t>::min()}), "-6405119470038038 d 18 h 8 min");
}

}  // namespace
}  // namespace smolny

// Dates and durations as people write them, and what is said of those that are wrong.

#include "time/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "time/calendar.h"
#include "time/format.h"

namespace smolny {
namespace {

using testing::HasSubstr;

TEST(ParseInstant, ReadsEitherCalendar) {
  const Instant eve = instant_of({1917, 11, 6}, Style::New);
  for (const char* text : {"24 Oct 1917 OS", "24 October 1917 OS", "6 Nov 1917 NS", "1917-10-24 OS", "1917-11-06 NS",
                           "  24  oct 1917 0:00 OS ", "06 NOV 1917 00:00 NS", "1917-11-06T00:00 NS"})
    EXPECT_EQ(parse_instant(text), eve) << text;
  for (const char* text :
       {"24 Oct 1917 18:05 OS", "24 Oct 1917, 18:05 OS", "1917-10-24 18:05 OS", "1917-11-06T18:05 NS"})
    EXPECT_EQ(parse_instant(text), eve + hours(18) + minutes(5)) << text;
}

TEST(ParseInstant, TakesNewStyleDatesOfTheDaysThatWereSkipped) {
  // 1 to 13 Feb 1918 were days, if only in the New Style; Russia called them 19 to 31 January.
  EXPECT_EQ(parse_instant("1 Feb 1918 NS"), parse_instant("19 Jan 1918 OS"));
  EXPECT_EQ(parse_instant("13 Feb 1918 NS"), parse_instant("31 Jan 1918 OS"));
  EXPECT_EQ(*parse_instant("14 Feb 1918 NS"), *parse_instant("31 Jan 1918 OS") + days(1));
}

TEST(ParseInstant, RefusesOldStyleDatesAfterItsEndAndNamesTheNew) {
  const auto refused = parse_instant("5 Feb 1918 OS");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error(), HasSubstr("5 Feb 1918 OS does not exist in civil use"));
  EXPECT_THAT(refused.error(), HasSubstr("it is 18 Feb 1918 NS"));
  EXPECT_THAT(parse_instant("1 Feb 1918 OS").error(), HasSubstr("14 Feb 1918 NS"));
  EXPECT_THAT(parse_instant("25 Dec 1918 OS").error(), HasSubstr("7 Jan 1919 NS"));
}

TEST(ParseInstant, RefusesAnUnmarkedDate) {
  for (const char* text : {"24 Oct 1917", "1917-10-24", "24 Oct 1917 18:00", "1917-10-24T18:00"}) {
    const auto refused = parse_instant(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_THAT(refused.error(), HasSubstr("mark it OS"));
    EXPECT_THAT(refused.error(), HasSubstr(text));
  }
}

TEST(ParseInstant, SaysWhatIsWrong) {
  const std::pair<const char*, const char*> table[] = {
      {"", "expected a date such as"},
      {"OS", "has no date"},
      {"   ", "no date given"},
      {"24 OS", "expected a date such as"},
      {"31 Apr 1917 OS", "days 1 to 30"},
      {"29 Feb 1917 OS", "days 1 to 28"},
      {"29 Feb 1900 NS", "days 1 to 28"},
      {"0 Oct 1917 OS", "does not exist"},
      {"32 Oct 1917 OS", "days 1 to 31"},
      {"24 Okt 1917 OS", "is no month"},
      {"1917-13-01 OS", "is no month"},
      {"1917-00-01 OS", "is no month"},
      {"24 Oct 17 OS", "is no year"},
      {"24 Oct 19171 OS", "is no year"},
      {"x Oct 1917 OS", "is no day"},
      {"-4 Oct 1917 OS", "is no day"},
      {"24 Oct 1917 24:00 OS", "hours run from 00 to 23"},
      {"24 Oct 1917 18:60 OS", "minutes from 00 to 59"},
      {"24 Oct 1917 18 OS", "is no time of day"},
      {"24 Oct 1917 18:5 OS", "is no time of day"},
      {"24 Oct 1917 18:00:00 OS", "is no time of day"},
      {"24 Oct 1917 noon OS", "is no time of day"},
      {"24 Oct 1917 18:00 sharp OS", "is not understood"},
      {"24 Oct 1917 18:00 os", "is not understood"},
      {"1917-10-24x OS", "is no date"},
      {"1917-10-24T OS", "is no time of day"},
      {"0000-10-24 OS", "does not exist"},
      {"24 Oct 1917 OS NS", "is no time of day"},
  };
  for (const auto& [text, message] : table) {
    const auto refused = parse_instant(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_THAT(refused.error(), HasSubstr(message)) << text;
  }
}

TEST(ParseDuration, ReadsUnitsAndAddsThemUp) {
  EXPECT_EQ(parse_duration("90 min"), minutes(90));
  EXPECT_EQ(parse_duration("1 minute"), minutes(1));
  EXPECT_EQ(parse_duration("2 h"), hours(2));
  EXPECT_EQ(parse_duration("2h"), hours(2));
  EXPECT_EQ(parse_duration("3 d"), days(3));
  EXPECT_EQ(parse_duration("3 days"), days(3));
  EXPECT_EQ(parse_duration("1 week"), weeks(1));
  EXPECT_EQ(parse_duration("1 d 6 h"), hours(30));
  EXPECT_EQ(parse_duration("-15 min"), minutes(-15));
  EXPECT_EQ(parse_duration("0 min"), minutes(0));
}

TEST(ParseDuration, RefusesTheRest) {
  for (const char* text : {"", " ", "-", "90", "min", "1.5 h", "2 hh", "2 months", "h 2", "1e3 min", "--2 h",
                           "2 h -1 min", "99999999999999999999 min", "9999999999 d",
                           "900000000 weeks", "1000000000 d 1 min"})
    EXPECT_FALSE(parse_duration(text)) << text;
  EXPECT_THAT(parse_duration("2 fortnights").error(), HasSubstr("min, h, d or week"));
}

TEST(ParseDuration, QuotesWhatItWasGivenInBrief) {
  const std::string error = parse_duration(std::string(100'000, '9') + "\n\x1b h").error();
  EXPECT_LT(error.size(), 200U);
  EXPECT_THAT(error, HasSubstr("999...'"));
  EXPECT_THAT(parse_duration("\x1b[31m h").error(), HasSubstr("'?[31m h'"));
  // A letter of two bytes is not cut in two.
  std::string letters;
  for (int i = 0; i < 40; ++i) letters += "\xc3\xa9";
  EXPECT_THAT(parse_duration("x" + letters).error(), HasSubstr("\xc3\xa9...'"));
}

TEST(Format, ReadsBack) {
  for (Instant t = *parse_instant("1 Aug 1917 OS"); t < *parse_instant("1 Apr 1918 NS"); t += minutes(607)) {
    EXPECT_EQ(parse_instant(format_marked(t)), t);
    EXPECT_EQ(parse_instant(format_iso(t) + " NS"), t);
  }
  EXPECT_EQ(parse_instant(format_marked(*parse_instant("14 Feb 0959 NS"))), parse_instant("14 Feb 0959 NS"));
  for (std::int64_t n : {0, 1, -59, 60, 1439, 1441, 100'000, -100'001})
    EXPECT_EQ(parse_duration(format_duration({n})), Duration{n}) << n;
}

}  // namespace
}  // namespace smolny

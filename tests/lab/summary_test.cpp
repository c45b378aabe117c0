#include "lab/summary.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "lab/wording.hpp"
#include "time/parse.h"

namespace smolny {
namespace {

using ::testing::HasSubstr;

constexpr double kNever = std::numeric_limits<double>::infinity();

ArchiveHeader header() {
  ArchiveHeader h;
  h.scenario_name = "A crisis";
  h.start = *parse_instant("14 Oct 1917 OS");
  h.end = *parse_instant("3 Nov 1917 OS");
  h.outcomes = {{"falls", "It falls", "", OutcomeKind::boolean, {}},
                {"when", "When", "", OutcomeKind::instant, {}},
                {"dead", "Dead", "persons", OutcomeKind::number, {}},
                {"who", "Who", "", OutcomeKind::category, {"a", "b"}}};
  return h;
}

std::vector<MemberRow> four_members() {
  std::vector<MemberRow> rows(5);
  const std::vector<std::vector<double>> values{{1, 60, 3, 0}, {1, 120, 4, 0}, {0, kNever, 9, 1}, {1, 180, 7, -1}};
  for (std::size_t i = 0; i < 4; ++i) rows[i].number = i, rows[i].outcomes = values[i];
  rows[4].number = 4;
  rows[4].failed = true;
  rows[4].reason = "it broke";
  return rows;
}

TEST(Summary, AQuantileIsAValueThatOccurred) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(quantile_of(x, 0.05), 1);
  EXPECT_EQ(quantile_of(x, 0.1), 1);
  EXPECT_EQ(quantile_of(x, 0.25), 3);
  EXPECT_EQ(quantile_of(x, 0.5), 5);
  EXPECT_EQ(quantile_of(x, 0.95), 10);
  EXPECT_EQ(quantile_of({1, kNever, kNever}, 0.5), kNever);
}

TEST(Summary, SharesHaveWilsonsInterval) {
  const Share s = share_of(8, 10);
  EXPECT_DOUBLE_EQ(s.value, 0.8);
  EXPECT_NEAR(s.low, 0.4902, 5e-5);  // Brown, Cai and DasGupta (2001) give the formula; by hand: 0.4902, 0.9433
  EXPECT_NEAR(s.high, 0.9433, 5e-5);
  EXPECT_EQ(share_of(0, 10).low, 0);
  EXPECT_EQ(share_of(10, 10).high, 1);
}

TEST(Summary, IsTheJsonOfTheContract) {
  const std::string json = summary_json(summarize(header(), four_members()));
  EXPECT_THAT(json, HasSubstr("\"members\": 5,\n  \"failed\": 1"));
  EXPECT_THAT(json, HasSubstr("\"kind\": \"boolean\",\n      \"unit\": \"\",\n      \"probability\": 0.75"));
  EXPECT_THAT(json, HasSubstr("\"kind\": \"number\",\n      \"unit\": \"minutes\""));
  EXPECT_THAT(json, HasSubstr("\"5\": 60,\n        \"25\": 60,\n        \"50\": 120,\n        \"75\": 180,\n        \"95\": null"));
  EXPECT_THAT(json, HasSubstr("\"censored\": 0.25"));
  EXPECT_THAT(json, HasSubstr("\"a\": 0.5,\n        \"b\": 0.25,\n        \"other\": 0.25"));
  EXPECT_THAT(json, HasSubstr("\"it broke\": 1"));
}

TEST(Summary, SpeaksPlainly) {
  const std::string text = summary_text(summarize(header(), four_members()));
  EXPECT_THAT(text, HasSubstr("5 histories of A crisis, 14 Oct (27 Oct) 1917 to 3 Nov (16 Nov) 1917. 1 failed:"));
  EXPECT_THAT(text, HasSubstr("3 in 4"));
  EXPECT_THAT(text, HasSubstr("half by 14 Oct (27 Oct) 1917, 02:00"));
  EXPECT_THAT(text, HasSubstr("does not occur in 1 in 4"));
}

TEST(Wording, Frequencies) {
  EXPECT_EQ(in_frequency(0, 1000), "never in 1,000");
  EXPECT_EQ(in_frequency(1, 1000), "always");
  EXPECT_EQ(in_frequency(0.631, 1000), "63 in 100");
  EXPECT_EQ(in_frequency(0.004, 1000), "4 in 1,000");
  EXPECT_EQ(in_frequency(0.0002, 10000), "fewer than 1 in 1,000");
  EXPECT_EQ(in_frequency(0.5, 10), "5 in 10");
  EXPECT_EQ(thousands(-1234567), "-1,234,567");
  EXPECT_EQ(plain_number(0.12345), "0.123");
  EXPECT_EQ(plain_number(12345.6), "12,346");
}

}  // namespace
}  // namespace smolny

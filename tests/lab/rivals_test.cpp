// Rival readings are compared on what none of them presupposes, and are told apart only where they differ.

#include "lab/rivals.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace smolny {
namespace {

constexpr std::int64_t kDay = 1440;

Claim claim(std::string id, CheckKind kind, ClaimUse use = ClaimUse::forecast) {
  Claim c;
  c.id = c.name = std::move(id);
  c.system = "S01";
  c.use = use;
  c.check.kind = kind;
  return c;
}

Claim about(Field field) {
  Claim c = claim("a", CheckKind::share);
  ExpressionNode node;
  node.op = Op::mean;
  node.quantity.field = field;
  c.check.figure.of.nodes = {node};
  return c;
}

/// Twelve dated claims on twelve days; a pattern for each.
struct TwoEvents {
  Setting setting;
  Record record;

  TwoEvents() {
    setting.end = setting.start + Duration{20 * kDay};
    for (int i = 0; i < 12; ++i) {
      Claim c = claim("c" + std::string(1, static_cast<char>('a' + i)), CheckKind::when);
      c.check.dated = true;
      c.check.at = setting.start + Duration{(i + 2) * kDay};
      c.check.precision = Precision::hour;
      record.claims.push_back(c);
    }
  }

  /// Every member sees every event so many hours after it was due; a third of them another twelve hours later.
  Readings late(double hours, std::size_t members = 90) const {
    Readings r;
    r.members = members;
    for (const Claim& c : record.claims) {
      std::vector<Reading> column;
      for (std::size_t m = 0; m < members; ++m)
        column.push_back({static_cast<double>((c.check.at - setting.start).minutes) + 60 * hours + (m % 3 == 0 ? 720 : 0), 0});
      r.claims.push_back(column);
    }
    return r;
  }
};

}  // namespace

TEST(Rivals, DatesOrdersPlacesAndVotesAreNeutral) {
  const Setting s;
  EXPECT_TRUE(is_neutral(claim("a", CheckKind::when), s));
  EXPECT_TRUE(is_neutral(claim("a", CheckKind::order), s));
  EXPECT_TRUE(is_neutral(about(Field::held), s));
  EXPECT_TRUE(is_neutral(about(Field::share), s));
}

TEST(Rivals, WhatReadingsPresupposeIsNot) {
  const Setting s;
  for (Field f : {Field::belief, Field::legitimacy, Field::obeys, Field::resolve, Field::arousal, Field::out, Field::support})
    EXPECT_FALSE(is_neutral(about(f), s)) << static_cast<int>(f);
  EXPECT_FALSE(is_neutral(claim("a", CheckKind::belief), s));
  EXPECT_FALSE(is_neutral(claim("a", CheckKind::twin), s));
  EXPECT_FALSE(is_neutral(claim("a", CheckKind::when, ClaimUse::given), s)) << "only what a run can get wrong";
}

TEST(Rivals, TwoThatSayTheSameCannotBeToldApart) {
  const TwoEvents w;
  const Readings a = w.late(0), b = w.late(0);
  const RivalReadings rivals[] = {{"one", &w.setting, &w.record, &a}, {"other", &w.setting, &w.record, &b}};
  const Rivalry r = compare_rivals(rivals);
  ASSERT_EQ(r.pairs.size(), 1U);
  EXPECT_DOUBLE_EQ(r.pairs[0].difference, 0);
  EXPECT_FALSE(r.pairs[0].apart());
  EXPECT_EQ(r.telling(), 0);
  EXPECT_NE(rivalry_text(r).find("cannot be told apart"), std::string::npos);
}

TEST(Rivals, OneThatIsRightBeatsOneThatIsLate) {
  const TwoEvents w;
  const Readings right = w.late(0), late = w.late(30);
  const RivalReadings rivals[] = {{"late", &w.setting, &w.record, &late}, {"right", &w.setting, &w.record, &right}};
  const Rivalry r = compare_rivals(rivals);
  EXPECT_EQ(r.claims.size(), 12U);
  EXPECT_EQ(r.telling(), 12);
  ASSERT_TRUE(r.pairs[0].apart());
  EXPECT_LT(r.pairs[0].difference, 0);
  EXPECT_GT(r.scores[1].log_score, r.scores[0].log_score);
  EXPECT_NE(rivalry_text(r).find("right does better"), std::string::npos);
}

TEST(Rivals, AClaimThatOneRecordLacksIsLeftOut) {
  const TwoEvents w;
  TwoEvents other;
  const Readings a = w.late(0);
  Readings b = w.late(0);
  other.record.claims.pop_back();
  b.claims.pop_back();
  const RivalReadings rivals[] = {{"all", &w.setting, &w.record, &a}, {"fewer", &other.setting, &other.record, &b}};
  EXPECT_EQ(compare_rivals(rivals).claims.size(), 11U);
}

}  // namespace smolny

// The calendar queue against a multimap: whatever is posted comes out, once, minute by minute.

#include "world/timetable.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace smolny {
namespace {

struct Thing {
  std::int64_t minute = 0;
  int name = 0;
};
std::int64_t minute_of(const Thing& t) { return t.minute; }

RC_GTEST_PROP(Timetable, GivesWhatIsDueInOrderAndNothingTwice, ()) {
  Timetable<Thing> table;
  std::multimap<std::int64_t, int> plain;
  std::int64_t now = 0;
  int names = 0;
  const auto steps = *rc::gen::inRange(1, 200);
  for (int i = 0; i < steps; ++i) {
    for (int posts = *rc::gen::inRange(0, 4); posts > 0; --posts) {
      const std::int64_t at = now + *rc::gen::inRange<std::int64_t>(0, 400);
      table.post({at, names});
      plain.emplace(at, names++);
    }
    const auto first = table.first();
    RC_ASSERT(first.has_value() == !plain.empty());
    if (!first) continue;
    RC_ASSERT(*first == plain.begin()->first);
    if (*rc::gen::inRange(0, 3) == 0) continue;  // looked at and left: something sooner may yet be posted
    now = *first;
    if (!table.is_open(now)) table.open_at(now);
    std::vector<Thing>& due = table.take(now);
    std::vector<int> got, expected;
    for (const Thing& t : due) got.push_back(t.name);
    due.clear();
    for (auto [p, end] = plain.equal_range(now); p != end; ++p) expected.push_back(p->second);
    plain.erase(now);
    std::sort(got.begin(), got.end());
    RC_ASSERT(got == expected);
  }
}

TEST(Timetable, WhatIsDueBeforeTheOpenMinuteIsDueInIt) {
  Timetable<Thing> table;
  table.post({125, 0});
  table.open_at(*table.first());
  table.take(125);
  table.post({3, 1});
  EXPECT_EQ(table.take(125).size(), 2U);
}

}  // namespace
}  // namespace smolny

// Two ensembles beside each other: nothing differs from itself, a difference is that of the members paired by number, and what cannot be
// compared is refused.

#include <algorithm>
#include <cmath>

#include "lab/beside.hpp"
#include "toy.hpp"

namespace smolny {
namespace {

class Beside : public Toy {
 protected:
  static OpenArchive made(const char* name, std::uint64_t members, const std::vector<std::string>& commands = {}, std::uint64_t seed = 1) {
    EnsemblePlan p = plan(members, 2);
    p.specification.commands = commands;
    p.specification.seed = seed;
    make(p, file(name));
    auto open = open_archive(file(name));
    EXPECT_TRUE(open) << (open ? "" : open.error().message);
    return std::move(*open);
  }
};

TEST_F(Beside, NothingDiffersFromItself) {
  const OpenArchive a = made("itself.sqlite", 12);
  const auto contrasts = beside(a, a);
  ASSERT_TRUE(contrasts);
  EXPECT_FALSE(contrasts->empty());
  for (const Contrast& c : *contrasts) {
    EXPECT_EQ(c.difference, 0) << c.outcome;
    EXPECT_EQ(c.interval.low, 0);
    EXPECT_EQ(c.interval.high, 0);
    EXPECT_LE(c.pairs, 12U);
  }
}

TEST_F(Beside, TheDifferenceIsThatOfMembersPairedByNumber) {
  const OpenArchive a = made("here.sqlite", 40), b = made("there.sqlite", 30, {"answer-to-the-strike=close-the-torch"});
  const auto contrasts = beside(a, b);
  ASSERT_TRUE(contrasts) << contrasts.error().message;
  const auto x = a.archive.members(Parts::outcomes), y = b.archive.members(Parts::outcomes);
  bool differs = false;
  for (const Contrast& c : *contrasts) {
    const auto& outcomes = a.archive.header().outcomes;
    const auto o = static_cast<std::size_t>(std::find_if(outcomes.begin(), outcomes.end(), [&](const OutcomeRow& r) { return r.id == c.outcome; }) - outcomes.begin());
    if (outcomes[o].kind != OutcomeKind::category) continue;
    const auto of = static_cast<double>(std::find(outcomes[o].cases.begin(), outcomes[o].cases.end(), c.of) - outcomes[o].cases.begin());
    double sum = 0;
    for (std::size_t k = 0; k < 30; ++k) sum += ((*y)[k].outcomes[o] == of) - ((*x)[k].outcomes[o] == of);
    EXPECT_EQ(c.pairs, 30U) << "members without a counterpart do not count";
    EXPECT_NEAR(c.difference, sum / 30, 1e-12) << c.outcome;
    EXPECT_LE(c.interval.low, c.difference + 1e-12);
    EXPECT_GE(c.interval.high, c.difference - 1e-12);
    differs = differs || c.interval.low != c.interval.high;
  }
  EXPECT_TRUE(differs) << "the intervention must show";
}

TEST_F(Beside, WhatSharesNoChanceIsRefused) {
  const OpenArchive a = made("one.sqlite", 3), b = made("two.sqlite", 3, {}, 2);
  const auto contrasts = beside(a, b);
  ASSERT_FALSE(contrasts);
  EXPECT_NE(contrasts.error().message.find("other seeds"), std::string::npos);
}

}  // namespace
}  // namespace smolny

#include "archive/pack.hpp"

#include <bit>

#include "archive/bytes.hpp"
#include "chance/draw.h"
#include "toy.hpp"

namespace smolny {
namespace {

using testing::toy;

Simulation history(std::uint64_t member) {
  static const Interventions none;
  Simulation sim = begin_history(toy().setting, mechanisms(), none, {.key = {1, member, 0}});
  advance(sim, toy().setting.end);
  return sim;
}

void expect_same(const Chronicle& a, const Chronicle& b) {
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i) {
    const Recorded &x = a.events[i], &y = b.events[i];
    EXPECT_EQ(x.at, y.at);
    EXPECT_EQ(x.kind, y.kind);
    EXPECT_EQ(x.side, y.side);
    EXPECT_EQ(x.by, y.by);
    EXPECT_EQ(x.on, y.on);
    EXPECT_EQ(x.place, y.place);
    EXPECT_EQ(x.detail, y.detail);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(x.amount), std::bit_cast<std::uint64_t>(y.amount));
    EXPECT_EQ(x.mechanism, y.mechanism);
    EXPECT_EQ(x.key, y.key) << name_of(x.kind);
    EXPECT_EQ(x.causes_begin, y.causes_begin);
    EXPECT_EQ(x.causes_end, y.causes_end);
    EXPECT_EQ(x.draws_begin, y.draws_begin);
    EXPECT_EQ(x.draws_end, y.draws_end);
  }
  ASSERT_EQ(a.causes.size(), b.causes.size());
  for (std::size_t i = 0; i < a.causes.size(); ++i) {
    EXPECT_EQ(a.causes[i].event, b.causes[i].event);
    EXPECT_EQ(a.causes[i].parameter, b.causes[i].parameter);
    EXPECT_EQ(a.causes[i].mechanism, b.causes[i].mechanism);
    EXPECT_EQ(std::bit_cast<std::uint32_t>(a.causes[i].weight), std::bit_cast<std::uint32_t>(b.causes[i].weight));
  }
  EXPECT_EQ(a.matches, b.matches);
  EXPECT_EQ(a.draws.size(), b.draws.size());
}

TEST(Pack, GivesBackEveryEventAndCause) {
  for (std::uint64_t member : {0, 1, 2, 3}) {
    const Simulation sim = history(member);
    ASSERT_GT(sim.chronicle.events.size(), 5U);
    const auto back = unpack_chronicle(pack_chronicle(sim), toy().setting);
    ASSERT_TRUE(back) << back.error();
    expect_same(sim.chronicle, *back);
  }
}

TEST(Pack, TheDigestIsThatOfTheChronicleBeforeItWasPacked) {
  const Simulation sim = history(0);
  MemberRow row;
  row.outcomes = {1, 0.5};
  const auto back = unpack_chronicle(pack_chronicle(sim));
  ASSERT_TRUE(back);
  EXPECT_EQ(digest_of(sim.chronicle, row), digest_of(*back, row));
  MemberRow other = row;
  other.outcomes[1] = 0.25;
  EXPECT_FALSE(digest_of(sim.chronicle, row) == digest_of(sim.chronicle, other));
}

TEST(Pack, AmountsKeepEveryBit) {
  Simulation sim = history(0);
  const std::vector<double> amounts{0.0, -0.0, 1, -1, 0.1, 1e15, -1e15, 999999999999999.0, 1e300, 5e-324, std::numeric_limits<double>::infinity()};
  ASSERT_GE(sim.chronicle.events.size(), amounts.size());
  for (std::size_t i = 0; i < amounts.size(); ++i) sim.chronicle.events[i].amount = amounts[i];
  const auto back = unpack_chronicle(pack_chronicle(sim));
  ASSERT_TRUE(back);
  for (std::size_t i = 0; i < amounts.size(); ++i)
    EXPECT_EQ(std::bit_cast<std::uint64_t>(amounts[i]), std::bit_cast<std::uint64_t>(back->events[i].amount));
}

TEST(Pack, TruncatedOrDamagedBytesAreAnErrorAndNoMore) {
  const std::string packed = pack_chronicle(history(0));
  for (std::size_t n = 0; n < packed.size(); n += 1 + packed.size() / 200)
    EXPECT_FALSE(unpack_chronicle(std::string_view(packed).substr(0, n), toy().setting)) << n;
  // Behind the compression too, where no checksum stands guard: any answer will do, so long as there is one.
  const auto plain = unsqueeze("SMCH", 2, packed, std::size_t{1} << 26);
  ASSERT_TRUE(plain);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    std::string damaged = *plain;
    const double u = chance::uniform({7, i, 0}, {1, 2, 3, 0}), v = chance::uniform({7, i, 0}, {1, 2, 3, 1});
    const auto at = std::min(damaged.size() - 1, static_cast<std::size_t>(u * static_cast<double>(i % 2 ? damaged.size() : 64)));
    damaged[at] = static_cast<char>(static_cast<unsigned char>(v * 256));
    if (i % 5 == 0) damaged.resize(at);
    (void)unpack_chronicle(squeeze("SMCH", 2, damaged, 1), toy().setting);
  }
}

TEST(Pack, AnotherVersionAndABombAreRefused) {
  const std::string packed = pack_chronicle(history(0));
  std::string newer = packed;
  newer[4] = 9;
  EXPECT_NE(unpack_chronicle(newer).error().find("version 9"), std::string::npos);
  EXPECT_FALSE(unpack_chronicle(squeeze("SMCH", 2, std::string(std::size_t{64} << 20, '\0'), 1)));
}

}  // namespace
}  // namespace smolny

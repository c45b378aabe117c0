// All mechanisms together on the flagship scenario: vetoes, saves, ablation, what a mechanism declares.

#include <gtest/gtest.h>

#include <set>

#include "engine/save.hpp"
#include "petrograd.hpp"

namespace smolny {
namespace {

Simulation history(std::uint64_t member, const Interventions& interventions, Instant until = {}) {
  const Setting& s = testing::petrograd().setting;
  Simulation sim = begin_history(s, mechanisms(), interventions, {.key = {1, member, 0}, .until = until});
  advance(sim, s.end);
  return sim;
}

TEST(Whole, TheScenarioLoads) {
  for (const Diagnostic& d : testing::petrograd().report.errors) ADD_FAILURE() << d.file << ':' << d.line << ": " << d.message;
}

TEST(Whole, TheSameSeedTellsTheSameHistory) {
  const Interventions nothing;
  EXPECT_EQ(history(3, nothing).daily, history(3, nothing).daily);
  EXPECT_NE(history(3, nothing).daily, history(4, nothing).daily);
}

TEST(Whole, AForbiddenKindNeverHappens) {
  using enum EventKind;
  for (EventKind kind : {captured, confronted, yielded, order_obeyed, rule_adopted, commissar_accepted, won_over, shots, opened, walked_out, proclaimed,
                         cabinet_formed, besieged, entered, seat_fell, departed, rumour_born, entrained, mandated, pledged}) {
    Interventions forbid;
    Pattern p;
    p.kind = kind;
    forbid.forbidden.push_back(p);
    const Simulation sim = history(2, forbid);
    for (const Recorded& e : sim.chronicle.events) ASSERT_NE(e.kind, kind) << name_of(kind);
  }
}

TEST(Whole, SavingAndGoingOnIsTheSameAsNotStopping) {
  const Setting& s = testing::petrograd().setting;
  const Interventions nothing;
  const Simulation straight = history(5, nothing);
  Simulation first = begin_history(s, mechanisms(), nothing, {.key = {1, 5, 0}});
  advance(first, s.start + days(9));
  auto saved = load_bytes(save_bytes(first, "{}"));
  ASSERT_TRUE(saved.has_value()) << saved.error();
  Simulation second = resume(s, mechanisms(), nothing, std::move(*saved));
  advance(second, s.end);
  EXPECT_EQ(second.daily, straight.daily);
  EXPECT_EQ(second.chronicle.events.size(), straight.chronicle.events.size());
}

TEST(Whole, ADamagedSaveIsRefused) {
  const Setting& s = testing::petrograd().setting;
  const Interventions nothing;
  Simulation sim = begin_history(s, mechanisms(), nothing, {.key = {1, 5, 0}});
  advance(sim, s.start + days(2));
  const std::string whole = save_bytes(sim, "{}");
  EXPECT_FALSE(load_bytes("").has_value());
  EXPECT_FALSE(load_bytes("SMOLNY-SAVE").has_value());
  EXPECT_FALSE(load_bytes(whole.substr(0, whole.size() / 2)).has_value());
  std::string bent = whole;
  bent[bent.size() / 3] = static_cast<char>(bent[bent.size() / 3] ^ 0x40);
  EXPECT_FALSE(load_bytes(bent).has_value());
  std::string newer = whole;
  newer[11] = 9;
  ASSERT_FALSE(load_bytes(newer).has_value());
  EXPECT_NE(load_bytes(newer).error().find("version 9"), std::string::npos);
}

TEST(Whole, AnotherBranchSharesThePastAndNotTheFuture) {
  const Setting& s = testing::petrograd().setting;
  const Interventions nothing;
  Simulation sim = begin_history(s, mechanisms(), nothing, {.key = {1, 5, 0}});
  advance(sim, s.start + days(6));
  Simulation other = sim;
  fork(other, 1);
  advance(sim, s.end);
  advance(other, s.end);
  EXPECT_EQ(std::vector(sim.daily.begin(), sim.daily.begin() + 5), std::vector(other.daily.begin(), other.daily.begin() + 5));
  EXPECT_NE(sim.daily.back(), other.daily.back());
}

TEST(Whole, CausesPrecedeTheirEvents) {
  const Interventions nothing;
  const Simulation sim = history(8, nothing);
  for (std::size_t i = 0; i < sim.chronicle.events.size(); ++i)
    for (const Cause& c : sim.chronicle.causes_of(sim.chronicle.events[i]))
      if (c.event >= 0) {
        ASSERT_LT(static_cast<std::size_t>(c.event), i);
      }
}

TEST(Whole, EveryMechanismCanBeLeftOut) {
  for (const MechanismSpec& m : mechanisms()) {
    Interventions without;
    without.without = {std::string(m.name)};
    const Simulation sim = history(1, without, testing::petrograd().setting.start + days(12));
    for (const Recorded& e : sim.chronicle.events)
      if (e.mechanism >= 0) {
        ASSERT_NE(mechanisms()[static_cast<std::size_t>(e.mechanism)].name, m.name);
      }
  }
}

TEST(Whole, MenAreNeitherMadeNorLost) {
  const Interventions nothing;
  for (std::uint64_t member : {1, 2, 3, 4}) {
    const Simulation sim = history(member, nothing);
    for (const UnitState& u : sim.world.units) {
      EXPECT_GE(u.out, 0);
      EXPECT_LE(u.out + u.dead, u.men);
    }
  }
}

TEST(Whole, OnlyDeclaredKindsAreEmittedAndEveryKindHasAName) {
  std::set<std::string_view> names;
  for (const EventKindSpec& k : event_kinds()) {
    EXPECT_FALSE(k.name.empty());
    EXPECT_TRUE(names.insert(k.name).second) << k.name;
  }
  for (const MechanismSpec& m : mechanisms()) EXPECT_FALSE(m.model.empty()) << m.name;
}

}  // namespace
}  // namespace smolny

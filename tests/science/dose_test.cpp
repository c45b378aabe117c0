// Dose and response: more of a cause gives more of its effect. In two-banks the west's men and their resolve are multiplied;
// in petrograd-1917 the men sent from the front, the copies that the Soviet's side prints, and whom the garrison obeys. Adjacent
// doses may not run the wrong way beyond error (three standard errors); in two-banks the ends must differ too, for there the
// response is what the model is about. How units lean is reported and not asserted: it is known to make next to no difference. No
// ration: the flagship has no bread yet.

#include <cmath>

#include "retold.hpp"
#include "scenario/expressions.hpp"
#include "statistics.hpp"
#include "time/parse.h"
#include "two_banks.hpp"

namespace smolny::science {
namespace {

struct Response {
  std::string dose;
  Mean mean;
};

/// `sign`: whether the response rises (1) or falls (-1) with the dose.
void expect_monotone(const std::vector<Response>& responses, int sign) {
  for (std::size_t i = 0; i + 1 < responses.size(); ++i) {
    const Mean &a = responses[i].mean, &b = responses[i + 1].mean;
    EXPECT_GT(sign * (b.mean - a.mean), -3 * std::hypot(a.error, b.error) - 1e-12) << responses[i].dose << " to " << responses[i + 1].dose;
  }
}

void tell(const std::string& what, const std::vector<Response>& responses) {
  std::string line = fmt::format("{:<60}", what);
  for (const Response& r : responses) line += fmt::format("  {}: {:.3f} (se {:.3f})", r.dose, r.mean.mean, r.mean.error);
  say(line);
}

TEST(Dose, OfMenAndResolveInTwoBanks) {
  heading("Dose and response: two-banks");
  const std::uint64_t n = sized(300, 4000);
  for (const char* field : {"men", "resolve"}) {
    std::vector<Response> points, leads;
    for (double factor : {0.5, 1.0, 1.8}) {
      const LoadedScenario city = two_banks_scaled(field, factor);
      const Outcomes all = outcomes_of(city.setting, specification_of(city.setting), n);
      points.push_back({fmt::format("x{}", factor), mean_of(city.setting, all, "west-points")});
      leads.push_back({fmt::format("x{}", factor), mean_of(city.setting, all, "west-leads")});
    }
    tell(fmt::format("the west's {}: its share of the points", field), points);
    tell(fmt::format("the west's {}: it leads", field), leads);
    expect_monotone(points, 1);
    expect_monotone(leads, 1);
    EXPECT_GT(points.back().mean.mean, points.front().mean.mean) << field;
  }
}

TEST(Dose, OfForceSentFromTheFront) {
  heading("Dose and response: force sent from the front, all obstacles on the line taken away");
  const std::uint64_t n = sized(30, 600);
  const Setting& s = petrograd();
  const auto held = parse_expression("mean(place@points.held.government)", s);
  ASSERT_TRUE(held.has_value());
  const std::vector<Probe> probes{{*parse_instant("28 Oct 1917 12:00 OS"), &*held}};
  std::vector<Response> come, falls, power, points;
  for (const char* men : {"0", "200", "1000", "5000"}) {
    std::vector<std::string> commands{"front-troops=send", "kerensky-summons=summon", "troops-in-the-city=use", "parameter.summons.railwaymen:=1",
                                      "parameter.summons.contact:=0", "parameter.summons.committee:=6"};
    for (const char* unit : {"inf17", "front_cavalry"}) commands.push_back(fmt::format("unit.{}.men={}", unit, men));
    const PatternId arrives = pattern_id(s, "rec-front-in-city");
    struct Life {
      OutcomeValues outcomes;
      double arrived = 0, held = 0;
    };
    std::vector<double> arrived, government;
    Outcomes all;
    for (const Life& life : each_history(s, with(s, commands), n, [&](const History& h, std::span<const double> o) {
           return Life{h.outcomes, h.simulation.chronicle.matches[static_cast<std::size_t>(arrives.index)].empty() ? 0.0 : 1.0, o[0]};
         }, probes)) {
      all.push_back(life.outcomes);
      arrived.push_back(life.arrived);
      government.push_back(life.held);
    }
    come.push_back({men, mean_of(arrived)});
    falls.push_back({men, mean_of(s, all, "government-falls")});
    power.push_back({men, mean_of(s, all, "soviet-power")});
    points.push_back({men, mean_of(government)});
  }
  tell("men of either unit sent: some of the front come", come);
  tell("men of either unit sent: the government falls", falls);
  tell("men of either unit sent: Soviet power", power);
  tell("men of either unit sent: points with the government, 28th", points);
  expect_monotone(falls, -1);
  expect_monotone(power, -1);
  expect_monotone(points, 1);
}

/// petrograd-1917 with the copies of the papers of one tag multiplied.
LoadedScenario printed(const std::string& tag, double factor) {
  std::set<std::string> papers;
  for (const Medium& m : petrograd().media)
    if (m.tagged(key_of(tag))) papers.insert(m.id);
  EXPECT_FALSE(papers.empty());
  Telling telling;
  telling.text = [=](const Path& path, const std::string& text) {
    const bool copies = path[0] == "media" && path.size() > 2 && path[2] == "copies" && papers.contains(path[1]);
    return copies && path.size() == 4 ? fmt::format("{}", std::stod(text) * factor) : text;
  };
  return retell(kPetrograd, telling);
}

TEST(Dose, OfCopiesPrinted) {
  heading("Dose and response: copies of the Soviet's papers");
  const std::uint64_t n = sized(30, 600);
  std::vector<Response> dawn, street, reach;
  for (double factor : {0.05, 1.0, 8.0}) {
    const LoadedScenario city = printed("soviet-papers", factor);
    const Setting& s = city.setting;
    const Expression alarm = *[&] {
      auto parsed = parse_expression("mean(unit@red-guard.belief.blow-coming)", s);
      EXPECT_TRUE(parsed.has_value());
      return parsed;
    }();
    const std::vector<Probe> probes{{s.start + days(9), &alarm}};
    std::vector<double> alarms;
    Outcomes all;
    for (auto& [values, seen] : each_history(s, specification_of(s), n, [](const History& h, std::span<const double> o) { return std::pair(h.outcomes, o[0]); }, probes)) {
      all.push_back(values);
      alarms.push_back(seen);
    }
    const std::string dose = fmt::format("x{}", factor);
    reach.push_back({dose, mean_of(alarms)});
    dawn.push_back({dose, mean_of(s, all, "points-by-dawn-25")});
    street.push_back({dose, mean_of(s, all, "confrontations")});
  }
  tell("the guards' belief that a blow is coming, 23rd", reach);
  tell("points at dawn of the 25th", dawn);
  tell("confrontations", street);
  expect_monotone(reach, 1);
  expect_monotone(dawn, 1);
}

/// Whom the garrison recognises as entitled to command it: the government and its headquarters so far, the committee the rest of the way.
TEST(Dose, OfReadinessToFightForTheGovernment) {
  if (scale() <= 0) GTEST_SKIP() << "in the whole form only";
  heading("Dose and response: the garrison's belief that the government may command it, held; in the committee, one less that");
  const std::uint64_t n = sized(30, 600);
  const Setting& s = petrograd();
  std::vector<Response> falls, bolshevik, obeyed, out;
  for (double belief : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const Specification held = with(s, {fmt::format("unit@garrison.legitimacy.provisional:={}", belief), fmt::format("unit@garrison.legitimacy.hq:={}", belief),
                                        fmt::format("unit@garrison.legitimacy.mrc:={}", 1 - belief)});
    const Outcomes all = outcomes_of(s, held, n);
    const std::string dose = fmt::format("{}", belief);
    falls.push_back({dose, mean_of(s, all, "government-falls")});
    bolshevik.push_back({dose, mean_of(s, all, "government", "all-bolshevik")});
    obeyed.push_back({dose, mean_of(s, all, "orders-obeyed-government")});
    out.push_back({dose, mean_of(s, all, "garrison-active-share")});
  }
  tell("the government falls", falls);
  tell("an all-Bolshevik cabinet on 27 October", bolshevik);
  tell("the government's orders obeyed", obeyed);
  tell("share of the garrison in the street", out);
  expect_monotone(falls, -1);
}

/// Every unit of the garrison leans so much more to the Soviet than it is given.
Setting leaning(double more) {
  Setting s = petrograd();
  for (const Unit& unit : s.units) {
    if (!unit.tagged(key_of("garrison")) || unit.attitude.uncertain < 0) continue;
    Uncertain& x = s.uncertain[static_cast<std::size_t>(unit.attitude.uncertain)];
    EXPECT_EQ(x.prior, Prior::normal) << unit.id;
    x.a += more, x.central = std::clamp(x.central + more, -1.0, 1.0);
  }
  return s;
}

TEST(Dose, OfHowUnitsLean) {
  if (scale() <= 0) GTEST_SKIP() << "in the whole form only";
  heading("Dose and response: every unit of the garrison leans so much more to the Soviet (roads reach from -0.2 to 0.5 more)");
  const std::uint64_t n = sized(30, 600);
  std::vector<Response> falls, bolshevik, obeyed;
  for (double more : {-0.6, -0.2, 0.0, 0.2, 0.5}) {
    const Setting s = leaning(more);
    const Outcomes all = outcomes_of(s, specification_of(s), n);
    const std::string dose = fmt::format("{:+}", more);
    falls.push_back({dose, mean_of(s, all, "government-falls")});
    bolshevik.push_back({dose, mean_of(s, all, "government", "all-bolshevik")});
    obeyed.push_back({dose, mean_of(s, all, "orders-obeyed-government")});
  }
  tell("the government falls", falls);
  tell("an all-Bolshevik cabinet on 27 October", bolshevik);
  tell("the government's orders obeyed", obeyed);
}

}  // namespace
}  // namespace smolny::science

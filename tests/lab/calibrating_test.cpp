// Only what may be fitted to is looked at; a posterior is laid over a scenario; a real scenario is fitted, in small.

#include "lab/calibrating.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include "engine/priors.hpp"
#include "lab/calibration.hpp"
#include "lab/ensemble.hpp"
#include "lab/posterior.hpp"
#include "lab/saves.hpp"
#include "lab/study.hpp"
#include "port.hpp"

namespace smolny {
namespace {

Claim claim(std::string id, ClaimUse use, ClaimRole role, CheckKind kind) {
  Claim c{.id = std::move(id), .use = use, .role = role, .check = {.kind = kind}};
  return c;
}

TEST(Calibrating, KeepsForecastsThatMayBeFittedTo) {
  const Record record{{claim("a", ClaimUse::forecast, ClaimRole::calibrates, CheckKind::happens),
                       claim("b", ClaimUse::forecast, ClaimRole::checks, CheckKind::happens),
                       claim("c", ClaimUse::never, ClaimRole::none, CheckKind::never),
                       claim("d", ClaimUse::given, ClaimRole::none, CheckKind::structure),
                       claim("e", ClaimUse::forecast, ClaimRole::calibrates, CheckKind::twin),
                       claim("f", ClaimUse::assumed, ClaimRole::calibrates, CheckKind::happens),
                       claim("g", ClaimUse::forecast, ClaimRole::calibrates, CheckKind::not_checkable)}};
  const Record kept = calibrating_claims(record);
  ASSERT_EQ(kept.claims.size(), 1U);
  EXPECT_EQ(kept.claims[0].id, "a");
  const Setting& s = port().setting;
  EXPECT_EQ(targets_of(kept, s, {}).size(), 1U);
  for (std::size_t i = 1; i < record.claims.size(); ++i) {
    const Record one{{record.claims[i]}};
    EXPECT_THROW(targets_of(one, s, {}), std::logic_error) << record.claims[i].id;
    EXPECT_THROW((void)calibrating_simulator(s, specification_of(s), one, {"place"}), std::logic_error) << record.claims[i].id;
  }
}

TEST(Calibrating, TargetsKnowTheirScaleAndWindow) {
  Setting s;
  s.end = s.start + days(10);
  Claim when = claim("w", ClaimUse::forecast, ClaimRole::calibrates, CheckKind::when);
  when.check.at = s.start + days(3);
  when.check.precision = Precision::day;
  const auto t = targets_of({{when}}, s, {0.05});
  EXPECT_EQ(t[0].record, 3 * 1440);
  EXPECT_EQ(t[0].scale, 10 * 1440);
  EXPECT_FALSE(t[0].truth);
  EXPECT_NEAR(t[0].record_sd, 1440 / std::sqrt(3.0), 1e-9);
  EXPECT_NEAR(t[0].discrepancy_sd, 720, 1e-9);
}

/// The port with three claims; one of them may be fitted to.
struct Fitted {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("smolny-fitted-" + std::to_string(getpid()));
  LoadedScenario loaded;
  Record record;
  Fitted() {
    std::filesystem::remove_all(folder);
    if (!new_scenario(folder, parameter_tables())) throw std::runtime_error("no example");
    std::ofstream(folder / "record.yaml") << R"(record:
- {id: first, name: A point changes hands, system: S01, use: forecast, role: calibrates, check: {happens: {pattern: {kind: captured}}}}
- {id: second, name: The committee holds points, system: S01, use: forecast, role: calibrates,
   check: {share: {of: (place.quay.held.committee + place.fort.held.committee) / 2, target: 0.5, within: 0.1}}}
- {id: third, name: It is not looked at, system: S01, use: forecast, role: checks, check: {happens: {pattern: {kind: decided}}}}
systems: [{id: S01, name: All}]
)";
    loaded = open_scenario(folder);
    record = read_record(loaded);
    std::filesystem::remove_all(folder);
    for (const Diagnostic& d : loaded.report.errors) ADD_FAILURE() << to_text(d);
    if (!loaded.valid()) throw std::runtime_error("the example does not load");
  }
};

Fitted& fitted() {
  static Fitted f;
  return f;
}

TEST(Calibrating, TheSimulatorSeesTheFittedClaimsAlone) {
  const Setting& s = fitted().loaded.setting;
  const Record kept = calibrating_claims(fitted().record);
  const auto simulator = calibrating_simulator(s, specification_of(s), kept, {"place", "unit"});
  ASSERT_TRUE(simulator.has_value()) << simulator.error();
  EXPECT_EQ(simulator->outputs, (std::vector<std::string>{"first", "second"}));
  ASSERT_FALSE(simulator->inputs.empty());
  const std::vector<double> low(simulator->inputs.size(), 0.1), high(simulator->inputs.size(), 0.9);
  std::set<std::vector<double>> seen;
  for (std::uint64_t chance = 0; chance < 40; ++chance) {
    const Outputs a = simulator->run(low, chance), b = simulator->run(low, chance);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(*a, *b);
    ASSERT_EQ(a->size(), 2U);
    EXPECT_TRUE((*a)[0] == 0 || (*a)[0] == 1);
    EXPECT_GE((*a)[1], 0);
    EXPECT_LE((*a)[1], 1);
    seen.insert(*a);
    seen.insert(*simulator->run(high, chance));
  }
  EXPECT_GT(seen.size(), 1U);
}

TEST(Calibrating, AScenarioIsFittedFromEndToEnd) {
  const Setting& s = fitted().loaded.setting;
  const Record kept = calibrating_claims(fitted().record);
  const auto simulator = calibrating_simulator(s, specification_of(s), kept, {"place", "unit", "group", "leader"});
  ASSERT_TRUE(simulator.has_value());
  CalibrationPlan plan;
  plan.screening = 60, plan.keep = 2, plan.waves = 1, plan.points = 16, plan.candidates = 500, plan.abc_points = 20, plan.rounds = 2, plan.predictive = 20;
  const auto c = calibrate(*simulator, targets_of(kept, s, {}), plan);
  ASSERT_TRUE(c.has_value()) << c.error();
  EXPECT_EQ(c->failed, 0U);
  EXPECT_EQ(c->prior_probability.size(), 2U);
  for (const CubePoint& p : c->posterior.points)
    for (double u : p) EXPECT_TRUE(u > 0 && u < 1);
}

/// The rows of the port that have a prior, the first two of them.
std::vector<std::string> two_paths(const Setting& s) {
  const auto rows = uncertain_rows(s);
  return {s.uncertain[rows[0]].path, s.uncertain[rows[1]].path};
}

TEST(Posterior, HistoriesTakeItsPoints) {
  Setting s = port().setting;
  const auto paths = two_paths(s);
  const auto rows = uncertain_rows(s);
  const std::string text = posterior_json(s, specification_of(s), paths, {{0.2, 0.7}, {0.9, 0.1}}, "test");
  ASSERT_TRUE(lay_posterior(s, text).has_value()) << lay_posterior(s, text).error();
  EXPECT_EQ(s.posterior.hash, sha256_hex(text));
  Start start;
  int first = 0;
  for (std::uint64_t member = 0; member < 200; ++member) {
    start.key = {1, member, 0};
    const auto drawn = sampled_numbers(s, start);
    const bool one = drawn[rows[0]] == at_quantile(s.uncertain[rows[0]], 0.2);
    first += one;
    EXPECT_EQ(drawn[rows[0]], at_quantile(s.uncertain[rows[0]], one ? 0.2 : 0.9));
    EXPECT_EQ(drawn[rows[1]], at_quantile(s.uncertain[rows[1]], one ? 0.7 : 0.1));  // a point is taken whole
    for (std::size_t k = 2; k < rows.size(); ++k) {  // the others are drawn as ever
      EXPECT_EQ(drawn[rows[k]], sampled_numbers(port().setting, start)[rows[k]]);
    }
  }
  EXPECT_NEAR(first, 100, 4 * std::sqrt(50.0));
  start.fixed_parameters = true;
  EXPECT_EQ(sampled_numbers(s, start)[rows[0]], s.uncertain[rows[0]].central);
}

TEST(Posterior, IsPartOfTheSpecification) {
  Setting s = port().setting;
  const Specification before = specification_of(s);
  const std::string text = posterior_json(s, before, two_paths(s), {{0.2, 0.7}}, "test");
  ASSERT_TRUE(lay_posterior(s, text).has_value());
  const Specification after = specification_of(s);
  EXPECT_NE(hash_of(before), hash_of(after));
  const auto back = parse_specification(canonical_json(after));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, after);
  EXPECT_TRUE(interventions_of(after, s).has_value());
  EXPECT_FALSE(interventions_of(before, s).has_value());
  EXPECT_FALSE(interventions_of(after, port().setting).has_value());
}

TEST(Posterior, RefusesWhatDoesNotFit) {
  Setting s = port().setting;
  const std::string good = posterior_json(s, specification_of(s), two_paths(s), {{0.2, 0.7}}, "test");
  const auto refused = [&](std::string text, const std::string& from, const std::string& to, const std::string& why) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    Setting other = port().setting;
    const auto laid = lay_posterior(other, text.replace(at, from.size(), to));
    ASSERT_FALSE(laid.has_value()) << to;
    EXPECT_NE(laid.error().find(why), std::string::npos) << laid.error();
    EXPECT_TRUE(other.posterior.hash.empty());
  };
  refused(good, "smolny-posterior-1", "other", "format");
  refused(good, two_paths(s)[0], "no.such", "no uncertain number");
  refused(good, "0.2", "1.2", "between 0 and 1");
  refused(good, "0.2,", "", "a point has 1");
  refused(good, "[[0.2,0.7]]", "[]", "no points");
  refused(good, "{", "[", "no posterior");
  Setting changed = port().setting;
  for (Uncertain& x : changed.uncertain)
    if (x.path == two_paths(s)[0]) x.b += 1;
  EXPECT_NE(lay_posterior(changed, good).error().find("another one now"), std::string::npos);
}

TEST(Posterior, FitsWhoeverHasItsNumbersWithTheirPriors) {
  Setting s = port().setting, elsewhere = port().setting;
  const std::string text = posterior_json(s, specification_of(s), two_paths(s), {{0.2, 0.7}}, "test");
  EXPECT_TRUE(lay_posterior(s, text)->same_state);
  elsewhere.id = "elsewhere", elsewhere.hash = "0";
  const auto laid = lay_posterior(elsewhere, text);
  ASSERT_TRUE(laid.has_value()) << laid.error();
  EXPECT_FALSE(laid->same_state);
  EXPECT_EQ(laid->scenario, s.id);
  EXPECT_EQ(elsewhere.posterior.quantiles, s.posterior.quantiles);
}

TEST(Posterior, IsFoundByPathOrByName) {
  const auto folder = std::filesystem::temp_directory_path() / ("smolny-posterior-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "posterior");
  std::ofstream(folder / "posterior" / "autumn.json") << "{}";
  EXPECT_EQ(find_posterior(folder, "autumn").value(), folder / "posterior" / "autumn.json");
  EXPECT_EQ(find_posterior(folder, (folder / "posterior" / "autumn.json").string()).value(), folder / "posterior" / "autumn.json");
  EXPECT_NE(find_posterior(folder, "autunm").error().find("did you mean 'autumn'"), std::string::npos) << find_posterior(folder, "autunm").error();
  std::filesystem::remove_all(folder);
}

/// The port in a folder of its own, which names the posterior `autumn` that lies in its folder `posterior`, of two points.
struct RunsFromAutumn {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("smolny-autumn-" + std::to_string(getpid()));
  RunsFromAutumn() {
    std::filesystem::remove_all(folder);
    if (!new_scenario(folder, parameter_tables())) throw std::runtime_error("no example");
    LoadedScenario plain = open_scenario(folder);
    std::filesystem::create_directories(folder / "posterior");
    std::ofstream(folder / "posterior" / "autumn.json") << posterior_json(plain.setting, specification_of(plain.setting), two_paths(plain.setting), {{0.2, 0.7}, {0.9, 0.1}}, "test");
    hash = plain.setting.hash;
    name("autumn");
  }
  ~RunsFromAutumn() { std::filesystem::remove_all(folder); }
  /// One line makes a posterior the scenario's own.
  void name(const std::string& posterior) const { std::ofstream(folder / "fitted.yaml") << "scenario: {posterior: " << posterior << "}\n"; }
  std::string hash;  ///< of the scenario before it named one
};

TEST(OwnPosterior, IsNamedInOneLineAndChangesNoStateOfTheScenario) {
  const RunsFromAutumn port;
  LoadedScenario loaded = open_scenario(port.folder);
  ASSERT_TRUE(loaded.valid()) << to_text(loaded.report.errors[0]);
  EXPECT_EQ(loaded.setting.own_posterior, "autumn");
  EXPECT_EQ(loaded.setting.hash, port.hash) << "else it would be fitted to another state of the scenario than it runs from";
  EXPECT_TRUE(loaded.setting.posterior.rows.empty()) << "it is laid when histories are to be lived, not when the scenario is read";
  const auto laid = lay_own_posterior(loaded.setting, port.folder);
  ASSERT_TRUE(laid && *laid);
  EXPECT_TRUE((*laid)->fitted.same_state);
  EXPECT_EQ(loaded.setting.posterior.hash, sha256_hex((*laid)->text));
  EXPECT_EQ(parameters_of(specification_of(loaded.setting)), "posterior:" + sha256_hex((*laid)->text));
  port.name("prior");
  LoadedScenario from_priors = open_scenario(port.folder);
  EXPECT_TRUE(from_priors.valid());
  EXPECT_FALSE(lay_own_posterior(from_priors.setting, port.folder)->has_value());
  EXPECT_EQ(parameters_of(specification_of(from_priors.setting)), "prior");
}

TEST(OwnPosterior, CheckSaysWhereWhatIsWrongWithIt) {
  const RunsFromAutumn port;
  const auto first = [&] {
    LoadedScenario loaded = open_scenario(port.folder);
    if (loaded.valid()) check_own_posterior(loaded, port.folder);
    return loaded.report.errors.empty() ? std::string() : to_text(loaded.report.errors[0]);
  };
  EXPECT_EQ(first(), "");
  port.name("autunm");
  EXPECT_NE(first().find("fitted.yaml:1:23: posterior: no posterior 'autunm'"), std::string::npos) << first();
  EXPECT_NE(first().find("did you mean 'autumn'"), std::string::npos) << first();
  port.name("../autumn");
  EXPECT_NE(first().find("fitted.yaml:1:23: posterior: expected the name"), std::string::npos) << first();
  port.name("autumn");
  std::ofstream(port.folder / "posterior" / "autumn.json") << "{}";
  EXPECT_NE(first().find("fitted.yaml:1:23: posterior: "), std::string::npos) << first();
  EXPECT_NE(first().find("autumn.json: it is no posterior"), std::string::npos) << first();
  std::filesystem::create_directories(port.folder / "readings");
  std::ofstream(port.folder / "readings" / "plain.yaml") << "scenario: {posterior: prior}\n";
  LoadedScenario reading = open_scenario(port.folder, {"plain"});
  ASSERT_TRUE(reading.valid());
  EXPECT_EQ(reading.setting.own_posterior, "") << "a reading may go back to the priors";
  check_own_posterior(reading, port.folder);
  EXPECT_TRUE(reading.valid());
}

/// A later change of a prior that forgets a posterior which comes with a scenario is seen here.
TEST(Posterior, ThoseThatComeWithScenariosFitThemAsTheyStandAndNameTheirCommand) {
  namespace fs = std::filesystem;
  for (const auto& folder : fs::directory_iterator(fs::path(SMOLNY_ROOT) / "scenarios")) {
    LoadedScenario runs = open_scenario(folder.path());
    check_own_posterior(runs, folder.path());
    EXPECT_TRUE(runs.valid()) << to_text(runs.report.errors[0]);
    if (!fs::is_directory(folder.path() / "posterior")) continue;
    for (const auto& file : fs::directory_iterator(folder.path() / "posterior")) {
      if (file.path().extension() != ".json") continue;
      SCOPED_TRACE(file.path());
      LoadedScenario scenario = open_scenario(folder.path());
      ASSERT_TRUE(scenario.valid());
      const auto text = read_file(file.path(), std::size_t{1} << 20);
      ASSERT_TRUE(text.has_value()) << text.error().message;
      const auto laid = lay_posterior(scenario.setting, *text);
      ASSERT_TRUE(laid.has_value()) << laid.error();
      EXPECT_EQ(laid->scenario, scenario.setting.id);
      const auto log = read_file(file.path().string() + ".log", std::size_t{1} << 20);
      ASSERT_TRUE(log.has_value()) << log.error().message;
      const std::size_t last = log->rfind('\n', log->size() - 2);  // lines are only ever added: the last one made the file
      const std::string line = last == std::string::npos ? *log : log->substr(last + 1);
      EXPECT_NE(line.find("\"command\":\"smolny calibrate " + scenario.setting.id + " "), std::string::npos) << line;
      EXPECT_NE(line.find("\"posterior\":\"" + sha256_hex(*text) + "\""), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace smolny

// Ablation: each mechanism left out in its turn. What that should do was written down before any was run (expectations.yaml)
// and is compared with what it does; a failed expectation is reported as failed and stays one. Members are paired: the same
// draws where both worlds make them. Asserted is structure alone: it runs, and nothing comes of what was left out.

#include <cmath>
#include <map>

#include "mechanisms/all.hpp"
#include "retold.hpp"
#include "statistics.hpp"

namespace smolny::science {
namespace {

struct Expectation {
  std::string without, outcome, of_case, strength, because;
  int sign = 1;
};

std::vector<Expectation> expectations() {
  const std::filesystem::path file = kRoot / "tests/science/expectations.yaml";
  const Documents documents = read_scenario(std::span(&file, 1));
  std::vector<Expectation> all;
  for (const YamlNode* row : documents.files.at(0).root->find("expectations")->items) {
    const auto text = [&](const char* key) { return row->find(key) ? row->find(key)->text : std::string(); };
    all.push_back({text("without"), text("outcome"), text("case"), text("strength"), text("because"), text("sign") == "raises" ? 1 : -1});
  }
  return all;
}

TEST(Ablation, EachMechanismAgainstWhatWasExpected) {
  heading("Ablation: each mechanism left out, against what was written down before");
  const Setting& s = petrograd();
  const std::uint64_t n = sized(8, 500);
  const std::vector<Expectation> expected = expectations();
  std::map<std::string, int> verdicts;
  for (const MechanismSpec& mechanism : mechanisms()) {
    const std::string name(mechanism.name);
    struct Life {
      OutcomeValues outcomes;
      int of_it = 0;
    };
    const auto lives = each_history(s, with(s, {}, {name}), n, [&](const History& h, std::span<const double>) {
      Life life{h.outcomes, 0};
      for (const Recorded& e : h.simulation.chronicle.events) life.of_it += e.mechanism >= 0 && h.simulation.registry[static_cast<std::size_t>(e.mechanism)].name == name;
      return life;
    });
    std::size_t changed = 0;
    for (std::size_t m = 0; m < n; ++m) {
      EXPECT_EQ(lives[m].of_it, 0) << name;
      changed += lives[m].outcomes != as_it_is().outcomes[m];
    }
    say("without {}: {} of {} histories end otherwise", name, changed, n);
    int stated = 0;
    for (const Expectation& e : expected) {
      if (e.without != name) continue;
      ++stated;
      const std::size_t o = outcome_index(s, e.outcome);
      const std::int32_t c = e.of_case.empty() ? -1 : case_index(s, e.outcome, e.of_case);
      std::vector<double> differences;
      double before = 0, after = 0;
      for (std::size_t m = 0; m < n; ++m) {
        const double a = worth(s, as_it_is().outcomes[m], o, c), b = worth(s, lives[m].outcomes, o, c);
        differences.push_back(b - a);
        before += a / static_cast<double>(n);
        after += b / static_cast<double>(n);
      }
      const Mean d = mean_of(differences);
      const double z = d.error > 0 ? d.mean / d.error : 0;
      const char* verdict = e.sign * z > 1.645 ? "held" : e.sign * z < -1.645 ? "FAILED" : "no effect seen";
      ++verdicts[verdict];
      say("  {:<32} expected to {:<6} ({}): {:>9.3f} to {:>9.3f}, z {:>6.1f}: {}", e.outcome + (c < 0 ? "" : ": " + e.of_case),
          e.sign > 0 ? "rise" : "fall", e.strength, before, after, z, verdict);
    }
    EXPECT_TRUE(stated > 0 || changed == 0) << "nothing was expected of leaving out " << name << ", which does something here";
  }
  for (const auto& [verdict, count] : verdicts) say("{}: {} of {}", verdict, count, expected.size());
}

}  // namespace
}  // namespace smolny::science

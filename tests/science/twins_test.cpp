// Twins that the literature argues over: the moderates stay; the Cossacks come out and the front sends; the cabinet waits.
// Every history is lived twice with the same chance. What differs, with its interval, and what happened on the way there in
// both worlds, is printed for the reader to judge; nothing of it is asserted but that both worlds were lived through.

#include "lab/whatif.hpp"
#include "statistics.hpp"

namespace smolny::science {
namespace {

struct Chain {
  const char* label;
  const char* pattern;
};

/// In how many histories the questions were put at all, and each link of the way came about, in either world.
void tell_chain(const std::vector<std::string>& commands, const std::vector<Chain>& chain, std::uint64_t n) {
  const Setting& s = petrograd();
  std::vector<DecisionId> asked;
  for (const std::string& c : commands) asked.push_back({find_row(s, Section::decisions, c.substr(0, c.find('=')))});
  const auto counts = [&](const std::vector<std::string>& done) {
    std::vector<double> seen(asked.size() + chain.size(), 0.0);
    for (const auto& history : each_history(s, with(s, done), n, [&](const History& h, std::span<const double>) {
           std::vector<bool> came(asked.size(), false);
           for (const Recorded& e : h.simulation.chronicle.events)
             for (std::size_t i = 0; i < asked.size(); ++i)
               if (e.kind == EventKind::decided && e.on == entity(asked[i])) came[i] = true;
           for (const Chain& c : chain) came.push_back(!h.simulation.chronicle.matches[static_cast<std::size_t>(pattern_id(s, c.pattern).index)].empty());
           return came;
         }))
      for (std::size_t i = 0; i < seen.size(); ++i) seen[i] += history[i];
    return seen;
  };
  const auto before = counts({}), after = counts(commands);
  for (std::size_t i = 0; i < before.size(); ++i)
    say("      {:<46} {:>6.3f} -> {:>6.3f}", i < asked.size() ? "put: " + s.decisions[asked[i]].id : std::string(chain[i - asked.size()].label),
        before[i] / static_cast<double>(n), after[i] / static_cast<double>(n));
}

/// An outcome, and which way the literature has it go.
struct Argued {
  const char* figure;
  int sign;
};

void tell(const std::string& question, const std::vector<std::string>& commands, const std::vector<Argued>& outcomes, const std::vector<Chain>& chain) {
  const Setting& s = petrograd();
  const std::uint64_t n = sized(20, 1000);
  const auto answer = what_if(s, {.specification = specification_of(s), .members = n}, {commands, {}});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->failed, 0U);
  say("{}", question);
  if (answer->option_probability) say("    the model itself takes the option in {:.3f} of the histories in which it is asked", *answer->option_probability);
  for (const Argued& argued : outcomes)
    for (const Effect& e : answer->effects) {
      if ((e.value.empty() ? e.id : e.id + ": " + e.value) != argued.figure) continue;
      const bool told = e.low > 0 || e.high < 0;
      const char* verdict = !told ? "not told apart from nought" : e.difference * argued.sign > 0 ? "agrees" : "DISAGREES";
      say("  {:<34} {:>9.3f} -> {:>9.3f}, difference {:>7.3f} ({:.3f} to {:.3f}), differs in {:.3f}; argued to {}: {}", argued.figure, e.base, e.twin,
          e.difference, e.low, e.high, e.changed, argued.sign > 0 ? "rise" : "fall", verdict);
    }
  say("    why, in shares of the histories in which each link came about:");
  tell_chain(commands, chain, n);
}

TEST(Twins, ArguedOver) {
  heading("Twins: what the literature argues over, as the model has it (90 % intervals)");
  tell("The moderates stay in the congress: is a broad socialist government likelier?", {"moderates-walk-out=stay"},
       {{"government: broad-socialist", 1}, {"government: all-bolshevik", -1}, {"government: bolshevik-left-sr", -1}, {"government-2-nov: broad-socialist", 1},
        {"soviet-power", -1}},
       {{"the congress sits", "congress-sits"}, {"the moderates are asked and stay", "rec-stays-in-congress"}, {"a caucus leaves", "caucus-leaves"},
        {"talks are voted", "rec-martov-carried"}, {"power is proclaimed", "power-proclaimed"}, {"a cabinet of the congress is formed", "soviet-cabinet"}});
  tell("The Cossacks come out and the front sends: more deaths, a government that survives?", {"cossacks=come-out", "front-troops=send"},
       {{"deaths", 1}, {"deaths-later", 1}, {"government-falls", -1}, {"soviet-power", -1}, {"points-by-dawn-25", -1}, {"shooting-share", 1}},
       {{"the front is called", "rec-front-summoned"}, {"a committee stops an echelon", "rec-stopped"}, {"an echelon turns round", "rec-turned"},
        {"troops of the front come into the city", "rec-front-in-city"}, {"the palace is ringed", "palace-ringed"}, {"the palace is taken", "palace-taken"}});
  tell("The cabinet waits: fewer points by nightfall of the 24th?", {"government-repression=wait"},
       {{"points-by-nightfall-24", -1}, {"points-by-dawn-25", -1}, {"government-falls", -1}, {"soviet-power", -1}, {"first-offensive-order", 1}},
       {{"the raid is decided", "rec-raid-decided"}, {"the presses are raided", "soviet-struck"}, {"the committee defends", "mrc-defends"},
        {"a band takes a point", "rec-point-by-nobody"}, {"the committee attacks", "mrc-attacks"}, {"power is proclaimed", "power-proclaimed"}});
}

}  // namespace
}  // namespace smolny::science

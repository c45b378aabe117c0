// The tree of causes as lines for people.

#include <fmt/format.h>

#include <algorithm>

#include "chronicle/sentence.hpp"
#include "lab/why.hpp"
#include "time/format.h"

namespace smolny {

namespace {

struct Teller {
  const LoadedScenario& scenario;
  const History& history;
  std::vector<Entity> squads;
  std::string text;
  std::vector<SourceId> cited;  ///< in the order in which they come up
  bool from_the_road = false;   ///< something was

  std::string line_of(std::int32_t index) const {
    const Recorded& e = history.simulation.chronicle.events[static_cast<std::size_t>(index)];
    return format_both(e.at) + "  " + sentence(scenario.setting, e, squads);
  }

  std::string rests_on(const Pressure& p) {
    std::string out(name_of(p.grade));
    for (SourceId s : p.sources) {
      out += ", " + scenario.setting.sources[s].id;
      if (std::find(cited.begin(), cited.end(), s) == cited.end()) cited.push_back(s);
    }
    return out;
  }

  /// What the sources named are.
  void tell_sources() {
    if (!cited.empty()) text += "\nSources\n";
    for (SourceId s : cited) text += "  " + scenario.setting.sources[s].id + ": " + scenario.setting.sources[s].citation + "\n";
  }

  /// The slate last: it is long, and others are not.
  void tell_reached(const std::vector<ReachedNumber>& numbers, const std::string& indent) {
    if (numbers.empty()) return;
    constexpr std::size_t most = 8;
    std::size_t told = 0;
    std::string line;
    for (const ReachedNumber& n : numbers)
      if (n.path.find(".slate.") == std::string::npos && told < most) line += fmt::format("{}{} = {:.4g}", told++ ? ", " : "", n.path, n.value);
    if (told < numbers.size()) line += fmt::format("{}{} numbers {}", told ? " and " : "", numbers.size() - told, told ? "more" : "of the slate");
    text += fmt::format("{}    from the road: {}\n", indent, line);
    from_the_road = true;
  }

  void tell_road() {
    const Reached& r = scenario.setting.reached;
    if (from_the_road)
      text += fmt::format("\nFrom the road: what history {} of {} had come to by the start.\n", history.simulation.world.key.member % r.refused.size(), r.from);
  }

  void tell(const CauseTree& tree, std::size_t depth) {
    const std::string indent(2 * depth, ' ');
    text += indent + line_of(tree.event) + " [" + std::to_string(tree.event) + "]";
    text += tree.told_above ? " (its causes are told above)\n" : tree.cut ? " (its causes are left out here)\n" : "\n";
    for (const Pressure& p : tree.pressures) {
      text += fmt::format("{}    pressure {:+.2f}: {}", indent, p.weight, p.meaning);
      if (!p.parameter.empty()) text += fmt::format(" ({} = {:.4g}{}; {})", p.parameter, p.value, p.unit.empty() || p.unit == "1" ? "" : " " + p.unit, rests_on(p));
      text += "\n";
    }
    tell_reached(tree.reached, indent);
    for (const std::string& d : tree.draws) text += indent + "    chance: " + d + "\n";
    for (const CauseTree& c : tree.causes) tell(c, depth + 1);
  }
};

std::string verdict(const Necessity& n, int branches) {
  if (!n.forbidden) return "cannot be told: something like it happens all the same";
  std::string out;
  if (branches > 0) {
    if (n.probability)
      out = fmt::format("{:.2f} ({:.2f} to {:.2f}): happens in {} of {} with, in {} of {} without", *n.probability, n.interval.low,
                        n.interval.high, n.hits_with, branches, n.hits_without, branches);
    else out = fmt::format("cannot be told: in none of {} branches does it happen with the cause", branches);
    out += "; ";
  }
  if (n.still_happens) out += *n.still_happens ? "with the same chance it happens still" : "with the same chance it does not happen";
  return out;
}

}  // namespace

std::string tree_text(const LoadedScenario& scenario, const History& history, const CauseTree& tree) {
  Teller teller{scenario, history, squad_origins(history.simulation.chronicle), {}, {}, false};
  teller.tell(tree, 0);
  teller.tell_sources();
  teller.tell_road();
  return std::move(teller.text);
}

std::string but_for_text(const Setting& setting, const History& history, const ButFor& answer) {
  const Chronicle& chronicle = history.simulation.chronicle;
  const auto squads = squad_origins(chronicle);
  std::string text = answer.branches > 0
                         ? fmt::format("\nBut for: probability of necessity (90 % interval), {} branches with and {} without each cause\n", answer.branches, answer.branches)
                         : std::string("\nBut for: the same history with the same chance, one cause forbidden\n");
  const auto tell = [&](const std::vector<Necessity>& list) {
    for (const Necessity& n : list) {
      for (std::size_t i = 0; i < n.causes.size(); ++i) {
        const Recorded& e = chronicle.events[static_cast<std::size_t>(n.causes[i])];
        text += (i == 0 ? "  " : "  and ") + format_both(e.at) + "  " + sentence(setting, e, squads) + " [" + std::to_string(n.causes[i]) + "]\n";
      }
      text += "      " + verdict(n, answer.branches) + "\n";
    }
  };
  if (answer.single.empty()) text += "  It has no earlier event among its causes that could be forbidden.\n";
  tell(answer.single);
  if (!answer.pairs.empty()) {
    text += "No single cause was necessary. Two together:\n";
    tell(answer.pairs);
  }
  return text;
}

}  // namespace smolny

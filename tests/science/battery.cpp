#include "battery.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <numeric>

#include "engine/evaluate.hpp"

namespace smolny::science {

double scale() {
  const char* given = std::getenv("SMOLNY_SCIENCE");
  return given ? std::clamp(std::strtod(given, nullptr), 0.0, 1.0) : 0;
}

void say(const std::string& line) {
  static std::ofstream file = [] {
    const std::filesystem::path folder = kRoot / "build/science";
    std::filesystem::create_directories(folder);
    return std::ofstream(folder / (scale() > 0 ? "report.txt" : "short.txt"));
  }();
  file << line << std::endl;
}

void heading(const std::string& text) { say("\n{}\n{}", text, std::string(text.size(), '-')); }

const Flagship& flagship() {
  static const Flagship it = [] {
    LoadedScenario loaded = open_scenario(kPetrograd);
    Record record = read_record(loaded);
    for (const Diagnostic& d : loaded.report.errors) ADD_FAILURE() << to_text(d);
    return Flagship{std::move(loaded), std::move(record)};
  }();
  return it;
}

Specification with(const Setting& setting, std::vector<std::string> commands, std::vector<std::string> without,
                   std::vector<std::string> policies) {
  Specification s = specification_of(setting);
  s.commands = std::move(commands);
  s.without = std::move(without);
  s.policies = std::move(policies);
  return s;
}

std::size_t outcome_index(const Setting& setting, std::string_view id) {
  const std::int32_t row = find_row(setting, Section::outcomes, id);
  if (row < 0) throw std::invalid_argument("no outcome " + std::string(id));
  return static_cast<std::size_t>(row);
}

std::int32_t case_index(const Setting& setting, std::string_view outcome, std::string_view id) {
  const auto& cases = setting.outcomes.rows[outcome_index(setting, outcome)].cases;
  const auto it = std::find_if(cases.begin(), cases.end(), [&](const OutcomeCase& c) { return c.id == id; });
  if (it == cases.end()) throw std::invalid_argument("no case " + std::string(id));
  return static_cast<std::int32_t>(it - cases.begin());
}

PatternId pattern_id(const Setting& setting, std::string_view id) {
  const PatternId pattern{find_row(setting, Section::patterns, id)};
  if (!pattern.has()) throw std::invalid_argument("no pattern " + std::string(id));
  return pattern;
}

History lived(const Setting& setting, const Specification& specification, std::span<const Probe> probes,
              std::vector<double>& observed) {
  auto interventions = interventions_of(specification, setting);
  if (!interventions) throw std::invalid_argument(interventions.error());
  History h = begin_member(setting, specification, std::make_shared<const Interventions>(std::move(*interventions)));
  std::vector<std::size_t> order(probes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return probes[a].at < probes[b].at; });
  observed.assign(probes.size(), 0);
  for (std::size_t i : order) {
    if (probes[i].at > setting.start) advance_member(h, probes[i].at);
    observed[i] = evaluate(h.simulation, *probes[i].expression);
  }
  advance_member(h, setting.end);
  judge_member(h);
  return h;
}

Outcomes outcomes_of(const Setting& setting, const Specification& specification, std::uint64_t count) {
  return each_history(setting, specification, count, [](const History& h, std::span<const double>) { return h.outcomes; });
}

Ensemble ensemble_of(const Setting& setting, const Record& record, const Specification& specification, std::uint64_t count) {
  struct Life {
    OutcomeValues outcomes;
    Chronicle chronicle;
    std::vector<double> observed;
  };
  const ClaimReader reader(record, setting);
  Ensemble all;
  all.readings = reader.none();
  in_order(
      count, 0,
      [&](std::uint64_t i) {
        Specification s = specification;
        s.member = i;
        Life life;
        History h = lived(setting, s, reader.probes(), life.observed);
        life.outcomes = std::move(h.outcomes);
        life.chronicle = std::move(h.simulation.chronicle);
        return life;
      },
      [&](std::uint64_t, const Life& life) {
        all.outcomes.push_back(life.outcomes);
        reader.add(life.chronicle, life.observed, all.readings);
        return true;
      });
  return all;
}

const Ensemble& as_it_is() {
  static const Ensemble it = ensemble_of(petrograd(), flagship().record, specification_of(petrograd()), sized(100, 2000));
  return it;
}

}  // namespace smolny::science

#include "lab/observe.hpp"

#include <algorithm>

#include "engine/evaluate.hpp"

namespace smolny {

std::expected<Observed, std::string> observe(const Setting& setting, const Specification& specification,
                                             std::span<const Probe> probes) {
  if (!specification.forks.empty()) return std::unexpected("a member with forks cannot be observed");
  auto interventions = interventions_of(specification, setting);
  if (!interventions) return std::unexpected(interventions.error());
  History history = begin_member(setting, specification, std::make_shared<const Interventions>(std::move(*interventions)));
  Observed observed;
  observed.values = advance_observing(history, probes, setting.end);
  observed.events = static_cast<std::uint32_t>(history.simulation.chronicle.events.size());
  return observed;
}

std::expected<std::vector<double>, std::string> observe_unchanged(const Setting& setting, const Specification& specification,
                                                                  std::span<const Probe> probes) {
  auto interventions = interventions_of(specification, setting);
  if (!interventions) return std::unexpected(interventions.error());
  History history = begin_member(setting, specification, std::make_shared<const Interventions>(std::move(*interventions)));
  World& world = history.simulation.world;
  for (ElectionId id : setting.elections.ids()) {
    constexpr double votes = 1e9;  // shares are what counts
    const Election& election = setting.elections[id];
    ElectionState& poll = world.elections[id];
    const double turnout = value(world, election.turnout_before);
    for (std::size_t p = 0; p < kMaxParties; ++p) poll.votes[p] = static_cast<std::int64_t>(votes * value(world, election.before[p]));
    poll.held = std::any_of(poll.votes.begin(), poll.votes.end(), [](std::int64_t n) { return n > 0; });
    poll.valid = static_cast<std::int64_t>(votes);
    poll.entitled = turnout > 0 ? static_cast<std::int64_t>(votes / turnout) : 0;
  }
  std::vector<double> values;
  for (const Probe& p : probes) values.push_back(evaluate(history.simulation, *p.expression));
  return values;
}

}  // namespace smolny

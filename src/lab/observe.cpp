#include "lab/observe.hpp"

#include <algorithm>
#include <numeric>

#include "engine/evaluate.hpp"
#include "lab/member.hpp"

namespace smolny {

std::expected<Observed, std::string> observe(const Setting& setting, const Specification& specification,
                                             std::span<const Probe> probes) {
  if (!specification.forks.empty()) return std::unexpected("a member with forks cannot be observed");
  auto interventions = interventions_of(specification, setting);
  if (!interventions) return std::unexpected(interventions.error());
  History history = begin_member(setting, specification, std::make_shared<const Interventions>(std::move(*interventions)));
  std::vector<std::size_t> order(probes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return probes[a].at < probes[b].at; });
  Observed observed;
  observed.values.resize(probes.size());
  for (std::size_t i : order) {
    if (probes[i].at > setting.start) advance_member(history, probes[i].at);
    observed.values[i] = evaluate(history.simulation, *probes[i].expression);
  }
  advance_member(history, setting.end);
  observed.events = static_cast<std::uint32_t>(history.simulation.chronicle.events.size());
  return observed;
}

}  // namespace smolny

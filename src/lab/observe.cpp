#include "lab/observe.hpp"


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

}  // namespace smolny

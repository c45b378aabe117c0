#include <array>

#include "mechanisms/all.hpp"

namespace smolny {

Registry mechanisms() {
  static const std::array all{
      calendar_mechanism(), movement_mechanism(),     summons_mechanism(),       news_mechanism(),
      posture_mechanism(),  agitation_mechanism(),    command_mechanism(),       mobilization_mechanism(),
      confrontation_mechanism(), siege_mechanism(),   deliberation_mechanism(), government_mechanism(),
      opinion_mechanism(),  elections_mechanism(),    provisioning_mechanism(),
      disorder_mechanism(), recall_mechanism(), organization_mechanism(), delegation_mechanism(),
      affray_mechanism(),   front_mechanism(),        flows_mechanism(),
  };
  return all;
}

std::vector<ParameterTable> parameter_tables() {
  std::vector<ParameterTable> tables;
  for (const MechanismSpec& m : mechanisms())
    tables.push_back({m.name, m.parameters.data(), static_cast<int>(m.parameters.size()), m.on_request});
  return tables;
}

std::vector<std::string> node_sites() {
  std::vector<std::string> sites;
  for (const MechanismSpec& m : mechanisms())
    for (std::string_view s : m.sites) sites.push_back(std::string(m.name) + "." + std::string(s));
  return sites;
}

}  // namespace smolny

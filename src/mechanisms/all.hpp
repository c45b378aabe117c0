#pragma once
// The registry: every mechanism of the engine, in a fixed order. To add one, write its file and name it here.

#include <span>
#include <vector>

#include "engine/mechanism.hpp"
#include "engine/view.hpp"

namespace smolny {

MechanismSpec calendar_mechanism();
MechanismSpec movement_mechanism();
MechanismSpec summons_mechanism();
MechanismSpec news_mechanism();
MechanismSpec posture_mechanism();
MechanismSpec agitation_mechanism();
MechanismSpec command_mechanism();
MechanismSpec mobilization_mechanism();
MechanismSpec confrontation_mechanism();
MechanismSpec siege_mechanism();
MechanismSpec deliberation_mechanism();
MechanismSpec government_mechanism();
MechanismSpec opinion_mechanism();
MechanismSpec elections_mechanism();
MechanismSpec provisioning_mechanism();
MechanismSpec disorder_mechanism();
MechanismSpec affray_mechanism();
MechanismSpec front_mechanism();
MechanismSpec recall_mechanism();
MechanismSpec organization_mechanism();
MechanismSpec delegation_mechanism();
MechanismSpec flows_mechanism();

/// All of them, in order. Built once.
Registry mechanisms();

/// Their parameters, as the loader wants them.
std::vector<ParameterTable> parameter_tables();

/// The sites at which chance nodes may stand, as `MECHANISM.SITE`.
std::vector<std::string> node_sites();

}  // namespace smolny

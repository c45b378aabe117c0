#pragma once
// What a sensitivity analysis says, for a reader and for a program.

#include <string>
#include <vector>

#include "lab/sensitivity.hpp"
#include "lab/study.hpp"

namespace smolny {

std::string sensitivity_text(const Simulator& simulator, const std::vector<OutcomeFigure>& figures, const SensitivityPlan& plan,
                             const Sensitivity& result);
std::string sensitivity_json(const Simulator& simulator, const std::vector<OutcomeFigure>& figures, const SensitivityPlan& plan,
                             const Sensitivity& result);

}  // namespace smolny

#pragma once
// A scenario as a Simulator: every number that has a prior is an input, every outcome an output.

#include <string>
#include <string_view>
#include <vector>

#include "lab/simulator.hpp"
#include "lab/specification.hpp"
#include "world/setting.hpp"

namespace smolny {

/// The rows of Setting::uncertain that have a prior.
std::vector<std::size_t> uncertain_rows(const Setting& setting);

/// A figure of an outcome that has a mean: `ID`; of a category, `ID=CASE`, one for each.
struct OutcomeFigure {
  std::string name, unit;
  OutcomeId outcome{};
  int category = -1;  ///< the index of the case; -1: no category
};
std::vector<OutcomeFigure> outcome_figures(const Setting& setting, const std::vector<OutcomeId>& outcomes);

/// Its value in a history: 0 or 1; a number, NaN when there is none; minutes since the start, those of the frame when it
/// did not occur (as the CRPS has it: it is known to be no earlier).
double figure_of(const OutcomeFigure& figure, const Setting& setting, const std::vector<double>& outcomes);

/// One way to read a scenario: with a reading of its own, or none.
struct Alternative {
  const Setting* setting = nullptr;
  Specification specification;  ///< member and branch are not used
};

/// The simulator of outcome figures. With several alternatives which of them holds is an input, the last, `reading`: a
/// category, cut from the unit interval in equal parts. Numbers of all alternatives are inputs, by their path; the
/// grade is that of the first that has it. `only`: paths, or beginnings of paths before a dot; numbers that none of them
/// names are drawn with chance. Empty: all are inputs. Settings must outlive it.
std::expected<Simulator, std::string> outcome_simulator(const std::vector<Alternative>& alternatives,
                                                        const std::vector<OutcomeFigure>& figures,
                                                        const std::vector<std::string>& only = {});

/// Whether each name stands for an uncertain number, or some below it; the error says which does not, and the nearest.
std::expected<void, std::string> uncertain_numbers_known(const Setting& setting, const std::vector<std::string>& names);

/// Whether the path is one of `names`, or lies below one.
bool lies_below(std::string_view path, const std::vector<std::string>& names);

}  // namespace smolny

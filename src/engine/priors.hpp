#pragma once
// How a history comes by its uncertain numbers: each from its prior at an address of its own; or, where a posterior is
// laid over the scenario, those that it holds together from one of its points; or where a design puts them.

#include <span>
#include <vector>

#include "engine/simulation.hpp"

namespace smolny {

/// The value of an uncertain number at quantile u of its prior, u in (0, 1), cut to its range. Rises with u. A number
/// without a prior has its central value at every u.
double at_quantile(const Uncertain& number, double u);

/// The values of Setting::uncertain in a history, in its order. Precedence: `fixed_parameters`, then
/// Start::quantiles, then the posterior, then the prior; `blind_codings` overrides all of them for grade hindsight, and what an
/// earlier history has brought about (Setting::reached) overrides everything. Throws std::runtime_error where it leads to no start.
std::vector<double> sampled_numbers(const Setting& setting, const Start& start);

}  // namespace smolny

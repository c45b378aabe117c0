#pragma once
// The file of a posterior: points in the cube of the quantiles of the priors that were fitted, equally likely. Laid over a
// scenario it takes the place of those priors; its SHA-256 is part of the run specification.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "lab/design.hpp"
#include "lab/specification.hpp"
#include "world/setting.hpp"

namespace smolny {

/// The name that a posterior has among the files that an archive carries.
inline constexpr std::string_view kPosteriorFile = "posterior.json";
inline constexpr std::size_t kMostPosteriorBytes = std::size_t{64} << 20;

/// The file's text. `paths`: the numbers that a point's quantiles are of. It names the scenario's hash, the engine and the
/// priors, by which it is known later whether it still fits.
std::string posterior_json(const Setting& setting, const Specification& specification, const std::vector<std::string>& paths,
                           const std::vector<CubePoint>& points, std::string_view made_by);

/// Lays it over the setting. Refused: what is no such file, one of another state of the scenario, of a number that the
/// scenario does not have, or of a prior that has changed since.
std::expected<void, std::string> lay_posterior(Setting& setting, std::string_view text);

}  // namespace smolny

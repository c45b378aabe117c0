#pragma once
// The file of a posterior: points in the cube of the quantiles of the priors that were fitted, equally likely. Laid over a
// scenario it takes the place of those priors; its SHA-256 is part of the run specification.

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/design.hpp"
#include "lab/specification.hpp"
#include "scenario/loader.hpp"
#include "world/setting.hpp"

namespace smolny {

/// The name that a posterior has among the files that an archive carries.
inline constexpr std::string_view kPosteriorFile = "posterior.json";
inline constexpr std::size_t kMostPosteriorBytes = std::size_t{64} << 20;

/// The file's text. `paths`: the numbers that a point's quantiles are of. It names the scenario's hash, the engine and the
/// priors, by which it is known later whether it still fits.
std::string posterior_json(const Setting& setting, const Specification& specification, const std::vector<std::string>& paths,
                           const std::vector<CubePoint>& points, std::string_view made_by);

/// Where the file of a posterior lies: as told, or NAME.json in the folder `posterior` of the scenario. `text` is a path where
/// there is such a file or it holds a stroke, else a name. An error gives the nearest name.
std::expected<std::filesystem::path, std::string> find_posterior(const std::filesystem::path& scenario, const std::string& text);

/// The word that stands for the priors where a posterior may be named; none is called so.
inline constexpr std::string_view kPriors = "prior";

/// What a posterior was fitted to.
struct Fitted {
  std::string scenario;
  bool same_state = false;  ///< of just this scenario
};

/// Lays it over the setting. A posterior speaks of numbers and their priors: it fits whatever scenario has these, be it another
/// state of the one that it was fitted to or another one that shares them. Refused: what is no such file, a number that the
/// scenario does not have, or has with another prior.
std::expected<Fitted, std::string> lay_posterior(Setting& setting, std::string_view text);

/// A posterior that has been laid over a scenario.
struct Laid {
  Fitted fitted;
  std::string text;  ///< of its file
};

/// Lays over the setting that which the scenario in `folder` runs from unless told (Setting::own_posterior); nothing where it runs
/// from its priors. An error names the file and says what is wrong with it.
std::expected<std::optional<Laid>, std::string> lay_own_posterior(Setting& setting, const std::filesystem::path& folder);

/// Whether `hash` is that of the posterior which the scenario in `folder` runs from unless told; false too where the folder is not there.
bool is_own_posterior(const Setting& setting, const std::filesystem::path& folder, std::string_view hash);

/// Adds to what is wrong with a scenario that the posterior that it names is not there or does not fit it, where it names it; else lays
/// it over the setting.
void check_own_posterior(LoadedScenario& scenario, const std::filesystem::path& folder);

}  // namespace smolny

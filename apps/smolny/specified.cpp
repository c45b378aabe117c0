#include "specified.hpp"

#include <algorithm>

#include "lab/posterior.hpp"
#include "lab/opening.hpp"
#include "lab/saves.hpp"
#include "shared.hpp"

namespace smolny {

void Specified::declare(Options& options) {
  options.option("--seed", seed, "N", "the seed of all chance; 1 unless told");
  options.list("--do", commands, "X",
               "an intervention: DECISION=OPTION, NODE=OPTION, PATH=NUMBER, PATH:=NUMBER, forbid:PATTERN, force:KIND[..]@DATE");
  options.list("--policy", policies, "ID=POLICY", "how a decision (or all) is made: model, historical, uniform");
  options.list("--without", without, "MECHANISM", "leaves a mechanism out");
  options.list("--reading", readings, "NAME", "a reading laid over the scenario");
  options.option("--parameters", parameters, "FILE",
                 "a posterior (smolny calibrate) in the place of the priors that were fitted, or the name of one of the scenario's");
  options.flag("--fixed-parameters", fixed_parameters, "central values instead of draws from the priors");
  options.flag("--blind-codings", blind_codings, "the mean of their kind for numbers known only in hindsight");
}

std::expected<void, Fault> Specified::lay(Setting& setting, const std::string& scenario) {
  if (!parameters) return {};
  if (fixed_parameters) return bad_input("--parameters and --fixed-parameters exclude each other");
  const auto path = find_posterior(find_scenario(scenario), *parameters);
  if (!path) return bad_input("--parameters: " + path.error());
  auto text = read_file(*path, kMostPosteriorBytes);
  if (!text) return std::unexpected(text.error());
  const auto laid = lay_posterior(setting, *text);
  if (!laid) return bad_input(*parameters + ": " + laid.error());
  if (!laid->same_state)
    complain(*parameters + " was fitted to " + (laid->scenario == setting.id ? "another state of " : "") + laid->scenario +
             "; its numbers have the same priors here", 0);
  posterior = std::move(*text);
  return {};
}

std::expected<Specification, Fault> Specified::specification(const Setting& setting) const {
  Specification s = specification_of(setting);
  s.seed = seed;
  s.commands = commands;
  s.policies = policies;
  s.without = without;
  std::sort(s.without.begin(), s.without.end());  // the order in which mechanisms are left out changes nothing
  s.without.erase(std::unique(s.without.begin(), s.without.end()), s.without.end());
  s.readings = readings;
  s.fixed_parameters = fixed_parameters;
  s.blind_codings = blind_codings;
  if (const auto resolved = interventions_of(s, setting); !resolved) return bad_input(resolved.error());
  return s;
}

}  // namespace smolny

#include "specified.hpp"

#include <algorithm>

#include "lab/machine.hpp"
#include "lab/opening.hpp"
#include "lab/posterior.hpp"
#include "lab/reached.hpp"
#include "lab/room.hpp"
#include "lab/saves.hpp"
#include "scenario/diagnostics.hpp"
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
                 "a posterior (smolny calibrate), the name of one of the scenario's, or prior; what the scenario names unless told, else the priors");
  options.option("--reached", reached, "FILE", "starts that histories of an earlier scenario have reached (smolny bridge --out), in the place of the given one");
  options.flag("--fixed-parameters", fixed_parameters, "central values instead of draws from the priors");
  options.option("--grouping", grouping, "N", "groups cut into parts of at most N persons; as the scenario has them unless told");
  options.flag("--blind-codings", blind_codings, "the mean of their kind for numbers known only in hindsight");
  options.option("--executor", executor, "E", "how people are moved: counts, or individuals, a byte a person; " + executor + " unless told");
}

std::expected<void, Fault> Specified::lay(Setting& setting, const std::string& scenario) {
  if (reached) {
    auto text = read_file(*reached, kMostReachedBytes);
    if (!text) return std::unexpected(text.error());
    if (const auto laid = lay_reached(setting, *text); !laid) return bad_input(*reached + ": " + laid.error());
    starts = std::move(*text);
  }
  return lay_parameters(setting, scenario);
}

std::expected<void, Fault> Specified::lay_parameters(Setting& setting, const std::string& scenario) {
  if (parameters && fixed_parameters) return bad_input("--parameters and --fixed-parameters exclude each other");
  if (fixed_parameters || parameters == kPriors) return {};
  const auto note = [&](const std::string& name, const Fitted& fitted) {
    if (!fitted.same_state)
      complain(name + " was fitted to " + (fitted.scenario == setting.id ? "another state of " : "") + fitted.scenario + "; its numbers have the same priors here", 0);
  };
  if (!parameters) {
    auto laid = lay_own_posterior(setting, find_scenario(scenario));
    if (!laid) return bad_input(scenario + ": the posterior " + in_quotes(setting.own_posterior) + ", from which it runs unless told (--parameters prior: from the priors): " + laid.error());
    if (!*laid) return {};
    note(setting.own_posterior, (*laid)->fitted);
    posterior = std::move((*laid)->text);
    return {};
  }
  const auto path = find_posterior(find_scenario(scenario), *parameters);
  if (!path) return bad_input("--parameters: " + path.error());
  auto text = read_file(*path, kMostPosteriorBytes);
  if (!text) return std::unexpected(text.error());
  const auto laid = lay_posterior(setting, *text);
  if (!laid) return bad_input(*parameters + ": " + laid.error());
  note(*parameters, *laid);
  posterior = std::move(*text);
  return {};
}

std::expected<Specification, Fault> Specified::specification(const Setting& setting, std::uint64_t at_once) const {
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
  s.executor = executor;
  if (const auto known = known_executor(executor); !known) return bad_input("--executor: " + known.error());
  if (const auto room = room_for(s, setting, at_once, available_bytes()); !room) return std::unexpected(room.error());
  if (const auto resolved = interventions_of(s, setting); !resolved) return bad_input(resolved.error());
  return s;
}

}  // namespace smolny

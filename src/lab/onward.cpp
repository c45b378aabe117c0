#include "lab/onward.hpp"

#include <system_error>

#include "lab/opening.hpp"
#include "lab/posterior.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/intervention.hpp"
#include "scenario/names.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(const std::string& id, const fs::path& earlier) {
  std::error_code error;
  const fs::path beside = fs::canonical(earlier, error).parent_path() / id;
  return !error && fs::is_directory(beside, error) ? beside : find_scenario(id);
}

std::expected<Onward, std::string> opened(const Setting& earlier, const fs::path& folder, bool from_priors) {
  const std::string& id = earlier.goes_on_in;
  const fs::path other = folder_of(id, folder);
  std::error_code error;
  if (!fs::is_directory(other, error)) {
    const auto names = scenarios_about(folder);
    return std::unexpected("there is no such scenario, beside this one or with the program" + suggestion(id, {names.begin(), names.end()}));
  }
  Onward onward{other, std::make_unique<LoadedScenario>(open_scenario(other)), {}, {}};
  if (!onward.later->valid()) return std::unexpected("it cannot be loaded: " + to_text(onward.later->report.errors.front()));
  if (onward.later->setting.id != id) return std::unexpected("the scenario in that folder is '" + onward.later->setting.id + "'");
  if (!from_priors) {
    auto laid = lay_own_posterior(onward.later->setting, other);
    if (!laid) return std::unexpected("the posterior from which it runs: " + laid.error());
    if (*laid) onward.posterior = std::move((*laid)->text);
  }
  auto handover = handover_between(earlier, onward.later->setting);
  if (!handover) return std::unexpected(handover.error().message);
  onward.handover = std::move(*handover);
  return onward;
}

}  // namespace

std::optional<Onward> open_onward(LoadedScenario& earlier, const fs::path& folder, bool from_priors) {
  if (earlier.setting.goes_on_in.empty()) return std::nullopt;
  auto onward = opened(earlier.setting, folder, from_priors);
  if (onward) return std::move(*onward);
  const YamlNode* at = earlier.assembly.scenario->find("goes_on_in");
  earlier.diagnostics.add(at->at, "the scenario goes on in " + in_quotes(earlier.setting.goes_on_in) + ": " + onward.error());
  earlier.report.errors = earlier.diagnostics.sorted();
  return std::nullopt;
}

bool lived_from_priors(const Setting& earlier, const Specification& road) {
  return road.fixed_parameters || (!earlier.own_posterior.empty() && road.posterior.empty());
}

Specification onward_specification(const Setting& later, const Specification& road) {
  Specification s = specification_of(later);
  s.seed = road.seed;
  s.member = road.member;
  s.fixed_parameters = road.fixed_parameters;
  s.blind_codings = road.blind_codings;
  s.executor = road.executor;
  s.without = road.without;
  for (const std::string& policy : road.policies)
    if (policy.starts_with("all=")) s.policies.push_back(policy);
  return s;
}

std::expected<std::string, Fault> take_up(Setting& later, const Handover& handover, const Simulation& road, const Specification& of_road) {
  const ReachedPoint point = reached_point(handover, road, own_numbers(later, of_road));
  if (!point.refused.empty()) return point.refused;
  Specification whole = of_road;
  whole.until.reset();  // how long it is lived beside the later one is nothing to that
  if (const auto laid = lay_reached(later, reached_json(handover, {point}, later, whole, "smolny run")); !laid) return bad_input(laid.error());
  return std::string();
}

namespace {

std::expected<void, std::string> part_policy(const std::string& text, const Setting& earlier, const Setting& later, PartedChanges& parted) {
  const std::string id = text.substr(0, text.find('='));
  if (id == "all" || find_row(earlier, Section::decisions, id) >= 0) {
    parted.earlier.policies.push_back(text);  // of all decisions: onward_specification takes it along
    return {};
  }
  if (find_row(later, Section::decisions, id) < 0) {
    auto known = ids_of(earlier, Section::decisions);
    for (std::string_view other : ids_of(later, Section::decisions)) known.push_back(other);
    return std::unexpected(in_quotes(text) + ": neither '" + earlier.id + "' nor '" + later.id + "' has a decision " + in_quotes(id) + suggestion(id, known));
  }
  parted.later.policies.push_back(text);
  return {};
}

}  // namespace

std::expected<PartedChanges, std::string> part_changes(const Changes& given, const Setting& earlier, const Setting& later) {
  PartedChanges parted;
  for (const std::string& text : given.commands) {
    const auto here = parse_intervention(text, earlier), there = parse_intervention(text, later);
    if (!here && !there)
      return std::unexpected(in_quotes(text) + ": in '" + earlier.id + "': " + here.error() + "\n  in '" + later.id + "': " + there.error());
    (here ? parted.earlier : parted.later).commands.push_back(text);
  }
  for (const std::string& text : given.policies)
    if (const auto done = part_policy(text, earlier, later, parted); !done) return std::unexpected(done.error());
  Specification s = specification_of(later);  // told now, not when the road has been lived
  s.commands = parted.later.commands;
  s.policies = parted.later.policies;
  if (const auto resolved = interventions_of(s, later); !resolved) return std::unexpected(resolved.error());
  return parted;
}

}  // namespace smolny

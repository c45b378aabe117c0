#include <algorithm>

#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/saves.hpp"
#include "lab/sensitivity_report.hpp"
#include "options.hpp"
#include "scenario/diagnostics.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

namespace {

std::expected<std::vector<OutcomeId>, std::string> outcomes_named(const Setting& setting, const std::vector<std::string>& names) {
  std::vector<OutcomeId> ids;
  std::vector<std::string_view> known;
  for (OutcomeId id : setting.outcomes.ids()) known.push_back(setting.outcomes[id].id);
  for (const std::string& name : names) {
    const auto at = std::find(known.begin(), known.end(), name);
    if (at == known.end()) return std::unexpected("unknown outcome " + in_quotes(name) + suggestion(name, known));
    ids.push_back({static_cast<std::int32_t>(at - known.begin())});
  }
  if (names.empty())
    for (OutcomeId id : setting.outcomes.ids()) ids.push_back(id);
  return ids;
}

}  // namespace

int command_sensitivity(Arguments arguments) {
  std::string scenario, method = "both", progress = "auto";
  std::optional<std::string> out;
  std::vector<std::string> outcomes, only, inputs, vary;
  std::uint64_t threads = 0;
  SensitivityPlan plan;
  Specified specified;
  bool json = false;
  Options options("sensitivity",
                  "Which uncertain numbers carry an outcome's variance, and what share of it numbers of each grade and chance have:\n"
                  "elementary effects of all numbers (Morris), then shares of variance (Sobol) of those that matter.",
                  "smolny sensitivity petrograd-1917 --outcome government-falls --trajectories 4 --samples 200");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.list("--outcome", outcomes, "ID", "an outcome; all of them unless told");
  options.option("--method", method, "NAME", "morris, sobol or both, the default");
  options.option("--trajectories", plan.trajectories, "R", "of Morris; 10 unless told");
  options.option("--members-per-point", plan.runs_per_point, "M", "histories at a point of a trajectory; 1 unless told");
  options.option("--samples", plan.rows, "N", "rows of Sobol's design; 500 unless told");
  options.option("--keep", plan.keep, "K", "how many numbers get shares of their own; 10 unless told");
  options.list("--input", inputs, "PATH", "a number, or all below a path, that gets shares whatever screening says");
  options.list("--only", only, "PATH", "only this number, or those below a path, are varied; the others are drawn with chance");
  options.list("--vary-reading", vary, "NAME", "makes the reading an input: this one beside the scenario itself");
  specified.declare(options);
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.option("--out", out, "FILE", "writes the whole of it, as JSON");
  options.option("--progress", progress, "MODE", "auto (a line on a terminal), text, json or none, on standard error");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (method != "both" && method != "morris" && method != "sobol")
    return complain("--method: expected morris, sobol or both, found " + in_quotes(method));
  if (specified.fixed_parameters) return complain("--fixed-parameters: nothing would be uncertain");
  if (specified.reached) return complain("--reached: sensitivity is to what the scenario gives");
  if (specified.parameters && specified.parameters != kPriors) return complain("--parameters: sensitivity is to the priors");
  if (plan.trajectories == 0 || plan.trajectories > 10'000) return complain("--trajectories: expected a number from 1 to 10,000");
  if (plan.runs_per_point == 0 || plan.runs_per_point > 10'000) return complain("--members-per-point: expected a number from 1 to 10,000");
  if (plan.rows < 2 || plan.rows > 1'000'000) return complain("--samples: expected a number from 2 to 1,000,000");
  if (threads > 1024) return complain("--threads: more than 1024");
  if (!known_progress(progress)) return complain("--progress: expected auto, text, json or none, found " + in_quotes(progress));
  plan.morris = method != "sobol";
  plan.sobol = method != "morris";
  plan.seed = specified.seed;
  plan.threads = static_cast<unsigned>(threads);

  std::vector<std::unique_ptr<LoadedScenario>> loaded;
  std::vector<Alternative> alternatives;
  for (std::size_t i = 0; i <= vary.size(); ++i) {
    Specified one = specified;
    if (i > 0) one.readings.push_back(vary[i - 1]);
    loaded.push_back(load_or_complain(scenario, one.readings, static_cast<std::int64_t>(one.grouping)));
    if (!loaded.back()) return 2;
    auto specification = one.specification(loaded.back()->setting, thread_count(plan.threads, 1024));
    if (!specification) return complain(specification.error());
    alternatives.push_back({&loaded.back()->setting, std::move(*specification)});
    if (loaded.back()->setting.outcomes.size() != loaded[0]->setting.outcomes.size())
      return complain("--vary-reading: the reading " + in_quotes(vary[i - 1]) + " changes the outcomes");
  }
  plan.own_posterior = loaded[0]->setting.own_posterior;
  const auto ids = outcomes_named(loaded[0]->setting, outcomes);
  if (!ids) return complain("--outcome: " + ids.error());
  const auto figures = outcome_figures(loaded[0]->setting, *ids);
  if (const auto known = uncertain_numbers_known(loaded[0]->setting, only); !known) return complain("--only: " + known.error());
  if (const auto known = uncertain_numbers_known(loaded[0]->setting, inputs); !known) return complain("--input: " + known.error());
  const auto simulator = outcome_simulator(alternatives, figures, only);
  if (!simulator) return complain(simulator.error());
  if (simulator->inputs.empty()) return complain(scenario + ": no number has a prior, so nothing but chance varies");
  for (std::size_t j = 0; j < simulator->inputs.size(); ++j)
    if (lies_below(simulator->inputs[j].name, inputs)) plan.inputs.push_back(j);
  const Sensitivity result = analyse(*simulator, plan, runs_line(progress));
  const std::string text = sensitivity_json(*simulator, figures, plan, result);
  if (out)
    if (const auto written = write_file(*out, text + "\n"); !written) return complain(written.error());
  print(json ? text : sensitivity_text(*simulator, figures, plan, result));
  return 0;
}

}  // namespace smolny

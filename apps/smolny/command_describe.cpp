#include <algorithm>
#include <array>

#include "description.hpp"
#include "options.hpp"
#include "scenario/diagnostics.hpp"
#include "shared.hpp"

namespace smolny {

int command_describe(Arguments arguments) {
  std::string scenario, part;
  std::optional<std::string> archive;
  std::vector<std::string> readings;
  bool json = false;
  Options options("describe",
                  "Lists what a scenario holds: all of it in numbers, or one part of it row by row. With --coverage, what of it\n"
                  "the members of an archive have reached.",
                  "smolny describe petrograd-1917 decisions --coverage october.sqlite");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.positional("PART", part, "decisions, outcomes, mechanisms, bodies, places, parameters or sources", false);
  options.option("--coverage", archive, "ARCHIVE", "counts in how many members decisions and patterns came up");
  options.list("--reading", readings, "NAME", "a reading laid over it");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  constexpr std::array<std::string_view, 7> parts{"decisions", "outcomes", "mechanisms", "bodies", "places", "parameters", "sources"};
  if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end())
    return complain("unknown part " + in_quotes(part) + suggestion(part, {parts.begin(), parts.end()}));
  const auto loaded = load_or_complain(scenario, readings);
  if (!loaded) return 2;
  std::optional<Coverage> coverage;
  if (archive) {
    const auto open = open_archive(*archive);
    if (!open) return complain(open.error());
    if (open->specification.scenario_hash != loaded->setting.hash)
      return complain(*archive + " is of another scenario, or of another state of " + in_quotes(loaded->setting.id));
    auto counted = coverage_of(*open);
    if (!counted) return complain(counted.error());
    coverage = std::move(*counted);
  }
  const Describing what{*loaded, part, coverage ? &*coverage : nullptr};
  print(json ? description_json(what) : description_text(what));
  return 0;
}

}  // namespace smolny

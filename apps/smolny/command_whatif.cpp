#include "lab/parallel.hpp"
#include "lab/whatif.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

int command_whatif(Arguments arguments) {
  std::string scenario, progress = "auto";
  std::uint64_t members = 0, threads = 0;
  bool json = false;
  Specified specified;
  std::vector<std::string> given;
  Options options("whatif",
                  "What one change does: every history is lived twice, with and without it, and with the same chance. The\n"
                  "policies, readings and mechanisms left out hold in both worlds; what --do says, in the changed one.",
                  "smolny whatif petrograd-1917 --do government-repression=wait --members 200");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  specified.declare(options);
  options.list("--given", given, "X", "an intervention that holds in both worlds");
  options.option("--members", members, "N", "how many histories");
  options.required("--do");
  options.required("--members");
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.option("--progress", progress, "MODE", "auto (a line on a terminal), text, json or none, on standard error");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (members == 0) return complain("--members: expected a number from 1 on");
  if (members > 10'000'000) return complain("--members: more than 10,000,000");
  if (!known_progress(progress)) return complain("--progress: expected auto, text, json or none, found '" + progress + "'");
  const auto loaded = load_or_complain(scenario, specified.readings, static_cast<std::int64_t>(specified.grouping));
  if (!loaded) return 2;
  if (const auto laid = specified.lay(loaded->setting, scenario); !laid) return complain(laid.error());
  Change change;
  change.commands.swap(specified.commands);
  specified.commands = given;
  auto specification = specified.specification(loaded->setting, 2 * thread_count(static_cast<unsigned>(threads), members));
  if (!specification) return complain(specification.error());
  const ComparisonPlan plan{std::move(*specification), members, 1, static_cast<unsigned>(threads)};
  const OnProgress line = progress_line(progress);
  const auto answer = what_if(loaded->setting, plan, change, [&](std::uint64_t done, std::uint64_t total) {
    if (line) line({done, total, 0, 0});
  });
  if (!answer) return complain(answer.error());
  print(json ? what_if_json(*answer) : what_if_text(loaded->setting, *answer));
  return 0;
}

}  // namespace smolny

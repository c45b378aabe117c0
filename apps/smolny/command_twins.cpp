#include "lab/parallel.hpp"
#include "lab/saves.hpp"
#include "lab/twins.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

int command_twins(Arguments arguments) {
  std::string scenario, out, progress = "auto";
  std::uint64_t members = 50, branches = 2, threads = 0;
  bool json = false;
  Specified specified;
  Options options("twins",
                  "Puts the twin claims of a scenario's record to the test: every member lived with and without the change, and\n"
                  "with twenty placebos. The file is what `smolny score --twins` reads.",
                  "smolny twins petrograd-1917 --out twins.json --members 100");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.option("--out", out, "FILE", "the JSON file to write");
  options.required("--out");
  options.option("--members", members, "N", "draws of the parameters; 50 unless told");
  options.option("--branches", branches, "N", "lives of each draw; 2 unless told");
  specified.declare(options);
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.option("--progress", progress, "MODE", "auto (a line on a terminal), text, json or none, on standard error");
  options.flag("--json", json, "prints the JSON instead of a table");
  if (const auto status = options.parse(arguments)) return *status;
  if (members == 0 || members > 1'000'000) return complain("--members: expected a number from 1 to 1,000,000");
  if (branches == 0 || branches > 1'000) return complain("--branches: expected a number from 1 to 1,000");
  if (!known_progress(progress)) return complain("--progress: expected auto, text, json or none, found '" + progress + "'");
  const auto loaded = load_or_complain(scenario, specified.readings, static_cast<std::int64_t>(specified.grouping));
  if (!loaded) return 2;
  if (const auto laid = specified.lay(loaded->setting, scenario); !laid) return complain(laid.error());
  const Record record = read_record(*loaded);
  if (!loaded->valid()) return complain(to_text(loaded->report.errors.front()));
  auto specification = specified.specification(loaded->setting, 2 * thread_count(static_cast<unsigned>(threads), members));
  if (!specification) return complain(specification.error());
  const ComparisonPlan plan{std::move(*specification), members, branches, static_cast<unsigned>(threads)};
  const OnProgress line = progress_line(progress);
  const auto found = find_twins(loaded->setting, record, plan, [&](std::uint64_t done, std::uint64_t total) {
    if (line) line({done, total, 0, 0});
  });
  if (!found) return complain(found.error());
  const std::string text = twins_json(loaded->setting, *found);
  if (const auto written = write_file(out, text); !written) return complain(written.error());
  print(json ? text : twins_text(loaded->setting, *found));
  return 0;
}

}  // namespace smolny

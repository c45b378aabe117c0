#include <array>

#include "lab/parallel.hpp"
#include "lab/people_speed.hpp"
#include "options.hpp"
#include "scenario/diagnostics.hpp"
#include "shared.hpp"

namespace smolny {

namespace {

std::optional<PeopleExecutor> executor_named(const std::string& name) {
  for (PeopleExecutor e : {PeopleExecutor::individuals, PeopleExecutor::counts, PeopleExecutor::reference})
    if (name == name_of(e)) return e;
  return std::nullopt;
}

}  // namespace

int command_bench(Arguments arguments) {
  std::string what, executor = "individuals";
  PeopleSpeedPlan plan;
  std::uint64_t threads = 0;
  bool json = false;
  Options options("bench",
                  "Measures what a day of people costs on this machine: time, memory, and what of the time is memory and what is\n"
                  "chance. The digest is the same on any number of threads. See docs/people.md.",
                  "smolny bench people --persons 170000000 --days 10 --json");
  options.positional("WHAT", what, "people");
  options.option("--persons", plan.persons, "N", "how many; 10,000,000 unless told");
  options.option("--days", plan.days, "D", "days that are timed; 30 unless told");
  options.option("--executor", executor, "E", "individuals, counts, or reference (individuals without vectors)");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.option("--group-size", plan.group_size, "G", "persons to a group; 5,000 unless told");
  options.option("--seed", plan.seed, "N", "of all chance; 1 unless told");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (what != "people") return complain("unknown bench " + in_quotes(what) + "; there is people");
  const auto known = executor_named(executor);
  constexpr std::array<std::string_view, 3> names{"individuals", "counts", "reference"};
  if (!known) return complain("unknown executor " + in_quotes(executor) + suggestion(executor, {names.begin(), names.end()}));
  if (plan.persons < 1 || plan.persons > 100'000'000'000U) return complain("--persons must lie within 1 and 100,000,000,000");
  if (plan.days < 1 || plan.days > 100'000) return complain("--days must lie within 1 and 100,000");
  if (plan.group_size < 1 || plan.group_size > 1'000'000'000) return complain("--group-size must lie within 1 and 1,000,000,000");
  plan.executor = *known;
  plan.threads = thread_count(static_cast<unsigned>(std::min<std::uint64_t>(threads, 1024)), plan.persons);
  const PeopleSpeed speed = measure_people_speed(plan);
  const Machine machine = this_machine();
  print(json ? people_speed_json(plan, speed, machine) : people_speed_text(plan, speed, machine));
  return 0;
}

}  // namespace smolny

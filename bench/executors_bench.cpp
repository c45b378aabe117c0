// What a history costs with each executor, its people as counts and as persons: CPU and wall time, memory.
//   executors_bench SCENARIO [UNTIL]        to the end unless told otherwise

#include <fmt/format.h>

#include "engine/evaluate.hpp"
#include "lab/machine.hpp"
#include "lab/member.hpp"
#include "lab/opening.hpp"
#include "lab/parallel.hpp"
#include "time/parse.h"

int main(int argc, char** argv) {
  using namespace smolny;
  if (argc < 2) {
    fmt::print(stderr, "executors_bench SCENARIO [UNTIL]\n");
    return 2;
  }
  const auto loaded = open_scenario(argv[1]);
  if (!loaded.valid()) return 2;
  const Setting& setting = loaded.setting;
  const auto until = argc > 2 ? parse_instant(argv[2]) : std::expected<Instant, std::string>(setting.end);
  if (!until) return 2;
  const double days = static_cast<double>((*until - setting.start).minutes) / 1440;
  const unsigned most = thread_count(0, 64);
  fmt::print("{:<12} {:>7} {:>9} {:>9} {:>14} {:>9}\n", "executor", "threads", "s CPU", "s wall", "ns/person-day", "MiB");
  const auto row = [&](const char* executor, unsigned threads) {
    Specification s = specification_of(setting);
    s.executor = executor;
    const double cpu = cpu_seconds(), wall = wall_seconds();
    History h = begin_member(setting, s, std::make_shared<const Interventions>(), {}, {.threads = threads, .gather = {}});
    advance_member(h, *until);
    const double used = cpu_seconds() - cpu;
    double persons = 0;
    for (GroupId g : setting.groups.ids()) persons += static_cast<double>(group_size(h.simulation.world, g));
    fmt::print("{:<12} {:>7} {:>9.2f} {:>9.2f} {:>14.3f} {:>9.0f}\n", executor, threads, used, wall_seconds() - wall, used * 1e9 / persons / days,
               resident_bytes() / (1 << 20));
  };
  row("counts", 1);
  row("individuals", 1);
  if (most > 1) row("individuals", most);
}

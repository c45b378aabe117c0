// What October costs: CPU time of a history, of an ensemble into an archive, of loading, of saving; memory; what addressed
// noise and tracing take of it. Prints the machine, the figure, the limit that we hold ourselves to, and their ratio.
//   october_bench SCENARIO [MEMBERS [LIMIT]]        default 200 members, and 10 ms for a history

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/save.hpp"
#include "lab/ensemble.hpp"
#include "lab/member.hpp"
#include "lab/opening.hpp"
#include "mechanisms/all.hpp"

namespace {

using namespace smolny;

/// CPU seconds of this process, all threads.
double cpu() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Least CPU seconds of five calls: the least disturbed.
template <class F>
double least(F f) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const double begin = cpu();
    f();
    best = std::min(best, cpu() - begin);
  }
  return best;
}

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  utsname name{};
  uname(&name);
  return name.machine;
}

void row(const char* what, double figure, const char* unit, double limit) {
  fmt::print("{:<46} {:>10.3g} {:<10} limit {:>7.3g}   ratio {:.2f}\n", what, figure, unit, limit, figure / limit);
}
void row(const char* what, double figure, const char* unit) { fmt::print("{:<46} {:>10.3g} {}\n", what, figure, unit); }

std::uintmax_t yaml_bytes(const std::filesystem::path& folder) {
  std::uintmax_t sum = 0;
  for (const auto& f : std::filesystem::directory_iterator(folder))
    if (f.path().extension() == ".yaml") sum += f.file_size();
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "october_bench SCENARIO [MEMBERS [LIMIT [GROUPING]]]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const std::uint64_t members = argc > 2 ? std::stoull(argv[2]) : 200;
  const double limit = argc > 3 ? std::stod(argv[3]) : 10;  // ms of CPU for a history
  const std::int64_t grouping = argc > 4 ? std::stoll(argv[4]) : 0;  // groups of at most so many persons
  fmt::print("{}, {} cores; {}\n\n", processor(), std::thread::hardware_concurrency(), __VERSION__);

  const auto loaded = open_scenario(folder, {}, grouping);
  if (!loaded.valid()) {
    fmt::print(stderr, "the scenario does not load: smolny check {}\n", folder.string());
    return 2;
  }
  const Setting& setting = loaded.setting;
  const double load = least([&] { (void)open_scenario(folder); });
  row("load", load * 1e3 / (static_cast<double>(yaml_bytes(folder)) / 1024), "ms/KB", 0.4);

  EnsemblePlan plan;
  plan.specification = specification_of(setting);
  plan.members = members;
  plan.threads = 1;
  const auto file = std::filesystem::temp_directory_path() / fmt::format("october_bench.{}.smolny", getpid());
  double whole = 0, events = 0, bytes = 0, longest = 0;
  {
    const double begin = cpu();
    auto archive = Archive::write(file, header_of(plan, setting, {}));
    if (!archive || !run_ensemble(plan, setting, *archive)) return 1;
    whole = cpu() - begin;
    const auto rows = archive->members(Parts::whole);
    for (const MemberRow& m : *rows) {
      events += m.events;
      longest = std::max(longest, static_cast<double>(m.chronicle.size()));
    }
    bytes = static_cast<double>(std::filesystem::file_size(file));
  }
  const auto n = static_cast<double>(members);
  row("one history, written", whole / n * 1e3, "ms", limit);
  row("1,000 histories into an archive (from these)", whole / n * 1e3, "s", 1.5 * limit);
  row("archive", bytes / n / 1024, "KB/member", 100);
  row("  longest chronicle", longest / 1024, "KB", 100);
  row("events", events / n, "a history");
  row("", events / whole, "a second");
  std::filesystem::remove(file);

  const auto none = std::make_shared<const Interventions>();
  History history = begin_member(setting, plan.specification, none);
  advance_member(history, setting.end);
  Simulation& sim = history.simulation;
  std::string saved;
  row("save", least([&] { saved = save_bytes(sim, "{}"); }) * 1e3, "ms", 1);
  row("restore", least([&] { (void)load_bytes(saved); }) * 1e3, "ms", 1);
  row("  size of a save", static_cast<double>(saved.size()) / 1024, "KB");

  // Addressed noise against a generator with state; tracing: an event written with three causes.
  double draws = 0;
  for (const Occurrence& o : sim.world.occurrences) draws += static_cast<double>(o.count);
  constexpr int kMany = 200'000;
  double sink = 0;
  Simulation copy = sim;
  const double addressed = least([&] {
    for (int i = 0; i < kMany; ++i) sink += draw_uniform(copy, 1, static_cast<Key>(i % 5000), 3);
  });
  std::mt19937_64 generator(1);
  const double sequential = least([&] {
    for (int i = 0; i < kMany; ++i) sink += std::uniform_real_distribution<double>()(generator);
  });
  row("draws with a counted occurrence", draws, "a history");
  row("addressed noise", addressed / kMany * 1e9, "ns/draw");
  row("  against std::mt19937_64", addressed / sequential, "times");
  row("  share of a history", addressed / kMany * draws / (whole / n) * 100, "%");
  const std::vector<Cause> causes{{0, -1, -1, 1}, {-1, 1, 1, 0.3F}, {-1, 2, 1, 0.2F}};
  const double traced = least([&] {
    copy.chronicle.events.clear();
    copy.chronicle.causes.clear();
    for (int i = 0; i < 10'000; ++i) record(copy, 0, {.kind = EventKind::arrived, .by = entity(LeaderId{0})}, causes);
  });
  const double untraced = least([&] {
    copy.chronicle.events.clear();
    for (int i = 0; i < 10'000; ++i) record(copy, 0, {.kind = EventKind::arrived, .by = entity(LeaderId{0})}, {});
  });
  row("an event with its causes", traced / 10'000 * 1e9, "ns");
  row("  without", untraced / 10'000 * 1e9, "ns");
  row("  tracing, share of a history", (traced - untraced) / 10'000 * (events / n) / (whole / n) * 100, "%");

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  row("memory, at most", static_cast<double>(usage.ru_maxrss) / 1024, "MiB", 100);
  return sink < 0;
}

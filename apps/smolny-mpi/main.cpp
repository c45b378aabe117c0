// smolny-mpi: one history whose people are individuals, dealt with their groups to the processes of an MPI run. Every process lives
// the same history and computes; each keeps the persons of its groups. Rank 0 tells what came of it, once all are at the end.

#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>

#include <climits>
#include <cstdio>
#include <new>
#include <numeric>
#include <stdexcept>

#include "../smolny/options.hpp"
#include "../smolny/shared.hpp"
#include "../smolny/specified.hpp"
#include "../smolny/telling.hpp"
#include "time/parse.h"

namespace smolny {

namespace {

struct Request {
  std::string scenario;
  Specified specified;
  std::uint64_t member = 0, threads = 1;
  std::optional<std::string> until;
  bool json = false, all = false;
};

/// What is to be lived; made alike by every process.
struct Plan {
  std::unique_ptr<LoadedScenario> loaded;
  Specification specification;
  std::shared_ptr<const Interventions> interventions;
};

std::optional<int> parse(Arguments arguments, Request& r) {
  Options options("smolny-mpi", "Runs one history of individuals, their groups dealt to the processes, and tells it. The digest is that of\n"
                         "`smolny run SCENARIO --executor individuals`, whatever the number of processes.",
                  "mpirun -n 4 smolny-mpi russia-1917 --member 7");
  options.positional("SCENARIO", r.scenario, "a folder, or the name of a scenario");
  options.option("--member", r.member, "K", "which member of the ensemble of that seed; 0 unless told");
  r.specified.executor = "individuals";
  r.specified.declare(options);
  options.option("--until", r.until, "DATE", "stops then");
  options.option("--threads", r.threads, "T", "threads of each process; 1 unless told");
  options.flag("--all", r.all, "tells every event, not only the main ones");
  options.flag("--json", r.json, "machine-readable output");
  return options.parse(arguments);
}

/// Nothing when the plan stands; else the exit status, the reason having been printed.
std::optional<int> prepare(Request& r, Plan& plan) {
  if (r.threads == 0 || r.threads > 1024) return complain("--threads: expected a number from 1 to 1024");
  plan.loaded = load_or_complain(r.scenario, r.specified.readings, static_cast<std::int64_t>(r.specified.grouping));
  if (!plan.loaded) return 2;
  Setting& setting = plan.loaded->setting;
  if (const auto laid = r.specified.lay(setting, r.scenario); !laid) return complain(laid.error());
  auto specification = r.specified.specification(setting);
  if (!specification) return complain(specification.error());
  if (specification->executor != "individuals") return complain("--executor: only individuals are dealt to processes; smolny run lives counts");
  plan.specification = std::move(*specification);
  plan.specification.member = r.member;
  if (r.until) {
    const auto t = parse_instant(*r.until);
    if (!t) return complain("--until: " + t.error());
    if (*t < setting.start || *t > setting.end) return complain("--until: the date is outside the scenario's frame");
    plan.specification.until = *t;
  }
  auto interventions = interventions_of(plan.specification, setting);
  if (!interventions) return complain(interventions.error());
  plan.interventions = std::make_shared<const Interventions>(std::move(*interventions));
  return std::nullopt;
}

std::string gather(std::string_view mine, std::uint32_t ranks) {
  std::uint64_t most = mine.size();
  MPI_Allreduce(MPI_IN_PLACE, &most, 1, MPI_UINT64_T, MPI_MAX, MPI_COMM_WORLD);
  if (most > INT_MAX / ranks) throw std::length_error("more to tell the others in a step than a message holds");
  const int size = static_cast<int>(mine.size());
  std::vector<int> sizes(ranks), begins(ranks);
  MPI_Allgather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, MPI_COMM_WORLD);
  std::exclusive_scan(sizes.begin(), sizes.end(), begins.begin(), 0);
  std::string all(static_cast<std::size_t>(begins.back()) + static_cast<std::size_t>(sizes.back()), '\0');
  MPI_Allgatherv(mine.data(), size, MPI_BYTE, all.data(), sizes.data(), begins.data(), MPI_BYTE, MPI_COMM_WORLD);
  return all;
}

/// Whether all processes give the same text, of one length.
bool alike(const std::string& mine, std::uint32_t ranks) {
  const std::string all = gather(mine, ranks);
  for (std::size_t i = 0; i < all.size(); i += mine.size())
    if (all.compare(i, mine.size(), mine) != 0) return false;
  return true;
}

/// Of the statuses of all processes the greatest, so that all end or none does.
int agreed(int status) {
  int all = 0;
  MPI_Allreduce(&status, &all, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  return all;
}

int live(Arguments arguments, std::uint32_t rank, std::uint32_t ranks) {
  // Rank 0 goes first, and what is wrong is told once.
  constexpr int kGoOn = -1;
  Request r;
  Plan plan;
  std::optional<int> status;
  if (rank == 0 && !(status = parse(arguments, r))) status = prepare(r, plan);
  int first = status.value_or(kGoOn);
  MPI_Bcast(&first, 1, MPI_INT, 0, MPI_COMM_WORLD);
  if (first != kGoOn) return first;
  if (rank != 0 && !(status = parse(arguments, r))) status = prepare(r, plan);
  if (const int worst = agreed(status.value_or(kGoOn)); worst != kGoOn) return worst;
  if (!alike(hash_of(plan.specification), ranks)) return rank == 0 ? complain("the processes do not have the same scenario", 1) : 1;

  const Labour labour{.threads = static_cast<unsigned>(r.threads),
                      .rank = rank,
                      .ranks = ranks,
                      .gather = [=](std::string_view part) { return gather(part, ranks); }};
  const Setting& setting = plan.loaded->setting;
  History history = begin_member(setting, plan.specification, plan.interventions, {}, labour);
  advance_member(history, plan.specification.until.value_or(setting.end));
  judge_member(history);
  const Told told{setting, plan.specification, history, row_of(history, plan.specification.member)};
  if (!alike(told.row.digest.hex(), ranks)) return rank == 0 ? complain("the processes have lived different histories: a fault of this program", 1) : 1;
  if (rank == 0) print(r.json ? telling_json(told, r.all) : telling_text(told, r.all));
  return 0;
}

}  // namespace

}  // namespace smolny

int main(int argc, char** argv) {
  int rank = 0, ranks = 1, given = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  const auto abort = [&](const char* why) {
    std::fprintf(stderr, "smolny-mpi: process %d of %d: %s\n", rank, ranks, why);
    MPI_Abort(MPI_COMM_WORLD, 1);
  };
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const int status = smolny::live(arguments, static_cast<std::uint32_t>(rank), static_cast<std::uint32_t>(ranks));
    const bool written = std::fflush(stdout) == 0 && !std::ferror(stdout);
    MPI_Finalize();
    return written ? status : smolny::complain("standard output cannot be written", 1);
  } catch (const std::bad_alloc&) {
    abort("out of memory");
  } catch (const std::exception& e) {
    abort(e.what());
  }
  return 1;
}

#pragma once
// What a day of people costs, and what of it is memory and what is chance (docs/people.md).

#include <cstdint>
#include <string>

#include "lab/machine.hpp"

namespace smolny {

enum class PeopleExecutor { individuals, counts, reference };

struct PeopleSpeedPlan {
  std::uint64_t persons = 10'000'000;
  std::uint64_t group_size = 5'000;  ///< persons to a group, below 2^31; the last one has what is left
  std::uint64_t days = 30;           ///< steps that are timed, after one that is not
  unsigned threads = 1;
  PeopleExecutor executor = PeopleExecutor::individuals;
  std::uint64_t seed = 1;
};

/// Times are of whole days: every group's press is looked up, its table built from the state before, its people moved.
/// Fractions are of the CPU time of the least disturbed day, waiting for memory included, against the least disturbed of as
/// many passes over the same bytes by as many threads: other programs on the machine make little of that. For counts,
/// which stream no persons, they are 0.
struct PeopleSpeed {
  std::uint64_t groups = 0;
  double ns_per_person_day = 0;        ///< wall, mean over days
  double least_ns_per_person_day = 0;  ///< wall, the least disturbed day
  double cpu_ns_per_person_day = 0;    ///< all threads, mean
  double bytes_per_person = 0;         ///< of persons, counts, tables and keys
  double resident_bytes_per_person = 0;  ///< that the process grew by
  double bandwidth_fraction = 0;       ///< share of the time in which every byte could be read
  double rewrite_fraction = 0;         ///< ... read and written back
  double generator_fraction = 0;       ///< share of the time in which the first bytes alone could be drawn
  double moved_per_person_day = 0;
  std::string digest;                  ///< of all persons (or counts) at the end: the same on any number of threads
};
PeopleSpeed measure_people_speed(const PeopleSpeedPlan& plan);

std::string people_speed_json(const PeopleSpeedPlan& plan, const PeopleSpeed& speed, const Machine& machine);
std::string people_speed_text(const PeopleSpeedPlan& plan, const PeopleSpeed& speed, const Machine& machine);

/// individuals, counts, reference.
const char* name_of(PeopleExecutor executor);

}  // namespace smolny

// What a day of people costs, over executors, group sizes and threads: see docs/people.md for what the columns are.
//   people_bench [PERSONS] [DAYS]        default 20 million persons, 10 days

#include <fmt/format.h>

#include <string>

#include "lab/machine.hpp"
#include "lab/parallel.hpp"
#include "lab/people_speed.hpp"
#include "people/individuals.hpp"

int main(int argc, char** argv) {
  using namespace smolny;
  const std::uint64_t persons = argc > 1 ? std::stoull(argv[1]) : 20'000'000, days = argc > 2 ? std::stoull(argv[2]) : 10;
  const Machine m = this_machine();
  fmt::print("{}, {} cores, {}; {}; load {:.1f}\n{} persons, {} days\n\n", m.processor, m.cores, people::vectors_in_use(), m.compiler, m.load,
             persons, days);
  fmt::print("{:<12} {:>8} {:>7} {:>8} {:>8} {:>8} {:>7} {:>7} {:>8} {:>6}\n", "executor", "group", "threads", "ns wall", "least", "ns CPU",
             "bytes", "read %", "rewrite %", "draw %");
  const auto row = [&](PeopleExecutor executor, std::uint64_t size, unsigned threads) {
    const bool slow = executor == PeopleExecutor::reference;
    const PeopleSpeed s = measure_people_speed({slow ? persons / 20 : persons, size, slow ? 2 : days, threads, executor, 1});
    fmt::print("{:<12} {:>8} {:>7} {:>8.3f} {:>8.3f} {:>8.3f} {:>7.3f} {:>7.0f} {:>8.0f} {:>6.0f}\n", name_of(executor), size, threads,
               s.ns_per_person_day, s.least_ns_per_person_day, s.cpu_ns_per_person_day, s.bytes_per_person, s.bandwidth_fraction * 100,
               s.rewrite_fraction * 100, s.generator_fraction * 100);
  };
  for (std::uint64_t size : {500U, 5000U, 100000U})
    for (unsigned threads = 1; threads <= thread_count(0, 64); threads *= 2) row(PeopleExecutor::individuals, size, threads);
  for (std::uint64_t size : {500U, 5000U, 100000U}) row(PeopleExecutor::counts, size, thread_count(0, 64));
  row(PeopleExecutor::reference, 5000, 1);
}

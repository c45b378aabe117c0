#include "lab/people_speed.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <vector>

#include "archive/json.hpp"
#include "chance/draw.h"
#include "chance/names.h"
#include "people/counts.hpp"
#include "people/deal.hpp"
#include "people/individuals.hpp"
#include "people/population.hpp"

namespace smolny {

namespace {

using people::Table;

constexpr std::uint64_t kGroupsDealt = 32;                     // whose tables are built at once
constexpr std::uint64_t kBytesDealt = std::uint64_t{1} << 16;  // that are streamed at once

/// A group for measuring: six parties and none.
Histogram people_of(std::int64_t size) {
  std::array<double, people::kPositions> slate{};
  for (std::size_t p = 0; p < 6; ++p) slate[p] = 0.125;
  slate[15] = 0.25;
  return people::standing(slate, 0.4, 0.2, static_cast<std::int32_t>(size));
}

/// About one person in a hundred moves a day: a mood that feeds on itself, and a shock that a region shares for the day.
Table press(const Histogram& counts, std::uint64_t group, std::uint32_t day, const chance::Key& key) {
  const double shock = chance::normal(key, {1, group % 64, 0, day}), mood = people::mean_resolve(counts);
  people::Transition t;
  for (std::size_t p = 0; p < people::kPositions; ++p) {
    t.up[p] = 0.004 * (0.6 + mood + 0.2 * shock);
    t.down[p] = 0.004 * (1.4 - mood - 0.2 * shock);
    t.leave[p] = 0.002;
    t.towards[p] = p < 6 ? 1 + 0.1 * static_cast<double>(p) : (p == 15 ? 2 : 0);
  }
  return people::table_of(t);
}

/// What is measured: groups and their state, in the form of the executor.
struct Subject {
  const PeopleSpeedPlan& plan;
  chance::Key key;
  people::Population population;  // for counts, without persons
  std::vector<Table> tables;

  explicit Subject(const PeopleSpeedPlan& p) : plan(p), key{p.seed, 0, 0} {
    const std::uint64_t groups = (p.persons + p.group_size - 1) / p.group_size;
    const bool bytes = p.executor != PeopleExecutor::counts;
    population.persons.reserve(bytes ? p.persons : 0);
    population.begins.reserve(groups + 1);
    population.keys.reserve(groups);
    population.counts.reserve(groups);
    for (std::uint64_t g = 0; g < groups; ++g) {
      const Histogram counts = people_of(static_cast<std::int64_t>(std::min(p.group_size, p.persons - g * p.group_size)));
      if (bytes) people::add_group(population, chance::born_hash(p.seed, 1, g), counts);
      else population.keys.push_back(chance::born_hash(p.seed, 1, g)), population.counts.push_back(counts);
    }
    tables.resize(groups);
  }

  template <class Work>
  void each_group(const Work& work) const {
    const std::uint64_t groups = population.groups();
    people::deal((groups + kGroupsDealt - 1) / kGroupsDealt, plan.threads, [&](std::uint64_t block) {
      for (std::uint64_t g = block * kGroupsDealt; g < std::min(groups, (block + 1) * kGroupsDealt); ++g) work(g);
    });
  }

  /// One day of everybody; gives how many moved.
  std::int64_t live(std::uint32_t day) {
    each_group([&](std::uint64_t g) { tables[g] = press(population.counts[g], g, day, key); });
    if (plan.executor != PeopleExecutor::counts) {
      const auto mover = plan.executor == PeopleExecutor::reference ? people::Mover::reference : people::Mover::vectors;
      return people::step(population, tables, key, day, plan.threads, mover);
    }
    std::atomic<std::int64_t> moved{0};
    const chance::MixedKey mixed = chance::mix(key);
    each_group([&](std::uint64_t g) {
      const people::Draws draws = [&](std::uint64_t k) {
        return chance::uniform_from(chance::block(mixed, {2, population.keys[g], k, day})[0]);
      };
      moved.fetch_add(people::step(population.counts[g], tables[g], draws), std::memory_order_relaxed);
    });
    return moved.load();
  }

  double bytes() const {
    return static_cast<double>(population.persons.capacity() + population.begins.capacity() * 8 + population.keys.capacity() * 8 +
                               population.counts.capacity() * sizeof(Histogram) + tables.capacity() * sizeof(Table));
  }

  std::string digest() const {
    const auto& p = population;
    return fmt::format("{:016x}", p.persons.empty() ? XXH3_64bits(p.counts.data(), p.counts.size() * sizeof(Histogram))
                                                    : XXH3_64bits(p.persons.data(), p.persons.size()));
  }
};

/// Reads every byte, or reads it and writes back what was there.
std::uint64_t stream(std::span<std::uint8_t> bytes, unsigned threads, bool back) {
  std::atomic<std::uint64_t> sum{0};
  static volatile std::uint64_t nothing = 0;  // that the compiler cannot see through
  const std::uint64_t same = nothing;
  people::deal((bytes.size() + kBytesDealt - 1) / kBytesDealt, threads, [&](std::uint64_t block) {
    const std::span part = bytes.subspan(block * kBytesDealt, std::min<std::uint64_t>(kBytesDealt, bytes.size() - block * kBytesDealt));
    auto* words = reinterpret_cast<std::uint64_t*>(part.data());
    const std::size_t count = part.size() / 32 * 4;
    std::uint64_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (std::size_t i = 0; i < count; i += 4) {
      if (back) words[i] ^= same, words[i + 1] ^= same, words[i + 2] ^= same, words[i + 3] ^= same;
      else s0 ^= words[i], s1 ^= words[i + 1], s2 ^= words[i + 2], s3 ^= words[i + 3];
    }
    sum.fetch_xor(s0 ^ s1 ^ s2 ^ s3, std::memory_order_relaxed);
  });
  return sum.load();
}

/// Only draws everybody's first byte, group by group as a step does.
std::uint64_t draw_all(const Subject& subject, std::uint32_t day) {
  std::atomic<std::uint64_t> sum{0};
  subject.each_group([&](std::uint64_t g) {
    const auto address = people::step_address(subject.key, subject.population.keys[g], day);
    sum.fetch_add(people::draw_only(0, subject.population.size(g), address), std::memory_order_relaxed);
  });
  return sum.load();
}

/// The least wall and the least CPU seconds of so many calls: the least disturbed.
struct Least {
  double wall = 1e300, cpu = 1e300;
};
Least least(std::uint64_t times, const std::function<void()>& work) {
  Least best;
  for (std::uint64_t i = 0; i < times; ++i) {
    const double wall = wall_seconds(), cpu = cpu_seconds();
    work();
    best.cpu = std::min(best.cpu, cpu_seconds() - cpu);
    best.wall = std::min(best.wall, wall_seconds() - wall);
  }
  return best;
}

}  // namespace

PeopleSpeed measure_people_speed(const PeopleSpeedPlan& plan) {
  PeopleSpeed result;
  const double before = resident_bytes();
  Subject subject(plan);
  subject.live(0);
  const auto persons = static_cast<double>(plan.persons), days = static_cast<double>(plan.days);
  result.groups = subject.population.groups();
  result.bytes_per_person = subject.bytes() / persons;
  result.resident_bytes_per_person = (resident_bytes() - before) / persons;

  std::uint32_t day = 1;
  std::int64_t moved = 0;
  const double wall = wall_seconds(), cpu = cpu_seconds();
  const Least best = least(plan.days, [&] { moved += subject.live(day++); });
  result.ns_per_person_day = (wall_seconds() - wall) * 1e9 / persons / days;
  result.cpu_ns_per_person_day = (cpu_seconds() - cpu) * 1e9 / persons / days;
  result.least_ns_per_person_day = best.wall * 1e9 / persons;
  result.moved_per_person_day = static_cast<double>(moved) / persons / days;
  result.digest = subject.digest();
  if (plan.executor == PeopleExecutor::counts) return result;

  volatile std::uint64_t sink = 0;
  const std::span bytes(subject.population.persons);
  result.bandwidth_fraction = least(plan.days, [&] { sink = stream(bytes, plan.threads, false); }).cpu / best.cpu;
  result.rewrite_fraction = least(plan.days, [&] { sink = stream(bytes, plan.threads, true); }).cpu / best.cpu;
  result.generator_fraction = least(plan.days, [&] { sink = draw_all(subject, day); }).cpu / best.cpu;
  return result;
}

const char* name_of(PeopleExecutor executor) {
  switch (executor) {
    case PeopleExecutor::individuals: return "individuals";
    case PeopleExecutor::counts: return "counts";
    case PeopleExecutor::reference: return "reference";
  }
  return "";
}

std::string people_speed_json(const PeopleSpeedPlan& plan, const PeopleSpeed& s, const Machine& m) {
  JsonWriter out(2);
  out.open_object().member("executor", name_of(plan.executor)).member("persons", plan.persons).member("groups", s.groups);
  out.member("group_size", plan.group_size).member("days", plan.days).member("threads", plan.threads).member("seed", plan.seed);
  out.member("ns_per_person_day", s.ns_per_person_day).member("least_ns_per_person_day", s.least_ns_per_person_day);
  out.member("cpu_ns_per_person_day", s.cpu_ns_per_person_day).member("bytes_per_person", s.bytes_per_person);
  out.member("resident_bytes_per_person", s.resident_bytes_per_person);
  out.member("bandwidth_fraction", s.bandwidth_fraction).member("rewrite_fraction", s.rewrite_fraction);
  out.member("generator_fraction", s.generator_fraction).member("moved_per_person_day", s.moved_per_person_day);
  out.member("digest", s.digest).key("machine").open_object().member("processor", m.processor).member("cores", m.cores);
  out.member("vectors", people::vectors_in_use()).member("memory_gib", m.memory_gib).member("compiler", m.compiler);
  out.member("load", m.load).close_object();
  return out.close_object().text();
}

std::string people_speed_text(const PeopleSpeedPlan& plan, const PeopleSpeed& s, const Machine& m) {
  std::string text = fmt::format("{} persons in {} groups, {} days, {}, {} thread{}\n", plan.persons, s.groups, plan.days,
                                 name_of(plan.executor), plan.threads, plan.threads == 1 ? "" : "s");
  text += fmt::format("{}, {} cores, {}, {:.0f} GiB, compiled by {}, load {:.1f}\n\n", m.processor, m.cores, people::vectors_in_use(),
                      m.memory_gib, m.compiler, m.load);
  const auto row = [&](const char* what, double figure, const char* unit) { text += fmt::format("{:<34} {:>9.3f} {}\n", what, figure, unit); };
  row("wall", s.ns_per_person_day, "ns/person-day");
  row("  the least disturbed day", s.least_ns_per_person_day, "ns/person-day");
  row("CPU, all threads", s.cpu_ns_per_person_day, "ns/person-day");
  row("state", s.bytes_per_person, "bytes/person");
  row("  in memory", s.resident_bytes_per_person, "bytes/person");
  row("who move", s.moved_per_person_day * 100, "% a day");
  if (plan.executor != PeopleExecutor::counts) {
    row("reading all bytes would take", s.bandwidth_fraction * 100, "% of the CPU time");
    row("reading and writing them back", s.rewrite_fraction * 100, "%");
    row("drawing the first bytes", s.generator_fraction * 100, "%");
  }
  return text + "digest " + s.digest + "\n";
}

}  // namespace smolny

// The threshold cascade of bench/cascade/DECLARATION.md, a byte a person.
//   cascade_bench [PERSONS] [SEED]

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "chance/names.h"
#include "lab/machine.hpp"

namespace {

constexpr std::uint64_t kGroup = 100;
constexpr std::uint8_t kActive = 0x80;

/// Thresholds in per cent, nobody active.
std::vector<std::uint8_t> people_of(std::uint64_t persons, std::uint64_t seed) {
  std::vector<std::uint8_t> people(persons);
  for (std::uint64_t i = 0; i < persons; ++i) {
    const std::uint64_t h = smolny::chance::scramble(i + seed), sum = h % 32 + h / 32 % 32;
    people[i] = static_cast<std::uint8_t>(sum > 6 ? sum - 6 : 0);
  }
  return people;
}

/// One step from the state before; `active` holds the groups' numbers. Gives how many joined.
std::uint64_t step(std::vector<std::uint8_t>& people, std::vector<std::uint64_t>& active, std::uint64_t all) {
  const std::uint64_t persons = people.size();
  std::uint64_t joined = 0;
  for (std::uint64_t g = 0; g < active.size(); ++g) {
    const std::uint64_t seen = 100 * (3 * active[g] * (persons / kGroup) + all) / (4 * persons);  // per cent, rounded down
    std::uint8_t* group = people.data() + g * kGroup;
    std::uint64_t now = 0;
    for (std::uint64_t i = 0; i < kGroup; ++i) {
      group[i] = static_cast<std::uint8_t>(group[i] | ((group[i] & 0x7f) <= seen ? kActive : 0));
      now += group[i] >> 7;
    }
    joined += now - active[g];
    active[g] = now;
  }
  return joined;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t persons = (argc > 1 ? std::stoull(argv[1]) : 100'000) / kGroup * kGroup, seed = argc > 2 ? std::stoull(argv[2]) : 1;
  const double begin = smolny::cpu_seconds();
  auto people = people_of(persons, seed);
  std::vector<std::uint64_t> active(persons / kGroup);
  const double built = smolny::cpu_seconds();
  std::vector<std::uint64_t> course;
  std::uint64_t all = 0;
  for (std::uint64_t joined = 1; joined > 0;) {
    joined = step(people, active, all);
    course.push_back(all += joined);
  }
  const double done = smolny::cpu_seconds();
  std::string numbers;
  for (std::uint64_t n : course) numbers += (numbers.empty() ? "" : ", ") + std::to_string(n);
  fmt::print("{{\"by\": \"smolny\", \"persons\": {}, \"build_s\": {:.6f}, \"steps_s\": {:.6f}, \"active\": [{}]}}\n", persons, built - begin,
             done - built, numbers);
}

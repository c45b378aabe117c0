#pragma once
// People are moved here, for mechanisms that need not know how they are kept. Units and groups are counts in World::people, which
// everybody reads. With the executor `individuals` the people of groups are also persons, a byte each, in World::persons: persons move,
// and the counts are kept in step with them. Draws are addressed, by other words in each executor: the two are one process in distribution
// and not in each history (docs/people.md).
//
// Where several processes live one history (Simulation::labour), each keeps the persons of the groups dealt to it and tells the others what
// came of a step, a leave or a day, so that counts and hashes are alike everywhere.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulation.hpp"
#include "people/table.hpp"

namespace smolny {

struct GroupStep {
  GroupId group{};
  people::Table table;
};

/// So many persons, leaving a group or coming to it.
struct Headcount {
  GroupId group{};
  std::int64_t persons = 0;
};

/// Persons between two groups.
struct Travellers {
  Histogram counts;
  std::vector<std::uint8_t> persons;  ///< with individuals: in the order of the groups that they left, then of their keys
};

/// Makes persons of the groups' counts, in the order of cells, and deals the groups to the processes that there are: the largest first, each
/// to whoever has the fewest persons so far. To be called anew by whoever puts other counts in the place of a group's.
void fill_persons(Simulation& sim);

/// Groups, each at most once, take a step by their tables. `step`: the day, or whatever tells this step from others at this site.
void step_people(Simulation& sim, Key site, std::uint32_t step, std::span<const GroupStep> steps);

/// Persons leave groups (each named at most once) that have as many, each person of a group as likely as any other.
Travellers send_people(Simulation& sim, Key site, Key way, std::uint32_t day, std::span<const Headcount> from);

/// Travellers are dealt out: who goes where is drawn. The headcounts add up to their number.
void receive_people(Simulation& sim, Key site, Key way, std::uint32_t day, const Travellers& travellers, std::span<const Headcount> to);

/// Hashes the persons of groups that have changed since it was last called, which is before the state is hashed.
void hash_persons(Simulation& sim);

}  // namespace smolny

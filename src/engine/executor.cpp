#include "engine/executor.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "people/counts.hpp"
#include "people/deal.hpp"
#include "people/individuals.hpp"
#include "people/transfer.hpp"

namespace smolny {

namespace {

Histogram& counts_of(Simulation& sim, GroupId g) { return sim.world.people.rows[sim.world.units.size() + static_cast<std::size_t>(g.index)]; }

std::uint32_t rank_of(const Simulation& sim, GroupId g) {
  return sim.rank_of.empty() ? sim.labour.rank : sim.rank_of[static_cast<std::size_t>(g.index)];
}

bool is_mine(const Simulation& sim, GroupId g) { return rank_of(sim, g) == sim.labour.rank; }

people::Draws draws_at(const Simulation& sim, Key site, Key actor, Key target) {
  return [fan = chance::fan(sim.mixed, {site, actor, target, 0})](std::uint64_t k) { return chance::uniform_from(chance::word_of(fan, k)); };
}

/// What each process has written about its groups, in the order of `groups`, is read by the others: read(i, bytes), `width(i)` bytes each.
template <class Groups, class Width, class Read>
void share(Simulation& sim, const Groups& groups, const std::string& mine, const Width& width, const Read& read) {
  if (sim.labour.ranks == 1) return;
  const std::string all = sim.labour.gather(mine);
  std::string_view rest = all;
  for (std::uint32_t rank = 0; rank < sim.labour.ranks; ++rank)
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (rank_of(sim, groups[i].group) != rank) continue;
      const std::string_view bytes = rest.substr(0, width(i));
      rest.remove_prefix(bytes.size());
      if (rank != sim.labour.rank) read(i, bytes);
    }
}

/// Room for a few more than are there, and no doubling: persons are most of what a history keeps.
void append(std::vector<std::uint8_t>& persons, const std::vector<std::uint8_t>& more) {
  const std::size_t size = persons.size() + more.size();
  if (size > persons.capacity()) persons.reserve(size + size / 64);
  persons.insert(persons.end(), more.begin(), more.end());
}

void deal_groups(Simulation& sim) {
  const std::size_t groups = sim.setting->groups.size();
  if (sim.labour.ranks == 1) return;
  std::vector<std::int32_t> order(groups);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return people::size(counts_of(sim, {a})) > people::size(counts_of(sim, {b})); });
  std::vector<std::int64_t> load(sim.labour.ranks);
  sim.rank_of.resize(groups);
  for (std::int32_t g : order) {
    const auto least = std::min_element(load.begin(), load.end());
    *least += people::size(counts_of(sim, {g}));
    sim.rank_of[static_cast<std::size_t>(g)] = static_cast<std::uint32_t>(least - load.begin());
  }
}

}  // namespace

void fill_persons(Simulation& sim) {
  deal_groups(sim);
  sim.world.persons.rows.assign(sim.setting->groups.size(), {});
  for (GroupId g : sim.setting->groups.ids()) {
    if (!is_mine(sim, g)) continue;
    const Histogram& counts = counts_of(sim, g);
    std::vector<std::uint8_t>& persons = sim.world.persons[g].bytes.rows;
    persons.reserve(static_cast<std::size_t>(people::size(counts)));
    for (std::size_t c = 0; c < counts.cell.size(); ++c)
      persons.insert(persons.end(), static_cast<std::size_t>(counts.cell[c]), static_cast<std::uint8_t>(c));
  }
}

void step_people(Simulation& sim, Key site, std::uint32_t step, std::span<const GroupStep> steps) {
  if (steps.empty()) return;
  if (sim.world.persons.empty()) {
    for (const GroupStep& s : steps) people::step(counts_of(sim, s.group), s.table, draws_at(sim, site, key_in(sim, entity(s.group)), step));
    return;
  }
  std::vector<people::Crowd> crowds;
  for (const GroupStep& s : steps) {
    PersonsState& persons = sim.world.persons[s.group];
    persons.changed = true;
    if (is_mine(sim, s.group)) crowds.push_back({persons.bytes.rows, mix(site, key_in(sim, entity(s.group))), &s.table, &counts_of(sim, s.group)});
  }
  people::step(crowds, sim.world.key, step, sim.labour.threads, sim.labour.mover);
  std::string mine;
  for (const people::Crowd& c : crowds) mine.append(reinterpret_cast<const char*>(c.counts->cell.data()), sizeof c.counts->cell);
  share(
      sim, steps, mine, [](std::size_t) { return sizeof Histogram::cell; },
      [&](std::size_t i, std::string_view bytes) { std::memcpy(counts_of(sim, steps[i].group).cell.data(), bytes.data(), bytes.size()); });
}

Travellers send_people(Simulation& sim, Key site, Key way, std::uint32_t day, std::span<const Headcount> from) {
  Travellers travellers;
  if (sim.world.persons.empty()) {
    for (const Headcount& h : from) {
      if (h.persons == 0) continue;
      const people::Draws draws = draws_at(sim, site, key_in(sim, entity(h.group)), mix(way, day));
      people::add(travellers.counts, people::take(counts_of(sim, h.group), h.persons, draws));
    }
    return travellers;
  }
  std::vector<std::vector<std::uint8_t>> gone(from.size());
  std::string mine;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (!is_mine(sim, from[i].group)) continue;
    const Key key = mix(mix(site, key_in(sim, entity(from[i].group))), way);
    gone[i] = people::take(sim.world.persons[from[i].group].bytes.rows, from[i].persons, people::step_address(sim.world.key, key, day));
    if (sim.labour.ranks > 1) mine.append(gone[i].begin(), gone[i].end());
  }
  share(
      sim, from, mine, [&](std::size_t i) { return static_cast<std::size_t>(from[i].persons); },
      [&](std::size_t i, std::string_view bytes) { gone[i].assign(bytes.begin(), bytes.end()); });
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (gone[i].empty()) continue;
    sim.world.persons[from[i].group].changed = true;
    Histogram& counts = counts_of(sim, from[i].group);
    for (std::uint8_t person : gone[i]) --counts.cell[person], ++travellers.counts.cell[person];
    travellers.persons.insert(travellers.persons.end(), gone[i].begin(), gone[i].end());
  }
  return travellers;
}

void receive_people(Simulation& sim, Key site, Key way, std::uint32_t day, const Travellers& travellers, std::span<const Headcount> to) {
  std::vector<std::int64_t> hands;
  for (const Headcount& h : to) hands.push_back(h.persons);
  const people::Draws draws = draws_at(sim, site, way, day);
  if (sim.world.persons.empty()) {
    const std::vector<Histogram> dealt = people::deal(travellers.counts, hands, draws);
    for (std::size_t i = 0; i < to.size(); ++i) people::add(counts_of(sim, to[i].group), dealt[i]);
    return;
  }
  const std::vector<std::vector<std::uint8_t>> dealt = people::deal(travellers.persons, hands, draws);
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (dealt[i].empty()) continue;
    PersonsState& persons = sim.world.persons[to[i].group];
    persons.changed = true;
    Histogram& counts = counts_of(sim, to[i].group);
    for (std::uint8_t person : dealt[i]) ++counts.cell[person];
    if (is_mine(sim, to[i].group)) append(persons.bytes.rows, dealt[i]);
  }
}

void hash_persons(Simulation& sim) {
  std::vector<Headcount> changed;  // groups alone
  std::vector<PersonsState*> mine;
  for (GroupId g : sim.setting->groups.ids()) {
    if (sim.world.persons.empty() || !sim.world.persons[g].changed) continue;
    changed.push_back({g, 0});
    sim.world.persons[g].changed = false;
    if (is_mine(sim, g)) mine.push_back(&sim.world.persons[g]);
  }
  if (changed.empty()) return;
  people::deal(mine.size(), sim.labour.threads, [&](std::uint64_t i) {
    const auto& bytes = mine[i]->bytes.rows;
    mine[i]->hash = XXH3_64bits(bytes.data(), bytes.size());
  });
  std::string hashes;
  for (const PersonsState* p : mine) hashes.append(reinterpret_cast<const char*>(&p->hash), sizeof p->hash);
  share(
      sim, changed, hashes, [](std::size_t) { return sizeof PersonsState::hash; },
      [&](std::size_t i, std::string_view bytes) { std::memcpy(&sim.world.persons[changed[i].group].hash, bytes.data(), bytes.size()); });
}

}  // namespace smolny

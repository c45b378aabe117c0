#pragma once
// Identity. A row is addressed in memory by its index and in chance by the hash of its name, so that
// neither the order of a file nor a row added before it changes a history (design: "Chance").

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace smolny {

/// The hash of a name: what stands for the row in addresses, in orderings and in digests.
using Key = std::uint64_t;

/// Mixes two keys into one (splitmix64 finalizer over a multiply-xor). Not commutative.
constexpr Key mix(Key a, Key b) {
  Key x = a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2));
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  x ^= x >> 31;
  return x;
}

/// FNV-1a over the bytes, finalized so that close names lie far apart. Never 0: 0 means "nobody".
constexpr Key key_of(std::string_view name) {
  Key x = 0xcbf29ce484222325ULL;
  for (char c : name) x = (x ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  x = mix(x, 0x5ca1ab1eULL);
  return x == 0 ? 1 : x;
}

/// A typed index into the table of `Row`s; -1 is "none".
template <class Row>
struct Id {
  std::int32_t index = -1;
  constexpr bool has() const { return index >= 0; }
  constexpr explicit operator bool() const { return has(); }
  constexpr auto operator<=>(const Id&) const = default;
};

/// A table is a vector that is indexed by the typed id of its description.
template <class Row, class Of = Row>
struct Table {
  std::vector<Row> rows;

  Row& operator[](Id<Of> id) { return rows[static_cast<std::size_t>(id.index)]; }
  const Row& operator[](Id<Of> id) const { return rows[static_cast<std::size_t>(id.index)]; }
  std::size_t size() const { return rows.size(); }
  bool empty() const { return rows.empty(); }
  auto begin() { return rows.begin(); }
  auto end() { return rows.end(); }
  auto begin() const { return rows.begin(); }
  auto end() const { return rows.end(); }
  Id<Of> add(Row row) {
    rows.push_back(row);
    return {static_cast<std::int32_t>(rows.size()) - 1};
  }
  /// The ids of all rows, in order.
  struct Ids {
    std::int32_t count;
    struct iterator {
      std::int32_t index;
      Id<Of> operator*() const { return {index}; }
      iterator& operator++() { return ++index, *this; }
      bool operator!=(const iterator& other) const { return index != other.index; }
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {count}; }
  };
  Ids ids() const { return {static_cast<std::int32_t>(rows.size())}; }
};

// The kinds of row. Descriptions are in setting.hpp, their state in world.hpp.
struct Camp;
struct Authority;
struct Issue;
struct Party;
struct District;
struct Place;
struct Way;
struct Unit;
struct Group;
struct Leader;
struct Body;
struct Medium;
struct Proposition;
struct Story;
struct CalendarEntry;
struct Pattern;
struct Decision;
struct DeciderKind;
struct ChanceNode;
struct Outcome;
struct Source;
struct Squad;
struct Contest;
struct Item;
struct Order;
struct Lever;
struct PeopleClass;
struct Problem;
struct Election;
struct Granary;
struct Market;
struct Curia;
struct Organization;
struct Flow;

using CampId = Id<Camp>;
using AuthorityId = Id<Authority>;
using IssueId = Id<Issue>;
using PartyId = Id<Party>;
using DistrictId = Id<District>;
using PlaceId = Id<Place>;
using WayId = Id<Way>;
using UnitId = Id<Unit>;
using GroupId = Id<Group>;
using LeaderId = Id<Leader>;
using BodyId = Id<Body>;
using MediumId = Id<Medium>;
using PropositionId = Id<Proposition>;
using StoryId = Id<Story>;
using CalendarId = Id<CalendarEntry>;
using PatternId = Id<Pattern>;
using DecisionId = Id<Decision>;
using DeciderKindId = Id<DeciderKind>;
using NodeId = Id<ChanceNode>;
using OutcomeId = Id<Outcome>;
using SourceId = Id<Source>;
using SquadId = Id<Squad>;
using ContestId = Id<Contest>;
using ItemId = Id<Item>;
using OrderId = Id<Order>;
using LeverId = Id<Lever>;
using ClassId = Id<PeopleClass>;
using ProblemId = Id<Problem>;
using ElectionId = Id<Election>;
using GranaryId = Id<Granary>;
using MarketId = Id<Market>;
using CuriaId = Id<Curia>;
using OrganizationId = Id<Organization>;
using FlowId = Id<Flow>;

/// What an event or an act can be about: a row of one of these tables.
enum class EntityKind : std::uint8_t {
  none, camp, authority, party, district, place, way, unit, group, leader, body, medium, proposition, story,
  calendar, decision, node, squad, contest, item, lever, problem, election, market, organization, flow, count_
};

struct Entity {
  EntityKind kind = EntityKind::none;
  std::int32_t index = -1;
  constexpr bool has() const { return kind != EntityKind::none; }
  constexpr auto operator<=>(const Entity&) const = default;
};

template <class Row>
constexpr EntityKind entity_kind();
// clang-format off
template <> constexpr EntityKind entity_kind<Camp>() { return EntityKind::camp; }
template <> constexpr EntityKind entity_kind<Authority>() { return EntityKind::authority; }
template <> constexpr EntityKind entity_kind<Party>() { return EntityKind::party; }
template <> constexpr EntityKind entity_kind<District>() { return EntityKind::district; }
template <> constexpr EntityKind entity_kind<Place>() { return EntityKind::place; }
template <> constexpr EntityKind entity_kind<Way>() { return EntityKind::way; }
template <> constexpr EntityKind entity_kind<Unit>() { return EntityKind::unit; }
template <> constexpr EntityKind entity_kind<Group>() { return EntityKind::group; }
template <> constexpr EntityKind entity_kind<Leader>() { return EntityKind::leader; }
template <> constexpr EntityKind entity_kind<Body>() { return EntityKind::body; }
template <> constexpr EntityKind entity_kind<Medium>() { return EntityKind::medium; }
template <> constexpr EntityKind entity_kind<Proposition>() { return EntityKind::proposition; }
template <> constexpr EntityKind entity_kind<Story>() { return EntityKind::story; }
template <> constexpr EntityKind entity_kind<CalendarEntry>() { return EntityKind::calendar; }
template <> constexpr EntityKind entity_kind<Decision>() { return EntityKind::decision; }
template <> constexpr EntityKind entity_kind<ChanceNode>() { return EntityKind::node; }
template <> constexpr EntityKind entity_kind<Squad>() { return EntityKind::squad; }
template <> constexpr EntityKind entity_kind<Contest>() { return EntityKind::contest; }
template <> constexpr EntityKind entity_kind<Item>() { return EntityKind::item; }
template <> constexpr EntityKind entity_kind<Lever>() { return EntityKind::lever; }
template <> constexpr EntityKind entity_kind<Problem>() { return EntityKind::problem; }
template <> constexpr EntityKind entity_kind<Election>() { return EntityKind::election; }
template <> constexpr EntityKind entity_kind<Market>() { return EntityKind::market; }
template <> constexpr EntityKind entity_kind<Organization>() { return EntityKind::organization; }
template <> constexpr EntityKind entity_kind<Flow>() { return EntityKind::flow; }
// clang-format on

template <class Row>
constexpr Entity entity(Id<Row> id) {
  return id.has() ? Entity{entity_kind<Row>(), id.index} : Entity{};
}
/// The typed id inside an entity; none when it is of another kind.
template <class Row>
constexpr Id<Row> as(Entity e) {
  return e.kind == entity_kind<Row>() ? Id<Row>{e.index} : Id<Row>{};
}

}  // namespace smolny

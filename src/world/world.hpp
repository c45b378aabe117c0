#pragma once
// The state of a history: plain typed tables, no behaviour, no pointers. Copying a World is a snapshot; its
// saved form (serial.hpp) is versioned and bit-exact. What does not change stands in the Setting.

#include <array>
#include <cstdint>
#include <vector>

#include "chance/address.h"
#include "people/histogram.hpp"
#include "time/instant.h"
#include "world/event.hpp"
#include "world/ids.hpp"
#include "world/setting.hpp"
#include "world/timetable.hpp"

namespace smolny {

inline constexpr Instant kNever{INT64_MAX / 4};

struct PlaceState {
  CampId holder{};
  std::array<std::int32_t, kMaxCamps> guard{};  ///< men of each camp posted here that belong to no squad
  double guard_resolve = 0.3;
  AuthorityId taken_for{};  ///< whose order took it; none: nobody's
  ContestId contest{};      ///< running now
  Instant held_since{};
  std::uint32_t to_fire = 0;                 ///< bit set of the camps whose men here are under orders to fire
  double heat = 0;          ///< how much talk points here, decaying; what self-mobilized bands steer by
  Instant heat_at{};
  bool raised = false;      ///< a bridge that cannot be crossed
};

enum class UnitStatus : std::uint8_t { barracks, alert, moving, halted, turned_back, disarmed, arrived };

/// When it was last weighed who of a unit or group comes out, and what was found.
struct Weighed {
  Instant at{};
  double arousal = 0;
  double per_hour = 0;  ///< persons expected to come out
  Instant calm_until{}; ///< until then nothing but fresh news is a reason to weigh it again
  std::int32_t day = -1;
  double shock = 0;     ///< of that day
};

struct UnitState {
  PlaceId at{};
  std::int32_t men = 0, out = 0, dead = 0;  ///< out: in squads, beyond the barracks
  double armed = 0;
  double resolve = 0, spread = 0;           ///< 0 to 1, kept in step with the unit's people
  std::array<double, kMaxCamps> support{};            ///< leaning of its people to each camp, -1 to 1
  std::array<double, kMaxAuthorities> legitimacy{};   ///< log-odds
  std::array<double, kMaxAuthorities> heard_obey{};   ///< reports of other units obeying, decayed
  std::array<double, kMaxAuthorities> heard_defy{};
  std::array<bool, kMaxAuthorities> commissar{};
  std::array<bool, kMaxAuthorities> rule{};           ///< asks for this authority's signature
  std::array<bool, kMaxAuthorities> pledged{};
  AuthorityId obeys{};                      ///< the one it last acted for; none: nobody
  double arousal = 0, floor = 0;            ///< 0 upward
  Instant touched{};                        ///< when arousal was last brought up to date
  double gathering = 0;                     ///< men expected to stand about, come out and not yet a band
  Weighed weighed;
  UnitStatus status = UnitStatus::barracks;
  PlaceId bound_for{};                      ///< of an echelon on the rails
  std::int32_t leg = 0;                     ///< halts so far
  std::int32_t summons = -1;                ///< the event that set it moving
  bool met = false;                         ///< speakers hold it up on the line
  bool won = false;                         ///< most of it recognises the camp's authority by now
};

struct GroupState {
  std::int32_t out = 0;
  std::array<double, kMaxCamps> support{};  ///< leaning of its people to each camp, -1 to 1
  double arousal = 0, floor = 0;
  Instant touched{};
  double heard = 0;  ///< share that has heard the latest big news
  double gathering = 0;  ///< as of a unit
  Weighed weighed;
  double leaving = 0;    ///< of those out, expected to have gone home and not yet counted
};

enum class Mission : std::uint8_t { occupy, go, raise, close, arrest, reopen, besiege, defend, stand_to };
enum class SquadStatus : std::uint8_t { gone, marching, holding, contesting, ring, inside };

struct SquadState {
  Key key = 0;
  UnitId unit{};
  GroupId group{};
  CampId camp{};
  std::int32_t men = 0;
  double resolve = 0;
  Mission mission = Mission::occupy;
  SquadStatus status = SquadStatus::gone;
  PlaceId at{}, target{};
  Instant eta{};
  AuthorityId ordered_by{};
  std::int32_t cause = -1;   ///< the event that set it going
  MediumId medium{};         ///< close, reopen
  LeaderId prey{};           ///< arrest
  std::uint32_t trips = 0;
  std::int32_t hazard = -1;  ///< of leaving a besieged seat
};

/// An order on its way to one unit, or standing before it.
struct OrderState {
  AuthorityId authority{};
  UnitId unit{};
  Mission task = Mission::occupy;
  PlaceId place{};
  std::int32_t men = 0;
  MediumId medium{};
  LeaderId prey{};
  std::int32_t cause = -1;   ///< the event `order-given`
  Instant given{};
  bool answered = false, obeyed = false;
};

enum class LeaderStatus : std::uint8_t { free, travelling, arrested, dead, gone };

struct LeaderState {
  PlaceId at{}, target{};
  LeaderStatus status = LeaderStatus::free;
  Instant eta{};
  bool hidden = false;
};

struct BodyState {
  bool exists = false, in_session = false, called = false;
  Instant opened_at{};
  std::array<std::int32_t, kMaxBlocs> present{};  ///< seats filled, by bloc
  std::array<std::int32_t, kMaxBlocs> seats{};
  std::array<bool, kMaxBlocs> left{};             ///< the bloc has walked out
  std::int32_t sittings = 0;
  Instant last_motion{};
};

struct AuthorityState {
  bool active = false, fallen = false;
  std::array<bool, kMaxAuthorities> voids{};  ///< declares the orders of these void without its signature
  double grip = 1;                            ///< 0 to 1: attention left for command
  std::int32_t obeyed = 0, ignored = 0, refused = 0;
  bool cabinet = false, broken = false;       ///< broken: a caretaker stays on until talks have formed another
  std::uint32_t parties = 0;                  ///< bit set of the parties in its cabinet
  Instant cabinet_at{};
  std::int32_t declined = 0;                  ///< bit set of parties that refused to join
  std::int32_t accepted = 0;
};

struct MediumState {
  bool open = true;
  Instant last_issue{};
};

struct CalendarState {
  Instant at{};
  bool passed = false, cancelled = false;
};

struct DecisionState {
  std::int32_t taken = 0, option = -1;
  Instant last{};
  std::uint32_t armed = ~0U;  ///< bit per trigger: ready to fire again (hysteresis)
  bool pending = false;
  std::int32_t cause = -1;
  Entity asker{};
};

struct ItemState {
  Key key = 0;
  StoryId story{};
  std::int32_t event = -1;
  Instant at{};
  PlaceId place{};
  bool framed = false;
  double informed = 0;   ///< persons reached
  bool announced = false;
};

struct ContestState {
  Key key = 0;
  PlaceId place{};
  CampId challenger{}, holder{};
  std::int32_t challengers = 0, holders = 0;
  double challenger_resolve = 0, holder_resolve = 0;
  Instant began{};
  std::int32_t began_event = -1;
  std::int32_t shots = 0, dead_holders = 0, dead_challengers = 0;
  std::int32_t last_shot = -1;                      ///< the event
  std::array<std::int32_t, 3> hazards{-1, -1, -1};  ///< holder gives way, challenger gives way, first shot
  AuthorityId ordered_by{};
  bool running = false;
};

struct SiegeState {
  PlaceId seat{};
  AuthorityId defender{};
  CampId besieger{};
  bool running = false, over = false, fire = false, ultimatum = false, yielding = false;
  std::int32_t intruders = 0, disarmed = 0, shells = 0, dead = 0, peak = 0;
  Instant began{};
  std::int32_t began_event = -1;
  std::array<std::int32_t, 3> hazards{-1, -1, -1};  ///< entry, skirmish, the guard leaves
};

/// A standing hazard: it fires when its accumulated intensity passes an Exp(1) threshold drawn at its address.
struct HazardState {
  Key site = 0, actor = 0, target = 0;
  double left = 0, rate = 0;  ///< what is left of the threshold; intensity per minute
  Instant since{};
  std::uint32_t version = 0;
  std::int16_t mechanism = -1;
  std::uint16_t code = 0;
  std::int32_t a = -1, b = -1;
  bool alive = false;
  std::uint64_t draw = 0;
};

/// Something that will happen at an instant, so many minutes after the start. Ordered by (instant, phase, mechanism, actor, target, code).
struct Wake {
  Instant at{};
  std::int32_t minute = 0;
  std::uint8_t phase = 0;
  std::int16_t mechanism = 0;
  std::uint16_t code = 0;
  Key actor = 0, target = 0;
  std::int32_t a = -1, b = -1;
  std::int32_t hazard = -1;
  std::uint32_t version = 0;
};

inline std::int64_t minute_of(const Wake& w) { return w.minute; }

struct Occurrence {
  Key address = 0;
  std::uint64_t count = 0;
};

/// An override of a derived quantity: `x := v`.
struct Hold {
  Key quantity = 0;
  double value = 0;
};

// Each table of state has a type of its own, so that a mechanism can declare what it reads and writes.
struct Places : Table<PlaceState, Place> {};
struct Units : Table<UnitState, Unit> {};
struct Groups : Table<GroupState, Group> {};
struct Squads : Table<SquadState, Squad> {};
struct Leaders : Table<LeaderState, Leader> {};
struct Bodies : Table<BodyState, Body> {};
struct Authorities : Table<AuthorityState, Authority> {};
struct Media : Table<MediumState, Medium> {};
struct Calendar : Table<CalendarState, CalendarEntry> {};
struct Decisions : Table<DecisionState, Decision> {};
struct Items : Table<ItemState, Item> {};
struct Contests : Table<ContestState, Contest> {};
struct Orders : Table<OrderState, Order> {};
struct Sieges : Table<SiegeState, SiegeState> {};
struct People : Table<Histogram, Histogram> {};  ///< units first, then groups

/// Log-odds of each proposition for each holder: leaders, then units, then groups.
struct Beliefs {
  std::int32_t propositions = 0;
  std::vector<double> log_odds;
  std::vector<Instant> touched;
};

/// An item of news on its way to one holder: the minute at which it is due, the holder's place in an order that does not hang on
/// rows, the item. One word, so that sorting those of one minute is cheap.
struct Mail {
  std::uint64_t word = 0;
  std::size_t rank() const { return static_cast<std::size_t>(word >> 24 & 0xffff); }
  std::int32_t item() const { return static_cast<std::int32_t>(word & 0xffffff); }
};
inline Mail mail_of(std::uint32_t minute, std::size_t rank, std::int32_t item) {
  return {static_cast<std::uint64_t>(minute) << 40 | static_cast<std::uint64_t>(rank) << 24 | static_cast<std::uint64_t>(item)};
}
inline std::int64_t minute_of(Mail m) { return static_cast<std::int64_t>(m.word >> 40); }

/// How a crowd's temper passes; one pace for all mechanisms, set by news from its parameters.
struct ArousalPace {
  double calm = 6;          ///< hours in which arousal falls to its floor, by a factor of e
  double afterglow = 0.3;   ///< share of an alarm that the floor keeps
  double floor_hours = 48;  ///< hours in which the floor falls
  double talk_hours = 6;    ///< hours in which talk of a place dies down
};

/// How often each holder has heard each story (repeats count for less), and what is on its way.
struct Hearsay {
  std::vector<std::uint8_t> times;  ///< by holder (leaders, then units, then groups) and story
  std::vector<std::int32_t> by_rank;    ///< holders in the order of their keys
  std::vector<std::uint16_t> rank;      ///< of each holder in it
  Timetable<Mail> mail;
  Instant round = kNever;           ///< when the next of it is handed over
  double people = 0;                ///< in all groups
  ArousalPace pace;
};

/// What each camp has gained and lost so far: what deciders look back on.
struct Tally {
  std::array<std::int32_t, kMaxCamps> captures{}, setbacks{}, dead{};
  std::int32_t killed = 0;
};

/// A district as its people see it. There are rows where the scenario describes classes.
struct DistrictState {
  std::array<double, kMaxProblems> level{};  ///< of each problem here
  std::array<double, kSlate> seen{};         ///< share of its people who openly stand for a party
  std::array<double, kSlate> seen_first{};   ///< the same on the first day
  double shock = 0;
  std::int32_t polls = 0;                    ///< held here so far
  std::int32_t outbreaks = 0;                ///< of the last week
  std::int64_t outbreaks_all = 0;            ///< so far
  double troops = 0;                         ///< reliable men on the spot, as far as they still are reliable
};

/// What a group's people lay at the door of those in office, and how likely they are to vote. Rows as districts have.
struct OpinionState {
  std::array<double, kMaxProblems> felt{};
  std::array<double, kSlate> first{};        ///< log share of each position on the first day
  std::array<double, kSlate> turnout{};      ///< log-odds that a person of that position and of resolve 0 votes
  double slope = 0;                          ///< what a resolve of 1 adds to it
  std::array<double, kSlate> agitated{};     ///< log-odds that the work of each party's organizations adds to it
  double shock = 0;
  std::int32_t stepped = 0;                  ///< day of the last step
};

struct ElectionState {
  bool held = false;
  std::array<std::int64_t, kMaxParties> votes{};
  std::array<std::int32_t, kMaxParties> seats{};
  std::int64_t valid = 0, entitled = 0;
};

/// Poods: stock = stock at the start + harvested - loaded.
struct GranaryState {
  std::int64_t stock = 0, harvested = 0, loaded = 0;
};

/// Poods: stock = stock at the start + arrived - eaten; on the way = on the way at the start + loaded for it - lost - arrived.
struct MarketState {
  std::int64_t stock = 0, on_the_way = 0, arrived = 0, eaten = 0, lost = 0;
  std::int64_t need = 0, came = 0;       ///< today: what the first day's ration takes; what arrived
  double pace = 0;                       ///< poods a day that were loaded for it on the first day
  double shortage = 0;                   ///< share of the need that was not given out, over the last week
  double price = 0, wage = 0;            ///< logs, 0 on the first day
  std::int64_t workers = 0, jobless = 0, strikers = 0;  ///< strikers: of the last week
  std::int32_t emptied = -1000;          ///< day on which its empty shelves were last told of
};

/// Money of the whole country: logs, 0 on the first day; what growth of prices a day is expected; a shock of the railways.
struct MoneyState {
  double money = 0, price = 0, expected = 0, rails = 0;
};

/// An assembly whose deputies can be recalled: its presidium, and whether it has voted against its first one.
struct AssemblyState {
  std::array<std::int32_t, kMaxParties> presidium{};  ///< seats
  bool turned = false;
  double heard = 0;         ///< 0 to 1: how much it has heard of other assemblies that have turned
  std::int32_t turning = -1;   ///< the event by which it turned
  std::uint32_t vacancy = 0;   ///< how often its presidium has been given up or kept by a vote: what stales an old notice
};

/// A part of a party, in the week that runs. Where it stands is told on the issue of who shall rule, -2 to 2.
struct OrganizationState {
  double wants = 0;         ///< what its people and its lower ranks want
  double line = 0;          ///< what it acts on and hands down
  bool keeps = true;        ///< to the line that it was given
};

/// What has built up in a flow since its last step, and what has moved so far.
struct FlowState {
  double due = 0;                            ///< hazard of each person, or persons where there is a quota
  std::int32_t stepped = 0;                  ///< day of the last step
  std::array<double, kMaxDrivers> first{};   ///< its drivers on the first day
  std::int64_t moved = 0;                    ///< so far
};

/// Bytes that are saved and not hashed: somebody keeps a hash of them beside them.
struct Bytes {
  static constexpr bool kHashedApart = true;
  std::vector<std::uint8_t> rows;
};

/// A group whose people are individuals: a byte each, in their order (people/individuals.hpp).
struct PersonsState {
  Bytes bytes;
  std::uint64_t hash = 0;  ///< of the bytes, as of the end of the last day on which they changed
  bool changed = true;     ///< since then
};

// Tables that many a scenario lacks. Empty ones are not hashed, so that they leave the digests of such scenarios alone.
struct Districts : Table<DistrictState, District> { static constexpr bool kMayLack = true; };
struct Opinions : Table<OpinionState, Group> { static constexpr bool kMayLack = true; };
struct ClassShocks : Table<double, PeopleClass> { static constexpr bool kMayLack = true; };
struct Levers : Table<double, Lever> { static constexpr bool kMayLack = true; };
struct Elections : Table<ElectionState, Election> { static constexpr bool kMayLack = true; };
struct Granaries : Table<GranaryState, Granary> { static constexpr bool kMayLack = true; };
struct Markets : Table<MarketState, Market> { static constexpr bool kMayLack = true; };
struct Assemblies : Table<AssemblyState, Body> { static constexpr bool kMayLack = true; };  ///< rows as bodies have, where there are curiae
struct Organizations : Table<OrganizationState, Organization> { static constexpr bool kMayLack = true; };
struct Flows : Table<FlowState, Flow> { static constexpr bool kMayLack = true; };
struct Reserve : Table<double> { static constexpr bool kMayLack = true; };  ///< reliable men at hand; one row where there are classes
struct Money : Table<MoneyState> { static constexpr bool kMayLack = true; };  ///< one row where there are markets
struct Persons : Table<PersonsState, Group> { static constexpr bool kMayLack = true; };  ///< rows as groups have, where the executor is individuals

struct World {
  Instant now{};
  Instant until{};
  chance::Key key{};
  std::vector<double> sampled;     ///< values of Setting::uncertain in this history
  std::vector<double> parameters;  ///< in the order of Setting::parameters
  Places places;
  Units units;
  Groups groups;
  Squads squads;
  Leaders leaders;
  Bodies bodies;
  Authorities authorities;
  Media media;
  Calendar calendar;
  Decisions decisions;
  Items items;
  Contests contests;
  Orders orders;
  Sieges sieges;
  People people;
  Beliefs beliefs;
  Hearsay hearsay;
  Tally tally;
  std::vector<HazardState> hazards;
  Timetable<Wake> queue;               ///< each minute of the open hour a binary heap
  std::vector<Occurrence> occurrences; ///< open addressing, size a power of two
  std::size_t occurrence_count = 0;
  std::vector<Hold> holds;
  std::vector<std::int32_t> node_seen; ///< per chance node: times reached
  Districts districts;
  Opinions opinions;
  ClassShocks class_shocks;
  Levers levers;
  Elections elections;
  Granaries granaries;
  Markets markets;
  Money money;
  Reserve reserve;
  Assemblies assemblies;
  Organizations organizations;
  Flows flows;
  Persons persons;  ///< whom the rows of `people` that are groups count
};

}  // namespace smolny

#pragma once
// What a mechanism sees of a simulation: the tables it declared, its own parameters, chance, the queue, the
// chronicle. Reading or writing an undeclared table, or emitting an undeclared kind, does not compile.

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <type_traits>

#include "chance/choose.h"
#include "chance/counts.h"
#include "chance/draw.h"
#include "engine/acts.hpp"
#include "engine/attendance.hpp"
#include "engine/evaluate.hpp"
#include "engine/paths.hpp"
#include "engine/simulation.hpp"

namespace smolny {

template <class T, class List>
struct InTables : std::false_type {};
template <class T, class... U>
struct InTables<T, Tables<U...>> : std::bool_constant<(std::is_same_v<T, U> || ...)> {};

// Which member of World is the table T, and what it is called in `describe`.
template <class T>
struct TableMember {
  T World::*member;
  std::string_view name;
};
template <class T>
inline constexpr TableMember<T> table_of{};
template <> inline constexpr TableMember<Places> table_of<Places>{&World::places, "places"};
template <> inline constexpr TableMember<Units> table_of<Units>{&World::units, "units"};
template <> inline constexpr TableMember<Groups> table_of<Groups>{&World::groups, "groups"};
template <> inline constexpr TableMember<Squads> table_of<Squads>{&World::squads, "squads"};
template <> inline constexpr TableMember<Leaders> table_of<Leaders>{&World::leaders, "leaders"};
template <> inline constexpr TableMember<Bodies> table_of<Bodies>{&World::bodies, "bodies"};
template <> inline constexpr TableMember<Authorities> table_of<Authorities>{&World::authorities, "authorities"};
template <> inline constexpr TableMember<Media> table_of<Media>{&World::media, "media"};
template <> inline constexpr TableMember<Calendar> table_of<Calendar>{&World::calendar, "calendar"};
template <> inline constexpr TableMember<Decisions> table_of<Decisions>{&World::decisions, "decisions"};
template <> inline constexpr TableMember<Items> table_of<Items>{&World::items, "items"};
template <> inline constexpr TableMember<Contests> table_of<Contests>{&World::contests, "contests"};
template <> inline constexpr TableMember<Orders> table_of<Orders>{&World::orders, "orders"};
template <> inline constexpr TableMember<Hearsay> table_of<Hearsay>{&World::hearsay, "hearsay"};
template <> inline constexpr TableMember<Sieges> table_of<Sieges>{&World::sieges, "sieges"};
template <> inline constexpr TableMember<People> table_of<People>{&World::people, "people"};
template <> inline constexpr TableMember<Beliefs> table_of<Beliefs>{&World::beliefs, "beliefs"};
template <> inline constexpr TableMember<Districts> table_of<Districts>{&World::districts, "districts"};
template <> inline constexpr TableMember<Opinions> table_of<Opinions>{&World::opinions, "opinions"};
template <> inline constexpr TableMember<ClassShocks> table_of<ClassShocks>{&World::class_shocks, "class-shocks"};
template <> inline constexpr TableMember<Levers> table_of<Levers>{&World::levers, "levers"};
template <> inline constexpr TableMember<Elections> table_of<Elections>{&World::elections, "elections"};
template <> inline constexpr TableMember<Granaries> table_of<Granaries>{&World::granaries, "granaries"};
template <> inline constexpr TableMember<Markets> table_of<Markets>{&World::markets, "markets"};
template <> inline constexpr TableMember<Money> table_of<Money>{&World::money, "money"};
template <> inline constexpr TableMember<Reserve> table_of<Reserve>{&World::reserve, "reserve"};
template <> inline constexpr TableMember<Assemblies> table_of<Assemblies>{&World::assemblies, "assemblies"};
template <> inline constexpr TableMember<Organizations> table_of<Organizations>{&World::organizations, "organizations"};
template <> inline constexpr TableMember<Flows> table_of<Flows>{&World::flows, "flows"};
template <> inline constexpr TableMember<Tally> table_of<Tally>{&World::tally, "tally"};

/// What an event came of. `because` an event; a pressure names the parameter that weighed it.
struct Because {
  Cause cause;
  constexpr Because(std::int32_t event) : cause{event, -1, -1, 1.0F} {}
  constexpr explicit Because(Cause c) : cause(c) {}
};

template <class M>
class View {
 public:
  View(Simulation& simulation, std::int16_t index) : sim_(simulation), self_(index) {}

  template <class T>
  const T& read() const {
    static_assert(InTables<T, typename M::Reads>::value || InTables<T, typename M::Writes>::value,
                  "the mechanism does not declare that it reads this table");
    return sim_.world.*table_of<T>.member;
  }
  template <class T>
  T& write() {
    static_assert(InTables<T, typename M::Writes>::value, "the mechanism does not declare that it writes this table");
    return sim_.world.*table_of<T>.member;
  }

  const Setting& setting() const { return *sim_.setting; }
  Instant now() const { return sim_.world.now; }
  double value(const Number& number) const { return smolny::value(sim_.world, number); }
  double p(typename M::Parameter parameter) const { return sim_.world.parameters[parameter_index(parameter)]; }
  std::size_t parameter_index(typename M::Parameter parameter) const {
    return static_cast<std::size_t>(sim_.parameter_offset[self_]) + static_cast<std::size_t>(parameter);
  }
  Decays& decays() { return sim_.decays; }
  bool dark() const { return is_dark_at(sim_, now()); }
  Key key(Entity e) const { return key_in(sim_, e); }
  template <class Row>
  Key key(Id<Row> id) const { return key_in(sim_, entity(id)); }
  double evaluate(const Expression& e) const { return smolny::evaluate(sim_, e); }
  double belief(Entity holder, PropositionId proposition) const { return log_odds(sim_, holder, proposition); }
  /// Log-odds, as the holder sees them, that the camp prevails.
  double prevails(Entity holder, CampId camp, double most) const { return smolny::prevails(sim_, holder, camp, most); }
  /// Minutes since the scenario's start: what an address says of an instant, so that dates may shift.
  Key minute() const { return static_cast<Key>((now() - setting().start).minutes); }
  /// Days since the scenario's first.
  std::int32_t day() const { return static_cast<std::int32_t>(day_of(now()) - day_of(setting().start)); }

  void shift_belief(Entity holder, PropositionId proposition, double amount) {
    (void)write<Beliefs>();
    smolny::shift_belief(sim_, holder, proposition, amount);
  }
  double support(Entity holder, CampId camp) const { return smolny::support(sim_, holder, camp); }
  /// Persons in a group today.
  std::int64_t size(GroupId group) const {
    (void)read<People>();
    return smolny::group_size(sim_.world, group);
  }
  void refresh_support(Entity holder) {
    (void)write<People>();
    smolny::refresh_support(sim_, holder);
  }
  std::uint32_t parties_in_office() const {
    (void)read<Authorities>();
    return smolny::parties_in_office(sim_.world);
  }
  /// The issue that plays a part; the first, where several do.
  std::optional<std::size_t> issue(IssueRole role) const {
    for (IssueId i : setting().issues.ids())
      if (setting().issues[i].role == role) return static_cast<std::size_t>(i.index);
    return std::nullopt;
  }
  double strength(CampId camp) const { return smolny::strength(sim_, camp); }
  std::optional<Route> route(PlaceId from, PlaceId to, const Passage& passage) const { return smolny::route(sim_, from, to, passage); }
  /// Men of a camp who stand at a place: the guard, and squads that hold, contest or ring it.
  std::int32_t men_at(PlaceId place, CampId camp) const { return smolny::men_at(sim_, place, camp); }
  double attendance(BodyId body) const { return attendance_at(sim_, body, now()); }
  std::vector<std::int32_t> select(const Selector& selector) const { return smolny::select(sim_, selector); }

  // chance
  double uniform(Site site, Key actor, Key target = 0) { return draw_uniform(sim_, site_key(site), actor, target); }
  double exponential(Site site, Key actor, Key target = 0) {
    return chance::exponential_from(uniform(site, actor, target));
  }
  double normal(Site site, Key actor, Key target = 0) { return chance::normal_from(uniform(site, actor, target)); }
  /// A shock shared by all who ask with the same actor and target: one draw, not counted as a new occurrence.
  double shared_normal(Site site, Key actor, Key target) const {
    return chance::normal_from(once(site, actor, target));
  }
  /// A uniform at an address that is asked once (its target is born in the run, or a day), or by many alike; no occurrence
  /// is counted. Draws of a population's step are of this kind.
  double once(Site site, Key actor, Key target) const {
    return chance::uniform_from(chance::block(sim_.mixed, {site_key(site), actor, target, 0})[0]);
  }
  /// Draws of many alike, as those of `once`: one for each key, by of(fan, key).
  chance::Fan fan(Site site, Key actor, Key target) const { return chance::fan(sim_.mixed, {site_key(site), actor, target, 0}); }
  double of(chance::Fan fan, Key key) const { return chance::uniform_from(chance::word_of(fan, key)); }
  std::int64_t binomial(Site site, Key actor, Key target, std::int64_t n, double chance_each) {
    const double u = uniform(site, actor, target);
    return chance::binomial(n, std::clamp(chance_each, 0.0, 1.0), u);
  }
  /// Index of the winning alternative: argmax(log weight + Gumbel at the alternative's own address).
  std::size_t choose(Site site, Key actor, Key target, std::span<const double> log_weights,
                     std::span<const Key> alternatives) {
    const chance::Address address = next_address(sim_, site_key(site), actor, target);
    return chance::choose(sim_.mixed, address, log_weights, alternatives);
  }
  /// Does it happen, at probability q; an intervention on the chance node here decides instead of the draw.
  bool happens(Site site, Entity actor, Entity target, double q) {
    return smolny::happens(sim_, self_, site_key(site), site.name, actor, target, q);
  }

  // time
  void wake_at(Instant at, std::uint16_t code, Key actor, Key target = 0, std::int32_t a = -1, std::int32_t b = -1) {
    schedule(sim_, {.at = at, .phase = static_cast<std::uint8_t>(M::phase), .mechanism = self_, .code = code,
                    .actor = actor, .target = target, .a = a, .b = b});
  }
  void wake_in(double minutes_from_now, std::uint16_t code, Key actor, Key target = 0, std::int32_t a = -1,
               std::int32_t b = -1) {
    wake_at(now() + Duration{static_cast<std::int64_t>(minutes_from_now < 0 ? 0 : minutes_from_now + 0.5)}, code, actor,
            target, a, b);
  }
  std::int32_t hazard(Site site, std::uint16_t code, Key actor, Key target, std::int32_t a = -1, std::int32_t b = -1) {
    return start_hazard(sim_, self_, code, site_key(site), actor, target, a, b);
  }
  void rate(std::int32_t index, double per_minute) { set_rate(sim_, index, per_minute); }
  void stop(std::int32_t index) { stop_hazard(sim_, index); }

  // events
  bool permits(const Event& event) const { return permitted(sim_, event); }
  template <EventKind kind>
  std::int32_t emit(Event event, std::initializer_list<Because> because = {}) {
    static_assert(declares(kind), "the mechanism does not declare that it emits this kind");
    event.kind = kind;
    std::array<Cause, 8> causes{};
    std::size_t n = 0;
    for (const Because& b : because)
      if (n < causes.size() && (b.cause.event >= 0 || b.cause.parameter != -1)) causes[n++] = b.cause;
    return record(sim_, self_, event, {causes.data(), n});
  }
  /// A pressure: a contribution (log-odds, or rate) that the named parameter weighs.
  Because pressure(typename M::Parameter parameter, double weight) const {
    return Because(Cause{-1, static_cast<std::int16_t>(parameter_index(parameter)), self_, static_cast<float>(weight)});
  }
  const Recorded& event(std::int32_t index) const { return sim_.chronicle.events[static_cast<std::size_t>(index)]; }

 private:
  static constexpr bool declares(EventKind kind) {
    for (EventKind k : M::emits)
      if (k == kind) return true;
    return false;
  }
  static constexpr Key site_key(Site site) { return mix(key_of(M::name), site.key); }

  Simulation& sim_;
  std::int16_t self_;
};

// --- the declaration as data -------------------------------------------------------------------------------------

template <class... T>
std::vector<std::string_view> table_names(Tables<T...>) {
  return {table_of<T>.name...};
}

template <class M>
MechanismSpec describe() {
  MechanismSpec spec;
  spec.name = M::name;
  spec.model = M::model;
  spec.phase = M::phase;
  spec.reads = table_names(typename M::Reads{});
  spec.writes = table_names(typename M::Writes{});
  if constexpr (requires { M::parameters[0]; }) spec.parameters = M::parameters;
  if constexpr (requires { M::emits[0]; }) spec.emits = M::emits;
  if constexpr (requires { M::listens[0]; }) spec.listens = M::listens;
  if constexpr (requires { M::performs[0]; }) spec.performs = M::performs;
  if constexpr (requires { M::sites[0]; }) spec.sites = M::sites;
  if constexpr (requires { M::on_request; }) spec.on_request = M::on_request;
  if constexpr (requires(View<M> v) { M::begin(v); })
    spec.begin = [](Simulation& sim, std::int16_t self) { M::begin(View<M>(sim, self)); };
  if constexpr (requires(View<M> v, const Wake& w) { M::wake(v, w); })
    spec.wake = [](Simulation& sim, std::int16_t self, const Wake& w) { M::wake(View<M>(sim, self), w); };
  if constexpr (requires(View<M> v, std::int32_t e) { M::hear(v, e); })
    spec.hear = [](Simulation& sim, std::int16_t self, std::int32_t e) { M::hear(View<M>(sim, self), e); };
  if constexpr (requires(View<M> v, const ActCall& c) { M::perform(v, c); })
    spec.perform = [](Simulation& sim, std::int16_t self, const ActCall& c) { M::perform(View<M>(sim, self), c); };
  if constexpr (requires(View<M> v, const Event& e) { M::force(v, e); })
    spec.force = [](Simulation& sim, std::int16_t self, const Event& e) { M::force(View<M>(sim, self), e); };
  return spec;
}

}  // namespace smolny

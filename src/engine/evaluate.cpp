#include "engine/evaluate.hpp"

#include <algorithm>
#include <limits>

#include "engine/acts.hpp"
#include "maths/elementary.h"
#include "people/counts.hpp"

namespace smolny {

namespace {

std::size_t holder_index(const Setting& s, Entity holder) {
  switch (holder.kind) {
    case EntityKind::leader: return static_cast<std::size_t>(holder.index);
    case EntityKind::unit: return s.leaders.size() + static_cast<std::size_t>(holder.index);
    case EntityKind::group: return s.leaders.size() + s.units.size() + static_cast<std::size_t>(holder.index);
    default: return SIZE_MAX;
  }
}

double people_support(const Simulation& sim, std::size_t row, CampId camp) {
  const Histogram& h = sim.world.people.rows[row];
  double sum = 0, all = 0;
  for (std::size_t p = 0; p < kSlate; ++p) {
    std::int64_t n = 0;
    for (std::size_t r = 0; r < 16; ++r) n += h.cell[p * 16 + r];
    all += static_cast<double>(n);
    if (p < sim.setting->parties.size())
      sum += static_cast<double>(n) * value(sim.world, sim.setting->parties.rows[p].affinity[static_cast<std::size_t>(camp.index)]);
  }
  return all > 0 ? sum / all : 0;
}

double people_share(const Simulation& sim, std::size_t row, std::int32_t party) {
  const Histogram& h = sim.world.people.rows[row];
  double n = 0, all = 0;
  for (std::size_t c = 0; c < 256; ++c) {
    all += h.cell[c];
    if (c / 16 == static_cast<std::size_t>(party)) n += h.cell[c];
  }
  return all > 0 ? n / all : 0;
}

double unit_value(const Simulation& sim, const Quantity& q, UnitId id) {
  const UnitState& u = sim.world.units[id];
  const std::size_t about = static_cast<std::size_t>(std::max(0, q.about.index));
  switch (q.field) {
    using enum Field;
    case men: return u.men;
    case out: return u.out;
    case armed: return u.armed;
    case resolve: return u.resolve;
    case arousal: return u.arousal;
    case legitimacy: return maths::logistic(u.legitimacy[about]);
    case belief: return maths::logistic(log_odds(sim, entity(id), {q.about.index}));
    case support: return u.support[about];
    case commissar: return u.commissar[about];
    case rule: return u.rule[about];
    case obeys: return u.obeys.index == q.about.index && u.obeys.has();
    case available: return std::max(0, u.men - u.out - u.dead);
    case dead: return u.dead;
    default: return 0;
  }
}

double body_value(const Simulation& sim, const Quantity& q, BodyId id) {
  const BodyState& b = sim.world.bodies[id];
  const Body& body = sim.setting->bodies[id];
  double seats = 0, all = 0, filled = 0, nominal = 0;
  for (std::size_t k = 0; k < body.blocs.size(); ++k) {
    nominal += b.seats[k];
    if (b.left[k]) continue;
    all += b.seats[k];
    filled += b.present[k];
    if (body.blocs[k].party.index == q.about.index) seats += b.seats[k];
  }
  switch (q.field) {
    using enum Field;
    case exists: return b.exists;
    case in_session: return b.in_session;
    case share: return all > 0 ? seats / all : 0;
    case majority: return all > 0 && seats * 2 > all;
    case attendance: return nominal > 0 ? filled / nominal : 0;
    case presidium: return sim.world.assemblies.empty() ? 0 : sim.world.assemblies[id].presidium[static_cast<std::size_t>(q.about.index)];
    case turned: return !sim.world.assemblies.empty() && sim.world.assemblies[id].turned;
    case belief: return maths::logistic(log_odds(sim, entity(id), {q.about.index}));
    default: return 0;
  }
}

double district_value(const Simulation& sim, const Quantity& q, DistrictId id) {
  if (sim.world.districts.empty()) return 0;
  if (q.field == Field::level) return sim.world.districts[id].level[static_cast<std::size_t>(q.about.index)];
  if (q.field == Field::outbreaks) return static_cast<double>(sim.world.districts[id].outbreaks_all);
  std::vector<GroupId> here;
  for (GroupId g : sim.setting->groups.ids())
    if (sim.setting->groups[g].district == id) here.push_back(g);
  const Voters v = voters_of(sim, here);
  if (q.field == Field::turnout) return v.entitled > 0 ? v.all / v.entitled : 0;
  return v.all > 0 ? v.by_party[static_cast<std::size_t>(q.about.index)] / v.all : 0;
}

double election_value(const Simulation& sim, const Quantity& q, ElectionId id) {
  const ElectionState& e = sim.world.elections[id];
  if (!e.held) return std::numeric_limits<double>::infinity();  // censored: there is no result yet
  const auto party = static_cast<std::size_t>(std::max(0, q.about.index));
  switch (q.field) {
    case Field::share: return e.valid > 0 ? static_cast<double>(e.votes[party]) / static_cast<double>(e.valid) : 0;
    case Field::turnout: return e.entitled > 0 ? static_cast<double>(e.valid) / static_cast<double>(e.entitled) : 0;
    case Field::votes_cast: return static_cast<double>(e.valid);
    case Field::seats_won: return e.seats[party];
    default: return 0;
  }
}

double market_value(const Simulation& sim, const Quantity& q, MarketId id) {
  const MarketState& m = sim.world.markets[id];
  switch (q.field) {
    using enum Field;
    case stock: return static_cast<double>(m.stock);
    case need: return static_cast<double>(m.need);
    case arrivals: return static_cast<double>(m.came);
    case shortage: return m.shortage;
    case price_index: return value(sim.world, sim.setting->markets[id].index) * maths::exp(m.price);
    case real_wage: return maths::exp(m.wage - m.price);
    case jobless: return static_cast<double>(m.jobless);
    case strikers: return static_cast<double>(m.strikers);
    case workers: return static_cast<double>(m.workers);
    default: return 0;
  }
}

double row_value(const Simulation& sim, const Quantity& q, Entity row) {
  const World& w = sim.world;
  switch (row.kind) {
    case EntityKind::unit: return unit_value(sim, q, {row.index});
    case EntityKind::body: return body_value(sim, q, {row.index});
    case EntityKind::district: return district_value(sim, q, {row.index});
    case EntityKind::election: return election_value(sim, q, {row.index});
    case EntityKind::market: return market_value(sim, q, {row.index});
    case EntityKind::lever: return w.levers[LeverId{row.index}];
    case EntityKind::flow: return static_cast<double>(w.flows[FlowId{row.index}].moved);
    case EntityKind::organization: {
      const OrganizationState& o = w.organizations[OrganizationId{row.index}];
      return q.field == Field::wants ? o.wants : q.field == Field::follows ? o.line : o.keeps;
    }
    case EntityKind::group: {
      const GroupState& g = w.groups[GroupId{row.index}];
      const std::size_t people = w.units.size() + static_cast<std::size_t>(row.index);
      switch (q.field) {
        using enum Field;
        case out: return g.out;
        case arousal: return g.arousal;
        case men: return static_cast<double>(group_size(w, GroupId{row.index}));
        case support: return g.support[static_cast<std::size_t>(q.about.index)];
        case share: return people_share(sim, people, q.about.index);
        case belief: return maths::logistic(log_odds(sim, row, {q.about.index}));
        default: return 0;
      }
    }
    case EntityKind::place: {
      const PlaceState& p = w.places[PlaceId{row.index}];
      if (q.field == Field::held) return p.holder.has() && p.holder.index == q.about.index;
      if (q.field == Field::raised) return p.raised;
      if (q.field == Field::present_men) return men_at(sim, {row.index}, {q.about.index});
      return 0;
    }
    case EntityKind::leader: {
      const LeaderState& l = w.leaders[LeaderId{row.index}];
      if (q.field == Field::free) return l.status == LeaderStatus::free || l.status == LeaderStatus::travelling;
      if (q.field == Field::present) return l.status == LeaderStatus::free && l.at.index == q.about.index;
      if (q.field == Field::belief) return maths::logistic(log_odds(sim, row, {q.about.index}));
      return 0;
    }
    case EntityKind::authority: {
      const AuthorityState& a = w.authorities[AuthorityId{row.index}];
      if (q.field == Field::active) return a.active && !a.fallen;
      if (q.field == Field::formed) return a.cabinet;
      if (q.field == Field::in_cabinet) return a.cabinet && ((a.parties >> q.about.index) & 1U);
      if (q.field == Field::legitimacy) {
        double sum = 0;
        for (const UnitState& u : w.units) sum += maths::logistic(u.legitimacy[static_cast<std::size_t>(row.index)]);
        return w.units.empty() ? 0 : sum / static_cast<double>(w.units.size());
      }
      return 0;
    }
    case EntityKind::camp:
      if (q.field == Field::strength) return strength(sim, {row.index});
      if (q.field == Field::dead) return w.tally.dead[static_cast<std::size_t>(row.index)];
      return 0;
    case EntityKind::calendar: {
      const CalendarState& c = w.calendar[CalendarId{row.index}];
      if (q.field == Field::passed) return c.passed;
      if (q.field == Field::hours_until) return c.cancelled ? std::numeric_limits<double>::infinity() : (c.at - w.now).in_hours();
      return 0;
    }
    default: break;
  }
  switch (q.field) {
    using enum Field;
    case hours: return (w.now - sim.setting->start).in_hours();
    case dark: return is_dark_at(sim, w.now);
    case parameter: return w.parameters[static_cast<std::size_t>(q.parameter)];
    // The cabinet that stands now: the youngest under any authority that has not fallen.
    case formed: case in_cabinet: {
      const AuthorityState* last = nullptr;
      AuthorityId which{};
      for (AuthorityId a : sim.setting->authorities.ids()) {
        const AuthorityState& s = w.authorities[a];
        if (s.cabinet && !s.fallen && (!last || s.cabinet_at > last->cabinet_at)) last = &s, which = a;
      }
      if (!last) return 0;
      if (q.field == formed) return !q.about.has() || q.about == entity(which);
      return (last->parties >> q.about.index) & 1U;
    }
    case dead: return w.tally.killed;
    case reserve: return w.reserve.empty() ? 0 : w.reserve.rows[0];
    default: return 0;
  }
}

/// The rows that a tag stands for.
template <class F>
void each_tagged(const Simulation& sim, EntityKind kind, Key tag, F f) {
  Selector selector;
  selector.kind = kind;
  selector.tags = {tag};
  for (std::int32_t row : select(sim, selector)) f(Entity{kind, row});
}

double held_value(const Simulation& sim, const Quantity& q, Entity row) {
  if (!sim.world.holds.empty()) {
    const Key k = key_of(*sim.setting, q, row);
    for (const Hold& h : sim.world.holds)
      if (h.quantity == k) return h.value;
  }
  return row_value(sim, q, row);
}

/// Of a group that was cut into parts: persons together, of everything else the mean by persons.
double whole_value(const Simulation& sim, const Quantity& q) {
  if (q.of.kind != EntityKind::group || !q.of.has() || sim.setting->groups[GroupId{q.of.index}].parts.empty()) return held_value(sim, q, q.of);
  double sum = 0, persons = 0;
  const auto add = [&](GroupId g) {
    const double n = q.field == Field::men || q.field == Field::out ? 1 : static_cast<double>(group_size(sim.world, g));
    sum += n * held_value(sim, q, entity(g));
    persons += n;
  };
  add({q.of.index});
  for (GroupId g : sim.setting->groups[GroupId{q.of.index}].parts) add(g);
  return q.field == Field::men || q.field == Field::out ? sum : persons > 0 ? sum / persons : 0;
}

double in_window(const Simulation& sim, const ExpressionNode& n) {
  const auto& m = sim.chronicle.matches[static_cast<std::size_t>(n.pattern.index)];
  if (n.op == Op::total) {
    const Instant from = n.number > 0 ? sim.world.now - Duration{static_cast<std::int64_t>(n.number)} : sim.setting->start;
    double sum = 0;
    for (std::int32_t e : m)
      if (const Recorded& event = sim.chronicle.events[static_cast<std::size_t>(e)]; event.at >= from) sum += event.amount;
    return sum;
  }
  if (n.op == Op::count) {
    if (n.number <= 0) return static_cast<double>(m.size());
    const Instant since = sim.world.now - Duration{static_cast<std::int64_t>(n.number)};
    return static_cast<double>(std::count_if(m.rbegin(), m.rend(), [&](std::int32_t e) {
      return sim.chronicle.events[static_cast<std::size_t>(e)].at > since;
    }));
  }
  if (m.empty()) return std::numeric_limits<double>::infinity();
  const std::int32_t e = n.op == Op::first ? m.front() : m.back();
  return static_cast<double>((sim.chronicle.events[static_cast<std::size_t>(e)].at - sim.setting->start).minutes);
}

}  // namespace

Voters voters_of(const Simulation& sim, std::span<const GroupId> groups) {
  Voters v;
  const World& w = sim.world;
  for (GroupId g : groups) {
    const Group& group = sim.setting->groups[g];
    if (!group.of_class.has() || w.opinions.empty()) continue;
    const double franchise = value(w, sim.setting->classes[group.of_class].franchise);
    const Histogram& h = w.people.rows[w.units.size() + static_cast<std::size_t>(g.index)];
    for (std::size_t c = 0; c < 256; ++c) {
      if (h.cell[c] == 0) continue;
      v.entitled += franchise * h.cell[c];
      if (c / 16 == kSlate - 1) continue;
      const double n = franchise * h.cell[c] * maths::logistic(w.opinions[g].turnout[c / 16] + w.opinions[g].slope * (static_cast<double>(c % 16) + 0.5) / 16);
      v.by_party[c / 16] += n;
      v.all += n;
    }
  }
  return v;
}

std::int32_t men_at(const Simulation& sim, PlaceId place, CampId camp) {
  std::int32_t n = sim.world.places[place].guard[static_cast<std::size_t>(camp.index)];
  for (const SquadState& q : sim.world.squads)
    if (q.at == place && q.camp == camp && q.status != SquadStatus::gone && q.status != SquadStatus::marching) n += q.men;
  return n;
}

Key key_of(const Setting& setting, const Quantity& q, Entity row) {
  const Key subject = row.has() ? key_of(setting, row) : static_cast<Key>(q.parameter + 1);
  return mix(mix(static_cast<Key>(q.field) + 1, subject), q.about.has() ? key_of(setting, q.about) : 0);
}

double quantity_value(const Simulation& sim, const Quantity& q) { return whole_value(sim, q); }

double evaluate(const Simulation& sim, const Expression& expression) {
  std::array<double, 64> x;  // each is written before it is read
  if (expression.nodes.empty() || expression.nodes.size() > x.size()) return 0;
  for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
    const ExpressionNode& n = expression.nodes[i];
    const double a = n.a >= 0 ? x[n.a] : 0, b = n.b >= 0 ? x[n.b] : 0, c = n.c >= 0 ? x[n.c] : 0;
    switch (n.op) {
      case Op::constant: x[i] = n.number; break;
      case Op::quantity: x[i] = whole_value(sim, n.quantity); break;
      case Op::sum: case Op::mean: {
        double sum = 0, rows = 0;
        each_tagged(sim, n.quantity.of.kind, n.quantity.tag, [&](Entity row) {
          sum += held_value(sim, n.quantity, row);
          rows += 1;
        });
        x[i] = n.op == Op::sum ? sum : rows > 0 ? sum / rows : 0;
        break;
      }
      case Op::per_person: {
        double sum = 0, persons = 0;
        each_tagged(sim, n.quantity.of.kind, n.quantity.tag, [&](Entity row) {
          const double men = held_value(sim, {.field = Field::men}, row);
          sum += men * held_value(sim, n.quantity, row);
          persons += men;
        });
        x[i] = persons > 0 ? sum / persons : 0;
        break;
      }
      case Op::add: x[i] = a + b; break;
      case Op::subtract: x[i] = a - b; break;
      case Op::multiply: x[i] = a * b; break;
      case Op::divide: x[i] = a / b; break;
      case Op::negate: x[i] = -a; break;
      case Op::minimum: x[i] = std::min(a, b); break;
      case Op::maximum: x[i] = std::max(a, b); break;
      case Op::clamp: x[i] = a < b ? b : a > c ? c : a; break;
      case Op::logistic: x[i] = maths::logistic(a); break;
      case Op::less: x[i] = a < b; break;
      case Op::greater: x[i] = a > b; break;
      case Op::less_equal: x[i] = a <= b; break;
      case Op::greater_equal: x[i] = a >= b; break;
      case Op::equal: x[i] = a == b; break;
      case Op::both: x[i] = a != 0 && b != 0; break;
      case Op::either: x[i] = a != 0 || b != 0; break;
      case Op::negation: x[i] = a == 0; break;
      case Op::count: case Op::total: case Op::first: case Op::last: x[i] = in_window(sim, n); break;
    }
  }
  return x[expression.nodes.size() - 1];
}

bool set_quantity(Simulation& sim, const Quantity& q, double v) {
  World& w = sim.world;
  if (q.field == Field::parameter) {
    w.parameters[static_cast<std::size_t>(q.parameter)] = v;
    return true;
  }
  bool stored = false;
  const auto set_row = [&](Entity row) {
    const std::size_t about = static_cast<std::size_t>(std::max(0, q.about.index));
    if (row.kind == EntityKind::unit) {
      UnitState& u = w.units[UnitId{row.index}];
      switch (q.field) {
        using enum Field;
        case men: u.men = static_cast<std::int32_t>(v); stored = true; break;
        case armed: u.armed = v; stored = true; break;
        case resolve: u.resolve = v; stored = true; break;
        case arousal: u.arousal = v; stored = true; break;
        case legitimacy: u.legitimacy[about] = maths::logit(std::clamp(v, 1e-6, 1 - 1e-6)); stored = true; break;
        case commissar: u.commissar[about] = v != 0; stored = true; break;
        case rule: u.rule[about] = v != 0; stored = true; break;
        default: break;
      }
    }
    if (row.kind == EntityKind::lever) w.levers[LeverId{row.index}] = std::clamp(v, 0.0, 1.0), stored = true;
    if (row.kind == EntityKind::place && q.field == Field::raised) w.places[PlaceId{row.index}].raised = v != 0, stored = true;
    if (row.kind == EntityKind::place && q.field == Field::held) w.places[PlaceId{row.index}].holder = {v != 0 ? q.about.index : -1}, stored = true;
    if (row.kind == EntityKind::authority && q.field == Field::active) w.authorities[AuthorityId{row.index}].active = v != 0, stored = true;
    if (q.field == Field::belief && holder_index(*sim.setting, row) != SIZE_MAX) {
      const std::size_t at = holder_index(*sim.setting, row) * static_cast<std::size_t>(w.beliefs.propositions) + about;
      w.beliefs.log_odds[at] = maths::logit(std::clamp(v, 1e-6, 1 - 1e-6));
      w.beliefs.touched[at] = w.now;
      stored = true;
    }
  };
  if (q.tag != 0) each_tagged(sim, q.of.kind, q.tag, set_row);
  else set_row(q.of);
  return stored;
}

double log_odds(const Simulation& sim, Entity holder, PropositionId proposition) {
  const World& w = sim.world;
  if (holder.kind == EntityKind::authority) {
    const Authority& a = sim.setting->authorities[AuthorityId{holder.index}];
    return log_odds(sim, a.commander.has() ? entity(a.commander) : entity(a.body), proposition);
  }
  if (holder.kind == EntityKind::body) {
    const Body& body = sim.setting->bodies[BodyId{holder.index}];
    double sum = 0, weight = 0;
    const auto add = [&](LeaderId l) {
      const LeaderState& state = w.leaders[l];
      if (state.status == LeaderStatus::arrested || state.status == LeaderStatus::dead) return;
      const double i = value(w, sim.setting->leaders[l].influence) + 0.01;
      sum += i * w.beliefs.log_odds[static_cast<std::size_t>(l.index) * static_cast<std::size_t>(w.beliefs.propositions) + static_cast<std::size_t>(proposition.index)];
      weight += i;
    };
    for (std::size_t i = 0; i < body.members.size(); ++i)
      if (sits(w, body, i)) add(body.members[i]);
    for (const Bloc& b : body.blocs)
      if (b.leader.has()) add(b.leader);
    if (weight > 0) return sum / weight;
    return value(w, sim.setting->propositions[proposition].prior);
  }
  const std::size_t h = holder_index(*sim.setting, holder);
  if (h == SIZE_MAX) return value(w, sim.setting->propositions[proposition].prior);
  return w.beliefs.log_odds[h * static_cast<std::size_t>(w.beliefs.propositions) + static_cast<std::size_t>(proposition.index)];
}

std::int64_t group_size(const World& world, GroupId group) {
  return people::size(world.people.rows[world.units.size() + static_cast<std::size_t>(group.index)]);
}

std::uint32_t parties_in_office(const World& world) {
  std::uint32_t parties = 0;
  for (const AuthorityState& a : world.authorities)
    if (a.cabinet && !a.fallen) parties |= a.parties;
  return parties;
}

double prevails(const Simulation& sim, Entity holder, CampId camp, double most) {
  const Setting& s = *sim.setting;
  const CampId foe = s.camps[camp].opponent;
  for (const CampId of : {camp, foe})
    for (PropositionId p : s.propositions.ids()) {
      if (!of.has() || s.propositions[p].prevails != of) continue;
      const double x = std::clamp(log_odds(sim, holder, p), -most, most);
      return of == camp ? x : -x;
    }
  return 0;
}

void shift_belief(Simulation& sim, Entity holder, PropositionId proposition, double amount) {
  const std::size_t h = holder_index(*sim.setting, holder);
  if (h == SIZE_MAX) return;
  World& w = sim.world;
  const std::size_t at = h * static_cast<std::size_t>(w.beliefs.propositions) + static_cast<std::size_t>(proposition.index);
  w.beliefs.log_odds[at] = std::clamp(w.beliefs.log_odds[at] + amount, -6.0, 6.0);
  w.beliefs.touched[at] = w.now;
}

double support(const Simulation& sim, Entity holder, CampId camp) {
  if (!camp.has()) return 0;
  const auto c = static_cast<std::size_t>(camp.index);
  return holder.kind == EntityKind::group ? sim.world.groups[GroupId{holder.index}].support[c]
                                          : sim.world.units[UnitId{holder.index}].support[c];
}

void refresh_support(Simulation& sim, Entity holder) {
  const std::size_t row = static_cast<std::size_t>(holder.index) + (holder.kind == EntityKind::group ? sim.world.units.size() : 0);
  auto& support = holder.kind == EntityKind::group ? sim.world.groups[GroupId{holder.index}].support
                                                   : sim.world.units[UnitId{holder.index}].support;
  for (CampId c : sim.setting->camps.ids()) support[static_cast<std::size_t>(c.index)] = people_support(sim, row, c);
}

double strength(const Simulation& sim, CampId camp) {
  double sum = 0;
  for (UnitId id : sim.setting->units.ids()) {
    const Unit& unit = sim.setting->units[id];
    const UnitState& u = sim.world.units[id];
    const bool ours = unit.committed == camp || (u.obeys.has() && sim.setting->authorities[u.obeys].camp == camp);
    if (ours && u.status != UnitStatus::disarmed && !sim.setting->places[u.at].outside) sum += (u.men - u.dead) * u.armed;
  }
  return sum;
}

}  // namespace smolny

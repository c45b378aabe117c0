// The features of an option (docs/decisions.md gives each with its source). One closed list for every decision of
// every scenario; what differs between deciders is the weights of their kind and what they believe.

#include <algorithm>

#include "engine/attendance.hpp"
#include "engine/decide.hpp"
#include "engine/evaluate.hpp"
#include "maths/elementary.h"
#include "politics/pivotality.hpp"

namespace smolny {

namespace {

CampId camp_of(const Simulation& sim, Entity decider, std::int32_t bloc) {
  const Setting& s = *sim.setting;
  if (const LeaderId l = as<Leader>(decider); l.has()) return s.leaders[l].camp;
  const Body& body = s.bodies[as<Body>(decider)];
  if (bloc < 0) return body.camp;
  const Party& party = s.parties[body.blocs[static_cast<std::size_t>(bloc)].party];
  CampId best{};
  double most = 0.2;
  for (CampId c : s.camps.ids())
    if (const double a = value(sim.world, party.affinity[static_cast<std::size_t>(c.index)]); a > most) {
      most = a;
      best = c;
    }
  return best;
}

/// Half the squared distance on the issues that the option speaks to (scales run from -2 to 2): a step costs a half.
/// Every option is placed on every issue that any option of the decision speaks to; one that is silent stands at 0.
/// An option that may come to several things is worth the best of them with the weight of optimism, the worst with the
/// rest (Hurwicz 1951).
double distance(const Simulation& sim, const Decision& decision, const OptionSpec& option, Entity decider, std::int32_t bloc) {
  const Setting& s = *sim.setting;
  const auto& at = bloc >= 0 ? s.bodies[as<Body>(decider)].blocs[static_cast<std::size_t>(bloc)].position
                             : s.leaders[as<Leader>(decider)].position;
  unsigned issues = 0;
  for (const OptionSpec& o : decision.options) {
    issues |= o.stands_on;
    for (const OptionEnd& end : o.ends) issues |= end.stands_on;
  }
  const auto from = [&](const auto& stand) {
    double sum = 0;
    for (int i = 0; i < kMaxIssues; ++i)
      if (issues & (1U << i)) {
        const double d = (stand.stands_on & (1U << i) ? value(sim.world, stand.position[i]) : 0) - value(sim.world, at[i]);
        sum += d * d / 2;
      }
    return sum;
  };
  if (option.ends.empty()) return from(option);
  double best = from(option.ends[0]), worst = best;
  for (const OptionEnd& end : option.ends) {
    best = std::min(best, from(end));
    worst = std::max(worst, from(end));
  }
  const LeaderId person = as<Leader>(decider);
  const DeciderKind& kind = s.decider_kinds[person.has() ? s.leaders[person].temperament : s.bodies[as<Body>(decider)].temperament];
  const double hope = value(sim.world, kind.optimism);
  return hope * best + (1 - hope) * worst;
}

bool has_act(const OptionSpec& option, ActKind kind) {
  return std::any_of(option.acts.begin(), option.acts.end(), [&](const Act& a) { return a.kind == kind; });
}

/// Of the caucuses of a body other than this one, the share (by seats) that has walked out.
double share_left(const Simulation& sim, BodyId body, Key own) {
  double gone = 0, all = 0;
  const auto& blocs = sim.setting->bodies[body].blocs;
  for (std::size_t b = 0; b < blocs.size(); ++b) {
    if (blocs[b].key == own) continue;
    const double seats = sim.world.bodies[body].seats[b];
    all += seats;
    if (sim.world.bodies[body].left[b]) gone += seats;
  }
  return all > 0 ? gone / all : 0;
}

/// Of the parties that an authority has asked into its cabinet, the share that has come in.
double share_joined(const Simulation& sim, AuthorityId authority) {
  const AuthorityState& a = sim.world.authorities[authority];
  const int in = __builtin_popcount(static_cast<unsigned>(a.accepted)), out = __builtin_popcount(static_cast<unsigned>(a.declined));
  return in + out > 0 ? static_cast<double>(in) / (in + out) : 0.5;
}

/// Force used so far by the side of the host: what staying or joining would share the blame for.
double force_used(const Simulation& sim, AuthorityId host) {
  if (!host.has()) return 0;
  const CampId camp = sim.setting->authorities[host].camp;
  const CampId other = sim.setting->camps[camp].opponent;
  const double captures = sim.world.tally.captures[static_cast<std::size_t>(camp.index)];
  const double dead = other.has() ? sim.world.tally.dead[static_cast<std::size_t>(other.index)] : 0;
  return maths::log(1 + captures + 10 * dead);
}

/// Chance that the bloc decides a majority when every other bloc that is still there is as likely to vote yes as no.
double pivotality(const Simulation& sim, BodyId body, Key own) {
  std::vector<politics::VotingBloc> present;
  std::uint64_t seats = 0;
  std::size_t mine = 0;
  const auto& blocs = sim.setting->bodies[body].blocs;
  for (std::size_t b = 0; b < blocs.size(); ++b) {
    if (sim.world.bodies[body].left[b] || sim.world.bodies[body].seats[b] <= 0) continue;
    if (blocs[b].key == own) mine = present.size();
    present.push_back({static_cast<std::uint32_t>(sim.world.bodies[body].seats[b]), 0.5});
    seats += present.back().weight;
  }
  return present.empty() ? 0 : politics::pivot_probability(present, seats / 2 + 1, mine);
}

/// By how much an option changes the share of those called who will be there: put off, an opening finds more of them come; an
/// assembly convened now does without those who are still on the way.
double turnout(const Simulation& sim, const OptionSpec& option) {
  double change = 0;
  for (const Act& act : option.acts)
    for (BodyId b : sim.setting->bodies.ids()) {
      const Body& body = sim.setting->bodies[b];
      if (!body.called_for.has()) continue;
      if (act.kind == ActKind::postpone && act.entry == body.called_for) {
        const Instant now = sim.world.calendar[act.entry].at;
        const Instant then = now + Duration{static_cast<std::int64_t>(value(sim.world, act.hours) * 60)};
        change += attendance_at(sim, b, then) - attendance_at(sim, b, now);
      }
      if (act.kind == ActKind::convene && std::find(act.to.rows.begin(), act.to.rows.end(), b.index) != act.to.rows.end())
        change += attendance_at(sim, b, sim.world.now) - value(sim.world, body.attendance);
    }
  return change;
}

/// Mean over units of the chance that they think an authority rightful.
double standing_of(const Simulation& sim, AuthorityId a) {
  if (sim.world.units.empty()) return 0;
  double sum = 0;
  for (const UnitState& u : sim.world.units) sum += maths::logistic(u.legitimacy[static_cast<std::size_t>(a.index)]);
  return sum / static_cast<double>(sim.world.units.size());
}

}  // namespace

double Standings::of(CampId camp) {
  if (!camp.has()) return 0;
  double& best = best_[static_cast<std::size_t>(camp.index)];
  if (best >= 0) return best;
  best = 0;
  for (AuthorityId a : sim_.setting->authorities.ids())
    if (sim_.setting->authorities[a].camp == camp && sim_.world.authorities[a].active && !sim_.world.authorities[a].fallen)
      best = std::max(best, standing_of(sim_, a));
  return best;
}

std::array<double, kFeatures> weigh(const Simulation& sim, DecisionId id, std::size_t index, Entity decider, std::int32_t bloc,
                                    Standings& standings) {
  const Setting& s = *sim.setting;
  const Decision& decision = s.decisions[id];
  const OptionSpec& option = decision.options[index];
  std::array<double, kFeatures> f{};
  const auto put = [&](Feature feature, double x) { f[static_cast<std::size_t>(feature)] = x; };
  const CampId own = camp_of(sim, decider, bloc);
  const CampId other = own.has() ? s.camps[own].opponent : CampId{};

  put(Feature::distance, -distance(sim, decision, option, decider, bloc));
  put(Feature::status_quo, option.status_quo ? 1 : 0);

  double prevails = 0;  // log-odds that the own side prevails, as this decider believes
  if (decision.prevails.has()) {
    prevails = log_odds(sim, decider, decision.prevails);
    if (s.propositions[decision.prevails].prevails != own) prevails = -prevails;
  }
  put(Feature::strength, option.severity * std::clamp(prevails, -3.0, 3.0));
  put(Feature::loss, -option.severity * option.severity * (1 - maths::logistic(prevails)));
  if (own.has() && option.severity != 0) put(Feature::mandate, option.severity * (standings.of(own) - standings.of(other)));
  if (decision.threat.has()) put(Feature::threat, option.severity * maths::logistic(log_odds(sim, decider, decision.threat)));
  if (decision.relief.has())
    put(Feature::relief, (option.severity - (has_act(option, ActKind::cease) ? 1 : 0)) * maths::logistic(log_odds(sim, decider, decision.relief)));
  if (decision.superior.has() && option.complies) put(Feature::obedience, standing_of(sim, decision.superior));
  if (decision.deadline.has()) {
    const CalendarState& entry = sim.world.calendar[decision.deadline];
    const double hours_left = std::max(0.0, (entry.at - sim.world.now).in_hours());
    put(Feature::deadline, entry.cancelled ? 0 : option.severity / (1 + hours_left / 24));
  }
  put(Feature::turnout, turnout(sim, option));
  if (own.has()) {
    const double won = sim.world.tally.captures[static_cast<std::size_t>(own.index)];
    const double lost = sim.world.tally.setbacks[static_cast<std::size_t>(own.index)];
    put(Feature::precedent, option.severity * maths::log((won + 1) / (lost + 1)));
  }
  put(Feature::cost, -option.severity * maths::log(1.0 + sim.world.tally.killed));

  const bool leaves = has_act(option, ActKind::walk_out), joins = has_act(option, ActKind::join);
  if (leaves || joins) {
    put(Feature::complicity, (leaves ? 1 : -1) * force_used(sim, decision.host));
    const BodyId body = as<Body>(decider);
    const Key own_bloc = bloc >= 0 ? s.bodies[body].blocs[static_cast<std::size_t>(bloc)].key : 0;
    for (const Act& act : option.acts) {
      if (act.kind == ActKind::walk_out && !act.to.rows.empty()) put(Feature::company, share_left(sim, BodyId{act.to.rows[0]}, own_bloc));
      if (act.kind == ActKind::join && !act.to.rows.empty()) put(Feature::company, share_joined(sim, AuthorityId{act.to.rows[0]}));
    }
  } else {
    for (const OptionSpec& alternative : decision.options)
      for (const Act& act : alternative.acts)
        if (act.kind == ActKind::walk_out && !act.to.rows.empty()) {
          const BodyId body = as<Body>(decider);
          const Key own_bloc = body.has() && bloc >= 0 ? s.bodies[body].blocs[static_cast<std::size_t>(bloc)].key : 0;
          put(Feature::pivotal, pivotality(sim, BodyId{act.to.rows[0]}, own_bloc));
        }
  }
  return f;
}

}  // namespace smolny

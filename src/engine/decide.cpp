// Decisions: quantal response (McKelvey and Palfrey 1995) over options that are weighed by a closed list of features;
// in a small body one round of mutual influence (DeGroot 1974) among those present, then a vote; in a large body
// caucuses with discipline, members by the binomial.

#include "engine/decide.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "chance/choose.h"
#include "chance/counts.h"
#include "chance/draw.h"
#include "engine/acts.hpp"
#include "engine/attendance.hpp"
#include "engine/evaluate.hpp"
#include "maths/elementary.h"

namespace smolny {

namespace {

constexpr std::uint16_t kLook = 1, kDecide = 2, kAct = 0x8000;

using Utilities = std::vector<double>;

Site constexpr kChoice{"decision/choice"};
Site constexpr kLine{"decision/line"};
Site constexpr kVotes{"decision/votes"};
Site constexpr kDelay{"decision/delay"};
Site constexpr kCommon{"decision/common"};

double total(const std::array<double, kFeatures>& features, const Simulation& sim, const DeciderKind& kind) {
  double sum = 0;
  for (int f = 0; f < kFeatures; ++f) sum += features[f] * value(sim.world, kind.weight[f]);
  return sum;
}

std::vector<Key> option_keys(const Decision& decision) {
  std::vector<Key> keys;
  for (const OptionSpec& o : decision.options) keys.push_back(o.key);
  return keys;
}

std::size_t gumbel_choice(Simulation& sim, Key site, Key actor, const Decision& decision, const Utilities& utilities) {
  const chance::Address address = next_address(sim, site, actor, decision.key);
  return chance::choose(sim.mixed, address, utilities, option_keys(decision));
}

struct Verdict {
  std::size_t option = 0;
  double share = 1;
  std::array<double, kFeatures> features{};  ///< mean over deciders: chosen option less the mean of the others
  bool possible = true;
};

/// Adds to `verdict` what spoke for the chosen option, weighed.
void explain(const Simulation& sim, const DeciderKind& kind, const std::vector<std::array<double, kFeatures>>& features,
             std::size_t chosen, double weight, Verdict& verdict) {
  for (int f = 0; f < kFeatures; ++f) {
    double others = 0;
    for (std::size_t o = 0; o < features.size(); ++o)
      if (o != chosen) others += features[o][f];
    others /= static_cast<double>(std::max<std::size_t>(1, features.size() - 1));
    verdict.features[f] += weight * value(sim.world, kind.weight[f]) * (features[chosen][f] - others);
  }
}

Utilities utilities_of(const std::vector<std::array<double, kFeatures>>& features, const Simulation& sim,
                       const DeciderKind& kind, Policy policy) {
  Utilities u(features.size(), 0.0);
  if (policy == Policy::uniform) return u;
  for (std::size_t o = 0; o < features.size(); ++o)
    u[o] = value(sim.world, kind.rationality) * total(features[o], sim, kind);
  return u;
}

std::vector<std::array<double, kFeatures>> weigh_all(const Simulation& sim, DecisionId id, Entity decider, std::int32_t bloc,
                                                    Standings& seen) {
  std::vector<std::array<double, kFeatures>> features;
  for (std::size_t o = 0; o < sim.setting->decisions[id].options.size(); ++o)
    features.push_back(weigh(sim, id, o, decider, bloc, seen));
  return features;
}

bool is_present(const Simulation& sim, LeaderId leader, const Body& body) {
  // In the room, or in the same city and with no reason to hide: he can be fetched.
  const LeaderState& l = sim.world.leaders[leader];
  if (l.status != LeaderStatus::free) return false;
  if (l.at == body.seat) return true;
  return !l.hidden && l.at.has() && !sim.setting->places[l.at].outside && !sim.setting->places[body.seat].outside;
}

Verdict decide_leader(Simulation& sim, DecisionId id, LeaderId leader, Policy policy) {
  Verdict v;
  if (sim.world.leaders[leader].status != LeaderStatus::free) return {.possible = false};
  const Decision& decision = sim.setting->decisions[id];
  const DeciderKind& kind = sim.setting->decider_kinds[sim.setting->leaders[leader].temperament];
  Standings seen(sim);
  const auto features = weigh_all(sim, id, entity(leader), -1, seen);
  v.option = gumbel_choice(sim, kChoice.key, key_in(sim, entity(leader)), decision, utilities_of(features, sim, kind, policy));
  explain(sim, kind, features, v.option, 1, v);
  return v;
}

/// What all in one room take from the same news and the same talk: a Gumbel shock to each option, common to the body.
/// Without it a large body would be all but certain of whatever its members lean to (cf. the mixed logit's shared
/// components: McFadden and Train 2000).
void add_common_shock(Simulation& sim, const Decision& decision, Key body, Utilities& utilities) {
  const chance::Address address = next_address(sim, kCommon.key, body, decision.key);
  for (std::size_t o = 0; o < utilities.size(); ++o)
    utilities[o] += chance::alternative_gumbel(sim.mixed, address, decision.options[o].key);
}

/// A body of persons: each weighs for himself, then hears the others in the room, then votes.
Verdict decide_members(Simulation& sim, DecisionId id, BodyId body_id, Policy policy) {
  const Setting& s = *sim.setting;
  const Body& body = s.bodies[body_id];
  const Decision& decision = s.decisions[id];
  const std::size_t n_options = decision.options.size();
  std::vector<LeaderId> present;
  double members = 0;
  for (std::size_t i = 0; i < body.members.size(); ++i) {
    if (!sits(sim.world, body, i)) continue;
    members += 1;
    if (is_present(sim, body.members[i], body)) present.push_back(body.members[i]);
  }
  if (present.empty() ||
      static_cast<double>(present.size()) < value(sim.world, body.quorum) * members)
    return {.possible = false};
  std::vector<Utilities> own;
  std::vector<std::vector<std::array<double, kFeatures>>> features;
  Utilities mean(n_options, 0.0);
  Standings seen(sim);
  double influence = 0;
  for (LeaderId l : present) {
    features.push_back(weigh_all(sim, id, entity(l), -1, seen));
    own.push_back(utilities_of(features.back(), sim, s.decider_kinds[s.leaders[l].temperament], policy));
    const double w = value(sim.world, s.leaders[l].influence);
    influence += w;
    for (std::size_t o = 0; o < n_options; ++o) mean[o] += w * own.back()[o];
  }
  for (double& m : mean) m /= std::max(influence, 1e-9);
  Utilities common(n_options, 0.0);
  add_common_shock(sim, decision, body.key, common);
  std::vector<double> votes(n_options, 0.0);
  std::vector<double> weight(n_options, 0.0);
  std::vector<std::size_t> voted;
  for (std::size_t i = 0; i < present.size(); ++i) {
    const double d = value(sim.world, s.decider_kinds[s.leaders[present[i]].temperament].deference);
    Utilities u(n_options);
    for (std::size_t o = 0; o < n_options; ++o) u[o] = (1 - d) * own[i][o] + d * mean[o] + common[o];
    voted.push_back(gumbel_choice(sim, kChoice.key, key_in(sim, entity(present[i])), decision, u));
    votes[voted.back()] += 1;
    weight[voted.back()] += value(sim.world, s.leaders[present[i]].influence);
  }
  Verdict v;
  for (std::size_t o = 1; o < n_options; ++o)
    if (votes[o] > votes[v.option] || (votes[o] == votes[v.option] && weight[o] > weight[v.option])) v.option = o;
  v.share = votes[v.option] / static_cast<double>(present.size());
  for (std::size_t i = 0; i < present.size(); ++i)
    explain(sim, s.decider_kinds[s.leaders[present[i]].temperament], features[i], v.option,
            1.0 / static_cast<double>(present.size()), v);
  return v;
}

/// A large body: each caucus takes a line; its members follow it as far as its discipline goes, and vote by their own
/// lights beyond.
Verdict decide_blocs(Simulation& sim, DecisionId id, BodyId body_id, Policy policy) {
  const Setting& s = *sim.setting;
  const Body& body = s.bodies[body_id];
  const Decision& decision = s.decisions[id];
  const BodyState& state = sim.world.bodies[body_id];
  const DeciderKind& kind = s.decider_kinds[body.temperament];
  const std::size_t n_options = decision.options.size();
  std::vector<double> votes(n_options, 0.0);
  double all = 0, all_seats = 0;
  Utilities common(n_options, 0.0);
  add_common_shock(sim, decision, body.key, common);
  Standings seen(sim);
  Verdict v;
  std::vector<std::vector<std::array<double, kFeatures>>> features(body.blocs.size());
  for (std::size_t b = 0; b < body.blocs.size(); ++b) {
    all_seats += state.seats[b];
    const std::int32_t seats = state.in_session ? state.present[b]
                                                : static_cast<std::int32_t>(state.seats[b] * attendance_at(sim, body_id, sim.world.now) + 0.5);
    if (seats <= 0 || state.left[b]) continue;
    features[b] = weigh_all(sim, id, entity(body_id), static_cast<std::int32_t>(b), seen);
    Utilities u = utilities_of(features[b], sim, kind, policy);
    for (std::size_t o = 0; o < n_options; ++o) u[o] += common[o];
    const Key bloc_key = mix(body.key, body.blocs[b].key);
    const std::size_t line = gumbel_choice(sim, kLine.key, bloc_key, decision, u);
    double z = 0;
    for (double x : u) z += maths::exp(x - *std::max_element(u.begin(), u.end()));
    const double discipline = value(sim.world, body.blocs[b].discipline);
    std::int64_t left = seats;
    double mass = 1;
    for (std::size_t o = 0; o < n_options; ++o) {
      const double q = (o == line ? discipline : 0.0) +
                       (1 - discipline) * maths::exp(u[o] - *std::max_element(u.begin(), u.end())) / z;
      std::int64_t n = left;
      if (o + 1 < n_options) {
        const double r = draw_uniform(sim, kVotes.key, mix(bloc_key, decision.options[o].key), decision.key);
        n = chance::binomial(left, std::clamp(mass > 0 ? q / mass : 0.0, 0.0, 1.0), r);
      }
      votes[o] += static_cast<double>(n);
      left -= n;
      mass -= q;
    }
    all += seats;
  }
  if (all <= 0 || all < value(sim.world, body.quorum) * all_seats) return {.possible = false};
  for (std::size_t o = 1; o < n_options; ++o)
    if (votes[o] > votes[v.option]) v.option = o;
  if (body.rule != Rule::plurality) {  // a motion against the status quo needs more than half
    const double needed = 0.5 * (body.rule == Rule::majority ? all : all_seats);
    if (votes[v.option] <= needed)
      for (std::size_t o = 0; o < n_options; ++o)
        if (decision.options[o].status_quo) v.option = o;
  }
  v.share = votes[v.option] / all;
  for (std::size_t b = 0; b < body.blocs.size(); ++b)
    if (!features[b].empty()) explain(sim, kind, features[b], v.option, state.seats[b] / std::max(1.0, all_seats), v);
  return v;
}

Policy policy_of(const Simulation& sim, DecisionId id) {
  Policy policy = Policy::model;
  for (const DecisionPolicy& p : sim.interventions->policies)
    if (!p.decision.has() || p.decision == id) policy = p.policy;
  return policy;
}

std::int32_t forced_option(const Simulation& sim, DecisionId id) {
  for (const ForcedOption& f : sim.interventions->options)
    if (f.decision == id) return f.option;
  return -1;
}

bool due(const Simulation& sim, DecisionId id) {
  const Decision& d = sim.setting->decisions[id];
  const DecisionState& st = sim.world.decisions[id];
  if (st.taken == 0) return true;
  return d.at_most_every > 0 && static_cast<double>((sim.world.now - st.last).minutes) >= d.at_most_every;
}

void schedule_decision(Simulation& sim, DecisionId id, std::int32_t cause, double delay) {
  DecisionState& st = sim.world.decisions[id];
  if (st.pending || !due(sim, id)) return;
  st.pending = true;
  schedule(sim, {.at = sim.world.now + Duration{static_cast<std::int64_t>(delay + 0.5)},
                 .phase = static_cast<std::uint8_t>(Phase::decisions), .mechanism = kDecisions, .code = kDecide,
                 .actor = sim.setting->decisions[id].key, .a = id.index, .b = cause});
}

double delay_of(Simulation& sim, Key actor, Key target, const Number& low, const Number& high) {
  const double a = value(sim.world, low), b = value(sim.world, high);
  return b > a ? a + (b - a) * draw_uniform(sim, kDelay.key, actor, target) : a;
}

void take(Simulation& sim, DecisionId id, std::int32_t cause) {
  const Decision& decision = sim.setting->decisions[id];
  DecisionState& st = sim.world.decisions[id];
  st.pending = false;
  if (!due(sim, id)) return;
  if (!decision.condition.empty() && evaluate(sim, decision.condition) == 0) return;
  const Policy policy = policy_of(sim, id);
  const std::int32_t forced = forced_option(sim, id);
  Verdict v;
  if (const LeaderId leader = as<Leader>(decision.decider); leader.has()) {
    v = decide_leader(sim, id, leader, policy);
  } else {
    const BodyId body = as<Body>(decision.decider);
    if (!sim.world.bodies[body].exists) return;
    v = sim.setting->bodies[body].blocs.empty() ? decide_members(sim, id, body, policy) : decide_blocs(sim, id, body, policy);
  }
  if (!v.possible) return;
  if (policy == Policy::historical) v.option = historical_option(decision, sim.world.now);
  if (forced >= 0) v.option = static_cast<std::size_t>(forced);
  const Event event{.kind = EventKind::decided, .by = decision.decider, .on = entity(id),
                    .detail = static_cast<std::int32_t>(v.option), .amount = v.share};
  if (!permitted(sim, event)) return;
  ++st.taken;
  st.option = static_cast<std::int32_t>(v.option);
  st.last = sim.world.now;
  std::array<Cause, 6> causes{};
  std::size_t n = 0;
  if (cause >= 0) causes[n++] = {cause};
  std::array<bool, kFeatures> used{};
  for (int k = 0; k < 4; ++k) {  // the strongest reasons
    int best = -1;
    for (int f = 0; f < kFeatures; ++f)
      if (!used[f] && v.features[f] > 0.02 && (best < 0 || v.features[f] > v.features[best])) best = f;
    if (best < 0) break;
    used[best] = true;
    causes[n++] = {-1, static_cast<std::int16_t>(-2 - best), kDecisions, static_cast<float>(v.features[best])};
  }
  const std::int32_t decided = record(sim, kDecisions, event, {causes.data(), n});
  for (std::size_t a = 0; a < decision.options[v.option].acts.size(); ++a) {
    const Act& act = decision.options[v.option].acts[a];
    const double delay = delay_of(sim, decision.key, mix(decision.options[v.option].key, a), act.delay_low, act.delay_high);
    schedule(sim, {.at = sim.world.now + Duration{static_cast<std::int64_t>(delay + 0.5)},
                   .phase = static_cast<std::uint8_t>(Phase::orders), .mechanism = kDecisions,
                   .code = static_cast<std::uint16_t>(kAct | (v.option << 9) | a), .actor = decision.key,
                   .a = id.index, .b = decided});
  }
}

/// A look at the quantity triggers of a decision; hysteresis by one bit each.
void look(Simulation& sim, DecisionId id) {
  const Decision& decision = sim.setting->decisions[id];
  DecisionState& st = sim.world.decisions[id];
  for (std::size_t t = 0; t < decision.triggers.size(); ++t) {
    const Trigger& trigger = decision.triggers[t];
    if (trigger.kind != TriggerKind::quantity) continue;
    const double x = evaluate(sim, trigger.quantity);
    const std::uint32_t bit = 1U << t;
    if (x < trigger.reset) st.armed |= bit;
    if ((st.armed & bit) == 0 || !(x > trigger.above) || !due(sim, id)) continue;
    if (!decision.condition.empty() && evaluate(sim, decision.condition) == 0) continue;
    if (trigger.reset > -1e299) st.armed &= ~bit;
    schedule_decision(sim, id, -1, delay_of(sim, decision.key, t, trigger.delay_low, trigger.delay_high));
  }
  if (st.taken == 0 || decision.at_most_every > 0)
    schedule(sim, {.at = sim.world.now + Duration{static_cast<std::int64_t>(decision.check_every)},
                   .phase = static_cast<std::uint8_t>(Phase::decisions), .mechanism = kDecisions, .code = kLook,
                   .actor = decision.key, .a = id.index});
}

}  // namespace

void ask(Simulation& sim, DecisionId decision, Entity asker, std::int32_t cause, double delay_minutes) {
  sim.world.decisions[decision].asker = asker;
  schedule_decision(sim, decision, cause, delay_minutes);
}

void begin_decisions(Simulation& sim) {
  for (DecisionId id : sim.setting->decisions.ids()) {
    bool looks = false;
    for (const Trigger& t : sim.setting->decisions[id].triggers) looks |= t.kind == TriggerKind::quantity;
    if (looks)
      schedule(sim, {.at = sim.world.now + Duration{static_cast<std::int64_t>(sim.setting->decisions[id].check_every)},
                     .phase = static_cast<std::uint8_t>(Phase::decisions), .mechanism = kDecisions, .code = kLook,
                     .actor = sim.setting->decisions[id].key, .a = id.index});
  }
}

void hear_decisions(Simulation& sim, std::int32_t index) {
  const Recorded e = sim.chronicle.events[static_cast<std::size_t>(index)];
  for (const auto& [id, t] : sim.awaiting[static_cast<std::size_t>(e.kind)]) {
    const Decision& decision = sim.setting->decisions[id];
    const Trigger& trigger = decision.triggers[t];
    const bool fires = trigger.kind == TriggerKind::calendar ? e.on == entity(trigger.entry)
                                                             : matches(*sim.setting, sim.setting->patterns[trigger.pattern], e);
    if (!fires || sim.world.decisions[id].pending || !due(sim, id)) continue;
    schedule_decision(sim, id, index, delay_of(sim, decision.key, t, trigger.delay_low, trigger.delay_high));
  }
}

void wake_decisions(Simulation& sim, const Wake& wake) {
  const DecisionId id{wake.a};
  if (wake.code == kLook) return look(sim, id);
  if (wake.code == kDecide) return take(sim, id, wake.b);
  const OptionSpec& option = sim.setting->decisions[id].options[(wake.code >> 9) & 0x3f];
  perform(sim, {&option.acts[wake.code & 0x1ff], id, wake.b});
}

}  // namespace smolny

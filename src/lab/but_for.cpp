#include "lab/but_for.hpp"

#include <algorithm>
#include <memory>

#include "engine/save.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"

namespace smolny {

namespace {

constexpr double kNecessary = 0.5;     ///< what a single cause must reach for pairs not to be tried
constexpr std::size_t kTopCauses = 4;  ///< pairs are made of so many

bool born_in_the_run(Entity e) {
  return e.kind == EntityKind::squad || e.kind == EntityKind::contest || e.kind == EntityKind::item;
}

/// Whether something that matches came about among the events from `from` on.
bool came(const Setting& setting, const Chronicle& chronicle, std::size_t from, const Pattern& pattern) {
  return std::any_of(chronicle.events.begin() + static_cast<std::ptrdiff_t>(std::min(from, chronicle.events.size())),
                     chronicle.events.end(), [&](const Recorded& e) { return matches(setting, pattern, e); });
}

constexpr Duration kLook = hours(6);  ///< how often it is looked whether a branch has given its answer

/// From now on nothing like these happens. Copies share the interventions, so that each may outlive the other.
void forbid(History& history, const std::vector<Pattern>& patterns) {
  auto all = std::make_shared<Interventions>(*history.interventions);
  all->forbidden.insert(all->forbidden.end(), patterns.begin(), patterns.end());
  history.simulation.interventions = all.get();
  history.interventions = std::move(all);
}

/// One cause, or two together, ready to be tried: the past up to and with the minute of the earlier one.
struct Trial {
  std::vector<std::int32_t> causes;
  std::vector<Pattern> forbidden;
  std::shared_ptr<const History> with, without;  ///< both stand at the end of that minute
  std::size_t past = 0;                          ///< events before that minute
  bool too_early = false;                        ///< it belongs to what the history began with

  Trial(const Setting& setting, const History& before, std::vector<std::int32_t> which, std::vector<Pattern> patterns, Instant minute)
      : causes(std::move(which)), forbidden(std::move(patterns)), past(before.simulation.chronicle.events.size()) {
    for (std::int32_t c : causes) too_early |= static_cast<std::size_t>(c) < past;
    auto lived = std::make_shared<History>(before), vetoed = std::make_shared<History>(before);
    forbid(*vetoed, forbidden);
    if (minute > setting.start) {
      advance(lived->simulation, minute);
      advance(vetoed->simulation, minute);
    }
    with = std::move(lived);
    without = std::move(vetoed);
  }
};

/// What came of one branch.
struct Branch {
  bool effect_with = false, effect_without = false, cause_came_all_the_same = false;
};

/// Lives on from the end of the cause's minute until the effect has come, or what is forbidden has come all the same, or
/// the frame ends.
struct Seen {
  bool effect = false, forbidden = false;
};
Seen live_on(const Setting& setting, const History& from, std::size_t past, const Pattern& effect, const std::vector<Pattern>& forbidden, std::uint64_t branch) {
  History h = from;
  if (branch != 0) fork(h.simulation, branch);
  Seen seen;
  std::size_t looked = past;
  for (;;) {
    seen.effect = came(setting, h.simulation.chronicle, looked, effect);
    for (const Pattern& p : forbidden) seen.forbidden |= came(setting, h.simulation.chronicle, looked, p);
    if (seen.effect || seen.forbidden || h.simulation.world.now >= setting.end) return seen;
    looked = h.simulation.chronicle.events.size();
    advance(h.simulation, std::min(setting.end, h.simulation.world.now + kLook));
  }
}

Branch live_branch(const Setting& setting, const Trial& trial, const Pattern& effect, std::uint64_t branch) {
  const Seen without = live_on(setting, *trial.without, trial.past, effect, trial.forbidden, branch);
  Branch b{false, without.effect, without.forbidden};
  if (branch != 0) b.effect_with = live_on(setting, *trial.with, trial.past, effect, {}, branch).effect;
  return b;
}

Necessity try_out(const Setting& setting, const ButForPlan& plan, const Trial& trial, const Pattern& effect) {
  Necessity n;
  n.causes = trial.causes;
  if (trial.too_early) {
    n.forbidden = false;
    return n;
  }
  const Branch same = live_branch(setting, trial, effect, 0);
  n.still_happens = same.effect_without;
  n.forbidden = !same.cause_came_all_the_same;
  in_order(
      static_cast<std::uint64_t>(plan.branches), plan.threads,
      [&](std::uint64_t b) { return live_branch(setting, trial, effect, plan.specification.branch + b + 1); },
      [&](std::uint64_t, Branch b) {
        n.hits_with += b.effect_with;
        n.hits_without += b.effect_without;
        n.forbidden = n.forbidden && !b.cause_came_all_the_same;
        return true;
      });
  if (plan.branches == 0) return n;
  n.with = static_cast<double>(n.hits_with) / plan.branches;
  n.without = static_cast<double>(n.hits_without) / plan.branches;
  if (n.hits_with > 0 && n.forbidden) {
    n.probability = std::max(0.0, 1 - n.without / n.with);
    n.interval = necessity_interval(n.hits_with, plan.branches, n.hits_without, plan.branches, plan.specification.seed);
  }
  return n;
}

/// How necessary it is, for ranking: PN, or with the same noise whether the effect is gone.
double rank(const Necessity& n) {
  if (!n.forbidden) return -1;
  if (n.probability) return *n.probability;
  return n.still_happens && !*n.still_happens ? 1 : 0;
}

/// The member up to the minute before an instant.
History before_minute(const Setting& setting, const ButForPlan& plan, const std::shared_ptr<const Interventions>& interventions, Instant minute) {
  History h = begin_member(setting, plan.specification, interventions);
  if (minute - minutes(1) >= setting.start) advance(h.simulation, minute - minutes(1));
  return h;
}

}  // namespace

Pattern like(const Setting&, const Event& event) {
  Pattern p;
  p.kind = event.kind;
  if (event.by.has() && !born_in_the_run(event.by)) p.by = {event.by};
  if (event.on.has() && !born_in_the_run(event.on)) p.on = {event.on};
  if (event.place.has()) p.place = {event.place};
  p.side = event.side;
  if (event.kind == EventKind::decided) p.detail = event.detail;
  return p;
}

std::vector<std::int32_t> causes_worth_trying(const Setting& setting, const Chronicle& chronicle, std::int32_t effect, std::size_t most) {
  using enum EventKind;
  std::vector<std::int32_t> queue{effect}, found;
  std::vector<bool> seen(chronicle.events.size(), false);
  for (std::size_t i = 0; i < queue.size() && found.size() < most; ++i) {
    const Recorded& e = chronicle.events[static_cast<std::size_t>(queue[i])];
    const bool dated = e.kind == calendar_entry || e.kind == dawn || e.kind == dusk;
    const bool alike = std::any_of(found.begin(), found.end(), [&](std::int32_t f) {
      return matches(setting, like(setting, e), chronicle.events[static_cast<std::size_t>(f)]);
    });
    if (i > 0 && !dated && !alike) found.push_back(queue[i]);
    for (const Cause& c : chronicle.causes_of(e))
      if (c.event >= 0 && !seen[static_cast<std::size_t>(c.event)]) {
        seen[static_cast<std::size_t>(c.event)] = true;
        queue.push_back(c.event);
      }
  }
  return found;
}

std::expected<ButFor, std::string> but_for(const Setting& setting, const ButForPlan& plan) {
  if (!plan.specification.forks.empty()) return std::unexpected("a member with forks of its own cannot be taken apart");
  auto resolved = interventions_of(plan.specification, setting);
  if (!resolved) return std::unexpected(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  const History whole = run_member(setting, plan.specification, interventions);
  const Chronicle& chronicle = whole.simulation.chronicle;
  if (plan.effect < 0 || static_cast<std::size_t>(plan.effect) >= chronicle.events.size()) return std::unexpected("there is no such event");
  const Pattern effect = plan.effect_pattern.value_or(like(setting, chronicle.events[static_cast<std::size_t>(plan.effect)]));
  const auto attempt = [&](std::vector<std::int32_t> causes) {
    Instant minute = setting.end;
    std::vector<Pattern> patterns;
    for (std::int32_t c : causes) {
      const Recorded& e = chronicle.events[static_cast<std::size_t>(c)];
      minute = std::min(minute, e.at);
      patterns.push_back(like(setting, e));
    }
    const Trial trial(setting, before_minute(setting, plan, interventions, minute), std::move(causes), std::move(patterns), minute);
    return try_out(setting, plan, trial, effect);
  };
  ButFor answer;
  answer.branches = plan.branches;
  for (std::int32_t c : plan.causes) answer.single.push_back(attempt({c}));
  std::stable_sort(answer.single.begin(), answer.single.end(), [](const Necessity& a, const Necessity& b) { return rank(a) > rank(b); });
  const bool none_necessary = std::all_of(answer.single.begin(), answer.single.end(), [](const Necessity& n) { return rank(n) < kNecessary; });
  if (!plan.pairs || !none_necessary) return answer;
  for (std::size_t i = 0; i < std::min(kTopCauses, answer.single.size()); ++i)
    for (std::size_t j = i + 1; j < std::min(kTopCauses, answer.single.size()); ++j)
      if (answer.single[i].forbidden && answer.single[j].forbidden)
        answer.pairs.push_back(attempt({answer.single[i].causes[0], answer.single[j].causes[0]}));
  std::stable_sort(answer.pairs.begin(), answer.pairs.end(), [](const Necessity& a, const Necessity& b) { return rank(a) > rank(b); });
  return answer;
}

}  // namespace smolny

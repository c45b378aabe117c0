#include "lab/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lab/bootstrap.hpp"
#include "lab/closure.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"
#include "scenario/intervention.hpp"

namespace smolny {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// What is kept of one world until the pair has been judged.
struct Lived {
  OutcomeValues outcomes;
  std::vector<std::uint64_t> visited;
  std::vector<std::vector<std::uint64_t>> draws;  ///< per outcome: of its causal closure
};

Lived look_back(const Setting& setting, const History& history) {
  const Chronicle& c = history.simulation.chronicle;
  Lived lived;
  lived.outcomes = history.outcomes;
  lived.visited = visited_addresses(history.simulation.world);
  for (const Outcome& o : setting.outcomes) lived.draws.push_back(draws_behind(c, causal_closure(c, roots_of(setting, c, o))));
  return lived;
}

FirstOptions first_options(const Setting& setting, const Chronicle& chronicle) {
  FirstOptions options(setting.decisions.size(), -1);
  for (const Recorded& e : chronicle.events) {
    if (e.kind != EventKind::decided) continue;
    auto& option = options[static_cast<std::size_t>(as<Decision>(e.on).index)];
    if (option < 0) option = static_cast<std::int16_t>(e.detail);
  }
  return options;
}

std::vector<PairedOutcome> lay_side_by_side(const Lived& base, const Lived& twin) {
  std::vector<PairedOutcome> out(base.outcomes.size());
  for (std::size_t o = 0; o < out.size(); ++o)
    out[o] = {base.outcomes[o], twin.outcomes[o],
              all_among(base.draws[o], twin.visited) && all_among(twin.draws[o], base.visited)};
  return out;
}

using SharedInterventions = std::shared_ptr<const Interventions>;

struct Worlds {
  SharedInterventions base;
  std::vector<SharedInterventions> twins;
  std::vector<Specification> specifications;
};

std::expected<Worlds, Fault> prepare(const Setting& setting, const ComparisonPlan& plan, const std::vector<Change>& changes) {
  Worlds w;
  auto base = interventions_of(plan.specification, setting);
  if (!base) return bad_input(base.error());
  w.base = std::make_shared<const Interventions>(std::move(*base));
  for (const Change& change : changes) {
    Specification s = plan.specification;
    s.commands.insert(s.commands.end(), change.commands.begin(), change.commands.end());
    s.without.insert(s.without.end(), change.without.begin(), change.without.end());
    auto twin = interventions_of(s, setting);
    if (!twin) return bad_input(twin.error());
    w.twins.push_back(std::make_shared<const Interventions>(std::move(*twin)));
    w.specifications.push_back(std::move(s));
  }
  return w;
}

/// The pairs of one life, one per change; the base world's options first.
struct LifeOfPairs {
  FirstOptions options;
  std::vector<Pair> pairs;
  bool failed = false;
};

LifeOfPairs live_pairs(const Setting& setting, const ComparisonPlan& plan, const Worlds& worlds, std::uint64_t member, std::uint64_t branch) {
  LifeOfPairs life;
  life.pairs.assign(worlds.twins.size(), Pair{member, branch, true, {}});
  Lived base;
  const auto lived = [&](Specification s, const SharedInterventions& interventions) {
    s.member = member;
    s.branch = branch;
    return run_member(setting, s, interventions);
  };
  try {
    const History history = lived(plan.specification, worlds.base);
    base = look_back(setting, history);
    life.options = first_options(setting, history.simulation.chronicle);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    life.failed = true;
    return life;
  }
  for (std::size_t t = 0; t < worlds.twins.size(); ++t) try {
      life.pairs[t].outcomes = lay_side_by_side(base, look_back(setting, lived(worlds.specifications[t], worlds.twins[t])));
      life.pairs[t].failed = false;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {  // a world that fails is a result: the pair says nothing
    }
  return life;
}

}  // namespace

std::expected<Comparison, Fault> compare_worlds(const Setting& setting, const ComparisonPlan& plan, const std::vector<Change>& changes,
                                                const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  if (!plan.specification.forks.empty()) return bad_input("worlds with forks cannot be compared");
  const auto worlds = prepare(setting, plan, changes);
  if (!worlds) return std::unexpected(worlds.error());
  Comparison result;
  result.pairs.resize(changes.size());
  const std::uint64_t lives = plan.members * plan.branches;
  in_order(
      lives, plan.threads,
      [&](std::uint64_t i) { return live_pairs(setting, plan, *worlds, i / plan.branches, i % plan.branches); },
      [&](std::uint64_t i, LifeOfPairs life) {
        for (std::size_t t = 0; t < changes.size(); ++t) result.pairs[t].push_back(std::move(life.pairs[t]));
        result.base_options.push_back(std::move(life.options));
        result.failed += life.failed;
        if (on_progress) on_progress(i + 1, lives);
        return true;
      });
  return result;
}

namespace {

/// What is compared of one world: a truth value, a share's indicator, a number.
double measure(OutcomeKind kind, double value, std::int32_t outcome_case) {
  return kind == OutcomeKind::category ? (static_cast<std::int32_t>(value) == outcome_case ? 1.0 : 0.0) : value;
}

bool comparable(OutcomeKind kind, double base, double twin) {
  if (std::isnan(base) || std::isnan(twin)) return false;
  return kind == OutcomeKind::category || (std::isfinite(base) && std::isfinite(twin));
}

Effect effect_in(const Setting& setting, const std::vector<Pair>& pairs, OutcomeId id, std::int32_t outcome_case, std::uint64_t seed) {
  const Outcome& outcome = setting.outcomes[id];
  Effect e;
  e.id = outcome.id;
  if (outcome_case >= 0) e.value = outcome.cases[static_cast<std::size_t>(outcome_case)].id;
  std::vector<double> differences;
  double lives = 0;
  for (const Pair& p : pairs) {
    if (p.failed) continue;
    const PairedOutcome& o = p.outcomes[static_cast<std::size_t>(id.index)];
    ++lives;
    const double base = measure(outcome.kind, o.base, outcome_case), twin = measure(outcome.kind, o.twin, outcome_case);
    e.changed += base != twin;
    e.counterfactual_share += o.counterfactual;
    if (!comparable(outcome.kind, o.base, o.twin)) continue;
    e.base += base;
    e.twin += twin;
    differences.push_back(twin - base);
  }
  e.changed = lives > 0 ? e.changed / lives : 0;
  e.counterfactual_share = lives > 0 ? e.counterfactual_share / lives : 0;
  const auto n = static_cast<double>(differences.size());
  e.base = n > 0 ? e.base / n : kNothing;
  e.twin = n > 0 ? e.twin / n : kNothing;
  e.difference = 0;
  for (double d : differences) e.difference += d;
  e.difference = n > 0 ? e.difference / n : kNothing;
  const Interval interval = mean_interval(differences, seed);
  e.low = interval.low;
  e.high = interval.high;
  return e;
}

}  // namespace

std::vector<Effect> effects_of(const Setting& setting, const std::vector<Pair>& pairs, std::uint64_t seed) {
  std::vector<Effect> effects;
  for (OutcomeId id : setting.outcomes.ids()) {
    const Outcome& o = setting.outcomes[id];
    if (o.kind != OutcomeKind::category) effects.push_back(effect_in(setting, pairs, id, -1, seed));
    else
      for (std::size_t c = 0; c < o.cases.size(); ++c) effects.push_back(effect_in(setting, pairs, id, static_cast<std::int32_t>(c), seed));
  }
  return effects;
}

std::vector<double> differences_in(const std::vector<Pair>& pairs, const Setting& setting, OutcomeId outcome, std::int32_t outcome_case) {
  const OutcomeKind kind = setting.outcomes[outcome].kind;
  std::vector<double> out;
  for (const Pair& p : pairs) {
    if (p.failed) {
      out.push_back(kNothing);
      continue;
    }
    const PairedOutcome& o = p.outcomes[static_cast<std::size_t>(outcome.index)];
    out.push_back(comparable(kind, o.base, o.twin) ? measure(kind, o.twin, outcome_case) - measure(kind, o.base, outcome_case) : kNothing);
  }
  return out;
}

std::optional<double> option_probability(const Setting& setting, const Change& change, const std::vector<FirstOptions>& base) {
  if (change.commands.size() != 1 || !change.without.empty()) return std::nullopt;
  const auto forced = parse_intervention(change.commands[0], setting);
  if (!forced || forced->kind != InterventionKind::option) return std::nullopt;
  double reached = 0, taken = 0;
  for (const FirstOptions& options : base) {
    if (options.empty()) continue;
    const std::int16_t option = options[static_cast<std::size_t>(forced->decision.index)];
    reached += option >= 0;
    taken += option == forced->option;
  }
  return reached > 0 ? std::optional(taken / reached) : std::nullopt;
}

}  // namespace smolny

#include "lab/member.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>

#include "archive/pack.hpp"
#include "engine/evaluate.hpp"
#include "engine/save.hpp"
#include "mechanisms/all.hpp"

namespace smolny {

namespace {

double cpu_now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

void judge(History& h, OutcomeId id) {
  double& value = h.outcomes[static_cast<std::size_t>(id.index)];
  if (!std::isnan(value)) return;
  const Outcome& outcome = h.simulation.setting->outcomes[id];
  if (outcome.kind == OutcomeKind::category) {
    value = -1;
    for (std::size_t i = 0; i < outcome.cases.size() && value < 0; ++i)
      if (evaluate(h.simulation, outcome.cases[i].when) != 0) value = static_cast<double>(i);
    return;
  }
  value = evaluate(h.simulation, outcome.value);
  if (outcome.kind == OutcomeKind::boolean) value = value != 0;
  // Nothing divided by nothing: the outcome has no value in this history.
  if (std::isnan(value)) value = std::numeric_limits<double>::infinity();
}

Instant end_of(const Setting& setting, const Specification& specification) {
  return specification.until ? std::min(*specification.until, setting.end) : setting.end;
}

}  // namespace

History begin_member(const Setting& setting, const Specification& specification,
                     std::shared_ptr<const Interventions> interventions, std::span<const double> quantiles, Labour labour) {
  History h;
  h.interventions = std::move(interventions);
  Start start;
  start.key = {specification.seed, specification.member, specification.branch};
  start.fixed_parameters = specification.fixed_parameters;
  start.blind_codings = specification.blind_codings;
  start.quantiles = quantiles;
  start.individuals = specification.executor == "individuals";
  start.labour = std::move(labour);
  h.simulation = begin_history(setting, mechanisms(), *h.interventions, start);
  h.outcomes.assign(setting.outcomes.size(), std::numeric_limits<double>::quiet_NaN());
  return h;
}

void advance_member(History& h, Instant until) {
  const Setting& setting = *h.simulation.setting;
  until = std::min(until, setting.end);
  for (;;) {
    // The next instant at which an outcome is judged; several may share it.
    Instant stop = until;
    bool found = false;
    for (OutcomeId id : setting.outcomes.ids()) {
      const Outcome& o = setting.outcomes[id];
      if (o.has_until && o.until <= stop && std::isnan(h.outcomes[static_cast<std::size_t>(id.index)])) stop = o.until, found = true;
    }
    advance(h.simulation, stop);
    if (!found) return;
    for (OutcomeId id : setting.outcomes.ids())
      if (setting.outcomes[id].has_until && setting.outcomes[id].until <= stop) judge(h, id);
  }
}

std::vector<double> advance_observing(History& h, std::span<const Probe> probes, Instant end, const Lookout& lookout) {
  std::vector<std::size_t> order(probes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return probes[a].at < probes[b].at; });
  std::vector<double> values(probes.size());
  bool looked = !lookout.look || lookout.at > end;
  const auto advance_to = [&](Instant at) {
    if (!looked && at >= lookout.at) {
      advance_member(h, lookout.at);
      lookout.look(h.simulation);
      looked = true;
    }
    advance_member(h, at);
  };
  for (std::size_t i : order) {
    if (const Instant at = std::min(probes[i].at, end); at > h.simulation.setting->start) advance_to(at);
    values[i] = evaluate(h.simulation, *probes[i].expression);
  }
  advance_to(end);
  return values;
}

void judge_member(History& h) {
  for (OutcomeId id : h.simulation.setting->outcomes.ids()) judge(h, id);
}

std::expected<void, std::string> fork_member(History& h, std::uint64_t branch, const std::vector<std::string>& commands) {
  const Setting& setting = *h.simulation.setting;
  auto all = std::make_shared<Interventions>(*h.interventions);
  const std::size_t set_before = all->assignments.size(), forced_before = all->forced.size();
  if (auto added = add_commands(commands, setting, *all); !added) return added;
  if (branch != 0) fork(h.simulation, branch);
  // Only what is new is applied now: the rest has been, and is in the state.
  Interventions late;
  late.assignments.assign(all->assignments.begin() + static_cast<std::ptrdiff_t>(set_before), all->assignments.end());
  late.forced = all->forced;
  for (std::size_t i = 0; i < forced_before; ++i) late.forced[i].at = Instant{INT64_MIN / 4};
  h.simulation.interventions = &late;
  intervene_at_start(h.simulation);
  h.interventions = std::move(all);
  h.simulation.interventions = h.interventions.get();
  return {};
}

std::expected<History, std::string> run_member(const Setting& setting, const Specification& specification) {
  auto interventions = interventions_of(specification, setting);
  if (!interventions) return std::unexpected(interventions.error());
  History h = begin_member(setting, specification, std::make_shared<const Interventions>(std::move(*interventions)));
  const Instant end = end_of(setting, specification);
  for (const Fork& f : specification.forks) {
    if (f.at > end) break;
    advance_member(h, f.at);
    if (auto done = fork_member(h, f.branch, f.commands); !done) return std::unexpected(done.error());
  }
  advance_member(h, end);
  judge_member(h);
  return h;
}

History run_member(const Setting& setting, const Specification& specification,
                   std::shared_ptr<const Interventions> interventions) {
  History h = begin_member(setting, specification, std::move(interventions));
  advance_member(h, end_of(setting, specification));
  judge_member(h);
  return h;
}

MemberRow row_of(const History& h, std::uint64_t number, bool chronicle) {
  MemberRow row;
  row.number = number;
  row.outcomes = h.outcomes;
  row.sampled = h.simulation.world.sampled;
  row.daily = h.simulation.daily;
  row.events = static_cast<std::uint32_t>(h.simulation.chronicle.events.size());
  if (chronicle) row.chronicle = pack_chronicle(h.simulation);
  row.digest = digest_of(h.simulation.chronicle, row);
  return row;
}

MemberRow live_member(const Setting& setting, const Specification& specification,
                      std::shared_ptr<const Interventions> interventions, bool chronicle, std::span<const Probe> probes, const Lookout& lookout) {
  const double began = cpu_now();
  MemberRow row;
  try {
    History h = begin_member(setting, specification, std::move(interventions));
    std::vector<double> observed = advance_observing(h, probes, end_of(setting, specification), lookout);
    judge_member(h);
    row = row_of(h, specification.member, chronicle);
    row.observed = std::move(observed);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    row = {};
    row.number = specification.member;
    row.failed = true;
    row.reason = e.what();
  }
  row.cpu_seconds = cpu_now() - began;
  return row;
}

}  // namespace smolny

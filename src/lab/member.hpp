#pragma once
// One history by its specification: begun, advanced, judged. A value: copying a History is a snapshot from which
// several futures can be run.

#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "archive/archive.hpp"
#include "engine/simulation.hpp"
#include "lab/specification.hpp"

namespace smolny {

/// An outcome's value: boolean 0 or 1; number; instant in minutes since the start, +infinity when it did not occur;
/// category the index of the first case that holds, -1 when none does. NaN: not judged yet.
using OutcomeValues = std::vector<double>;

struct History {
  std::shared_ptr<const Interventions> interventions;  ///< what `simulation` points to
  Simulation simulation;
  OutcomeValues outcomes;  ///< by Setting::outcomes
};

/// Begins a history. `specification.member`, `seed` and `branch` key its chance; its forks are not applied here.
/// The setting must outlive it. `quantiles`: where in their priors uncertain numbers are put, by row of
/// Setting::uncertain; NaN where they are drawn. `labour`: who moves individuals; nothing hangs on it.
History begin_member(const Setting& setting, const Specification& specification,
                     std::shared_ptr<const Interventions> interventions, std::span<const double> quantiles = {}, Labour labour = {});

/// Runs until `until` inclusive. Outcomes that are judged at an instant are judged when the clock stands there.
void advance_member(History& history, Instant until);

/// Judges every outcome not judged yet, now.
void judge_member(History& history);

/// From now on draws use `branch` (0: as before), and `commands` are added to what was done so far.
std::expected<void, std::string> fork_member(History& history, std::uint64_t branch, const std::vector<std::string>& commands);

/// The whole life: begin, forks in order, to the end (or `specification.until`), judged.
/// Errors are those of the specification; what the engine throws is thrown.
std::expected<History, std::string> run_member(const Setting& setting, const Specification& specification);
/// The same for interventions already resolved and a specification without forks.
History run_member(const Setting& setting, const Specification& specification,
                   std::shared_ptr<const Interventions> interventions);

/// What the archive keeps of a history that has been judged; `cpu_seconds` is left at 0. Without `chronicle` the events
/// are not packed (the digest is the same).
MemberRow row_of(const History& history, std::uint64_t number, bool chronicle = true);

/// An expression to be evaluated when the clock stands at an instant, events of that minute included.
struct Probe {
  Instant at{};
  const Expression* expression = nullptr;
};

/// Somebody who looks at each history when the clock stands at an instant, events of that minute included; called on the thread that lives
/// it. Nothing in the history hangs on that. Without `look` there is nobody. Which member it is tells `world.key`.
struct Lookout {
  Instant at{};
  std::function<void(const Simulation&)> look{};
};

/// Advances to the probes' instants in turn and evaluates them, in the order of the probes; those beyond `end` at the end.
std::vector<double> advance_observing(History& history, std::span<const Probe> probes, Instant end, const Lookout& lookout = {});

/// Runs a member and keeps what the archive does. A member that throws is a result: failed, with the reason. Out of
/// memory is no result and is thrown on.
MemberRow live_member(const Setting& setting, const Specification& specification,
                      std::shared_ptr<const Interventions> interventions, bool chronicle = true,
                      std::span<const Probe> probes = {}, const Lookout& lookout = {});

}  // namespace smolny

#pragma once
// Decisions: when they come up, how options are weighed, who votes, what is done.

#include "engine/simulation.hpp"

namespace smolny {

// Pseudo-mechanisms of the clockwork itself.
inline constexpr std::int16_t kDecisions = -2;
inline constexpr std::int16_t kBookkeeping = -3;
inline constexpr std::int16_t kForced = -4;

/// Starts the looks at quantity triggers. Called once by begin_history.
void begin_decisions(Simulation& sim);

/// An event happened: decisions that wait for it are scheduled.
void hear_decisions(Simulation& sim, std::int32_t event);

/// A scheduled decision, look or act comes due.
void wake_decisions(Simulation& sim, const Wake& wake);

/// An act `demand`, `offer` or `move` puts a decision to its decider.
void ask(Simulation& sim, DecisionId decision, Entity asker, std::int32_t cause, double delay_minutes);

/// Per camp: mean chance, over the units, that they see its strongest living authority as in the right.
class Standings {
 public:
  explicit Standings(const Simulation& sim) : sim_(sim) { best_.fill(-1); }
  double of(CampId camp);

 private:
  const Simulation& sim_;
  std::array<double, kMaxCamps> best_;  ///< -1: not asked for yet
};

/// What the features of an option are worth to one decider, in the order of Feature.
std::array<double, kFeatures> weigh(const Simulation& sim, DecisionId decision, std::size_t option, Entity decider,
                                    std::int32_t bloc, Standings& standings);

}  // namespace smolny

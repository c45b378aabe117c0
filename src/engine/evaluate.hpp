#pragma once
// Reading and setting quantities, and evaluating compiled expressions.

#include <array>
#include <span>
#include <string_view>

#include "engine/simulation.hpp"
#include "world/expression.hpp"

namespace smolny {

/// The value of an expression now. Truth is 1 and 0; minutes are since the start; what never occurred is +infinity.
double evaluate(const Simulation& sim, const Expression& expression);

/// A single quantity of one row (`quantity.of`), overrides respected.
double quantity_value(const Simulation& sim, const Quantity& quantity);

/// Sets a stored quantity of every row that it names; false when the quantity is derived and can only be held.
bool set_quantity(Simulation& sim, const Quantity& quantity, double value);

/// The key of a quantity, under which an override of it is found.
Key key_of(const Setting& setting, const Quantity& quantity, Entity row);

/// Log-odds that `holder` gives the proposition: a leader, unit or group; of a body, the mean of its members present,
/// weighted by influence; of an authority, its commander's or its body's.
double log_odds(const Simulation& sim, Entity holder, PropositionId proposition);

/// Log-odds, as the holder sees them, that the camp prevails, cut off at +-`most`: by a proposition that says so of the camp
/// itself, else by one that says it of its opponent, turned round; 0 when none speaks of either.
double prevails(const Simulation& sim, Entity holder, CampId camp, double most);

/// Moves a holder's log-odds by `amount`.
void shift_belief(Simulation& sim, Entity holder, PropositionId proposition, double amount);

/// Persons in a group today.
std::int64_t group_size(const World& world, GroupId group);

/// Bit set of the parties in the cabinets that stand.
std::uint32_t parties_in_office(const World& world);

/// How far the people of a unit or group lean to a camp, -1 to 1: the mean of their parties' affinities.
double support(const Simulation& sim, Entity holder, CampId camp);

/// Counts that leaning anew after the people of a unit or group have moved.
void refresh_support(Simulation& sim, Entity holder);

/// Of some groups: those who would vote today, by party and in all, and who has the vote; expected numbers of persons. Nobody
/// where no mechanism follows how people vote.
struct Voters {
  std::array<double, kSlate> by_party{};
  double all = 0, entitled = 0;
};
Voters voters_of(const Simulation& sim, std::span<const GroupId> groups);

/// Men of a camp who stand at a place: the guard, and squads that hold, contest, ring or are inside it.
std::int32_t men_at(const Simulation& sim, PlaceId place, CampId camp);

/// Armed men of a camp who are in the street or in barracks that obey one of its authorities.
double strength(const Simulation& sim, CampId camp);

/// Draws a binary chance node: the intervention on it if there is one, else uniform < chance.
bool happens(Simulation& sim, std::int16_t mechanism, Key site, std::string_view site_name, Entity actor, Entity target,
             double chance_of_it);

}  // namespace smolny

#pragma once
// Ways through a scenario: distances, and the quickest path that is open now.

#include <optional>

#include "engine/simulation.hpp"

namespace smolny {

/// Somewhere on the earth, degrees.
struct Spot {
  double latitude = 0, longitude = 0;
};

/// Straight line between two spots or places, km (plane approximation, good to a percent within a few hundred km).
double kilometres(Spot a, Spot b);
double kilometres(const Setting& setting, PlaceId a, PlaceId b);

enum class Travel : std::uint8_t { walk, column, car, boat, rail };

/// What stands in the way of a traveller.
struct Passage {
  Travel by = Travel::walk;
  CampId camp{};            ///< whose bridges and stations are no obstacle
  bool shun_hostile = false;///< go round gates that an opponent holds
};

struct Route {
  PlaceId next{};           ///< the first place on it
  double minutes = 0;       ///< in all
  double first_leg = 0;     ///< minutes to `next`
};

/// The quickest open route by Dijkstra's algorithm (1959); none when every way is shut. Speeds: column 4.0 km/h against
/// 4.8 walking, car 22 km/h on foot ways (figures of the places data); trains and ships run at their ways' minutes.
std::optional<Route> route(Simulation& sim, PlaceId from, PlaceId to, const Passage& passage);

}  // namespace smolny

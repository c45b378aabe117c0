#pragma once
// A world small enough to check by hand: two camps, a point between them, one mechanism at a time.

#include <vector>

#include "engine/simulation.hpp"
#include "mechanisms/all.hpp"

namespace smolny::testing {

/// The parameters of one mechanism, by name; what is not named is 0.
inline std::vector<Number> parameters_of(const MechanismSpec& mechanism, const std::vector<std::pair<std::string_view, double>>& given) {
  std::vector<Number> values(mechanism.parameters.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    for (const auto& [name, value] : given)
      if (mechanism.parameters[i].name == name) values[i].central = value;
  return values;
}

inline Setting two_camps() {
  Setting s;
  s.id = "small";
  s.start = Instant{0};
  s.end = s.start + days(3);
  s.latitude = 10;
  for (const char* id : {"red", "blue"}) {
    Camp c;
    c.key = key_of(id);
    c.id = c.name = id;
    s.camps.add(c);
  }
  s.camps.rows[0].opponent = CampId{1};
  s.camps.rows[1].opponent = CampId{0};
  s.axis = {CampId{0}, CampId{1}};
  return s;
}

inline PlaceId add_place(Setting& s, const char* id, CampId holder = {}, double guard = 0, double resolve = 0) {
  Place p;
  p.key = key_of(id);
  p.id = p.name = id;
  p.contested = true;
  p.holder = holder;
  p.guard.central = guard;
  p.guard_resolve.central = resolve;
  return s.places.add(p);
}

/// A seat of government, two parties and one district, for opinion and polls.
inline void add_town(Setting& s) {
  for (const char* id : {"ins", "outs"}) {
    Party p;
    p.key = key_of(id);
    p.id = id;
    s.parties.add(p);
  }
  Authority a;
  a.key = key_of("cabinet");
  a.seat = add_place(s, "palace");
  s.authorities.add(a);
  District d;
  d.key = key_of("town");
  s.districts.add(d);
}

/// One class and one group of it in the town of `add_town`; shares of the two parties, the rest hold with nobody.
inline void add_townspeople(Setting& s, const PeopleClass& c, double people, double resolve, double spread, double ins, double outs) {
  const ClassId of = s.classes.add(c);
  Group g;
  g.key = key_of("townspeople");
  g.of_class = of;
  g.district = DistrictId{0};
  g.at = PlaceId{0};
  g.size.central = people;
  g.resolve.central = resolve;
  g.spread.central = spread;
  g.slate[0].central = ins;
  g.slate[1].central = outs;
  s.groups.add(g);
}

inline const Interventions kNothing{};

}  // namespace smolny::testing

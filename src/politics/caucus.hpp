// Whether a caucus walks out of a body, and who goes with it.
// Reference: Hirschman, Exit, Voice, and Loyalty (1970). Voice is worth what it can still turn: the chance of being
// pivotal times what the coalition then within reach is worth. Loyalty is discipline, on both sides of the door.
//
//   staying  P(pivotal) V(coalition) - complicity * force used so far
//   leaving  outside option + J * share of other caucuses leaving
//   outside  base - fear * belief that the others survive without us
//   log-odds of leaving = rationality (leaving - staying)
//
// Nothing here says "joins only if" or "leaves only when": the one rule must serve every body and every month.
// Units: utilities in the scenario's scale; force in its units of force (dead, arrests, shells), complicity per such
// unit. Errors (std::invalid_argument): a chance, share or belief outside [0, 1]; negative force, complicity or
// rationality.
#pragma once

#include <cstdint>
#include <span>

namespace smolny::politics {

struct Exit {
  double pivotal;          // chance of being pivotal if it stays, 0 to 1
  double coalition_value;  // what the coalition then in reach is worth; any sign
  double complicity;       // disutility of sharing the blame for one unit of force, >= 0
  double force_used;       // by the majority, so far, >= 0
  double outside_option;   // what leaving alone is worth; any sign
  double conformity;       // J: what it is worth that all the other caucuses leave as well; any sign
  double others_leaving;   // share of other caucuses leaving, 0 to 1
  double rationality = 1.0;
};

double outside_option(double base, double fear, double belief_others_survive);
double utility_of_staying(const Exit& exit);
double utility_of_leaving(const Exit& exit);
double exit_log_odds(const Exit& exit);
double exit_probability(const Exit& exit);

// Members follow their caucus with chance `discipline`; one who does not follow decides for himself, with his own
// chance of leaving (0: who does not follow the caucus out stays). The number of leavers is a binomial of
// (members, this chance).
double leaver_probability(bool caucus_leaves, double discipline, double own_chance = 0.0);

// What a motion gets after a walkout by composition alone, where every member of a part votes yes with its own chance.
struct Remaining {
  double yes_share;  // of those who remain; 0 if nobody does
  double members;    // expected
};
struct Part {
  std::uint32_t members;
  double yes;    // chance of a yes from one who remains
  double leave;  // chance of leaving
};
Remaining after_walkout(std::span<const Part> body);

}  // namespace smolny::politics

// Spatial voting in two dimensions, with caucuses.
// References: Downs (1957); Black (1958); Enelow & Hinich, The Spatial Theory of Voting (1984); Poole & Rosenthal,
// American Journal of Political Science 29 (1985); caucus lines after Snyder & Groseclose, same journal 44 (2000).
//
//   |x - y|^2 = s1 (x1 - y1)^2 + s2 (x2 - y2)^2                       s: salience of each dimension, >= 0
//   P(yes)    = L( sensitivity (|x - SQ|^2 - |x - m|^2) + discipline * line )
//
// x is the member's ideal point, m the motion, SQ what stands if it falls; line is +1 where the caucus calls for yes,
// -1 for no, 0 where members are free, between for a lukewarm call; discipline >= 0 in log-odds.
// Units: ideal points in the scenario's scale; sensitivity in log-odds per squared unit of it.
//
// McKelvey (1976), Schofield (1978): unless the ideal points are balanced about one point (Plott 1967), majority rule
// in two dimensions has no resting point, and a chain of majorities leads from any point to any other. So what a body
// decides rests on its agenda and its caucuses; nothing here looks for "the" will of the body.
// Errors (std::invalid_argument): a negative or unbounded salience, sensitivity or discipline; a point that is not
// finite where odds are asked for; line outside [-1, 1].
#pragma once

#include <cstdint>
#include <span>

namespace smolny::politics {

struct Point {
  double x = 0.0;
  double y = 0.0;
};

struct Salience {
  double x = 1.0;
  double y = 1.0;
};

double squared_distance(Point a, Point b, Salience salience);

struct Member {
  Point ideal;
  Salience salience;
  double sensitivity = 1.0;
  double discipline = 0.0;  // log-odds that the caucus's call is worth
};

struct Motion {
  Point proposal;
  Point status_quo;
};

double yes_log_odds(const Member& member, const Motion& motion, double caucus_line);
double yes_probability(const Member& member, const Motion& motion, double caucus_line);

// Members alike: the votes are a binomial of (members, yes probability).
struct Caucus {
  std::uint32_t members;
  Member member;
  double line;
};
struct ExpectedVotes {
  double yes = 0.0;       // votes
  double variance = 0.0;  // votes squared, given the probabilities
};
ExpectedVotes expected_votes(std::span<const Caucus> caucuses, const Motion& motion);

// The middle of a body on one dimension: no position between the two ends is beaten by a majority (Black's theorem).
struct Placed {
  double position;
  std::uint64_t votes;
};
struct Middle {
  double lower;
  double upper;  // equal to lower unless exactly half the votes stand on each side
};
Middle median(std::span<const Placed> body);

// Whether the proposal lies in the win-set of the status quo: votes strictly nearer to it reach the quota.
struct IdealBloc {
  Point ideal;
  Salience salience;
  std::uint64_t votes;
};
bool in_winset(std::span<const IdealBloc> body, const Motion& motion, std::uint64_t quota);

}  // namespace smolny::politics

#pragma once
// A compiled expression: what a scenario may compute. No assignment, loop, randomness or date
// (docs/scenarios.md: "Quantities"). The parser is in scenario/, the evaluator in engine/.

#include <cstdint>
#include <string>
#include <vector>

#include "world/ids.hpp"

namespace smolny {

/// The quantities that a path may name. One list for expressions, interventions and exports.
enum class Field : std::uint8_t {
  // unit
  men, out, armed, resolve, arousal, legitimacy, belief, support, commissar, rule, obeys, available,
  // place
  held, present_men, raised,
  // leader
  free, present, at,
  // body
  in_session, share, majority, attendance, exists,
  // authority, camp, cabinet
  active, strength, dead, points, in_cabinet, formed,
  // calendar, clock, parameter
  hours_until, passed, hours, dark, parameter,
  // lever, problem, election, district
  level, turnout, votes_cast, seats_won, vote_share,
  // market
  stock, need, arrivals, shortage, price_index, real_wage, jobless, strikers,
  // district, clock
  outbreaks, reserve,
  // body of deputies, organization
  presidium, turned, wants, follows, keeps,
  // market, flow
  workers, moved,
  count_
};

struct Quantity {
  Field field = Field::hours;
  Entity of{};            ///< the row; none for the clock
  Key tag = 0;            ///< instead of a row: all rows of `of.kind` that bear this tag
  Entity about{};         ///< second subject: the authority, camp, party, proposition or place
  std::int32_t parameter = -1;
};

enum class Op : std::uint8_t {
  constant, quantity, sum, mean, per_person,  // the last three: over a tag; each row counts once, or as many persons as it has
  add, subtract, multiply, divide, negate, minimum, maximum, clamp, logistic,
  less, greater, less_equal, greater_equal, equal, both, either, negation,
  count, total, first, last  // of a pattern: how many, the sum of their amounts, when; the first two may have a window
};

struct ExpressionNode {
  Op op = Op::constant;
  std::int32_t a = -1, b = -1, c = -1;  ///< operands: indices of earlier nodes
  double number = 0;                    ///< constant; or the window in minutes of a count (0: since the start)
  Quantity quantity{};
  PatternId pattern{};
};

/// Nodes in order of evaluation; the last one is the result. Empty: no expression.
struct Expression {
  std::vector<ExpressionNode> nodes;
  std::string text;  ///< as written
  bool empty() const { return nodes.empty(); }
};

}  // namespace smolny

#pragma once
// What `--do` says, in a line of text:
//
//   DECISION=OPTION       the option is taken whenever the decision comes up
//   NODE=OPTION           the same of a chance node
//   PATH=NUMBER           a stored quantity is set once, at the start; a tag may stand for many rows
//   PATH:=NUMBER          a quantity is held for the whole run
//   forbid:PATTERN        no event that matches happens; PATTERN is an id, or KIND[by=..,on=..,place=..,side=..]
//   force:KIND[...]@DATE  an event of a forcible kind happens then

#include <expected>
#include <string>
#include <string_view>

#include "engine/interventions.hpp"
#include "world/setting.hpp"

namespace smolny {

enum class InterventionKind : std::uint8_t { option, set, hold, forbid, force, node };

struct Intervention {
  InterventionKind kind = InterventionKind::option;
  std::string text;          ///< as written
  DecisionId decision{};     ///< option
  NodeId node{};             ///< node
  std::int32_t option = -1;  ///< option, node
  Quantity quantity{};       ///< set, hold
  double value = 0;
  Pattern pattern{};  ///< forbid
  Event event{};      ///< force
  Instant at{};
};

/// Reads one intervention; an error says what was expected and the nearest name.
std::expected<Intervention, std::string> parse_intervention(std::string_view text, const Setting& setting);

/// Adds it to those of a run.
void add(const Intervention& intervention, Interventions& interventions);

}  // namespace smolny

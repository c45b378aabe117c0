#pragma once
// The chronicle: the ordered events of one history, each with its causes and the draws it hung on.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "world/event.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What an event came from: an earlier event, or a pressure: a level that a mechanism weighed by a parameter.
struct Cause {
  std::int32_t event = -1;      ///< index of an earlier event; -1: a pressure
  std::int16_t parameter = -1;  ///< index into Setting::parameters; of a decision, -2 - feature
  std::int16_t mechanism = -1;
  float weight = 1;             ///< of a pressure: its contribution (log-odds or rate); of an event: 1
};

struct Recorded : Event {
  Key key = 0;                   ///< what it is the same as in a twin: likeness and ordinal
  std::uint32_t ordinal = 0;     ///< among events of its likeness, those that were vetoed included
  std::int16_t mechanism = -1;
  std::uint32_t causes_begin = 0, causes_end = 0;
  std::uint32_t draws_begin = 0, draws_end = 0;
};

struct Chronicle {
  std::vector<Recorded> events;
  std::vector<Cause> causes;
  std::vector<std::uint64_t> draws;                 ///< hashes of the addresses behind events, in their order
  std::vector<std::vector<std::int32_t>> matches;   ///< per pattern: the events that match it

  std::span<const Cause> causes_of(const Recorded& e) const {
    return {causes.data() + e.causes_begin, causes.data() + e.causes_end};
  }
  std::span<const std::uint64_t> draws_of(const Recorded& e) const {
    return {draws.data() + e.draws_begin, draws.data() + e.draws_end};
  }
};

/// Does the event match the pattern. Tags are looked up in the setting.
bool matches(const Setting& setting, const Pattern& pattern, const Event& event);

/// What is common to all events of one kind about the same: its subjects and place by their keys. Never 0.
Key likeness(EventKind kind, Key by, Key on, Key place);

/// The hash of an entity's identity; squads and other rows born in a run have their own keys, given by the caller.
Key key_of(const Setting& setting, Entity entity);

/// One sentence in plain English, e.g. "The Pavlovsky Guards Reserve obeys the committee." Ends with a full stop.
std::string sentence(const Setting& setting, const Event& event);

/// The name of an entity as a reader would say it; empty for none.
std::string name_of(const Setting& setting, Entity entity);

}  // namespace smolny

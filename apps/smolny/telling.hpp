#pragma once
// A history told: its events in both calendars, and its outcomes; then the one that it goes on in.

#include <string>

#include "lab/member.hpp"

namespace smolny {

struct Told {
  const Setting& setting;
  const Specification& specification;
  const History& history;
  MemberRow row;
  const Told* goes_on = nullptr;  ///< the history of the scenario that this one goes on in, from the start that it has reached
  std::string no_start{};         ///< why there is none; empty too where none was asked for
};

/// `all`: every event, not only those that a short account would name.
std::string telling_text(const Told& told, bool all);
std::string telling_json(const Told& told, bool all);

}  // namespace smolny

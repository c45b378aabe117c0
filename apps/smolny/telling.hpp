#pragma once
// A history told: its events in both calendars, and its outcomes.

#include <string>

#include "lab/member.hpp"

namespace smolny {

struct Told {
  const Setting& setting;
  const Specification& specification;
  const History& history;
  MemberRow row;
};

/// `all`: every event, not only those that a short account would name.
std::string telling_text(const Told& told, bool all);
std::string telling_json(const Told& told, bool all);

}  // namespace smolny

#pragma once
// What two scenarios have in common. A row of a later scenario goes with the row of an earlier one that bears its id, or its id as a
// tag; parties of the later one may be several to one of the earlier.

#include <cstdint>
#include <string>
#include <vector>

#include "world/setting.hpp"

namespace smolny {

/// Row of `rows` that bears the id, or has it as a tag; -1: none.
template <class Rows>
std::int32_t counterpart(const Rows& rows, const std::string& id) {
  const Key key = key_of(id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows.rows[i].id == id) return static_cast<std::int32_t>(i);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows.rows[i].tagged(key)) return static_cast<std::int32_t>(i);
  return -1;
}

/// By party of the later scenario: that of the earlier, -1.
inline std::vector<std::int32_t> party_counterparts(const Setting& earlier, const Setting& later) {
  std::vector<std::int32_t> out;
  for (const Party& p : later.parties) out.push_back(counterpart(earlier.parties, p.id));
  return out;
}

/// The row of the earlier scenario's table of people (units first, then groups) for a unit or group of that id; -1: none.
inline std::int32_t people_counterpart(const Setting& earlier, const std::string& id) {
  if (const std::int32_t group = counterpart(earlier.groups, id); group >= 0) return static_cast<std::int32_t>(earlier.units.size()) + group;
  return counterpart(earlier.units, id);
}

}  // namespace smolny

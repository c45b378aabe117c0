#pragma once
// JSON that comes out of files that may be anybody's.

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace smolny {

/// Parses it. Throws what the library throws, and std::invalid_argument where it is nested deeper than `deepest` levels.
inline nlohmann::json parse_capped(std::string_view text, int deepest) {
  return nlohmann::json::parse(text, [deepest](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
    if (depth > deepest) throw std::invalid_argument("it is nested deeper than " + std::to_string(deepest) + " levels");
    return true;
  });
}

}  // namespace smolny

#pragma once
// JSON that comes out of files that may be anybody's.

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace smolny {

/// How many lists and objects stand within each other at the most; 0: none.
inline int nesting_of(std::string_view json) {
  int now = 0, most = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == '[' || c == '{')) most = std::max(most, ++now);
    else if (!quoted && (c == ']' || c == '}')) --now;
  }
  return most;
}

/// Parses it, in time that grows as the text does (the library's own way to look in while it parses takes the square). Throws what the
/// library throws, and std::invalid_argument where it is nested deeper than `deepest` levels.
inline nlohmann::json parse_capped(std::string_view text, int deepest) {
  if (nesting_of(text) > deepest) throw std::invalid_argument("it is nested deeper than " + std::to_string(deepest) + " levels");
  return nlohmann::json::parse(text);
}

/// A number of 0 or more without a fraction; the library would take any other for one too. Throws std::invalid_argument.
inline std::uint64_t whole_number(const nlohmann::json& value) {
  if (!value.is_number_unsigned()) throw std::invalid_argument("expected a whole number, found " + value.dump());
  return value.get<std::uint64_t>();
}

}  // namespace smolny

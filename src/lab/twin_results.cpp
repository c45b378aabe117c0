#include "lab/twin_results.hpp"

#include <nlohmann/json.hpp>

namespace smolny {

const TwinResult* TwinResults::find(std::string_view claim) const {
  for (const TwinResult& r : claims)
    if (r.claim == claim) return &r;
  return nullptr;
}

std::expected<TwinResults, std::string> parse_twin_results(std::string_view json) {
  const auto file = nlohmann::json::parse(json, nullptr, false);
  if (file.is_discarded()) return std::unexpected("not JSON");
  if (!file.is_object() || !file.contains("claims") || !file["claims"].is_array())
    return std::unexpected("not a file of twins: expected {members, claims: [...]}");
  TwinResults results;
  if (file.contains("members") && file["members"].is_number_unsigned()) results.members = file["members"].get<std::uint64_t>();
  for (const auto& row : file["claims"]) {
    const auto number = [&](const char* key) { return row.contains(key) && row[key].is_number(); };
    if (!row.is_object() || !row.contains("id") || !row["id"].is_string() || !number("effect") || !number("sign_probability") ||
        !number("placebo_95"))
      return std::unexpected("a twin needs id, effect, sign_probability and placebo_95; found " + row.dump().substr(0, 200));
    results.claims.push_back({row["id"].get<std::string>(), row["effect"].get<double>(), row["sign_probability"].get<double>(),
                              row["placebo_95"].get<double>()});
  }
  return results;
}

}  // namespace smolny

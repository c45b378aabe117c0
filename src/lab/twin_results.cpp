#include "lab/twin_results.hpp"

#include <nlohmann/json.hpp>

namespace smolny {

const TwinResult* TwinResults::find(std::string_view claim) const {
  for (const TwinResult& r : twins)
    if (r.claim == claim) return &r;
  return nullptr;
}

std::expected<TwinResults, std::string> parse_twin_results(std::string_view json) {
  const auto file = nlohmann::json::parse(json, nullptr, false);
  if (file.is_discarded()) return std::unexpected("not JSON");
  if (!file.is_object() || !file.contains("twins") || !file["twins"].is_array())
    return std::unexpected("not a file of twins: expected {\"twins\": [...]}");
  TwinResults results;
  for (const auto& row : file["twins"]) {
    const auto text = [&](const char* key) { return row.contains(key) && row[key].is_string(); };
    if (!row.is_object() || !text("claim"))
      return std::unexpected("a twin needs the claim that it is of; found " + row.dump().substr(0, 200));
    TwinResult r;
    r.claim = row["claim"].get<std::string>();
    if (text("outcome")) r.outcome = row["outcome"].get<std::string>();
    const std::pair<const char*, double*> numbers[] = {{"effect", &r.effect}, {"low", &r.low}, {"high", &r.high},
                                                       {"sign_probability", &r.sign_probability}, {"placebo95", &r.placebo_95}};
    for (const auto& [key, into] : numbers) {
      if (!row.contains(key) || !row[key].is_number())
        return std::unexpected("the twin of claim '" + r.claim + "' lacks the number '" + key + "'");
      *into = row[key].get<double>();
    }
    results.twins.push_back(std::move(r));
  }
  return results;
}

}  // namespace smolny

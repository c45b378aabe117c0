#include "world/setting.hpp"

#include <algorithm>

namespace smolny {

bool Problem::concerns(DistrictId district) const {
  return felt_in.empty() || std::binary_search(felt_in.begin(), felt_in.end(), district);
}

bool takes_part(const Setting& setting, std::string_view mechanism, bool on_request) {
  if (setting.mechanisms.empty()) return !on_request;
  return std::find(setting.mechanisms.begin(), setting.mechanisms.end(), mechanism) != setting.mechanisms.end();
}

std::size_t historical_option(const Decision& decision, Instant now) {
  std::size_t taken = 0;
  std::optional<Instant> latest;
  for (std::size_t o = 0; o < decision.options.size(); ++o) {
    const auto& from = decision.options[o].historical_from;
    if (decision.options[o].historical && !latest) taken = o;
    if (from && *from <= now && (!latest || *from > *latest)) taken = o, latest = from;
  }
  return taken;
}

}  // namespace smolny

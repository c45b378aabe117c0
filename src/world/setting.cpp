#include "world/setting.hpp"

#include <algorithm>

namespace smolny {

bool takes_part(const Setting& setting, std::string_view mechanism, bool on_request) {
  if (setting.mechanisms.empty()) return !on_request;
  return std::find(setting.mechanisms.begin(), setting.mechanisms.end(), mechanism) != setting.mechanisms.end();
}

}  // namespace smolny

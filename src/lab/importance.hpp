#pragma once
// How much an event matters to who reads a history, 0 to 1: 0.6 a turning point, 0.3 what one would tell, less what one
// would leave out. A matter of telling only; no history depends on it.

#include "world/event.hpp"
#include "world/setting.hpp"

namespace smolny {

double importance(const Setting& setting, const Event& event);

inline constexpr double kTurningPoint = 0.6;
inline constexpr double kWorthTelling = 0.3;

}  // namespace smolny

#pragma once
// What an exponential decay leaves after so many minutes. Crowds calm down and beliefs fade thousands of times in a history, mostly
// by a few minutes or hours; each is worked out when first asked for. No part of the state.

#include <array>
#include <cstdint>

#include "maths/elementary.h"
#include "time/instant.h"

namespace smolny {

class Decay {
 public:
  /// exp(-factor * hours / constant), for a time constant in hours.
  double left(std::int64_t minutes, double constant, double factor = 1) {
    if (minutes < 0 || minutes >= static_cast<std::int64_t>(left_.size())) return worked_out(minutes, constant, factor);
    if (constant != constant_ || factor != factor_) {
      constant_ = constant;
      factor_ = factor;
      left_.fill(-1);
    }
    double& left = left_[static_cast<std::size_t>(minutes)];
    if (left < 0) left = worked_out(minutes, constant, factor);
    return left;
  }

 private:
  static double worked_out(std::int64_t minutes, double constant, double factor) {
    return maths::exp(-factor * Duration{minutes}.in_hours() / constant);
  }
  double constant_ = 0, factor_ = 0;
  std::array<double, 1024> left_;  ///< below 0: not asked for yet
};

/// Those of a history: of a temper to its floor, of that floor, of a belief to its prior.
struct Decays {
  Decay calm, floor, memory;
};

}  // namespace smolny

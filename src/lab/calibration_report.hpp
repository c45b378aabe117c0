#pragma once
// What a fit says, for a reader and for a program.

#include <string>
#include <vector>

#include "lab/calibration.hpp"
#include "lab/recovery.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What the fit was made of: names and numbers that the result itself does not hold.
struct CalibrationSubject {
  const Setting& setting;
  const Simulator& simulator;
  const std::vector<Target>& targets;
  const CalibrationPlan& plan;
  std::size_t withheld = 0;  ///< claims of role `calibrates` that cannot be read off one history
};

/// A number that was fitted: 5, 50 and 95 % quantiles of prior and posterior, and how much narrower it has become.
struct FittedNumber {
  std::string path, grade;
  double prior[3]{}, posterior[3]{};
  double narrowing = 1;  ///< posterior sd over prior sd, of the quantile of the prior
  double shift = 0;      ///< mean of that quantile less a half, in prior sd
};
std::vector<FittedNumber> fitted_numbers(const CalibrationSubject& subject, const Calibration& result);

std::string calibration_text(const CalibrationSubject& subject, const Calibration& result);
std::string calibration_json(const CalibrationSubject& subject, const Calibration& result);
std::string recovery_text(const CalibrationSubject& subject, const Recovery& result);
std::string recovery_json(const CalibrationSubject& subject, const Recovery& result);

}  // namespace smolny

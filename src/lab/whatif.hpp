#pragma once
// What one change does: every member lived through twice, with and without it, all draws that both worlds make being
// shared (design: "Twins and alignment").

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/comparison.hpp"

namespace smolny {

struct WhatIf {
  std::vector<std::string> commands;
  std::uint64_t members = 0;                 ///< lives asked for
  std::uint64_t failed = 0;                  ///< of which one world or both failed; they say nothing
  std::optional<double> option_probability;  ///< how often the model itself takes the forced option first, where reached
  std::vector<Effect> effects;
  std::vector<std::uint64_t> compared;       ///< per effect: lives in which both worlds have a value
  bool miracle() const { return option_probability && *option_probability < kMiracle; }
};

/// `plan.specification` holds what is the same in both worlds; `change` is what the twin has on top.
std::expected<WhatIf, Fault> what_if(const Setting& setting, const ComparisonPlan& plan, const Change& change,
                                     const std::function<void(std::uint64_t done, std::uint64_t total)>& on_progress = {});

/// `{members, option_probability, outcomes: [{id, value, base, twin, difference, low, high, changed,
/// counterfactual_share}]}`; `value` is null but for the cases of a category, figures are null where no life has them
/// in both worlds.
std::string what_if_json(const WhatIf& answer);

/// The same as a table with a sentence before it and one after.
std::string what_if_text(const Setting& setting, const WhatIf& answer);

}  // namespace smolny

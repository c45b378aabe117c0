#include "lab/calibrating.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>

#include "lab/forecasts.hpp"
#include "lab/member.hpp"
#include "lab/study.hpp"

namespace smolny {

namespace {

bool may_be_fitted(const Claim& c) {
  return c.use == ClaimUse::forecast && c.role == ClaimRole::calibrates && c.checkable() && is_read(c.check);
}

void refuse_others(const Record& record) {
  for (const Claim& c : record.claims)
    if (!may_be_fitted(c)) throw std::logic_error("claim " + c.id + " may not be fitted to");
}

/// What the simulator keeps for all its runs.
struct Looking {
  const Setting& setting;
  const Record& record;
  Specification specification;
  std::shared_ptr<const Interventions> interventions;
  std::vector<std::size_t> rows;  ///< input to row of Setting::uncertain
  ClaimReader reader;
};

std::vector<double> outputs_of(const Looking& look, std::span<const double> u, std::uint64_t chance) {
  const Setting& setting = look.setting;
  std::vector<double> quantiles(setting.uncertain.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t j = 0; j < u.size(); ++j) quantiles[look.rows[j]] = u[j];
  Specification s = look.specification;
  s.member = chance;
  History history = begin_member(setting, s, look.interventions, quantiles);
  const std::vector<double> observed = advance_observing(history, look.reader.probes(), setting.end);
  Readings readings = look.reader.none();
  look.reader.add(history.simulation.chronicle, observed, readings);
  std::vector<double> out;
  for (std::size_t c = 0; c < look.record.claims.size(); ++c) {
    const Check& check = look.record.claims[c].check;
    double x = readings.claims[c][0].value;
    if (is_continuous(check) && !std::isnan(x)) {
      const Bounds b = bounds_of(check, setting);
      x = std::clamp(x, b.low, b.high);
    }
    out.push_back(x);
  }
  return out;
}

}  // namespace

Record calibrating_claims(const Record& record) {
  Record kept;
  std::copy_if(record.claims.begin(), record.claims.end(), std::back_inserter(kept.claims), may_be_fitted);
  return kept;
}

std::vector<Target> targets_of(const Record& calibrating, const Setting& setting, const Allowance& allowance) {
  refuse_others(calibrating);
  std::vector<Target> targets;
  for (const Claim& claim : calibrating.claims) {
    Target t;
    t.name = claim.id;
    t.record = recorded(claim.check, setting);
    t.truth = !is_continuous(claim.check);
    if (!t.truth) {
      const Bounds b = bounds_of(claim.check, setting);
      t.scale = b.high - b.low;
      t.window = tolerance(claim.check);
      t.record_sd = t.window / std::sqrt(3.0);
    }
    t.discrepancy_sd = allowance.discrepancy * t.scale;
    targets.push_back(std::move(t));
  }
  return targets;
}

std::expected<Simulator, std::string> calibrating_simulator(const Setting& setting, const Specification& specification,
                                                            const Record& calibrating, const std::vector<std::string>& free) {
  refuse_others(calibrating);
  auto interventions = interventions_of(specification, setting);
  if (!interventions) return std::unexpected(interventions.error());
  auto look = std::make_shared<Looking>(Looking{setting, calibrating, specification,
                                                std::make_shared<const Interventions>(std::move(*interventions)), {},
                                                ClaimReader(calibrating, setting)});
  Simulator simulator;
  for (std::size_t row : uncertain_rows(setting)) {
    const Uncertain& x = setting.uncertain[row];
    if (!lies_below(x.path, free)) continue;
    look->rows.push_back(row);
    simulator.inputs.push_back({x.path, std::string(name_of(x.grade))});
  }
  for (const Claim& c : calibrating.claims) simulator.outputs.push_back(c.id);
  simulator.run = [look](std::span<const double> u, std::uint64_t chance) -> Outputs {
    try {
      return outputs_of(*look, u, chance);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {
      return std::unexpected(e.what());
    }
  };
  return simulator;
}

std::vector<std::string> free_parameters() { return {"parameter", "decider_kind"}; }

}  // namespace smolny

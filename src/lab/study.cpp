#include "lab/study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <new>

#include "lab/forecasts.hpp"
#include "lab/member.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/loader.hpp"

namespace smolny {

namespace {

struct Course {
  Alternative alternative;
  std::shared_ptr<const Interventions> interventions;
  std::vector<std::pair<std::size_t, std::size_t>> rows;  ///< input, row of Setting::uncertain
};

Outputs run_once(const Course& course, std::span<const double> u, std::uint64_t chance, const std::vector<OutcomeFigure>& figures) {
  const Setting& setting = *course.alternative.setting;
  std::vector<double> quantiles(setting.uncertain.size(), std::numeric_limits<double>::quiet_NaN());
  for (const auto& [input, row] : course.rows) quantiles[row] = u[input];
  Specification s = course.alternative.specification;
  s.member = chance;
  try {
    History h = begin_member(setting, s, course.interventions, quantiles);
    advance_member(h, setting.end);
    judge_member(h);
    std::vector<double> out;
    for (const OutcomeFigure& f : figures) out.push_back(figure_of(f, setting, h.outcomes));
    return out;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    return std::unexpected(e.what());
  }
}

}  // namespace

std::vector<std::size_t> uncertain_rows(const Setting& setting) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < setting.uncertain.size(); ++i)
    if (setting.uncertain[i].prior != Prior::fixed) rows.push_back(i);
  return rows;
}

std::vector<OutcomeFigure> outcome_figures(const Setting& setting, const std::vector<OutcomeId>& outcomes) {
  std::vector<OutcomeFigure> figures;
  for (OutcomeId id : outcomes) {
    const Outcome& o = setting.outcomes[id];
    if (o.kind != OutcomeKind::category) {
      figures.push_back({o.id, o.kind == OutcomeKind::boolean ? "probability" : o.kind == OutcomeKind::instant ? "min" : o.unit, id, -1});
      continue;
    }
    for (std::size_t c = 0; c < o.cases.size(); ++c) figures.push_back({o.id + "=" + o.cases[c].id, "probability", id, static_cast<int>(c)});
  }
  return figures;
}

double figure_of(const OutcomeFigure& f, const Setting& setting, const std::vector<double>& outcomes) {
  const double x = outcomes[static_cast<std::size_t>(f.outcome.index)];
  if (f.category >= 0) return x == f.category;
  if (std::isfinite(x)) return x;
  return setting.outcomes[f.outcome].kind == OutcomeKind::instant && x > 0 ? frame_of(setting)
                                                                            : std::numeric_limits<double>::quiet_NaN();
}

bool lies_below(std::string_view path, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '.')) return true;
  return false;
}

std::expected<void, std::string> uncertain_numbers_known(const Setting& setting, const std::vector<std::string>& names) {
  std::vector<std::string_view> known;
  for (std::size_t row : uncertain_rows(setting)) known.push_back(setting.uncertain[row].path);
  for (const std::string& name : names)
    if (std::none_of(known.begin(), known.end(), [&](std::string_view path) { return lies_below(path, {name}); }))
      return std::unexpected("no uncertain number " + in_quotes(name) + suggestion(name, known));
  return {};
}

std::expected<Simulator, std::string> outcome_simulator(const std::vector<Alternative>& alternatives,
                                                        const std::vector<OutcomeFigure>& figures,
                                                        const std::vector<std::string>& only) {
  Simulator simulator;
  std::map<std::string, std::size_t> by_path;
  auto courses = std::make_shared<std::vector<Course>>();
  for (const Alternative& a : alternatives) {
    auto interventions = interventions_of(a.specification, *a.setting);
    if (!interventions) return std::unexpected(interventions.error());
    Course course{a, std::make_shared<const Interventions>(std::move(*interventions)), {}};
    for (std::size_t row : uncertain_rows(*a.setting)) {
      const Uncertain& x = a.setting->uncertain[row];
      if (!only.empty() && !lies_below(x.path, only)) continue;
      const auto [at, fresh] = by_path.emplace(x.path, simulator.inputs.size());
      if (fresh) simulator.inputs.push_back({x.path, std::string(name_of(x.grade))});
      course.rows.emplace_back(at->second, row);
    }
    courses->push_back(std::move(course));
  }
  const std::size_t reading = simulator.inputs.size();
  if (alternatives.size() > 1) simulator.inputs.push_back({"reading", "reading"});
  for (const OutcomeFigure& f : figures) simulator.outputs.push_back(f.name);
  simulator.run = [courses, reading, figures](std::span<const double> u, std::uint64_t chance) {
    const std::size_t n = courses->size();
    const std::size_t which = n == 1 ? 0 : std::min(n - 1, static_cast<std::size_t>(u[reading] * static_cast<double>(n)));
    return run_once((*courses)[which], u, chance, figures);
  };
  return simulator;
}

}  // namespace smolny

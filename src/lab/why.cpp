#include "lab/why.hpp"

#include <algorithm>
#include <charconv>

#include "lab/draw_sites.hpp"
#include "scenario/names.hpp"

namespace smolny {

std::expected<Asked, std::string> find_asked(const Setting& setting, const Chronicle& chronicle, std::string_view text) {
  std::int32_t index = 0;
  const auto number = std::from_chars(text.data(), text.data() + text.size(), index);
  if (number.ec == std::errc() && number.ptr == text.data() + text.size()) {
    if (index < 0 || static_cast<std::size_t>(index) >= chronicle.events.size())
      return std::unexpected("there is no event " + std::string(text) + "; this history has " + std::to_string(chronicle.events.size()) + ", from 0 on");
    return Asked{index, std::nullopt};
  }
  if (const std::int32_t row = find_row(setting, Section::patterns, text); row >= 0) {
    const auto& m = chronicle.matches[static_cast<std::size_t>(row)];
    if (m.empty()) return std::unexpected("nothing in this history matches the pattern '" + std::string(text) + "'");
    return Asked{m.front(), setting.patterns[PatternId{row}]};
  }
  if (const auto kind = find_event_kind(text)) {
    for (std::size_t i = 0; i < chronicle.events.size(); ++i)
      if (chronicle.events[i].kind == *kind) return Asked{static_cast<std::int32_t>(i), std::nullopt};
    return std::unexpected("nothing of the kind '" + std::string(text) + "' happened in this history");
  }
  std::vector<std::string_view> names = ids_of(setting, Section::patterns);
  for (const EventKindSpec& k : event_kinds()) names.push_back(k.name);
  return std::unexpected("no pattern, kind of event or number of an event: '" + std::string(text) + "'" + suggestion(text, std::move(names)));
}

namespace {

class Grower {
 public:
  Grower(const History& history, const Explainer& explainer)
      : sim_(history.simulation), explainer_(explainer), told_(history.simulation.chronicle.events.size(), false) {}

  CauseTree grow(std::int32_t index, int depth) {
    const Recorded& e = sim_.chronicle.events[static_cast<std::size_t>(index)];
    CauseTree tree;
    tree.event = index;
    const auto causes = sim_.chronicle.causes_of(e);
    if (told_[static_cast<std::size_t>(index)] && !causes.empty()) {
      tree.told_above = true;
      return tree;
    }
    const bool earlier = std::any_of(causes.begin(), causes.end(), [](const Cause& c) { return c.event >= 0; });
    if (depth <= 0 && earlier) {
      tree.cut = true;
      return tree;
    }
    told_[static_cast<std::size_t>(index)] = true;
    for (std::uint64_t draw : sim_.chronicle.draws_of(e))
      if (auto site = site_of_draw(sim_, e, draw); site && std::find(tree.draws.begin(), tree.draws.end(), *site) == tree.draws.end())
        tree.draws.push_back(std::move(*site));
    if (std::find(seen_.begin(), seen_.end(), e.by) == seen_.end()) {
      seen_.push_back(e.by);
      tree.reached = reached_of(sim_, e.by);
    }
    for (const Cause& c : causes) {
      if (c.event >= 0) tree.causes.push_back(grow(c.event, depth - 1));
      else if (Pressure p = explainer_.explain(e, c); !p.mechanism.empty() && p.weight != 0) tree.pressures.push_back(std::move(p));
    }
    return tree;
  }

 private:
  const Simulation& sim_;
  const Explainer& explainer_;
  std::vector<bool> told_;
  std::vector<Entity> seen_;  ///< who acted in what is told
};

}  // namespace

CauseTree tree_of(const History& history, const Explainer& explainer, std::int32_t event, int depth) {
  return Grower(history, explainer).grow(event, depth);
}

}  // namespace smolny

// The tree of causes for machines.

#include "archive/json.hpp"
#include "chronicle/sentence.hpp"
#include "lab/why.hpp"
#include "time/format.h"

namespace smolny {

namespace {

struct TreeWriter {
  const LoadedScenario& scenario;
  const History& history;
  std::vector<Entity> squads;
  JsonWriter& json;

  void head(std::int32_t index) {
    const Recorded& e = history.simulation.chronicle.events[static_cast<std::size_t>(index)];
    json.member("index", index).member("at", format_iso(e.at)).member("when", format_both(e.at)).member("kind", name_of(e.kind));
    json.member("text", sentence(scenario.setting, e, squads));
  }

  void write(const CauseTree& tree) {
    json.open_object();
    head(tree.event);
    if (tree.told_above) json.member("told_above", true);
    if (tree.cut) json.member("cut", true);
    json.member("draws", tree.draws);
    json.key("pressures").open_array();
    for (const Pressure& p : tree.pressures) {
      json.open_object().member("mechanism", p.mechanism).member("parameter", p.parameter).member("meaning", p.meaning);
      json.member("unit", p.unit).member("value", p.value).member("weight", p.weight).member("grade", name_of(p.grade));
      json.key("sources").open_array();
      for (SourceId s : p.sources) json.open_object().member("id", scenario.setting.sources[s].id).member("citation", scenario.setting.sources[s].citation).close_object();
      json.close_array().close_object();
    }
    json.close_array();
    if (!tree.reached.empty()) {
      json.key("reached").open_array();
      for (const ReachedNumber& n : tree.reached) json.open_object().member("path", n.path).member("value", n.value).close_object();
      json.close_array();
    }
    json.key("causes").open_array();
    for (const CauseTree& c : tree.causes) write(c);
    json.close_array().close_object();
  }

  void write(const std::vector<Necessity>& list, int branches) {
    json.open_array();
    for (const Necessity& n : list) {
      json.open_object().key("causes").open_array();
      for (std::int32_t c : n.causes) {
        json.open_object();
        head(c);
        json.close_object();
      }
      json.close_array().member("forbidden", n.forbidden).key("still_happens");
      if (n.still_happens) json.value(*n.still_happens);
      else json.null();
      json.key("necessity");
      if (n.probability) json.value(*n.probability);
      else json.null();
      if (branches > 0) {
        json.member("with", n.with).member("without", n.without);
        if (n.probability) json.member("low", n.interval.low).member("high", n.interval.high);
      }
      json.close_object();
    }
    json.close_array();
  }
};

}  // namespace

std::string why_json(const LoadedScenario& scenario, const History& history, std::uint64_t member, const CauseTree& tree,
                     const ButFor* but_for) {
  JsonWriter json(2);
  TreeWriter w{scenario, history, squad_origins(history.simulation.chronicle), json};
  json.open_object().member("member", member).key("event");
  w.write(tree);
  if (const Reached& r = scenario.setting.reached; !r.rows.empty())
    json.key("reached_from").open_object().member("scenario", r.from).member("member", history.simulation.world.key.member % r.refused.size()).close_object();
  if (but_for) {
    json.key("but_for").open_object().member("branches", but_for->branches).key("single");
    w.write(but_for->single, but_for->branches);
    json.key("pairs");
    w.write(but_for->pairs, but_for->branches);
    json.close_object();
  }
  json.close_object();
  return json.text() + "\n";
}

}  // namespace smolny

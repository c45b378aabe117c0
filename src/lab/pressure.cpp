#include "lab/pressure.hpp"

namespace smolny {

std::string_view meaning_of(Feature feature) {
  switch (feature) {
    case Feature::distance: return "nearness of the option to the decider's own position";
    case Feature::strength: return "belief that the own side prevails";
    case Feature::loss: return "what would be lost if it did not prevail";
    case Feature::mandate: return "standing of the own authority with the units";
    case Feature::threat: return "belief in a blow that the option may forestall";
    case Feature::relief: return "belief that help is on its way";
    case Feature::turnout: return "who would be there";
    case Feature::obedience: return "standing of the superior whose order it is";
    case Feature::deadline: return "nearness of a deadline";
    case Feature::precedent: return "success so far";
    case Feature::cost: return "the dead so far";
    case Feature::company: return "what others of the like did";
    case Feature::complicity: return "force used so far by the host";
    case Feature::pivotal: return "chance that one's votes decide";
    case Feature::status_quo: return "leaving things as they are";
    default: return "";
  }
}

Explainer::Explainer(const LoadedScenario& scenario, const Simulation& sim) : scenario_(scenario), sim_(sim) {
  for (const NumberNote& n : scenario.report.notes) notes_[n.path] = &n;
}

void Explainer::rest_on(Pressure& pressure, const std::string& path) const {
  const auto note = notes_.find(path);
  if (note == notes_.end()) return;
  pressure.grade = note->second->grade;
  pressure.sources = note->second->sources;
  if (pressure.unit.empty()) pressure.unit = note->second->unit;
}

namespace {

/// The kind whose weights told: of a body of persons, that of its first member.
DeciderKindId kind_of(const Setting& s, Entity decider) {
  if (const LeaderId l = as<Leader>(decider); l.has()) return s.leaders[l].temperament;
  const BodyId b = as<Body>(decider);
  if (!b.has()) return {};
  if (s.bodies[b].blocs.empty() && !s.bodies[b].members.empty()) return s.leaders[s.bodies[b].members[0]].temperament;
  return s.bodies[b].temperament;
}

}  // namespace

Pressure Explainer::explain(const Recorded& event, const Cause& cause) const {
  const Setting& s = scenario_.setting;
  Pressure p;
  p.weight = cause.weight;
  if (cause.parameter <= -2) {
    const auto feature = static_cast<std::size_t>(-2 - cause.parameter);
    if (feature >= static_cast<std::size_t>(kFeatures)) return p;
    p.mechanism = "decisions";
    p.meaning = meaning_of(static_cast<Feature>(feature));
    const DeciderKindId kind = kind_of(s, event.by);
    if (!kind.has()) return p;
    p.parameter = "decider_kind." + s.decider_kinds[kind].id + ".weights." + std::string(name_of(static_cast<Feature>(feature)));
    p.value = value(sim_.world, s.decider_kinds[kind].weight[feature]);
    rest_on(p, p.parameter);
    return p;
  }
  if (cause.mechanism < 0 || static_cast<std::size_t>(cause.mechanism) >= sim_.registry.size() || cause.parameter < 0) return p;
  const MechanismSpec& mechanism = sim_.registry[static_cast<std::size_t>(cause.mechanism)];
  const std::int32_t row = cause.parameter - sim_.parameter_offset[static_cast<std::size_t>(cause.mechanism)];
  p.mechanism = mechanism.name;
  if (row < 0 || static_cast<std::size_t>(row) >= mechanism.parameters.size()) return p;
  const ParameterSpec& spec = mechanism.parameters[static_cast<std::size_t>(row)];
  p.parameter = p.mechanism + "." + std::string(spec.name);
  p.meaning = spec.meaning;
  p.unit = spec.unit;
  p.value = sim_.world.parameters[static_cast<std::size_t>(cause.parameter)];
  rest_on(p, "parameter." + p.parameter);
  return p;
}

}  // namespace smolny

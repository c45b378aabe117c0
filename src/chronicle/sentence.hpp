#pragma once
// Sentences with the names of what was born in the run: a squad is known by the unit or group that it came from.

#include <span>
#include <string>
#include <vector>

#include "chronicle/chronicle.hpp"

namespace smolny {

/// The unit or group behind each squad, by the squad's index, as far as the chronicle tells.
std::vector<Entity> squad_origins(const Chronicle& chronicle);

/// As sentence(setting, event), with squads described by what they came from ("a squad of the Marine Company").
std::string sentence(const Setting& setting, const Event& event, std::span<const Entity> squads);

/// The name of an entity inside a sentence, with its article; squads by their origin. Empty for none.
std::string phrase(const Setting& setting, Entity entity, std::span<const Entity> squads = {});

}  // namespace smolny

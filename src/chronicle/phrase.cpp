// What an entity is called inside an English sentence. Names are the scenario's own and keep their capitals; the
// article is chosen by kind, for the engine cannot know which names take one.

#include "chronicle/sentence.hpp"

namespace smolny {

namespace {

bool begins_in_lower_case(std::string_view word) { return !word.empty() && word[0] >= 'a' && word[0] <= 'z'; }

/// "Winter Palace (Provisional Government)" is the Winter Palace: a bracket at the end explains, it does not name.
std::string_view without_bracket(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  return open != std::string_view::npos && open > 0 && name.back() == ')' ? name.substr(0, open) : name;
}

std::string with_article(std::string_view name) {
  if (name.starts_with("The ")) return "the " + std::string(name.substr(4));
  if (name.starts_with("the ")) return std::string(name);
  return "the " + std::string(name);
}

std::string place_phrase(const Place& place, std::string_view name) {
  const bool one_word = name.find(' ') == std::string_view::npos;
  if (one_word || place.kind == "town" || place.kind == "village") return std::string(name);
  return with_article(name);
}

/// A camp may be named by people ("the Soviet") or by a cause ("Soviet power"), and a cause bears no article.
std::string camp_phrase(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  const bool cause = space != std::string_view::npos && !name.starts_with("The ") && begins_in_lower_case(name.substr(space + 1));
  return cause ? std::string(name) : with_article(name);
}

std::string squad_phrase(const Setting& setting, Entity squad, std::span<const Entity> squads) {
  const auto i = static_cast<std::size_t>(squad.index);
  if (i >= squads.size() || !squads[i].has()) return "a squad";
  return (squads[i].kind == EntityKind::group ? "a band from among " : "a squad of ") + phrase(setting, squads[i]);
}

}  // namespace

std::vector<Entity> squad_origins(const Chronicle& chronicle) {
  std::vector<Entity> squads;
  for (const Recorded& e : chronicle.events) {
    if (e.kind != EventKind::squad_formed || e.on.kind != EntityKind::squad) continue;
    const auto i = static_cast<std::size_t>(e.on.index);
    if (squads.size() <= i) squads.resize(i + 1);
    squads[i] = e.by;
  }
  return squads;
}

std::string phrase(const Setting& setting, Entity e, std::span<const Entity> squads) {
  if (!e.has()) return {};
  const std::string name(without_bracket(name_of(setting, e)));
  switch (e.kind) {
    case EntityKind::squad: return squad_phrase(setting, e, squads);
    case EntityKind::contest: return "a confrontation";
    case EntityKind::item: return "a piece of news";
    case EntityKind::leader: case EntityKind::group: case EntityKind::medium: return name;
    case EntityKind::camp: return camp_phrase(name);
    case EntityKind::place: return place_phrase(setting.places[as<Place>(e)], name);
    case EntityKind::party: return with_article(name_of(setting, e));
    case EntityKind::proposition: case EntityKind::story: case EntityKind::calendar: case EntityKind::decision:
    case EntityKind::node: return "“" + name_of(setting, e) + "”";
    default: return with_article(name);
  }
}

}  // namespace smolny

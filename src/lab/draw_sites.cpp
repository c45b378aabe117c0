#include "lab/draw_sites.hpp"

#include <array>
#include <vector>

#include "engine/decide.hpp"

namespace smolny {

namespace {

constexpr std::uint32_t kOccurrencesTried = 64;

/// Whatever the draws behind an event may have been addressed by.
std::vector<Key> candidate_keys(const Simulation& sim, const Recorded& event) {
  const Setting& s = *sim.setting;
  std::vector<Key> keys{0};
  const auto add = [&](Entity e) {
    if (!e.has()) return;
    keys.push_back(key_in(sim, e));
    if (e.kind == EntityKind::squad) {
      const SquadState& q = sim.world.squads[as<Squad>(e)];
      keys.push_back(key_in(sim, q.unit.has() ? entity(q.unit) : entity(q.group)));
      keys.push_back(q.key);
    }
    if (e.kind == EntityKind::decision) keys.push_back(s.decisions[as<Decision>(e)].key);
    if (const BodyId b = as<Body>(e); b.has()) {
      for (LeaderId l : s.bodies[b].members) keys.push_back(key_in(sim, entity(l)));
      for (const Bloc& bloc : s.bodies[b].blocs) keys.push_back(mix(s.bodies[b].key, bloc.key));
    }
  };
  add(event.by);
  add(event.on);
  add(entity(event.place));
  add(entity(event.side));
  for (CampId c : s.camps.ids()) {
    add(entity(c));
    if (s.camps[c].opponent.has()) keys.push_back(mix(key_in(sim, entity(c)), key_in(sim, entity(s.camps[c].opponent))));
  }
  return keys;
}

}  // namespace

std::span<const DrawSite> draw_sites() {
  static constexpr std::array sites{
      DrawSite{"", "decision/choice"}, DrawSite{"", "decision/line"}, DrawSite{"", "decision/votes"}, DrawSite{"", "decision/delay"},
      DrawSite{"affray", "panic"}, DrawSite{"affray", "tire"}, DrawSite{"affray", "fire"}, DrawSite{"affray", "flight"},
      DrawSite{"agitation", "travel"}, DrawSite{"agitation", "swing"}, DrawSite{"agitation", "people"}, DrawSite{"agitation", "rally"},
      DrawSite{"command", "lag"}, DrawSite{"command", "answer"}, DrawSite{"command", "adopt"}, DrawSite{"command", "commissar"},
      DrawSite{"command", "pledge"}, DrawSite{"command", "recheck"}, DrawSite{"command", "travel"},
      DrawSite{"confrontation", "yield"}, DrawSite{"confrontation", "shot"}, DrawSite{"confrontation", "fire"},
      DrawSite{"deliberation", "gather"}, DrawSite{"deliberation", "attend"}, DrawSite{"deliberation", "leave"},
      DrawSite{"front", "offensive"}, DrawSite{"front", "falls"},
      DrawSite{"government", "talks"}, DrawSite{"government", "enter"}, DrawSite{"government", "break"}, DrawSite{"government", "cabinet"},
      DrawSite{"mobilization", "out"}, DrawSite{"mobilization", "home"}, DrawSite{"mobilization", "where"},
      DrawSite{"movement", "muster"}, DrawSite{"movement", "leg"}, DrawSite{"movement", "car"}, DrawSite{"movement", "encounter"},
      DrawSite{"movement", "recognise"}, DrawSite{"movement", "sentry"}, DrawSite{"movement", "door"},
      DrawSite{"news", "delay"}, DrawSite{"news", "print"}, DrawSite{"news", "birth"},
      DrawSite{"provisioning", "wave"}, DrawSite{"provisioning", "strike"}, DrawSite{"provisioning", "close"},
      DrawSite{"recall", "recall"}, DrawSite{"recall", "successor"}, DrawSite{"recall", "attend"}, DrawSite{"recall", "vote"},
      DrawSite{"recall", "notice"}, DrawSite{"recall", "handover"},
      DrawSite{"siege", "entry"}, DrawSite{"siege", "skirmish"}, DrawSite{"siege", "leave"}, DrawSite{"siege", "together"},
      DrawSite{"siege", "party"}, DrawSite{"siege", "contact"}, DrawSite{"siege", "fire"}, DrawSite{"siege", "shell"}, DrawSite{"siege", "yield"},
      DrawSite{"summons", "debate"}, DrawSite{"summons", "committee"}, DrawSite{"summons", "railwaymen"}, DrawSite{"summons", "loading"},
      DrawSite{"summons", "halted"}, DrawSite{"summons", "contact"}, DrawSite{"summons", "on the line"},
  };
  return sites;
}

std::optional<std::string> site_of_draw(const Simulation& sim, const Recorded& event, std::uint64_t hash) {
  const bool decision = event.mechanism < 0;
  const std::string_view mechanism = decision ? std::string_view{} : sim.registry[static_cast<std::size_t>(event.mechanism)].name;
  const std::vector<Key> keys = candidate_keys(sim, event);
  for (const DrawSite& site : draw_sites()) {
    if (site.mechanism != mechanism) continue;
    const Key k = decision ? key_of(site.site) : mix(key_of(site.mechanism), key_of(site.site));
    for (Key actor : keys)
      for (Key target : keys)
        for (std::uint32_t n = 0; n < kOccurrencesTried; ++n)
          if (mix(mix(mix(k, actor), target), n) == hash)
            return (decision ? std::string() : std::string(mechanism) + "/") + std::string(site.site) + " #" + std::to_string(n);
  }
  return std::nullopt;
}

}  // namespace smolny

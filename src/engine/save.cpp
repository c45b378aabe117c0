#include "engine/save.hpp"

#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>  // the same hash by the widest vectors that the machine has
#endif

#include <array>
#include <cstring>
#include <memory>

#include "chance/draw.h"
#include "engine/decide.hpp"
#include "engine/evaluate.hpp"
#include "world/serial.hpp"

namespace smolny {

namespace {

constexpr std::string_view kMagic = "SMOLNY-SAVE";
constexpr std::uint32_t kVersion = 6;

}  // namespace

namespace {

/// Hashes what is walked: small fields by way of a buffer, whole columns where they lie.
struct Hasher {
  XXH3_state_t* state;
  std::size_t filled = 0;
  std::array<char, 16384> buffer;
  static constexpr bool kOnlyWhatIs = true;  ///< tables that a scenario lacks do not count
  explicit Hasher(XXH3_state_t* s) : state(s) {}
  void flush() {
    XXH3_64bits_update(state, buffer.data(), filled);
    filled = 0;
  }
  [[gnu::always_inline]] void raw(const void* p, std::size_t n) {  // inlined, a field costs one store
    if (n > buffer.size() - filled || n > 512) return raw_long(p, n);
    if (n == 0) return;  // an empty table has no address
    std::memcpy(buffer.data() + filled, p, n);
    filled += n;
  }
  [[gnu::noinline]] void raw_long(const void* p, std::size_t n) {
    flush();
    if (n > 512) {
      XXH3_64bits_update(state, p, n);
      return;
    }
    std::memcpy(buffer.data(), p, n);
    filled = n;
  }
};

struct FreeHash {
  void operator()(XXH3_state_t* s) const { XXH3_freeState(s); }
};

}  // namespace

std::uint64_t state_hash(const World& world) {
  const std::unique_ptr<XXH3_state_t, FreeHash> state(XXH3_createState());
  XXH3_64bits_reset(state.get());
  Hasher hasher(state.get());
  walk_out(hasher, world);
  hasher.flush();
  return XXH3_64bits_digest(state.get());
}

std::string save_bytes(const Simulation& sim, std::string_view specification) {
  std::string out(kMagic);
  std::size_t persons = 0;
  for (const PersonsState& p : sim.world.persons) persons += p.bytes.rows.size();
  out.reserve(persons + persons / 64);  // of the rest, what there is besides
  Writer w{out};
  walk(w, kVersion);
  const std::uint64_t n = specification.size();
  walk(w, n);
  out.append(specification);
  walk(w, sim.world);
  walk(w, sim.chronicle.events.size());
  for (const Recorded& e : sim.chronicle.events) {
    walk(w, static_cast<const Event&>(e));
    walk(w, e.key);
    walk(w, e.ordinal);
    walk(w, e.mechanism);
    walk(w, e.causes_begin);
    walk(w, e.causes_end);
    walk(w, e.draws_begin);
    walk(w, e.draws_end);
  }
  walk(w, sim.chronicle.causes);
  walk(w, sim.chronicle.draws);
  walk(w, sim.chronicle.matches);
  walk(w, sim.daily);
  const std::uint64_t sum = XXH3_64bits(out.data(), out.size());
  walk(w, sum);
  return out;
}

std::expected<Saved, std::string> load_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::unexpected("not a Smolny save: it does not begin with SMOLNY-SAVE");
  if (bytes.size() < kMagic.size() + 12) return std::unexpected("the save is truncated");
  Reader r{bytes.substr(kMagic.size())};
  std::uint32_t version = 0;
  walk(r, version);
  if (version != kVersion)
    return std::unexpected("the save is of version " + std::to_string(version) + "; this engine reads version " + std::to_string(kVersion));
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes.data() + bytes.size() - 8, 8);
  if (XXH3_64bits(bytes.data(), bytes.size() - 8) != sum) return std::unexpected("the save is truncated or damaged: its checksum does not agree");
  r.in.remove_suffix(8);
  Saved saved;
  std::uint64_t n = 0;
  walk(r, n);
  if (n > r.in.size()) return std::unexpected("the save is damaged");
  saved.specification.assign(r.in.substr(0, n));
  r.in.remove_prefix(n);
  walk(r, saved.world);
  walk(r, n);
  if (n > r.in.size()) return std::unexpected("the save is damaged");
  saved.chronicle.events.resize(n);
  for (Recorded& e : saved.chronicle.events) {
    walk(r, static_cast<Event&>(e));
    walk(r, e.key);
    walk(r, e.ordinal);
    walk(r, e.mechanism);
    walk(r, e.causes_begin);
    walk(r, e.causes_end);
    walk(r, e.draws_begin);
    walk(r, e.draws_end);
  }
  walk(r, saved.chronicle.causes);
  walk(r, saved.chronicle.draws);
  walk(r, saved.chronicle.matches);
  walk(r, saved.daily);
  if (r.bad || !r.in.empty()) return std::unexpected("the save is damaged");
  return saved;
}

Simulation resume(const Setting& setting, Registry registry, const Interventions& interventions, Saved saved) {
  Simulation sim;
  sim.setting = &setting;
  sim.registry = registry;
  sim.interventions = &interventions;
  sim.world = std::move(saved.world);
  index_registry(sim);
  sim.chronicle = std::move(saved.chronicle);
  sim.daily = std::move(saved.daily);
  sim.heard = sim.chronicle.events.size();
  intervene_at_start(sim);
  return sim;
}

void fork(Simulation& sim, std::uint64_t branch) {
  sim.world.key.branch = branch;
  sim.mixed = chance::mix(sim.world.key);
  for (std::size_t i = 0; i < sim.world.hazards.size(); ++i) {
    HazardState& h = sim.world.hazards[i];
    if (!h.alive) continue;
    const double rate = h.rate;
    h.left = chance::exponential_from(draw_uniform(sim, h.site, h.actor, h.target));
    h.draw = sim.step_draws.back();
    h.since = sim.world.now;
    h.rate = -1;
    set_rate(sim, static_cast<std::int32_t>(i), rate);
  }
}

}  // namespace smolny

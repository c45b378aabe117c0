#include "archive/pack.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "archive/bytes.hpp"

namespace smolny {

namespace {

constexpr std::string_view kLetters = "SMCH";
constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kMost = std::size_t{32} << 20;
constexpr int kLevel = 3;

bool born(EntityKind kind) { return kind == EntityKind::squad || kind == EntityKind::contest || kind == EntityKind::item; }

struct BornKey {
  Entity entity;
  Key key = 0;
};

/// Whole numbers as integers with a 0 bit, others as a 1 bit and their eight bytes.
void put_amount(std::string& out, double x) {
  if (x > -1e15 && x < 1e15) {
    const auto whole = static_cast<std::int64_t>(x);
    if (std::bit_cast<std::uint64_t>(static_cast<double>(whole)) == std::bit_cast<std::uint64_t>(x)) {
      const auto zigzag = (static_cast<std::uint64_t>(whole) << 1) ^ static_cast<std::uint64_t>(whole >> 63);
      return put_varint(out, zigzag << 1);
    }
  }
  put_varint(out, 1);
  put_raw(out, std::bit_cast<std::uint64_t>(x));
}

double take_amount(ByteReader& in) {
  const std::uint64_t x = in.varint();
  if (x & 1) return std::bit_cast<double>(in.raw());
  const std::uint64_t zigzag = x >> 1;
  return static_cast<double>(static_cast<std::int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1)));
}

void put_entities(std::string& out, const Chronicle& c, Entity Event::*which) {
  for (const Recorded& e : c.events) out += static_cast<char>((e.*which).kind);
  for (const Recorded& e : c.events) put_signed(out, (e.*which).index);
}

void take_entities(ByteReader& in, Chronicle& c, Entity Event::*which) {
  for (Recorded& e : c.events) {
    const std::uint8_t kind = in.byte();
    if (kind >= static_cast<std::uint8_t>(EntityKind::count_)) in.bad = true;
    (e.*which).kind = in.bad ? EntityKind::none : static_cast<EntityKind>(kind);
  }
  for (Recorded& e : c.events) (e.*which).index = static_cast<std::int32_t>(in.signed_varint());
}

std::vector<BornKey> born_keys(const Simulation& sim) {
  std::vector<BornKey> keys;
  for (const Recorded& e : sim.chronicle.events)
    for (Entity x : {e.by, e.on})
      if (born(x.kind)) keys.push_back({x, 0});
  std::sort(keys.begin(), keys.end(), [](const BornKey& a, const BornKey& b) { return a.entity < b.entity; });
  keys.erase(std::unique(keys.begin(), keys.end(), [](const BornKey& a, const BornKey& b) { return a.entity == b.entity; }), keys.end());
  for (BornKey& k : keys) k.key = key_in(sim, k.entity);
  return keys;
}

std::expected<Chronicle, std::string> unpack(std::string_view bytes, std::vector<BornKey>& keys) {
  const auto plain = unsqueeze(kLetters, kVersion, bytes, kMost);
  if (!plain) return std::unexpected("the chronicle cannot be read: " + plain.error());
  ByteReader in{*plain};
  Chronicle c;
  const std::uint64_t events = in.varint(), causes = in.varint(), draws = in.varint(), n_born = in.varint();
  // An event takes fifteen bytes at least, a cause seven, a key of a row born in the run ten.
  const std::uint64_t left = in.in.size();
  const auto damaged = std::unexpected(std::string("the chronicle cannot be read: it is damaged"));
  if (in.bad || events > left / 15 || causes > left / 7 || n_born > left / 10 || draws > (std::uint64_t{1} << 22)) return damaged;
  c.events.resize(events);
  std::int64_t at = 0;
  for (Recorded& e : c.events)
    e.at.minutes = at = static_cast<std::int64_t>(static_cast<std::uint64_t>(at) + static_cast<std::uint64_t>(in.signed_varint()));
  for (Recorded& e : c.events) {
    const std::uint8_t kind = in.byte();
    if (kind >= static_cast<std::uint8_t>(EventKind::count_)) in.bad = true;
    e.kind = in.bad ? EventKind::calendar_entry : static_cast<EventKind>(kind);
  }
  for (Recorded& e : c.events) e.side.index = static_cast<std::int32_t>(in.signed_varint());
  take_entities(in, c, &Event::by);
  take_entities(in, c, &Event::on);
  for (Recorded& e : c.events) e.place.index = static_cast<std::int32_t>(in.signed_varint());
  for (Recorded& e : c.events) e.detail = static_cast<std::int32_t>(in.signed_varint());
  for (Recorded& e : c.events) e.amount = take_amount(in);
  for (Recorded& e : c.events) e.mechanism = static_cast<std::int16_t>(in.signed_varint());
  for (Recorded& e : c.events) e.ordinal = static_cast<std::uint32_t>(in.varint());
  std::uint64_t end = 0;
  for (Recorded& e : c.events) {
    const std::uint64_t n = in.varint();
    if (n > causes - end) return damaged;
    e.causes_begin = static_cast<std::uint32_t>(end);
    e.causes_end = static_cast<std::uint32_t>(end += n);
  }
  if (end != causes) return damaged;
  std::int64_t last = 0;
  for (Recorded& e : c.events) {
    const auto begin = static_cast<std::int64_t>(static_cast<std::uint64_t>(last) + static_cast<std::uint64_t>(in.signed_varint()));
    const std::uint64_t n = in.varint();
    if (in.bad || begin < 0 || static_cast<std::uint64_t>(begin) > draws || n > draws - static_cast<std::uint64_t>(begin)) return damaged;
    e.draws_begin = static_cast<std::uint32_t>(begin);
    e.draws_end = static_cast<std::uint32_t>(static_cast<std::uint64_t>(begin) + n);
    last = e.draws_end;
  }
  c.draws.resize(draws);
  c.causes.resize(causes);
  for (std::size_t i = 0; i < c.events.size(); ++i)
    for (std::size_t k = c.events[i].causes_begin; k < c.events[i].causes_end; ++k) {
      const std::uint64_t back = in.varint();
      if (back > i) return damaged;
      c.causes[k].event = back == 0 ? -1 : static_cast<std::int32_t>(i - back);
    }
  for (Cause& x : c.causes) x.parameter = static_cast<std::int16_t>(in.signed_varint());
  for (Cause& x : c.causes) x.mechanism = static_cast<std::int16_t>(in.signed_varint());
  const std::string_view weights = in.text(causes * 4);
  if (in.bad) return damaged;
  for (std::size_t i = 0; i < c.causes.size(); ++i) {
    std::uint32_t bits = 0;
    for (std::size_t plane = 0; plane < 4; ++plane)
      bits |= std::uint32_t{static_cast<std::uint8_t>(weights[plane * c.causes.size() + i])} << (8 * plane);
    c.causes[i].weight = std::bit_cast<float>(bits);
  }
  for (std::uint64_t i = 0; i < n_born; ++i) {
    BornKey k;
    const std::uint8_t kind = in.byte();
    if (kind >= static_cast<std::uint8_t>(EntityKind::count_)) return damaged;
    k.entity = {static_cast<EntityKind>(kind), static_cast<std::int32_t>(in.signed_varint())};
    k.key = in.raw();
    keys.push_back(k);
  }
  if (in.bad || !in.in.empty()) return damaged;
  return c;
}

std::size_t rows_of(const Setting& s, EntityKind kind) {
  switch (kind) {
    case EntityKind::camp: return s.camps.size();
    case EntityKind::authority: return s.authorities.size();
    case EntityKind::party: return s.parties.size();
    case EntityKind::district: return s.districts.size();
    case EntityKind::place: return s.places.size();
    case EntityKind::way: return s.ways.size();
    case EntityKind::unit: return s.units.size();
    case EntityKind::group: return s.groups.size();
    case EntityKind::leader: return s.leaders.size();
    case EntityKind::body: return s.bodies.size();
    case EntityKind::medium: return s.media.size();
    case EntityKind::proposition: return s.propositions.size();
    case EntityKind::story: return s.stories.size();
    case EntityKind::calendar: return s.calendar.size();
    case EntityKind::decision: return s.decisions.size();
    case EntityKind::node: return s.nodes.size();
    case EntityKind::lever: return s.levers.size();
    case EntityKind::problem: return s.problems.size();
    case EntityKind::election: return s.elections.size();
    case EntityKind::market: return s.markets.size();
    case EntityKind::organization: return s.organizations.size();
    case EntityKind::flow: return s.flows.size();
    case EntityKind::none: return 0;
    default: return std::size_t{1} << 24;  // born in the run
  }
}

/// Nothing in it names a row that the setting lacks.
bool fits(const Chronicle& c, const Setting& s) {
  const auto within = [](std::int32_t i, std::size_t n) { return i >= -1 && (i < 0 || static_cast<std::size_t>(i) < n); };
  for (const Recorded& e : c.events) {
    if (!within(e.side.index, s.camps.size()) || !within(e.place.index, s.places.size())) return false;
    for (Entity x : {e.by, e.on})
      if (x.has() && (x.index < 0 || !within(x.index, rows_of(s, x.kind)))) return false;
    if (e.mechanism < -8 || e.mechanism >= 256) return false;
  }
  for (const Cause& x : c.causes)
    if (x.parameter < -1 - kFeatures || (x.parameter >= 0 && static_cast<std::size_t>(x.parameter) >= s.parameters.size()) ||
        x.mechanism < -8 || x.mechanism >= 256)
      return false;
  return true;
}

}  // namespace

std::string pack_chronicle(const Simulation& sim) {
  const Chronicle& c = sim.chronicle;
  const std::vector<BornKey> keys = born_keys(sim);
  std::string out;
  out.reserve(c.events.size() * 24 + c.causes.size() * 8);
  for (std::size_t n : {c.events.size(), c.causes.size(), c.draws.size(), keys.size()}) put_varint(out, n);
  std::int64_t at = 0;
  for (const Recorded& e : c.events) {
    put_signed(out, e.at.minutes - at);
    at = e.at.minutes;
  }
  for (const Recorded& e : c.events) out += static_cast<char>(e.kind);
  for (const Recorded& e : c.events) put_signed(out, e.side.index);
  put_entities(out, c, &Event::by);
  put_entities(out, c, &Event::on);
  for (const Recorded& e : c.events) put_signed(out, e.place.index);
  for (const Recorded& e : c.events) put_signed(out, e.detail);
  for (const Recorded& e : c.events) put_amount(out, e.amount);
  for (const Recorded& e : c.events) put_signed(out, e.mechanism);
  for (const Recorded& e : c.events) put_varint(out, e.ordinal);
  std::uint32_t end = 0;
  for (const Recorded& e : c.events) {
    if (e.causes_begin != end || e.causes_end < end) throw std::logic_error("causes of events are not in the order of the events");
    put_varint(out, e.causes_end - end);
    end = e.causes_end;
  }
  std::int64_t last = 0;
  for (const Recorded& e : c.events) {
    put_signed(out, std::int64_t{e.draws_begin} - last);
    put_varint(out, e.draws_end - e.draws_begin);
    last = e.draws_end;
  }
  for (std::size_t i = 0; i < c.events.size(); ++i)
    for (const Cause& x : c.causes_of(c.events[i])) {
      if (x.event >= static_cast<std::int32_t>(i)) throw std::logic_error("an event is caused by one that is not earlier");
      put_varint(out, x.event < 0 ? 0 : i - static_cast<std::size_t>(x.event));
    }
  for (const Cause& x : c.causes) put_signed(out, x.parameter);
  for (const Cause& x : c.causes) put_signed(out, x.mechanism);
  for (unsigned plane = 0; plane < 4; ++plane)
    for (const Cause& x : c.causes) out += static_cast<char>(std::bit_cast<std::uint32_t>(x.weight) >> (8 * plane));
  for (const BornKey& k : keys) {
    out += static_cast<char>(k.entity.kind);
    put_signed(out, k.entity.index);
    put_raw(out, k.key);
  }
  return squeeze(kLetters, kVersion, out, kLevel);
}

std::expected<Chronicle, std::string> unpack_chronicle(std::string_view bytes) {
  std::vector<BornKey> keys;
  return unpack(bytes, keys);
}

std::expected<Chronicle, std::string> unpack_chronicle(std::string_view bytes, const Setting& setting) {
  std::vector<BornKey> keys;
  auto c = unpack(bytes, keys);
  if (!c) return c;
  if (!fits(*c, setting)) return std::unexpected("the chronicle cannot be read: it is of another scenario");
  const auto key = [&](Entity x) -> Key {
    if (!born(x.kind)) return key_of(setting, x);
    const auto it = std::lower_bound(keys.begin(), keys.end(), x, [](const BornKey& a, Entity b) { return a.entity < b; });
    return it != keys.end() && it->entity == x ? it->key : 0;
  };
  std::array<std::vector<PatternId>, static_cast<std::size_t>(EventKind::count_)> by_kind;
  for (PatternId p : setting.patterns.ids()) by_kind[static_cast<std::size_t>(setting.patterns[p].kind)].push_back(p);
  c->matches.resize(setting.patterns.size());
  for (std::size_t i = 0; i < c->events.size(); ++i) {
    Recorded& e = c->events[i];
    e.key = mix(likeness(e.kind, key(e.by), key(e.on), key(entity(e.place))), e.ordinal);
    for (PatternId p : by_kind[static_cast<std::size_t>(e.kind)])
      if (matches(setting, setting.patterns[p], e)) c->matches[static_cast<std::size_t>(p.index)].push_back(static_cast<std::int32_t>(i));
  }
  return c;
}

MemberDigest digest_of(const Chronicle& c, const MemberRow& member) {
  std::string flat;
  flat.reserve(c.events.size() * 72 + c.causes.size() * 12);
  const auto put = [&](auto x) { flat.append(reinterpret_cast<const char*>(&x), sizeof x); };
  for (const Recorded& e : c.events) {
    put(e.at.minutes);
    put(e.kind);
    put(e.side.index);
    for (Entity x : {e.by, e.on}) put(x.kind), put(x.index);
    put(e.place.index);
    put(e.detail);
    put(e.amount);
    put(e.mechanism);
    put(e.causes_end);
    put(e.draws_begin);
    put(e.draws_end);
  }
  for (const Cause& x : c.causes) put(x.event), put(x.parameter), put(x.mechanism), put(x.weight);
  for (std::uint64_t hash : member.daily) put(hash);
  for (double x : member.outcomes) put(x);
  for (double x : member.sampled) put(x);
  for (std::size_t n : {c.events.size(), c.causes.size(), member.daily.size(), member.outcomes.size(), member.sampled.size()})
    put(std::uint64_t{n});
  put(member.failed);
  const XXH128_hash_t h = XXH3_128bits(flat.data(), flat.size());
  return {h.high64, h.low64};
}

}  // namespace smolny

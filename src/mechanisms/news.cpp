// news: who has heard what, by which channel, and what it does to belief and to arousal.
//
// Model: rumour and its spread by word of mouth (Daley and Kendall 1964), print and wire as separate channels that can
// be cut, beliefs as log-odds moved by evidence, repeats discounted (Edmond 2013 for who holds the press; Chwe 2001).
//
//   an item of story s reaches a holder after a delay: wire, mean `wire` minutes, while both ends have the telephone and
//   the exchange is not held against the holder; by mouth, exponential with mean `mouth` (1 + km / `mouth-km`) minutes;
//   in print, at the next issue of a paper of the holder's leaning that is open.
//   credence        c = L(c0(s) + `trust` * leaning of the holder to the camp that the story serves) / (1 + times heard)
//   belief          log-odds += `reliability` * c * log likelihood ratio; the belief that a camp prevails falls back to
//                   its prior with half-life `memory` hours
//   arousal         h -> h exp(-dt / `calm`) + severity * c * (1 + [framed]) * leaning; the floor keeps `afterglow` h
//   rumours         born at rate (births a day) * (1 + tension), tension the mean arousal

#include <algorithm>

#include "engine/paths.hpp"
#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "mechanisms/arousal.hpp"

namespace smolny {
namespace {

struct News {
  static constexpr std::string_view name = "news";
  static constexpr std::string_view model =
      "Channels of news and rumour (Daley and Kendall 1964; Edmond 2013), Bayesian log-odds with discounted repeats";
  enum class Parameter { wire, mouth, mouth_km, print_reach, trust, reliability, memory, calm, afterglow, afterglow_hours, talk, heat, half_informed };
  static constexpr ParameterSpec parameters[] = {
      {"wire", "min", "mean delay of a message by telephone", 1, 120},
      {"mouth", "min", "mean delay by word of mouth within a quarter", 5, 1440},
      {"mouth-km", "km", "distance that doubles the delay by word of mouth", 0.1, 50},
      {"print-reach", "share per copy and reader", "how far a camp's open papers reach a group: 1 - exp(-reach * copies / 100000)", 0, 5},
      {"trust", "log-odds", "how much leaning to the camp that a story serves adds to its credence", 0, 5},
      {"reliability", "1", "weight of a report in log-odds of belief", 0, 3},
      {"memory", "h", "half-life of the belief that a camp prevails, back to its prior", 1, 1000},
      {"calm", "h", "time constant with which arousal falls to its floor", 0.5, 200},
      {"afterglow", "share", "share of arousal that an alarm leaves behind as a floor", 0, 1},
      {"afterglow-hours", "h", "time constant with which that floor falls", 1, 1000},
      {"talk", "h", "time constant with which talk of a place dies down", 0.5, 200},
      {"heat", "1", "how strongly talk draws bands to the places that it points to", 0, 10},
      {"half-informed", "share", "share of the people at which the city counts as informed", 0.1, 0.9},
  };
  using Reads = Tables<Places, Media, Items, Leaders, People>;
  using Writes = Tables<Items, Beliefs, Hearsay, Units, Groups, Media, Places>;
  static constexpr std::string_view sites[] = {"birth"};
  static constexpr EventKind emits[] = {EventKind::rumour_born, EventKind::informed, EventKind::paper_closed,
                                        EventKind::paper_reopened, EventKind::published};
  static constexpr EventKind listens[] = {
      EventKind::calendar_entry, EventKind::decided, EventKind::answered, EventKind::opened, EventKind::postponed,
      EventKind::cancelled, EventKind::carried, EventKind::lost, EventKind::walked_out, EventKind::joined,
      EventKind::refused, EventKind::proclaimed, EventKind::cabinet_formed, EventKind::cabinet_broke,
      EventKind::government_fell, EventKind::mandated, EventKind::pledged, EventKind::rule_declared,
      EventKind::rule_withdrawn, EventKind::rule_adopted, EventKind::commissar_accepted, EventKind::commissar_refused,
      EventKind::order_given, EventKind::order_obeyed, EventKind::order_refused, EventKind::order_ignored,
      EventKind::won_over, EventKind::came_out, EventKind::meeting_held, EventKind::arrived, EventKind::recognised,
      EventKind::arrested, EventKind::escaped, EventKind::published, EventKind::paper_closed, EventKind::paper_reopened,
      EventKind::confronted, EventKind::yielded, EventKind::captured, EventKind::shots, EventKind::killed,
      EventKind::way_raised, EventKind::besieged, EventKind::shelled, EventKind::defenders_left, EventKind::surrendered,
      EventKind::seat_fell, EventKind::summoned, EventKind::entrained, EventKind::train_halted, EventKind::turned_round,
      EventKind::troops_arrived, EventKind::departed, EventKind::line_lost, EventKind::line_held};
  static constexpr ActKind performs[] = {ActKind::publish, ActKind::close, ActKind::reopen};
  static constexpr Phase phase = Phase::information;
  using V = View<News>;
  using P = Parameter;
  enum Code : std::uint16_t { delivery, issue, birth, tension };

  static std::size_t holders(V v) { return v.setting().leaders.size() + v.setting().units.size() + v.setting().groups.size(); }
  static Entity holder(V v, std::size_t i) {
    const std::size_t l = v.setting().leaders.size(), u = v.setting().units.size();
    if (i < l) return entity(LeaderId{static_cast<std::int32_t>(i)});
    if (i < l + u) return entity(UnitId{static_cast<std::int32_t>(i - l)});
    return entity(GroupId{static_cast<std::int32_t>(i - l - u)});
  }

  static void begin(V v) {
    v.write<Hearsay>().times.assign(holders(v) * v.setting().stories.size(), 0);
    rank_holders(v);
    v.write<Hearsay>().pace = {v.p(P::calm), v.p(P::afterglow), v.p(P::afterglow_hours), v.p(P::talk)};
    for (const Group& g : v.setting().groups) v.write<Hearsay>().people += v.value(g.size);
    for (MediumId m : v.setting().media.ids()) {
      const int hour = v.setting().media[m].hour;
      Instant first = start_of_day(v.now()) + hours(hour);
      if (first < v.now()) first += days(1);
      v.wake_at(first, issue, v.key(m), 0, m.index);
    }
    for (StoryId s : v.setting().stories.ids())
      if (v.setting().stories[s].rumour) {
        const std::int32_t h = v.hazard("birth", birth, v.key(s), 0, s.index);
        v.rate(h, v.value(v.setting().stories[s].rumour_rate) / 1440.0);
        v.wake_in(360, tension, v.key(s), 0, s.index, h);
      }
  }

  static void rank_holders(V v) {
    Hearsay& hearsay = v.write<Hearsay>();
    std::vector<std::pair<Key, std::int32_t>> keys;
    for (std::size_t i = 0; i < holders(v); ++i) keys.emplace_back(v.key(holder(v, i)), static_cast<std::int32_t>(i));
    std::sort(keys.begin(), keys.end());
    hearsay.rank.resize(keys.size());
    for (const auto& [key, i] : keys) {
      hearsay.rank[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>(hearsay.by_rank.size());
      hearsay.by_rank.push_back(i);
    }
  }

  static double mean_arousal(V v) {
    double sum = 0, n = 0;
    for (const GroupState& g : v.read<Groups>()) sum += g.arousal, n += 1;
    for (const UnitState& u : v.read<Units>()) sum += u.arousal, n += 1;
    return n > 0 ? sum / n : 0;
  }

  // --- items -------------------------------------------------------------------------------------------------------

  /// Whom an item of this story would leave as he was: it moves no belief of his, rouses nobody, reports no conduct.
  static bool indifferent(const Entity& h, bool evidence, bool stirs, bool crowds, bool conduct) {
    switch (h.kind) {
      case EntityKind::leader: return !evidence;
      case EntityKind::unit: return !evidence && !stirs && !conduct;
      default: return !crowds;
    }
  }

  static void tell(V v, StoryId story, std::int32_t event, PlaceId place) {
    const Story& s = v.setting().stories[story];
    ItemState item;
    item.key = mix(v.key(story), v.event(event).key);
    item.story = story;
    item.event = event;
    item.at = v.now();
    item.place = place;
    const ItemId id = v.write<Items>().add(item);
    heat_places(v, s, place);
    const bool evidence = !s.evidence.empty(), stirs = v.value(s.severity) > 0, crowds = v.value(s.severity) >= 0.05;
    const bool conduct = v.event(event).on.kind == EntityKind::authority && v.event(event).by.kind == EntityKind::unit;
    const Wires wires = wires_of(v);
    Hearsay& hearsay = v.write<Hearsay>();
    const std::size_t n = holders(v);
    const auto now = static_cast<double>(v.minute()), last = static_cast<double>((v.setting().end - v.setting().start).minutes);
    const chance::Fan delays = v.fan("delay", 0, item.key);
    for (std::size_t i = 0; i < n; ++i) {
      const Entity h = holder(v, i);
      if (indifferent(h, evidence, stirs, crowds, conduct)) continue;
      const double due = now + delay_to(v, wires, h, place_of(v, h), place, v.of(delays, v.key(h))) + 0.5;
      if (due <= last) hearsay.mail.post(mail_of(static_cast<std::uint32_t>(due), hearsay.rank[i], id.index));  // else beyond the frame
    }
    call_round(v);
  }

  /// Sees to it that the mechanism is woken when the next item is due.
  static void call_round(V v) {
    Hearsay& hearsay = v.write<Hearsay>();
    const auto minute = hearsay.mail.first();
    if (!minute) return;
    const Instant due = v.setting().start + Duration{*minute};
    if (due >= hearsay.round) return;
    hearsay.round = due;
    v.wake_at(due, delivery, 0);
  }

  /// Hands over what is due, in an order that does not hang on rows.
  static void hand_over(V v) {
    Hearsay& hearsay = v.write<Hearsay>();
    if (hearsay.round > v.now()) return;
    hearsay.round = kNever;
    const auto minute = static_cast<std::int64_t>(v.minute());
    if (!hearsay.mail.is_open(minute)) hearsay.mail.open_at(minute);
    std::vector<Mail>& mail = hearsay.mail.take(minute);
    const auto& items = v.read<Items>();
    std::sort(mail.begin(), mail.end(), [&](Mail x, Mail y) {
      return x.rank() != y.rank() ? x.rank() < y.rank() : items[ItemId{x.item()}].key < items[ItemId{y.item()}].key;
    });
    for (Mail m : mail) deliver(v, {m.item()}, static_cast<std::size_t>(hearsay.by_rank[m.rank()]));
    mail.clear();
    call_round(v);
  }

  static PlaceId place_of(V v, Entity h) {
    if (const LeaderId l = as<Leader>(h); l.has()) return v.read<Leaders>()[l].at;
    if (const UnitId u = as<Unit>(h); u.has()) return v.read<Units>()[u].at;
    return v.setting().groups[as<Group>(h)].at;
  }

  /// For whom the wire is dead now: a camp whose opponents hold an exchange on it, within the city one of the places
  /// tagged `exchange-inside`, beyond it one tagged `exchange-outside`.
  struct Wires {
    std::array<bool, kMaxCamps> inside{}, outside{};
  };
  static Wires wires_of(V v) {
    static constexpr Key kInside = smolny::key_of("exchange-inside"), kOutside = smolny::key_of("exchange-outside");
    Wires cut;
    for (PlaceId p : v.setting().places.ids()) {
      const CampId by = v.read<Places>()[p].holder;
      if (!by.has()) continue;
      const bool inside = v.setting().places[p].tagged(kInside), outside = v.setting().places[p].tagged(kOutside);
      if (!inside && !outside) continue;
      for (CampId c : v.setting().camps.ids()) {
        if (v.setting().camps[c].opponent != by) continue;
        if (inside) cut.inside[static_cast<std::size_t>(c.index)] = true;
        if (outside) cut.outside[static_cast<std::size_t>(c.index)] = true;
      }
    }
    return cut;
  }

  /// The wire serves both ends unless it is dead for the holder's camp.
  static bool wired(V v, const Wires& dead, PlaceId a, PlaceId b, CampId camp) {
    if (!a.has() || !b.has()) return false;
    const Place &p = v.setting().places[a], &q = v.setting().places[b];
    if (!p.wired || !q.wired) return false;
    return !camp.has() || !(p.outside || q.outside ? dead.outside : dead.inside)[static_cast<std::size_t>(camp.index)];
  }

  static CampId camp_of(V v, Entity h) {
    if (const LeaderId l = as<Leader>(h); l.has()) return v.setting().leaders[l].camp;
    if (const UnitId u = as<Unit>(h); u.has()) return v.setting().units[u].committed;
    return {};
  }

  static double delay_to(V v, const Wires& wires, Entity h, PlaceId at, PlaceId from, double u) {
    const double wait = -maths::log(1 - u);
    if (wired(v, wires, at, from, camp_of(v, h)) || (!from.has() && at.has() && v.setting().places[at].wired)) return 2 + wait * v.p(P::wire);
    if (!at.has()) return 1e9;
    if (v.setting().places[at].outside && from.has() && !v.setting().places[from].outside && !v.setting().places[at].wired)
      return 1e9;  // it never gets there in time to matter
    const double km = from.has() ? kilometres(v.setting(), from, at) : 3;
    return 2 + wait * v.p(P::mouth) * (1 + std::min(km, 60.0) / v.p(P::mouth_km));
  }

  static void heat_places(V v, const Story& s, PlaceId place) {
    const auto warm = [&](PlaceId p, double by) {
      PlaceState& state = v.write<Places>()[p];
      state.heat = state.heat * maths::exp(-(v.now() - state.heat_at).in_hours() / v.p(P::talk)) + by;
      state.heat_at = v.now();
    };
    const double by = v.p(P::heat) * v.value(s.severity);
    if (by <= 0) return;
    if (place.has()) warm(place, by);
    if (s.points_to != 0)
      for (PlaceId p : v.setting().places.ids())
        if (v.setting().places[p].tagged(s.points_to)) warm(p, by);
  }

  // --- delivery ----------------------------------------------------------------------------------------------------

  static double leaning(V v, Entity h, CampId camp) {
    if (!camp.has()) return 0;
    if (const LeaderId l = as<Leader>(h); l.has()) return v.setting().leaders[l].camp == camp ? 1 : -0.5;
    return v.support(h, camp);
  }

  static void deliver(V v, ItemId id, std::size_t index) {
    const ItemState& item = v.read<Items>()[id];
    const Story& s = v.setting().stories[item.story];
    const Entity h = holder(v, index);
    std::uint8_t& times = v.write<Hearsay>().times[index * v.setting().stories.size() + static_cast<std::size_t>(item.story.index)];
    const double lean = leaning(v, h, s.stirs);
    const double discount = 1.0 / (1.0 + times);
    const double credence = maths::logistic(v.value(s.credence) + v.p(P::trust) * lean) * discount;
    if (times < 255) ++times;
    const double weight = v.p(P::reliability) * credence;
    Beliefs& beliefs = v.write<Beliefs>();
    for (const Evidence& e : s.evidence) {
      const std::size_t at = index * static_cast<std::size_t>(beliefs.propositions) + static_cast<std::size_t>(e.proposition.index);
      fade(v, beliefs, at, v.setting().propositions[e.proposition]);
      beliefs.log_odds[at] = std::clamp(beliefs.log_odds[at] + weight * v.value(e.log_likelihood_ratio), -6.0, 6.0);
      beliefs.touched[at] = v.now();
    }
    const double stir = v.value(s.severity) * credence * (item.framed ? 2 : 1) * std::max(0.0, lean);
    if (const UnitId u = as<Unit>(h); u.has()) {
      hear_of_conduct(v, u, item);
      if (stir > 0) rouse(v.write<Units>()[u], stir, v.now(), v.read<Hearsay>().pace, v.decays());
    }
    if (const GroupId g = as<Group>(h); g.has()) {
      if (stir > 0) rouse(v.write<Groups>()[g], stir, v.now(), v.read<Hearsay>().pace, v.decays());
      note_informed(v, id, g);
    }
  }

  /// The belief that a camp prevails fades back toward its prior.
  static void fade(V v, Beliefs& b, std::size_t at, const Proposition& proposition) {
    if (!proposition.prevails.has() || b.touched[at] == v.now()) return;
    const double prior = v.value(proposition.prior);
    b.log_odds[at] = prior + (b.log_odds[at] - prior) * v.decays().memory.left((v.now() - b.touched[at]).minutes, v.p(P::memory), 0.6931471805599453);
  }

  /// What other units were heard to do with orders: the x(a) of command.
  static void hear_of_conduct(V v, UnitId u, const ItemState& item) {
    if (item.event < 0) return;
    const Recorded& e = v.event(item.event);
    const AuthorityId a = as<Authority>(e.on);
    if (!a.has() || e.by.kind != EntityKind::unit || e.by == entity(u)) return;
    const auto i = static_cast<std::size_t>(a.index);
    UnitState& state = v.write<Units>()[u];
    switch (e.kind) {
      case EventKind::pledged: case EventKind::order_obeyed: case EventKind::rule_adopted:
      case EventKind::commissar_accepted: case EventKind::won_over: state.heard_obey[i] += 1; break;
      case EventKind::order_ignored: case EventKind::order_refused: case EventKind::commissar_refused: state.heard_defy[i] += 1; break;
      default: break;
    }
  }

  static void note_informed(V v, ItemId id, GroupId g) {
    ItemState& item = v.write<Items>()[id];
    item.informed += v.value(v.setting().groups[g].size);
    const double all = v.read<Hearsay>().people;
    if (item.announced || all <= 0 || item.informed < v.p(P::half_informed) * all) return;
    item.announced = true;
    v.emit<EventKind::informed>({.on = entity(item.story), .amount = item.informed / all}, {item.event});
  }

  // --- the press ---------------------------------------------------------------------------------------------------

  static bool can_print(V v, MediumId m) {
    const Medium& medium = v.setting().media[m];
    if (!v.read<Media>()[m].open) return false;
    const CampId holder_camp = medium.press.has() ? v.read<Places>()[medium.press].holder : CampId{};
    return !holder_camp.has() || !medium.camp.has() || holder_camp == medium.camp || v.setting().camps[holder_camp].opponent != medium.camp;
  }

  /// The groups that an issue reaches, as holders: of those that lean to the paper's camp each with chance `reach`. Who has
  /// the issue in hand reads all of it.
  static std::vector<std::size_t> readers_of(V v, const Medium& medium, Key issue_key, double reach) {
    std::vector<std::size_t> readers;
    const chance::Fan sold = v.fan("print", 0, issue_key);
    for (GroupId g : v.setting().groups.ids())
      if (!medium.camp.has() || v.support(entity(g), medium.camp) > 0)
        if (v.of(sold, v.key(g)) < reach)
          readers.push_back(v.setting().leaders.size() + v.setting().units.size() + static_cast<std::size_t>(g.index));
    return readers;
  }

  /// An issue: the day's stories reach those who lean to the paper's camp, and are framed as it sees them.
  static void print(V v, MediumId m) {
    v.wake_in(1440, issue, v.key(m), 0, m.index);
    if (!can_print(v, m)) return;
    const Medium& medium = v.setting().media[m];
    v.write<Media>()[m].last_issue = v.now();
    const double reach = 1 - maths::exp(-v.p(P::print_reach) * v.value(medium.copies) / 100000);
    std::vector<std::size_t> readers;
    bool sold = false;
    for (std::int32_t i = static_cast<std::int32_t>(v.read<Items>().size()) - 1; i >= 0; --i) {
      const ItemId id{i};
      const StoryId story = v.read<Items>()[id].story;
      if (v.read<Items>()[id].at < v.now() - days(1)) break;
      const Story& s = v.setting().stories[story];
      if (v.value(s.severity) < 0.2) continue;
      if (s.framed && s.stirs.has() && s.stirs == medium.camp) v.write<Items>()[id].framed = true;
      if (!sold) readers = readers_of(v, medium, mix(v.key(m), static_cast<Key>(v.day())), reach);
      sold = true;
      for (std::size_t g : readers) deliver(v, id, g);
    }
  }

  static void set_open(V v, MediumId m, bool open, Entity by, std::int32_t cause) {
    MediumState& state = v.write<Media>()[m];
    if (state.open == open) return;
    Event e{.kind = open ? EventKind::paper_reopened : EventKind::paper_closed, .by = by, .on = entity(m),
            .place = v.setting().media[m].press};
    if (!v.permits(e)) return;
    state.open = open;
    if (open) v.emit<EventKind::paper_reopened>(e, {cause});
    else v.emit<EventKind::paper_closed>(e, {cause});
  }

  // --- what it is told ---------------------------------------------------------------------------------------------

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    if (e.kind == EventKind::captured)  // who holds the press prints
      for (MediumId m : v.setting().media.ids())
        if (v.setting().media[m].press == e.place && v.setting().media[m].camp.has())
          set_open(v, m, v.setting().media[m].camp == e.side, entity(e.side), index);
    for (StoryId s : v.setting().stories.ids()) {
      const Story& story = v.setting().stories[s];
      if (story.pattern.has() && matches(v.setting(), v.setting().patterns[story.pattern], e)) tell(v, s, index, e.place);
    }
  }

  static void wake(V v, const Wake& w) {
    switch (w.code) {
      case delivery: return hand_over(v);
      case issue: return print(v, MediumId{w.a});
      case tension:
        v.rate(w.b, v.value(v.setting().stories[StoryId{w.a}].rumour_rate) / 1440.0 * (1 + mean_arousal(v)));
        return v.wake_in(360, tension, w.actor, 0, w.a, w.b);
      case birth: return be_born(v, StoryId{w.a});
      default: return;
    }
  }

  static void be_born(V v, StoryId s) {
    const std::int32_t h = v.hazard("birth", birth, v.key(s), 0, s.index);
    v.rate(h, v.value(v.setting().stories[s].rumour_rate) / 1440.0 * (1 + mean_arousal(v)));
    const Event e{.kind = EventKind::rumour_born, .on = entity(s)};
    if (!v.permits(e)) return;
    const std::int32_t born = v.emit<EventKind::rumour_born>(e);
    tell(v, s, born, {});
  }

  static void force(V v, const Event& e) {
    if (e.kind != EventKind::rumour_born || e.on.kind != EntityKind::story) return;
    tell(v, as<Story>(e.on), v.emit<EventKind::rumour_born>({.on = e.on}), {});
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    if (act.kind == ActKind::publish) {
      const Event e{.kind = EventKind::published, .by = act.by, .on = entity(act.story)};
      if (!v.permits(e)) return;
      const std::int32_t published = v.emit<EventKind::published>(e, {call.cause});
      if (act.story.has() && !v.setting().stories[act.story].pattern.has()) tell(v, act.story, published, seat_of(v, act.by));
      return;
    }
    for (std::int32_t m : v.select(act.to)) set_open(v, MediumId{m}, act.kind == ActKind::reopen, act.by, call.cause);
  }

  static PlaceId seat_of(V v, Entity by) {
    if (const AuthorityId a = as<Authority>(by); a.has()) return v.setting().authorities[a].seat;
    if (const BodyId b = as<Body>(by); b.has()) return v.setting().bodies[b].seat;
    if (const LeaderId l = as<Leader>(by); l.has()) return v.read<Leaders>()[l].at;
    return {};
  }
};

}  // namespace

MechanismSpec news_mechanism() { return describe<News>(); }

}  // namespace smolny

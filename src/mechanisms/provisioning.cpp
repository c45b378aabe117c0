// provisioning: grain by rail, rations, prices, wages, strikes, closures.
//
// Model: stocks and flows that close daily to the pood; procurement at a fixed price that money outruns (Lih 1990); an
// inflation that pays for a deficit (Cagan 1956); strikes that answer a loss of real wages (Kennan 1986).
//
//   need      persons * ration / 60             counted every week; 40 pounds to a pood, 1.5 of bread from 1 of flour
//   loaded    a granary offers in proportion to its stock, times exp(-`hoarding` (p - ln 2 * paid more)): the fixed price buys less;
//             what is loaded for a market is its first day's pace times what is offered over what was offered on the first day,
//             and at most what the rails carry: pace * exp(-`rails` * months + shock)
//   on the way  1.25 * distance / `speed` days; `pilfered` of it is lost
//   given out   min(stock, ration * persons / 60 * min(1, days in store / `reserve`)); shortage is what this lacks of the need,
//             smoothed over a week
//   prices    dm/dt = `printing` exp(p - m): the deficit is a constant real sum; dp/dt = (m + f (expected - `printing`) - p) / `lag` + `printing`;
//             d expected/dt = (dp/dt - expected) / `learning`, from `trend` on and never below 0: nobody hoards notes that are being
//             printed in the hope that they will buy more; f, the flight from money, is `reaction` (`learning` + `lag`) days: at a
//             reaction of 1 and above expectations feed themselves without end (trace of the two equations about a steady growth;
//             without a lag Cagan's condition); a market's price is p + `scarcity` * shortage
//   strikes   each week a worker strikes with chance L(`strike` + `loss` * (p - w) + `hunger` * shortage + shock); then
//             w rises by (`bargain` + (1 - `bargain`) * concession) * (p - w) * the share that struck; without a strike it
//             follows `contracts` of the rise of prices
//   closures  each week a job is lost with chance `closing` * exp(`harden` * (1 - concession) * share that struck)
//   what is felt   level = level of the first day + `hungry` * shortage + `poor` * (p - w) + `idle` * share jobless

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Provisioning {
  static constexpr std::string_view name = "provisioning";
  static constexpr std::string_view model = "Stocks and flows with a fixed price (Lih 1990), inflationary finance (Cagan 1956), strikes (Kennan 1986)";
  enum class Parameter {
    hoarding, rails, rail_shock, speed, pilfered, reserve, printing, reaction, lag, learning, scarcity,
    trend, strike, loss, hunger, strike_shock, bargain, contracts, closing, harden, hungry, poor, idle
  };
  static constexpr ParameterSpec parameters[] = {
      {"hoarding", "1", "by how much the log of what is offered falls with the log of prices over the fixed price", 0, 10},
      {"rails", "1", "by how much the log of what the rails carry falls in a month", -1, 1},
      {"rail-shock", "1", "standard deviation of a shock of the railways, with a time constant of two weeks", 0, 2},
      {"speed", "km/d", "pace of a grain train, halts included", 10, 1000},
      {"pilfered", "share", "of what is on the way that is lost", 0, 0.9},
      {"reserve", "d", "store below which less is given out", 0.1, 60},
      {"printing", "1/d", "growth of money on the first day", 0, 0.1},
      {"reaction", "1", "flight from money for a growth of prices expected of 1 a day (semi-elasticity), by learning and lag together", 0, 2},
      {"lag", "d", "time in which prices follow money", 1, 400},
      {"learning", "d", "time in which expectations follow prices", 1, 400},
      {"scarcity", "1", "what a full shortage adds to the log of a market's prices", 0, 5},
      {"trend", "1/d", "growth of prices that was expected on the first day", 0, 0.2},
      {"strike", "log-odds", "that a worker strikes in a week, at the first day's wages and bread", -20, 5},
      {"loss", "log-odds", "what a loss of real wages by a factor of e adds", 0, 20},
      {"hunger", "log-odds", "what a full shortage of bread adds", 0, 20},
      {"strike-shock", "log-odds", "standard deviation of a week's shock, common to a market", 0, 5},
      {"bargain", "share", "of the lost wage that strikers win from owners who resist", 0, 1},
      {"contracts", "share", "of a week's rise of prices that wages follow without a strike", 0, 1},
      {"closing", "share", "jobs lost in a week where nobody strikes", 0, 0.5},
      {"harden", "1", "by how much the log of closures rises where all strike and owners resist", 0, 50},
      {"hungry", "1", "what a full shortage adds to the level of the problem", 0, 20},
      {"poor", "1", "what a loss of real wages by a factor of e adds", 0, 20},
      {"idle", "1", "what it adds that all are out of work", 0, 20},
  };
  using Reads = Tables<Levers, People>;
  using Writes = Tables<Granaries, Markets, Money, Districts>;
  static constexpr EventKind emits[] = {EventKind::shelves_empty, EventKind::struck, EventKind::conceded, EventKind::works_closed};
  static constexpr Phase phase = Phase::arrivals;
  static constexpr bool on_request = true;
  using V = View<Provisioning>;
  using P = Parameter;
  enum Code : std::uint16_t { day, train };

  static constexpr double kPoundsOfBread = 60;  ///< from a pood of flour
  static constexpr int kReaping = 60;           ///< days over which a harvest comes in

  static double lever(V v, LeverId l) { return l.has() ? v.read<Levers>()[l] : 0; }

  /// Persons who eat at a market, and those of them who earn wages.
  static std::pair<std::int64_t, std::int64_t> eaters(V v, MarketId m) {
    const auto& districts = v.setting().markets[m].districts;
    std::int64_t all = 0, workers = 0;
    for (GroupId g : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[g];
      if (!std::binary_search(districts.begin(), districts.end(), group.district)) continue;
      if (group.of_class.has() && v.setting().classes[group.of_class].feeds_itself) continue;
      const std::int64_t size = v.size(g);
      all += size;
      if (group.of_class.has() && v.setting().classes[group.of_class].wage_earners) workers += size;
    }
    return {all, workers};
  }

  /// How many eat and work here; of workers who have left, those without work left first.
  static void call_the_roll(V v, MarketId m) {
    MarketState& s = v.write<Markets>()[m];
    const auto [all, workers] = eaters(v, m);
    s.need = static_cast<std::int64_t>(static_cast<double>(all) * v.value(v.setting().markets[m].ration) / kPoundsOfBread);
    s.jobless = std::max<std::int64_t>(0, s.jobless - std::max<std::int64_t>(0, s.workers - workers));
    s.workers = workers;
  }

  static void begin(V v) {
    for (MarketId m : v.setting().markets.ids()) {
      call_the_roll(v, m);
      MarketState& s = v.write<Markets>()[m];
      s.pace = static_cast<double>(s.need) * v.value(v.setting().markets[m].supply);
    }
    if (v.setting().markets.empty()) return;
    v.write<Money>().rows[0].expected = v.p(P::trend);
    set_out(v);
    v.wake_in(1440, day, 1);
  }

  /// The trains that are on the way on the first day: for each day of the journey, the first day's pace.
  static void set_out(V v) {
    double first = 0;
    for (GranaryId g : v.setting().granaries.ids()) first += static_cast<double>(v.read<Granaries>()[g].stock);
    for (GranaryId g : v.setting().granaries.ids())
      for (MarketId to : v.setting().markets.ids()) {
        const double journey = distance(v, g, to) / v.p(P::speed);
        const auto poods = first > 0 ? static_cast<std::int64_t>(v.read<Markets>()[to].pace * static_cast<double>(v.read<Granaries>()[g].stock) / first) : 0;
        for (double days_left = 1; poods > 0 && days_left <= journey; days_left += 1) send(v, g, to, poods, days_left);
      }
  }

  static void send(V v, GranaryId g, MarketId to, std::int64_t poods, double after) {
    v.write<Markets>()[to].on_the_way += poods;
    v.wake_in(1440 * after, train, v.setting().markets[to].key, v.setting().granaries[g].key, to.index, static_cast<std::int32_t>(poods));
  }

  static void wake(V v, const Wake& w) {
    if (w.code == train) return arrive(v, MarketId{w.a}, w.b);
    v.wake_in(1440, day, 1);
    reap(v);
    money(v);
    load(v);
    for (MarketId m : v.setting().markets.ids()) {
      if (v.day() % 7 == 0) call_the_roll(v, m);
      give_out(v, m);
      if (v.day() % 7 == 0) work(v, m);
      felt(v, m);
    }
    for (MarketState& s : v.write<Markets>()) s.came = 0;
  }

  // --- grain -------------------------------------------------------------------------------------------------------

  static void reap(V v) {
    for (GranaryId g : v.setting().granaries.ids()) {
      const Granary& granary = v.setting().granaries[g];
      if (!granary.reaped.has() || v.now() < v.setting().calendar[granary.reaped].at) continue;
      GranaryState& s = v.write<Granaries>()[g];
      const auto whole = static_cast<std::int64_t>(v.value(granary.harvest));
      const std::int64_t in = std::min((whole + kReaping - 1) / kReaping, whole - s.harvested);
      s.harvested += in;
      s.stock += in;
    }
  }

  /// What a granary offers today against what it offered of the same stock on the first day.
  static double willing(V v, GranaryId g) {
    const double price = v.read<Money>().rows[0].price, bonus = 0.69314718055994531 * lever(v, v.setting().granaries[g].paid_more);
    return maths::exp(-v.p(P::hoarding) * (price - bonus));
  }

  static void load(V v) {
    MoneyState& m = v.write<Money>().rows[0];
    const double keep = maths::exp(-1.0 / 14), month = static_cast<double>(v.day()) / 30;
    m.rails = keep * m.rails + v.p(P::rail_shock) * __builtin_sqrt(1 - keep * keep) * v.shared_normal("rails", 1, static_cast<Key>(v.day()));
    const double carried = maths::exp(-v.p(P::rails) * month + m.rails);
    double offered = 0, first = 0;
    for (GranaryId g : v.setting().granaries.ids()) {
      offered += static_cast<double>(v.read<Granaries>()[g].stock) * willing(v, g);
      first += v.value(v.setting().granaries[g].stock);
    }
    if (first <= 0) return;
    const double share = std::min(offered / first, carried);
    for (GranaryId g : v.setting().granaries.ids()) {
      GranaryState& s = v.write<Granaries>()[g];
      const double part = offered > 0 ? static_cast<double>(s.stock) * willing(v, g) / offered : 0;
      for (MarketId to : v.setting().markets.ids()) {
        const auto poods = std::min<std::int64_t>(s.stock, static_cast<std::int64_t>(v.read<Markets>()[to].pace * share * part));
        if (poods <= 0) continue;
        s.stock -= poods;
        s.loaded += poods;
        send(v, g, to, poods, distance(v, g, to) / v.p(P::speed));
      }
    }
  }

  /// By rail: a quarter more than as the crow flies.
  static double distance(V v, GranaryId g, MarketId m) {
    return 1.25 * kilometres(v.setting(), v.setting().granaries[g].place, v.setting().markets[m].place);
  }

  static void arrive(V v, MarketId m, std::int64_t poods) {
    MarketState& s = v.write<Markets>()[m];
    const auto lost = static_cast<std::int64_t>(static_cast<double>(poods) * v.p(P::pilfered));
    s.on_the_way -= poods;
    s.lost += lost;
    s.arrived += poods - lost;
    s.came += poods - lost;
    s.stock += poods - lost;
  }

  static void give_out(V v, MarketId m) {
    const Market& market = v.setting().markets[m];
    MarketState& s = v.write<Markets>()[m];
    const double wanted = static_cast<double>(s.need) * (1 - lever(v, market.cut) / 2) * (1 + lever(v, market.raised) / 2);
    const double days = wanted > 0 ? static_cast<double>(s.stock) / wanted : 0;
    const auto given = std::min<std::int64_t>(s.stock, static_cast<std::int64_t>(wanted * std::min(1.0, days / v.p(P::reserve))));
    s.stock -= given;
    s.eaten += given;
    const double missing = s.need > 0 ? std::clamp(1 - static_cast<double>(given) / static_cast<double>(s.need), 0.0, 1.0) : 0;
    s.shortage += (missing - s.shortage) / 7;
    if (s.shortage < 0.5 || v.day() - s.emptied < 7) return;
    const Event e{.kind = EventKind::shelves_empty, .on = entity(m), .place = market.place, .amount = s.shortage};
    if (!v.permits(e)) return;
    s.emptied = v.day();
    v.emit<EventKind::shelves_empty>(e, {v.pressure(P::hoarding, -v.p(P::hoarding) * v.read<Money>().rows[0].price),
                                         v.pressure(P::rails, -v.p(P::rails) * static_cast<double>(v.day()) / 30)});
  }

  // --- money and work ----------------------------------------------------------------------------------------------

  static void money(V v) {
    MoneyState& m = v.write<Money>().rows[0];
    const double flight = v.p(P::reaction) * (v.p(P::learning) + v.p(P::lag));
    const double rise = (m.money + flight * (m.expected - v.p(P::printing)) - m.price) / v.p(P::lag) + v.p(P::printing);
    m.money += v.p(P::printing) * maths::exp(m.price - m.money);
    m.price += rise;
    m.expected = std::max(0.0, m.expected + (rise - m.expected) / v.p(P::learning));
    for (MarketId k : v.setting().markets.ids()) {
      MarketState& s = v.write<Markets>()[k];
      const double price = m.price + v.p(P::scarcity) * s.shortage;
      s.wage += v.p(P::contracts) * std::max(0.0, price - s.price);
      s.price = price;
    }
  }

  static void work(V v, MarketId m) {
    MarketState& s = v.write<Markets>()[m];
    const Market& market = v.setting().markets[m];
    const auto week = static_cast<Key>(v.day() / 7);
    const std::int64_t employed = s.workers - s.jobless;
    if (employed <= 0) return;
    const double lost = std::max(0.0, s.price - s.wage), concession = lever(v, market.concession);
    const double x = v.p(P::strike) + v.p(P::loss) * lost + v.p(P::hunger) * s.shortage + v.p(P::strike_shock) * v.normal("wave", market.key, week);
    s.strikers = v.binomial("strike", market.key, week, employed, maths::logistic(x));
    const double out = static_cast<double>(s.strikers) / static_cast<double>(employed);
    std::int32_t strike = -1;
    if (const Event e{.kind = EventKind::struck, .on = entity(m), .place = market.place, .amount = static_cast<double>(s.strikers)}; s.strikers > 0 && v.permits(e))
      strike = v.emit<EventKind::struck>(e, {v.pressure(P::loss, v.p(P::loss) * lost), v.pressure(P::hunger, v.p(P::hunger) * s.shortage)});
    const double gain = (v.p(P::bargain) + (1 - v.p(P::bargain)) * concession) * lost * out;
    if (const Event e{.kind = EventKind::conceded, .on = entity(m), .place = market.place, .amount = maths::exp(gain) - 1}; gain > 0.001 && v.permits(e)) {
      s.wage += gain;
      v.emit<EventKind::conceded>(e, {strike, v.pressure(P::bargain, v.p(P::bargain))});
    }
    const double chance_of_closing = v.p(P::closing) * maths::exp(v.p(P::harden) * (1 - concession) * out);
    const std::int64_t jobs = v.binomial("close", market.key, week, employed, std::min(0.5, chance_of_closing));
    if (const Event e{.kind = EventKind::works_closed, .on = entity(m), .place = market.place, .amount = static_cast<double>(jobs)}; jobs > 0 && v.permits(e)) {
      s.jobless += jobs;
      v.emit<EventKind::works_closed>(e, {strike, v.pressure(P::harden, v.p(P::harden) * (1 - concession) * out)});
    }
  }

  /// What of it people feel, in the districts that eat here.
  static void felt(V v, MarketId m) {
    if (v.read<Districts>().empty()) return;
    const MarketState& s = v.read<Markets>()[m];
    const double idle = s.workers > 0 ? static_cast<double>(s.jobless) / static_cast<double>(s.workers) : 0;
    for (ProblemId k : v.setting().problems.ids()) {
      const Problem& problem = v.setting().problems[k];
      if (problem.from != Feed::provisioning) continue;
      const double level = v.value(problem.level) + v.p(P::hungry) * s.shortage + v.p(P::poor) * std::max(0.0, s.price - s.wage) + v.p(P::idle) * idle;
      for (DistrictId d : v.setting().markets[m].districts) v.write<Districts>()[d].level[static_cast<std::size_t>(k.index)] = level;
    }
  }
};

}  // namespace

MechanismSpec provisioning_mechanism() { return describe<Provisioning>(); }

}  // namespace smolny

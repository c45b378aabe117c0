// A few histories told event by event, each event with what it came of.

#include <algorithm>
#include <cmath>

#include "chronicle/sentence.hpp"
#include "lab/draw_sites.hpp"
#include "lab/importance.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"
#include "lab/pressure.hpp"
#include "lab/report_parts.hpp"

namespace smolny {

namespace {

constexpr std::size_t kMostEvents = 900;  ///< keeps the page small; the bar of importance is raised until they fit

struct Chosen {
  std::uint64_t member = 0;
  std::string label;
};

std::optional<OutcomeId> first_of(const ReportSubject& subject, OutcomeKind kind) {
  for (OutcomeId id : subject.outcomes)
    if (subject.setting().outcomes[id].kind == kind) return id;
  return std::nullopt;
}

/// Members along the first date of the outcomes, one in which it never comes, and one for each case of the first category.
std::vector<Chosen> choose(const ReportSubject& subject) {
  std::vector<Chosen> chosen;
  const auto add = [&](std::uint64_t member, std::string label) {
    for (const Chosen& c : chosen)
      if (c.member == member) return;
    if (chosen.size() < subject.plan.histories) chosen.push_back({member, std::move(label)});
  };
  const auto value = [](const MemberRow& m, OutcomeId id) { return m.outcomes[static_cast<std::size_t>(id.index)]; };
  if (const auto date = first_of(subject, OutcomeKind::instant)) {
    std::vector<const MemberRow*> rows;
    for (const MemberRow& m : subject.members)
      if (std::isfinite(value(m, *date))) rows.push_back(&m);
    std::sort(rows.begin(), rows.end(), [&](const MemberRow* a, const MemberRow* b) {
      return value(*a, *date) != value(*b, *date) ? value(*a, *date) < value(*b, *date) : a->number < b->number;
    });
    for (const auto& [q, label] : {std::pair{0.5, "near the median"}, {0.05, "among the earliest"}, {0.95, "among the latest"}, {0.25, "earlier than most"}, {0.75, "later than most"}})
      if (!rows.empty()) add(rows[std::min(rows.size() - 1, static_cast<std::size_t>(q * static_cast<double>(rows.size())))]->number, label);
    for (const MemberRow& m : subject.members)
      if (!std::isfinite(value(m, *date))) {
        add(m.number, "it does not come about");
        break;
      }
  }
  if (const auto category = first_of(subject, OutcomeKind::category)) {
    const Outcome& o = subject.setting().outcomes[*category];
    for (std::size_t c = 0; c < o.cases.size(); ++c)
      for (const MemberRow& m : subject.members)
        if (value(m, *category) == static_cast<double>(c)) {
          add(m.number, case_name(*subject.open.scenario, o, c));
          break;
        }
  }
  for (const MemberRow& m : subject.members) add(m.number, "one of many");
  return chosen;
}

/// The events worth telling and everything that they came of.
std::vector<std::int32_t> told(const Setting& setting, const Chronicle& chronicle) {
  std::vector<std::int32_t> out;
  for (double bar : {kWorthTelling, 0.35, 0.45, 0.55, kTurningPoint, 0.7}) {
    std::vector<bool> in(chronicle.events.size(), false);
    for (std::size_t i = chronicle.events.size(); i-- > 0;) {
      if (importance(setting, chronicle.events[i]) >= bar) in[i] = true;
      if (!in[i]) continue;
      for (const Cause& c : chronicle.causes_of(chronicle.events[i]))
        if (c.event >= 0) in[static_cast<std::size_t>(c.event)] = true;  // causes are earlier
    }
    out.clear();
    for (std::size_t i = 0; i < in.size(); ++i)
      if (in[i]) out.push_back(static_cast<std::int32_t>(i));
    if (out.size() <= kMostEvents) break;
  }
  return out;
}

class HistoryWriter {
 public:
  HistoryWriter(const ReportSubject& subject, const History& history)
      : subject_(subject), setting_(subject.setting()), history_(history), chronicle_(history.simulation.chronicle),
        squads_(squad_origins(chronicle_)), explainer_(*subject.open.scenario, history.simulation) {}

  std::string write(const Chosen& chosen) {
    json_.open_object().member("member", chosen.member).member("label", chosen.label).key("outcomes");
    write_outcome_values(json_, subject_, history_.outcomes);
    write_events();
    write_holders();
    write_raised();
    json_.close_object();
    return json_.text();
  }

 private:
  std::int64_t minute(const Event& e) const { return std::max<std::int64_t>(0, (e.at - setting_.start).minutes); }

  void write_events() {
    const std::vector<std::int32_t> events = told(setting_, chronicle_);
    std::vector<std::int32_t> index(chronicle_.events.size(), -1);
    json_.key("events").open_array();
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Recorded& e = chronicle_.events[static_cast<std::size_t>(events[i])];
      index[static_cast<std::size_t>(events[i])] = static_cast<std::int32_t>(i);
      json_.open_object().member("t", minute(e)).member("kind", name_of(e.kind)).member("text", sentence(setting_, e, squads_));
      if (e.place.has()) json_.member("place", setting_.places[e.place].id);
      if (e.side.has()) json_.member("side", setting_.camps[e.side].id);
      json_.member("importance", importance(setting_, e));
      write_causes(e, index);
      if (e.draws_end > e.draws_begin && importance(setting_, e) >= kWorthTelling)
        if (const auto site = site_of_draw(history_.simulation, e, chronicle_.draws_of(e).front())) json_.member("draw", *site);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_causes(const Recorded& e, const std::vector<std::int32_t>& index) {
    json_.key("causes").open_array();
    for (const Cause& c : chronicle_.causes_of(e)) {
      if (c.event >= 0) {
        json_.open_object().member("event", index[static_cast<std::size_t>(c.event)]).close_object();
        continue;
      }
      const Pressure p = explainer_.explain(e, c);
      if (p.mechanism.empty()) continue;
      json_.open_object().member("text", p.meaning).member("mechanism", p.mechanism);
      if (!p.parameter.empty()) json_.member("parameter", p.parameter);
      json_.member("weight", p.weight).close_object();
    }
    json_.close_array();
  }

  void change(std::int64_t at, CampId camp) {
    json_.open_array().value(at);
    if (camp.has()) json_.value(setting_.camps[camp].id);
    else json_.null();
    json_.close_array();
  }

  void write_holders() {
    json_.key("holders").open_object();
    for (PlaceId p : setting_.places.ids()) {
      const auto changes_hands = [&](const Recorded& e) { return e.place == p && (e.kind == EventKind::captured || e.kind == EventKind::seat_fell); };
      const bool ever = std::any_of(chronicle_.events.begin(), chronicle_.events.end(), changes_hands);
      if (!ever && !setting_.places[p].holder.has()) continue;
      json_.key(setting_.places[p].id).open_array();
      CampId holder = setting_.places[p].holder;
      change(0, holder);
      for (const Recorded& e : chronicle_.events)
        if (changes_hands(e) && e.side != holder) change(minute(e), holder = e.side);
      json_.close_array();
    }
    json_.close_object();
  }

  void write_raised() {
    json_.key("raised").open_object();
    for (PlaceId p : setting_.places.ids()) {
      if (!setting_.places[p].bridge) continue;
      json_.key(setting_.places[p].id).open_array();
      json_.open_array().value(0).value(false).close_array();
      for (const Recorded& e : chronicle_.events)
        if (e.place == p && (e.kind == EventKind::way_raised || e.kind == EventKind::way_lowered))
          json_.open_array().value(minute(e)).value(e.kind == EventKind::way_raised).close_array();
      json_.close_array();
    }
    json_.close_object();
  }

  const ReportSubject& subject_;
  const Setting& setting_;
  const History& history_;
  const Chronicle& chronicle_;
  std::vector<Entity> squads_;
  Explainer explainer_;
  JsonWriter json_;
};

}  // namespace

std::expected<void, Fault> write_histories(JsonWriter& json, const ReportSubject& subject) {
  const std::vector<Chosen> chosen = choose(subject);
  std::expected<void, Fault> done;
  json.key("histories").open_array();
  in_order(
      chosen.size(), subject.plan.threads,
      [&](std::uint64_t i) -> std::expected<std::string, std::string> {
        const Chosen& c = chosen[static_cast<std::size_t>(i)];
        // Run again: an archive keeps events, but neither the numbers of the run nor the addresses of its draws.
        const auto history = run_member(subject.setting(), specification_of(subject.open, c.member));
        if (!history) return std::unexpected(history.error());
        return HistoryWriter(subject, *history).write(c);
      },
      [&](std::uint64_t, std::expected<std::string, std::string> text) {
        if (text) json.literal(*text);
        else done = bad_input(text.error());
        return text.has_value();
      });
  json.close_array();
  return done;
}

}  // namespace smolny

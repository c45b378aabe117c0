// One plain sentence for each kind of event: what happened, who, where, how many. No adjectives, no verdicts; the past
// tense and the active voice, so that a name may be one or many ("the Marine Company", "the Fort Gunners").

#include "chronicle/sentence.hpp"

#include <cmath>

namespace smolny {

namespace {

std::string thousands(double x) {
  std::string digits = std::to_string(static_cast<long long>(std::llround(x)));
  for (std::size_t i = digits.size(); i > 3 && digits[i - 4] != '-'; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string counted(double n, std::string_view one, std::string_view many) {
  return thousands(n) + " " + std::string(std::llround(n) == 1 ? one : many);
}

std::string percent(double share) { return std::to_string(std::llround(100 * share)) + " %"; }

/// The words of one event, ready to be put together.
struct Words {
  const Setting& s;
  const Event& e;
  std::string by, on, place, side;
  std::string decision = "at hand", option = "an option";

  Words(const Setting& setting, const Event& event, std::span<const Entity> squads)
      : s(setting), e(event), by(phrase(setting, event.by, squads)), on(phrase(setting, event.on, squads)),
        place(phrase(setting, entity(event.place), squads)), side(phrase(setting, entity(event.side), squads)) {
    if (event.on.kind != EntityKind::decision) return;
    const Decision& d = setting.decisions[as<Decision>(event.on)];
    decision = "“" + (d.name.empty() ? d.id : d.name) + "”";
    if (event.detail < 0 || static_cast<std::size_t>(event.detail) >= d.options.size()) return;
    const OptionSpec& o = d.options[static_cast<std::size_t>(event.detail)];
    option = o.name.empty() ? o.id : o.name;
    for (char& c : option)
      if (c == '-' || c == '_') c = ' ';
    option = "“" + option + "”";
  }

  std::string who(std::string_view otherwise) const { return by.empty() ? std::string(otherwise) : by; }
  std::string whom(std::string_view otherwise) const { return on.empty() ? std::string(otherwise) : on; }
  std::string at() const { return place.empty() ? "" : " at " + place; }
  std::string from() const { return place.empty() ? "" : " from " + place; }
  std::string to() const { return place.empty() ? "" : " to " + place; }
  std::string men(std::string_view before, std::string_view after = "") const {
    return e.amount > 0 ? std::string(before) + counted(e.amount, "man", "men") + std::string(after) : "";
  }
  std::string by_vote() const { return e.amount > 0 && e.amount <= 1 && e.by.kind == EntityKind::body ? ", by " + percent(e.amount) + " of the votes" : ""; }
  std::string orders() const {
    if (e.detail < 0) return ", ordered by nobody";
    if (static_cast<std::size_t>(e.detail) >= s.authorities.size()) return "";
    return ", on the orders of " + phrase(s, entity(AuthorityId{e.detail}));
  }
  /// The parties in a bit set.
  std::string parties() const {
    std::vector<std::string> names;
    for (PartyId p : s.parties.ids())
      if ((static_cast<std::uint32_t>(e.detail) >> p.index) & 1U) names.push_back(phrase(s, entity(p)));
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return out.empty() ? "no party" : out;
  }
  std::string taken() const {
    std::string out = (by.empty() ? side.empty() ? "Men" : "men of " + side : by) + " took " + (place.empty() ? "a place" : place);
    if (!side.empty() && e.by.kind != EntityKind::camp && !by.empty()) out += " for " + side;
    out += orders();
    if (e.by.kind == EntityKind::squad) out += e.amount > 0 ? ", after shots" : ", without a shot";
    return out;
  }
};

std::string of_power(const Words& w) {
  const Event& e = w.e;
  switch (e.kind) {
    using enum EventKind;
    case calendar_entry: return "on the calendar: " + w.whom("an entry");
    case dawn: return "day broke";
    case dusk: return "night fell";
    case decided: return w.who("somebody") + " chose " + w.option + " in the matter " + w.decision + w.by_vote();
    case demanded: return w.who("somebody") + " put a demand to " + w.whom("the other side") + w.at();
    case answered: return w.who("somebody") + " answered " + w.whom("the other side") + (e.detail == 1 ? ": yes" : e.detail == 0 ? ": no" : "");
    case offered: return w.who("somebody") + " offered terms to " + w.whom("the other side");
    case convened: return w.who("its chairman") + " called " + w.whom("a body") + " together";
    case opened: return "a sitting of " + w.whom("a body") + " opened" + (e.amount > 0 ? ", with " + counted(e.amount, "member", "members") + " present" : "");
    case adjourned: return "the sitting of " + w.whom("a body") + " ended";
    case postponed: return w.who("somebody") + " put off " + w.whom("an entry of the calendar") + " by " + counted(e.amount, "hour", "hours");
    case cancelled:
      if (e.on.kind == EntityKind::body) return w.whom("an assembly") + " did not open: only " + counted(e.amount, "member", "members") + " had come";
      return w.who("somebody") + " cancelled " + w.whom("what was planned");
    case carried: return w.who("an assembly") + " voted for " + w.option + " in the matter " + w.decision + ", with " + percent(e.amount) + " in favour";
    case lost: return w.who("an assembly") + " voted for leaving things as they were in the matter " + w.decision + ", with " + percent(e.amount) + " in favour";
    case walked_out: return w.who("a caucus") + " walked out of " + w.whom("a body") + " with " + counted(e.amount, "delegate", "delegates");
    case joined: return w.who("a party") + " joined " + w.whom("the cabinet");
    case refused: return w.who("a party") + " refused to join " + w.whom("the cabinet");
    case presidium_chosen: return w.whom("an assembly") + " chose its presidium; the largest caucus held " + percent(e.amount) + " of the votes";
    case committee_elected: return w.who("an assembly") + " elected " + w.whom("a committee") + " of " + counted(e.amount, "seat", "seats");
    case proclaimed: return w.who("an authority") + " proclaimed that power was in its hands" + (e.amount > 0 && e.amount < 1 ? ", with " + percent(e.amount) + " in favour" : "");
    case cabinet_formed: return "a cabinet was formed under " + w.who("an authority") + ": " + w.parties();
    case cabinet_broke: return "the cabinet of " + w.who("an authority") + " broke up after " + counted(e.amount, "day", "days");
    case government_fell: return w.whom("an authority") + " fell from power";
    case mandated: return w.who("its electors") + " gave " + w.whom("an authority") + " a mandate";
    case pledged: return w.who("a unit") + " pledged support to " + w.whom("an authority");
    case rule_declared: return w.who("an authority") + " declared that no order of " + w.whom("another authority") + " was valid without its signature";
    case rule_withdrawn: return w.who("an authority") + " withdrew its claim to sign the orders of " + w.whom("another authority");
    case rule_adopted: return w.who("a unit") + " resolved to follow no order without the signature of " + w.whom("an authority");
    case commissar_sent: return w.who("an authority") + " sent a commissar to " + w.whom("a unit");
    case commissar_accepted: return w.who("a unit") + " accepted the commissar of " + w.whom("an authority");
    case commissar_refused: return w.who("a unit") + " turned away the commissar of " + w.whom("an authority");
    case order_given: return w.who("an authority") + (w.place.empty() ? " gave an order to " : " ordered ") + w.whom("a unit") + w.to();
    case order_obeyed: return w.who("a unit") + " obeyed the order of " + w.whom("an authority") + w.men(" and sent ") + (e.amount > 0 ? w.to() : "");
    case order_refused: return w.who("a unit") + " refused the order of " + w.whom("an authority");
    case order_ignored: return w.who("a unit") + " stood aside at the order of " + w.whom("an authority");
    default: return {};
  }
}

std::string of_people(const Words& w) {
  const Event& e = w.e;
  switch (e.kind) {
    using enum EventKind;
    case won_over: return "most men of " + w.who("a unit") + " came to recognise " + w.whom("another authority") + w.at();
    case alert_raised: return w.who("a unit") + " stood on full alert" + w.at();
    case came_out: return counted(e.amount, "person", "people") + " of " + w.who("the crowd") + " came out into the street";
    case went_home: return counted(e.amount, "person", "people") + " of " + w.who("the crowd") + " went home";
    case squad_formed: return w.men("", " of ") + w.who("a unit") + " fell in to go" + w.to() + w.orders();
    case meeting_held: return w.who("people") + " held a meeting" + w.at() + (e.amount > 0 ? "; " + thousands(e.amount) + " came" : "");
    case departed: return w.who("somebody") + " set out" + w.from();
    case arrived: return w.who("somebody") + " reached " + (w.place.empty() ? "the goal" : w.place) + (e.by.kind == EntityKind::squad ? w.men(" with ") : "");
    case checked: return "a patrol or sentry of " + w.who("the other side") + " stopped " + w.whom("a traveller") + w.at();
    case let_pass: return "the patrol of " + w.who("the other side") + " let " + w.whom("a traveller") + " pass" + w.at();
    case recognised: return "a patrol of " + w.who("the other side") + " recognised " + w.whom("a traveller") + w.at();
    case turned_back: return w.who("a traveller") + " turned back" + w.at();
    case arrested: return "men of " + w.who(w.side.empty() ? "the other side" : w.side) + " arrested " + w.whom("somebody") + w.at();
    case released: return w.who("the captors") + " set " + w.whom("a prisoner") + " free";
    case escaped: return w.who("somebody") + " escaped" + w.from();
    case published: return w.who("somebody") + " published " + w.whom("a statement");
    case paper_closed: return w.who("somebody") + " closed " + w.whom("a paper");
    case paper_reopened: return w.who("somebody") + " opened " + w.whom("a paper") + " again";
    case rumour_born: return "a rumour began: " + w.whom("something was about to happen");
    case rumour_refuted: return "the rumour " + w.whom("that went about") + " was refuted";
    case informed: return percent(e.amount) + " of the people had heard: " + w.whom("the news");
    default: return {};
  }
}

std::string of_force(const Words& w) {
  const Event& e = w.e;
  switch (e.kind) {
    using enum EventKind;
    case confronted: return w.who("armed men") + " faced the men of " + w.whom("the other side") + w.at() + w.men(", with ");
    case yielded: return "the men of " + w.who("one side") + " gave way to " + w.whom("the other side") + w.at() + " after " + counted(e.amount, "minute", "minutes");
    case captured: return w.taken();
    case shots: return "shots were fired" + w.at() + (w.by.empty() ? "" : "; the men of " + w.by + " fired first");
    case killed: return counted(e.amount, "man", "men") + " of " + (w.side.empty() ? "one side" : w.side) + " died" + w.at();
    case way_raised: return w.who(w.side.empty() ? "somebody" : w.side) + " had " + (w.place.empty() ? "a bridge" : w.place) + " raised";
    case way_lowered: return w.who(w.side.empty() ? "somebody" : w.side) + " had " + (w.place.empty() ? "a bridge" : w.place) + " lowered";
    case raising_prevented: return w.who("somebody") + " prevented the raising of " + (w.place.empty() ? "a bridge" : w.place);
    case besieged: return w.men("", " of ") + (w.side.empty() ? "one side" : w.side) + " surrounded " + (w.place.empty() ? "the seat" : w.place);
    case shelled: return w.who("guns") + " fired on " + (w.place.empty() ? "the seat" : w.place);
    case defenders_left: return w.men("", " of ") + w.who("the defenders") + " left " + (w.place.empty() ? "the seat" : w.place);
    case entered: return "men of " + (w.side.empty() ? "the besiegers" : w.side) + " got into " + (w.place.empty() ? "the seat" : w.place) + w.men("; ", " inside by now");
    case disarmed: return w.men("", " of ") + (w.side.empty() ? "one side" : w.side) + " gave up their arms" + w.at();
    case surrendered: return w.men("", " of ") + w.who("the defenders") + " surrendered" + w.at();
    case seat_fell: return (w.place.empty() ? "the seat" : w.place) + " fell to " + (w.side.empty() ? "the besiegers" : w.side);
    case summoned: return w.who("an authority") + " called for " + w.whom("troops");
    case entrained: return w.who("a unit") + " boarded trains" + w.at() + w.men(", ");
    case committee_stopped: return "the committee of " + w.who("a unit") + " stopped the move" + w.at();
    case train_halted: return "the train of " + w.who("a unit") + " was held up" + w.at();
    case agitated: return "speakers of " + w.who("one side") + " talked to " + w.whom("a unit") + w.at();
    case turned_round: return w.who("a unit") + " would go no further" + w.from();
    case troops_arrived: return w.who("a unit") + " arrived" + w.at() + w.men(" with ");
    default: return {};
  }
}

std::string of_policy(const Words& w) {
  const Event& e = w.e;
  switch (e.kind) {
    using enum EventKind;
    case lever_set: return w.who("those in office") + " set " + w.whom("a lever") + " to " + percent(e.amount);
    case election_held: return w.whom("an election") + " was held; " + percent(e.amount) + " of those entitled voted";
    case shelves_empty: return "bread ran short in " + w.whom("a town") + ": " + percent(e.amount) + " of the need was missing";
    case struck: return counted(e.amount, "worker", "workers") + " of " + w.whom("a town") + " struck within a week";
    case conceded: return "owners in " + w.whom("a town") + " raised wages by " + percent(e.amount);
    case works_closed: return "works closed in " + w.whom("a town") + "; " + counted(e.amount, "job was", "jobs were") + " lost";
    case outbreaks: return counted(e.amount, "outbreak", "outbreaks") + " in " + w.whom("a district") + " within a week";
    case troops_sent: return w.men("", " of the reliable troops") + " went to " + w.whom("a district");
    case line_lost: return "the enemy took the line" + w.at() + ", " + counted(e.amount, "kilometre", "kilometres") + " from the capital";
    case line_held: return "an offensive of the enemy was held" + w.at();
    case recalled: return counted(e.amount, "deputy", "deputies") + " of " + w.whom("an assembly") + " " + (std::llround(e.amount) == 1 ? "was" : "were") + " recalled within a week" + (w.by.empty() ? "" : "; most of the gain went to " + w.by);
    case censured: return w.whom("an assembly") + (e.detail == 1 ? " denied its presidium confidence" : " carried a motion against its presidium") + ", with " + percent(e.amount) + " in favour";
    case upheld: return w.whom("an assembly") + (e.detail == 1 ? " gave its presidium its confidence" : " voted down a motion against its presidium") + ": " + percent(e.amount) + " were for the motion";
    case delegated: return "delegates of assemblies gathered as " + w.whom("a congress") + (w.by.empty() ? "" : "; the largest caucus, of " + w.by + ", had " + percent(e.amount) + " of them");
    case line_kept: return w.who("an organization") + " fell in with the line from above";
    case line_defied: return w.who("an organization") + " went its own way against the line from above";
    case people_moved: return counted(e.amount, "person", "persons") + " moved: " + w.whom("a flow");
    case polled: return w.who("a party") + " had " + percent(e.amount) + " of the votes in " + w.whom("an election");
    default: return {};
  }
}

std::string finished(std::string text) {
  const std::size_t first = text.starts_with("“") ? 3 : 0;
  if (first < text.size() && text[first] >= 'a' && text[first] <= 'z' && first == 0) text[first] = static_cast<char>(text[first] - 'a' + 'A');
  return text + ".";
}

}  // namespace

std::string sentence(const Setting& setting, const Event& event, std::span<const Entity> squads) {
  const Words words(setting, event, squads);
  for (const auto& tell : {of_power, of_people, of_force, of_policy})
    if (std::string text = tell(words); !text.empty()) return finished(std::move(text));
  return {};
}

std::string sentence(const Setting& setting, const Event& event) { return sentence(setting, event, {}); }

}  // namespace smolny

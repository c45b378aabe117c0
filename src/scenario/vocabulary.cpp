#include "scenario/vocabulary.hpp"

#include <array>

#include "scenario/field_shapes.hpp"
#include "scenario/teaching_fields.hpp"

namespace smolny {

namespace {

using namespace field_shapes;

constexpr std::string_view grades = "documented|estimated|assumed|calibrated|hindsight";

constexpr FieldSpec provenance[] = {{"source", FieldType::texts}, choice("grade", grades), text("note")};
constexpr FieldSpec shared[] = {
    {"tags", FieldType::texts}, {"source", FieldType::texts}, choice("grade", grades), text("note")};

constexpr FieldSpec prior[] = {typed("uniform", FieldType::any),   typed("normal", FieldType::any),
                               typed("lognormal", FieldType::any), typed("beta", FieldType::any),
                               typed("gamma", FieldType::any),     typed("within", FieldType::any)};
constexpr FieldSpec long_number[] = {typed("value", FieldType::plain),
                                     text("unit"),
                                     {"source", FieldType::texts},
                                     choice("grade", grades),
                                     text("note"),
                                     typed("as_of", FieldType::date),
                                     {"prior", FieldType::map, may, {}, 0, 0, prior},
                                     typed("blind", FieldType::plain)};

constexpr FieldSpec capital[] = {fixed("latitude", -90, 90, must), fixed("longitude", -180, 180, must),
                                 fixed("clock_ahead", -14, 14, must)};
constexpr FieldSpec scenario[] = {text("id", must),
                                  text("name", must),
                                  text("summary", must),
                                  typed("start", FieldType::date, must),
                                  typed("end", FieldType::date, must),
                                  {"capital", FieldType::map, must, {}, 0, 0, capital},
                                  rows_of("axis", "camps", must),
                                  {"mechanisms", FieldType::texts},
                                  text("posterior"),
                                  text("goes_on_in")};
constexpr FieldSpec sources[] = {text("id", must), text("citation", must), text("paragraph")};
constexpr FieldSpec camps[] = {text("id", must), text("name", must), row_of("opponent", "camps")};
constexpr FieldSpec issues[] = {text("id", must), text("name", must), text("low", must), text("high", must), choice("role", "partners|rule")};
constexpr FieldSpec parties[] = {text("id", must),
                                 text("name", must),
                                 text("short"),
                                 text("colour"),
                                 numbers("affinity", "camps", -1, 1),
                                 numbers("position", "issues", -2, 2)};
constexpr FieldSpec authorities[] = {text("id", must),
                                     text("name", must),
                                     row_of("camp", "camps", must),
                                     row_of("seat", "places", must),
                                     row_of("body", "bodies"),
                                     row_of("commander", "leaders"),
                                     flag("active"),
                                     number("legitimacy", -3, 3, must),
                                     row_of("taint", "propositions"),
                                     row_of("mandate_from", "bodies")};
constexpr FieldSpec districts[] = {text("id", must), text("name", must), fixed("latitude", -90, 90, must),
                                   fixed("longitude", -180, 180, must)};
constexpr FieldSpec places[] = {text("id", must),
                                text("name", must),
                                text("kind", must),
                                text("bank"),
                                row_of("district", "districts"),
                                fixed("latitude", -90, 90, must),
                                fixed("longitude", -180, 180, must),
                                number("importance", 0, 1),
                                row_of("holder", "camps"),
                                number("guard", 0, 1e6),
                                number("guard_resolve", 0, 1),
                                flag("contested"),
                                flag("bridge"),
                                flag("wired"),
                                count("entrances", 0, 100),
                                flag("outside")};
constexpr FieldSpec ways[] = {
    row_of("from", "places", must), row_of("to", "places", must), choice("mode", "foot|column|car|boat|rail"),
    number("minutes", 0, 1e5),      number("kilometres", 0, 2e4), row_of("gate", "places")};
constexpr FieldSpec units[] = {text("id", must),
                               text("name", must),
                               text("kind", must),
                               row_of("home", "places", must),
                               row_of("district", "districts"),
                               number("men", 0, 1e7, must),
                               number("armed", 0, 1),
                               number("resolve", 0, 1),
                               number("spread", 0, 1),
                               number("attitude", -1, 1),
                               numbers("slate", "parties", 0, 1),
                               row_of("committed", "camps"),
                               row_of("chain", "authorities"),
                               row_of("commander", "leaders"),
                               flag("committee"),
                               flag("garrison"),
                               flag("militia"),
                               flag("afloat"),
                               number("guns", 0, 1000)};
constexpr FieldSpec groups[] = {text("id", must),
                                text("name", must),
                                text("class", must),
                                row_of("district", "districts"),
                                row_of("at", "places", must),
                                number("size", 0, far, must),
                                number("resolve", 0, 1),
                                number("spread", 0, 1),
                                numbers("slate", "parties", 0, 1, must),
                                row_of("militia", "units")};
constexpr FieldSpec decider_kinds[] = {text("id", must), text("name", must), number("rationality", 0, 100, must),
                                       number("deference", 0, 1), number("optimism", 0, 1), numbers("weights", "features", -100, 100, must)};
constexpr FieldSpec leaders[] = {text("id", must),
                                 text("name", must),
                                 row_of("party", "parties", must),
                                 row_of("camp", "camps"),
                                 text("role"),
                                 numbers("position", "issues", -2, 2),
                                 number("influence", 0, 1, must),
                                 row_of("at", "places", must),
                                 flag("hidden"),
                                 number("disguise", -20, 20),
                                 row_of("temperament", "decider_kinds", must)};
constexpr FieldSpec blocs[] = {text("id", must),
                               row_of("party", "parties", must),
                               number("seats", 0, 1e5, must),
                               numbers("position", "issues", -2, 2, must),
                               number("discipline", 0, 1, must),
                               row_of("leader", "leaders"),
                               row_of("curia", "curiae")};
constexpr FieldSpec bodies[] = {text("id", must),
                                text("name", must),
                                row_of("seat", "places", must),
                                row_of("camp", "camps"),
                                rows_of("members", "leaders"),
                                {"blocs", FieldType::rows, may, {}, 0, 0, blocs},
                                choice("rule", "majority|absolute_majority|plurality"),
                                number("quorum", 0, 1),
                                number("attendance", 0, 1),
                                row_of("called_for", "calendar"),
                                number("late", -10000, 10000),
                                number("late_spread", 0.1, 10000),
                                row_of("temperament", "decider_kinds"),
                                row_of("successor_of", "bodies"),
                                flag("exists"),
                                rows_of("gathered_from", "bodies")};
constexpr FieldSpec media[] = {text("id", must),
                               text("name", must),
                               choice("kind", "paper|wire", must),
                               row_of("camp", "camps", must),
                               row_of("press", "places", must),
                               number("copies", 0, 1e8, must),
                               count("hour", 0, 23)};
constexpr FieldSpec propositions[] = {text("id", must), text("name", must), number("prior", -20, 20, must),
                                      numbers("prior_by_camp", "camps", -20, 20), row_of("prevails", "camps"), row_of("alarms", "camps")};
constexpr FieldSpec evidence[] = {row_of("proposition", "propositions", must),
                                  number("log_likelihood_ratio", -20, 20, must)};
constexpr FieldSpec stories[] = {text("id", must),
                                 text("name", must),
                                 typed("pattern", FieldType::pattern),
                                 number("severity", 0, 100, must),
                                 row_of("stirs", "camps"),
                                 {"evidence", FieldType::rows, must, {}, 0, 0, evidence},
                                 number("credence", -20, 20),
                                 number("rumour_rate", 0, 1000),
                                 flag("framed"),
                                 text("points_to")};
constexpr FieldSpec calendar[] = {text("id", must), text("name", must), typed("at", FieldType::date, must),
                                  text("reason", must), flag("movable")};
constexpr FieldSpec patterns[] = {text("id", must),
                                  text("kind", must),
                                  typed("by", FieldType::entities),
                                  typed("on", FieldType::entities),
                                  {"place", FieldType::entities, may, "place"},
                                  row_of("side", "camps"),
                                  text("option"),
                                  text("ordered_by"),
                                  typed("at_least", FieldType::plain)};
constexpr FieldSpec ends[] = {numbers("position", "issues", -2, 2, must)};
constexpr FieldSpec options[] = {text("id", must),   text("name"),       numbers("position", "issues", -2, 2),
                                 {"ends", FieldType::rows, may, {}, 0, 0, ends},
                                 flag("status_quo"), flag("historical"), flag("complies"), typed("historical_from", FieldType::date),
                                 typed("acts", FieldType::acts)};
constexpr FieldSpec triggers[] = {row_of("calendar", "calendar"),           typed("pattern", FieldType::pattern),
                                  typed("quantity", FieldType::expression), typed("above", FieldType::plain),
                                  typed("reset", FieldType::plain),         typed("check_every", FieldType::duration),
                                  typed("delay", FieldType::delay)};
constexpr FieldSpec decisions[] = {text("id", must),
                                   text("name", must),
                                   text("question", must),
                                   entity("decider", "leader|body", must),
                                   typed("triggers", FieldType::triggers, must),
                                   typed("condition", FieldType::expression),
                                   typed("at_most_every", FieldType::duration),
                                   row_of("deadline", "calendar"),
                                   row_of("threat", "propositions"),
                                   row_of("relief", "propositions"),
                                   row_of("prevails", "propositions"),
                                   row_of("host", "authorities"),
                                   row_of("superior", "authorities"),
                                   flag("open"),
                                   {"options", FieldType::rows, must, {}, 0, 0, options}};
constexpr FieldSpec nodes[] = {
    text("id", must),        text("name"),         text("mechanism", must), text("site", must),
    entity("actor", ""),     entity("target", ""), flag("every"),           {"options", FieldType::texts, must},
    text("historical", must)};
constexpr FieldSpec cases[] = {text("id", must), text("name"), typed("when", FieldType::expression, must)};
constexpr FieldSpec outcomes[] = {text("id", must),
                                  text("name", must),
                                  choice("kind", "boolean|category|number|instant", must),
                                  text("unit"),
                                  typed("value", FieldType::expression),
                                  {"cases", FieldType::rows, may, {}, 0, 0, cases},
                                  typed("at", FieldType::date),
                                  {"record", FieldType::map, may, {}, 0, 0, teaching_fields::recorded}};

constexpr FieldSpec levers[] = {text("id", must), text("name", must), number("value", 0, 1), choice("role", "troops|talks")};
constexpr FieldSpec classes[] = {text("id", must), text("name", must), number("franchise", 0, 1, must), number("turnout", -10, 10, must), flag("wage_earners"), flag("feeds_itself"), number("reads", 0, 1), number("unrest", 0, 1e5),
                                 numbers("salience", "problems", 0, 10), numbers("position", "issues", -2, 2)};
constexpr FieldSpec problems[] = {text("id", must), text("name", must), row_of("issue", "issues", must), number("level", 0, 10, must),
                                  row_of("settled_by", "levers"), row_of("raised_by", "levers"), choice("from", "provisioning|disorder"),
                                  row_of("as_believed", "propositions"), rows_of("felt_in", "districts")};
constexpr FieldSpec granaries[] = {text("id", must),          text("name", must),           row_of("place", "places", must), number("stock", 0, 1e12, must),
                                   number("harvest", 0, 1e12), row_of("reaped", "calendar"), row_of("paid_more", "levers")};
constexpr FieldSpec markets[] = {text("id", must),
                                 text("name", must),
                                 row_of("place", "places", must),
                                 rows_of("districts", "districts", must),
                                 number("stock", 0, 1e12, must),
                                 number("ration", 0.01, 10, must),
                                 number("supply", 0, 10, must),
                                 number("index", 1, 1e9, must),
                                 row_of("cut", "levers"),
                                 row_of("raised", "levers"),
                                 row_of("concession", "levers")};
constexpr FieldSpec elections[] = {text("id", must),
                                   text("name", must),
                                   row_of("poll", "calendar", must),
                                   rows_of("districts", "districts", must),
                                   count("seats", 0, 10000),
                                   choice("rule", "dhondt|sainte_lague|hare|droop|plurality"),
                                   rows_of("parties", "parties"),
                                   numbers("before", "parties", 0, 1),
                                   number("turnout_before", 0, 1)};

constexpr FieldSpec electors = {"electors", FieldType::selector, must, "group"};
constexpr FieldSpec curiae[] = {text("id", must), text("name", must), electors};
constexpr FieldSpec organizations[] = {text("id", must),
                                       text("name", must),
                                       row_of("party", "parties", must),
                                       row_of("above", "organizations"),
                                       {"ground", FieldType::selector, may, "group"},
                                       number("members", 0, 1e7),
                                       row_of("line", "levers"),
                                       number("stands", -2, 2)};
constexpr FieldSpec flow_end[] = {rows_of("class", "classes"), {"of", FieldType::selector, may, "group"}, {"but", FieldType::selector, may, "group"}};
constexpr FieldSpec drivers[] = {typed("of", FieldType::expression, must), number("weight", -1000, 1000, must)};
constexpr FieldSpec flows[] = {text("id", must),
                               text("name", must),
                               {"from", FieldType::map, must, {}, 0, 0, flow_end},
                               {"to", FieldType::map, must, {}, 0, 0, flow_end},
                               number("rate", 0, 10),
                               number("quota", 0, far),
                               {"drivers", FieldType::rows, may, {}, 0, 0, drivers}};

constexpr FieldSpec reached[] = {text("id", must),
                                 text("name"),
                                 text("from", must),
                                 choice("what", "sizes|slates|attitudes|seats|members|number|nothing", must),
                                 row_of("body", "bodies"),
                                 text("path"),
                                 text("as"),
                                 text("reason", must)};

constexpr std::array<SectionSpec, static_cast<std::size_t>(Section::count_)> section_table{{
    {Section::scenario, "scenario", "scenario", RowId::none, EntityKind::none, scenario, provenance, 1},
    {Section::sources, "sources", "source", RowId::label, EntityKind::none, sources, shared, 5000},
    {Section::camps, "camps", "camp", RowId::id, EntityKind::camp, camps, shared, kMaxCamps},
    {Section::issues, "issues", "issue", RowId::id, EntityKind::none, issues, shared, kMaxIssues},
    {Section::parties, "parties", "party", RowId::id, EntityKind::party, parties, shared, kMaxParties},
    {Section::authorities, "authorities", "authority", RowId::id, EntityKind::authority, authorities, shared,
     kMaxAuthorities},
    {Section::districts, "districts", "district", RowId::id, EntityKind::district, districts, shared, 5000},
    {Section::places, "places", "place", RowId::id, EntityKind::place, places, shared, 5000},
    {Section::ways, "ways", "way", RowId::ends, EntityKind::way, ways, shared, 20000},
    {Section::units, "units", "unit", RowId::id, EntityKind::unit, units, shared, 5000},
    {Section::groups, "groups", "group", RowId::id, EntityKind::group, groups, shared, 20000},
    {Section::decider_kinds, "decider_kinds", "decider_kind", RowId::id, EntityKind::none, decider_kinds, shared, 100},
    {Section::leaders, "leaders", "leader", RowId::id, EntityKind::leader, leaders, shared, 5000},
    {Section::bodies, "bodies", "body", RowId::id, EntityKind::body, bodies, shared, 500},
    {Section::media, "media", "medium", RowId::id, EntityKind::medium, media, shared, 1000},
    {Section::propositions, "propositions", "proposition", RowId::id, EntityKind::proposition, propositions, shared,
     kMaxPropositions},
    {Section::stories, "stories", "story", RowId::id, EntityKind::story, stories, shared, 2000},
    {Section::calendar, "calendar", "calendar", RowId::id, EntityKind::calendar, calendar, shared, 2000},
    {Section::patterns, "patterns", "pattern", RowId::id, EntityKind::none, patterns, shared, 5000},
    {Section::decisions, "decisions", "decision", RowId::id, EntityKind::decision, decisions, shared, 1000},
    {Section::nodes, "nodes", "node", RowId::id, EntityKind::node, nodes, shared, 1000},
    {Section::outcomes, "outcomes", "outcome", RowId::id, EntityKind::none, outcomes, shared, 1000},
    {Section::levers, "levers", "lever", RowId::id, EntityKind::lever, levers, shared, 100},
    {Section::classes, "classes", "class", RowId::id, EntityKind::none, classes, shared, 200},
    {Section::problems, "problems", "problem", RowId::id, EntityKind::problem, problems, shared, kMaxProblems},
    {Section::elections, "elections", "election", RowId::id, EntityKind::election, elections, shared, 500},
    {Section::granaries, "granaries", "granary", RowId::id, EntityKind::none, granaries, shared, 500},
    {Section::markets, "markets", "market", RowId::id, EntityKind::market, markets, shared, 500},
    {Section::curiae, "curiae", "curia", RowId::id, EntityKind::none, curiae, shared, 500},
    {Section::organizations, "organizations", "organization", RowId::id, EntityKind::organization, organizations, shared, 2000},
    {Section::flows, "flows", "flow", RowId::id, EntityKind::flow, flows, shared, 500},
    {Section::reached, "reached", "carry", RowId::id, EntityKind::none, reached, shared, 100},
    {Section::parameters, "parameters", "parameter", RowId::none, EntityKind::none, {}, {}, 1},
    {Section::record, "record", "claim", RowId::id, EntityKind::none, {}, {}, 5000},
    {Section::systems, "systems", "system", RowId::label, EntityKind::none, teaching_fields::systems, shared, 200},
    {Section::glossary, "glossary", "term", RowId::id, EntityKind::none, teaching_fields::glossary, shared, 500},
    {Section::courses, "courses", "course", RowId::id, EntityKind::none, teaching_fields::courses, shared, 500},
    {Section::lesson, "lesson", "lesson", RowId::none, EntityKind::none, teaching_fields::lesson, provenance, 1},
}};

constexpr FieldSpec selector_map[] = {{"of", FieldType::entities, must},
                                      row_of("held_by", "camps"),
                                      row_of("not_held_by", "camps"),
                                      count("at_most", 1, 1000)};

}  // namespace

std::span<const SectionSpec> sections() { return section_table; }
FieldTable option_fields() { return options; }
FieldTable end_fields() { return ends; }
FieldTable trigger_fields() { return triggers; }
FieldTable number_fields() { return long_number; }
FieldTable selector_fields() { return selector_map; }
FieldTable provenance_fields() { return provenance; }
FieldTable pattern_fields(bool named) { return named ? FieldTable(patterns) : FieldTable(patterns).subspan(1); }

const SectionSpec* section_of(EntityKind kind) {
  for (const SectionSpec& s : section_table)
    if (s.kind == kind && kind != EntityKind::none) return &s;
  return nullptr;
}

EntityKind entity_kind_of(std::string_view singular) {
  for (const SectionSpec& s : section_table)
    if (s.singular == singular) return s.kind;
  return EntityKind::none;
}

std::string_view name_of(EntityKind kind) {
  const SectionSpec* s = section_of(kind);
  return s ? s->singular : "nobody";
}

}  // namespace smolny

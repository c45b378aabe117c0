// The closed list of acts (docs/scenarios.md: "Acts"): what each may say and must.

#include <array>

#include "scenario/field_shapes.hpp"
#include "scenario/vocabulary.hpp"

namespace smolny {

namespace {

using namespace field_shapes;

constexpr std::string_view anyone = "authority|leader|body|party";
constexpr FieldSpec by = {"by", FieldType::entity, must, anyone};
constexpr FieldSpec to_anyone = {"to", FieldType::selector, must, anyone};
constexpr FieldSpec to_units = {"to", FieldType::selector, must, "unit"};
constexpr FieldSpec to_authority = {"to", FieldType::selector, must, "authority"};
constexpr FieldSpec to_body = {"to", FieldType::selector, must, "body"};
constexpr FieldSpec places_wanted = {"place", FieldType::selector, must, "place"};
constexpr FieldSpec men = {"men", FieldType::number, may, {}, 0, 1e6};
constexpr FieldSpec delay = {"delay", FieldType::delay};
constexpr FieldSpec asks = {"asks", FieldType::reference, must, "decisions"};
constexpr FieldSpec story = {"story", FieldType::reference, may, "stories"};
constexpr std::string_view tasks = "occupy|go|raise|close|arrest|stand-to|reopen";

constexpr FieldSpec order_act[] = {
    by,  to_units, choice("task", tasks, must), {"place", FieldType::selector, may, "place"},
    men, story,    row_of("medium", "media"),   delay};
constexpr FieldSpec authority_act[] = {by, to_authority, delay};
constexpr FieldSpec question_act[] = {by, to_anyone, asks, delay};
constexpr FieldSpec motion_act[] = {by, to_body, asks, delay};
constexpr FieldSpec answer_act[] = {by, to_anyone, typed("accept", FieldType::flag, must), delay};
constexpr FieldSpec terms_act[] = {by, to_anyone, delay};
constexpr FieldSpec send_act[] = {by, to_units, flag("agitate"), men, delay};
constexpr FieldSpec summon_act[] = {by, to_units, places_wanted, men, delay};
constexpr FieldSpec depart_act[] = {entity("who", "leader", must),
                                    {"to", FieldType::selector, must, "place"},
                                    choice("mode", "foot|column|car|boat|rail"),
                                    delay};
constexpr FieldSpec occupy_act[] = {by, places_wanted, men, delay};
constexpr FieldSpec place_act[] = {by, places_wanted, delay};
constexpr FieldSpec publish_act[] = {by, story, {"media", FieldType::selector, may, "medium"}, delay};
constexpr FieldSpec media_act[] = {by, {"media", FieldType::selector, must, "medium"}, delay};
constexpr FieldSpec body_act[] = {by, to_body, delay};
constexpr FieldSpec postpone_act[] = {by, row_of("entry", "calendar", must), number("hours", 0, 1e5, must), delay};
constexpr FieldSpec walk_out_act[] = {
    entity("by", "party|bloc", must), {"from", FieldType::selector, must, "body"}, delay};
constexpr FieldSpec join_act[] = {entity("by", "party", must), to_authority, delay};
constexpr FieldSpec appoint_act[] = {by, {"to", FieldType::selector, must, "unit|body"}, delay};
constexpr FieldSpec person_act[] = {by, {"to", FieldType::selector, must, "leader|body"}, delay};
constexpr FieldSpec set_act[] = {entity("by", anyone), text("lever", must), fixed("value", -far, far, must), delay};
constexpr FieldSpec mandate_act[] = {entity("by", "body", must), to_authority, delay};
constexpr FieldSpec proclaim_act[] = {entity("by", "authority", must), delay};

constexpr std::array<ActSpec, static_cast<std::size_t>(ActKind::count_)> act_table{{
    {ActKind::order, "order", order_act},
    {ActKind::void_orders, "void", authority_act},
    {ActKind::countersign, "countersign", authority_act},
    {ActKind::demand, "demand", question_act},
    {ActKind::answer, "answer", answer_act},
    {ActKind::send, "send", send_act},
    {ActKind::depart, "depart", depart_act},
    {ActKind::summon, "summon", summon_act},
    {ActKind::occupy, "occupy", occupy_act},
    {ActKind::open_fire, "open-fire", place_act},
    {ActKind::cease, "cease", place_act},
    {ActKind::raise, "raise", place_act},
    {ActKind::lower, "lower", place_act},
    {ActKind::publish, "publish", publish_act},
    {ActKind::close, "close", media_act},
    {ActKind::reopen, "reopen", media_act},
    {ActKind::convene, "convene", body_act},
    {ActKind::adjourn, "adjourn", body_act},
    {ActKind::postpone, "postpone", postpone_act},
    {ActKind::move, "move", motion_act},
    {ActKind::amend, "amend", motion_act},
    {ActKind::second, "second", motion_act},
    {ActKind::walk_out, "walk-out", walk_out_act},
    {ActKind::join, "join", join_act},
    {ActKind::offer, "offer", question_act},
    {ActKind::accept, "accept", terms_act},
    {ActKind::reject, "reject", terms_act},
    {ActKind::appoint, "appoint", appoint_act},
    {ActKind::dismiss, "dismiss", appoint_act},
    {ActKind::arrest, "arrest", person_act},
    {ActKind::release, "release", person_act},
    {ActKind::set, "set", set_act},
    {ActKind::mandate, "mandate", mandate_act},
    {ActKind::proclaim, "proclaim", proclaim_act},
}};

constexpr TaskSpec task_table[] = {
    {"occupy", ActKind::occupy}, {"go", ActKind::send},         {"raise", ActKind::raise},  {"close", ActKind::close},
    {"arrest", ActKind::arrest}, {"stand-to", ActKind::summon}, {"reopen", ActKind::reopen}};

}  // namespace

std::span<const ActSpec> act_specs() { return act_table; }
std::span<const TaskSpec> task_specs() { return task_table; }

}  // namespace smolny

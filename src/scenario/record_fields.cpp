#include "scenario/record_fields.hpp"

#include <array>

namespace smolny {

namespace {

constexpr Need must = Need::required;
constexpr Need may = Need::optional;

constexpr FieldSpec claim[] = {
    {"id", FieldType::text, must}, {"name", FieldType::text, must}, {"system", FieldType::text, must},
    {"use", FieldType::choice, must, "given|assumed|forecast|never|pattern"},
    {"role", FieldType::choice, may, "calibrates|checks"}, {"beside", FieldType::text}, {"note", FieldType::text},
    {"source", FieldType::texts}, {"check", FieldType::map, must}};

constexpr FieldSpec pattern = {"pattern", FieldType::pattern};
constexpr FieldSpec of = {"of", FieldType::expression};
constexpr FieldSpec take = {"take", FieldType::choice, may, "count|total|first|last|largest"};
constexpr FieldSpec at = {"at", FieldType::date};
constexpr FieldSpec from = {"from", FieldType::date};
constexpr FieldSpec until = {"until", FieldType::date};
constexpr FieldSpec precision = {"precision", FieldType::choice, may, "hour|day|month"};
constexpr FieldSpec at_least = {"at_least", FieldType::plain};
constexpr FieldSpec is = {"is", FieldType::choice, may, "about|below|above|at-most|at-least|exactly"};
constexpr FieldSpec target = {"target", FieldType::plain, must};
constexpr FieldSpec within = {"within", FieldType::plain, may, {}, 0};
constexpr FieldSpec range = {"range", FieldType::any};
constexpr FieldSpec unit = {"unit", FieldType::text};
constexpr FieldSpec sign = {"sign", FieldType::choice, must, "raises|lowers"};

constexpr FieldSpec happens[] = {{"pattern", FieldType::pattern}, of, take, at, precision, from, until, at_least};
constexpr FieldSpec never[] = {pattern, of, take, at, from, until, at_least};
constexpr FieldSpec when[] = {{"pattern", FieldType::pattern, must}, {"at", FieldType::date, must},
                              {"precision", FieldType::choice, must, "hour|day|month"},
                              {"which", FieldType::choice, may, "first|last"}, from, until};
constexpr FieldSpec value[] = {of, pattern, take, at, from, until, is, target, within, range, unit};
constexpr FieldSpec order[] = {{"patterns", FieldType::any, must}, at};
constexpr FieldSpec share[] = {of, pattern, take, at, from, until, is, target, within};
constexpr FieldSpec contrast[] = {{"given", FieldType::pattern, must}, {"against", FieldType::pattern}, {"by", FieldType::date},
                                  of, pattern, take, at, from, until, sign};
constexpr FieldSpec belief[] = {{"holder", FieldType::entity, must, "unit|group|leader|body"},
                                {"proposition", FieldType::reference, must, "propositions"}, at, is, target, within};
constexpr FieldSpec structure[] = {{"holds", FieldType::expression, must}};
constexpr FieldSpec twin[] = {{"do", FieldType::texts}, {"without", FieldType::texts},
                              {"outcome", FieldType::reference, must, "outcomes"}, {"case", FieldType::text}, sign};
constexpr FieldSpec line[] = {{"label", FieldType::text, must}, of, pattern, take, at, from, until, unit,
                              {"given", FieldType::expression}, {"show", FieldType::choice, may, "probability|quantiles"}};
constexpr FieldSpec report[] = {{"lines", FieldType::rows, must, {}, 0, 0, line}};
constexpr FieldSpec not_checkable[] = {{"reason", FieldType::text, must}};

constexpr std::array<CheckSpec, static_cast<std::size_t>(CheckKind::count_)> specs{{
    {CheckKind::happens, "happens", happens},
    {CheckKind::never, "never", never},
    {CheckKind::when, "when", when},
    {CheckKind::value, "value", value},
    {CheckKind::order, "order", order},
    {CheckKind::share, "share", share},
    {CheckKind::contrast, "contrast", contrast},
    {CheckKind::belief, "belief", belief},
    {CheckKind::structure, "structure", structure},
    {CheckKind::twin, "twin", twin},
    {CheckKind::report, "report", report},
    {CheckKind::not_checkable, "not-checkable", not_checkable},
}};

}  // namespace

FieldTable claim_fields() { return claim; }
FieldTable report_line_fields() { return line; }
std::span<const CheckSpec> check_specs() { return specs; }

std::string_view name_of(CheckKind kind) { return specs[static_cast<std::size_t>(kind)].name; }

std::string_view name_of(ClaimUse use) {
  constexpr std::array<std::string_view, 5> names{"given", "assumed", "forecast", "never", "pattern"};
  return names[static_cast<std::size_t>(use)];
}

std::string_view name_of(ClaimRole role) {
  constexpr std::array<std::string_view, 3> names{"", "calibrates", "checks"};
  return names[static_cast<std::size_t>(role)];
}

}  // namespace smolny

#pragma once
// The fields of what a scenario says to readers and to teachers (docs/scenarios.md#words-and-lesson).

#include "scenario/field_shapes.hpp"

namespace smolny::teaching_fields {

using namespace field_shapes;

inline constexpr FieldSpec systems[] = {text("id", must), text("name", must)};
inline constexpr FieldSpec glossary[] = {text("id", must), text("name", must), text("text", must)};

/// A quantity that a report follows through time; those of one chart are drawn together, on a map where they have a district.
inline constexpr FieldSpec courses[] = {text("id", must), text("name", must), text("chart", must), text("quantity", must),
                                        text("unit"), row_of("district", "districts")};

inline constexpr std::string_view pages = "overview|when|courses|map|history|whatif|score|basis|lesson|glossary";
inline constexpr FieldSpec bets[] = {row_of("outcome", "outcomes", must), text("case"), text("prompt", must),
                                     text("reveal", must)};
inline constexpr FieldSpec steps[] = {{"minutes", FieldType::count, must, {}, 1, 600}, text("title", must),
                                      text("text", must), choice("page", pages)};
inline constexpr FieldSpec switches[] = {{"do", FieldType::texts, must}, text("question", must)};
inline constexpr FieldSpec lesson[] = {text("title", must),
                                       text("introduction", must),
                                       {"bets", FieldType::rows, must, {}, 0, 0, bets},
                                       {"steps", FieldType::rows, must, {}, 0, 0, steps},
                                       {"switches", FieldType::rows, may, {}, 0, 0, switches},
                                       {"questions", FieldType::texts},
                                       {"teacher", FieldType::texts}};

/// What an outcome says of the record: the claim that records it, and of a category which case that is.
inline constexpr FieldSpec recorded[] = {text("claim", must), text("case")};

}  // namespace smolny::teaching_fields

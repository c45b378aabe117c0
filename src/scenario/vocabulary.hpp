#pragma once
// The closed vocabulary of scenarios (docs/scenarios.md): the sections, the fields of their rows, the acts. Loader,
// messages and published schema all read these tables.

#include <span>
#include <string_view>

#include "scenario/fields.hpp"
#include "world/setting.hpp"

namespace smolny {

enum class Section : std::uint8_t {
  scenario,
  sources,
  camps,
  issues,
  parties,
  authorities,
  districts,
  places,
  ways,
  units,
  groups,
  decider_kinds,
  leaders,
  bodies,
  media,
  propositions,
  stories,
  calendar,
  patterns,
  decisions,
  nodes,
  outcomes,
  levers,
  classes,
  problems,
  elections,
  granaries,
  markets,
  curiae,
  organizations,
  flows,
  reached,
  parameters,
  record,
  systems,
  glossary,
  courses,
  lesson,
  count_
};

/// What tells one row of a section from the others.
enum class RowId : std::uint8_t {
  none,   ///< the section is a map
  id,     ///< the field `id`, lower-case words with hyphens or underscores
  label,  ///< the field `id`, letters of either case too
  ends    ///< the fields `from`, `to` and `mode`
};

struct SectionSpec {
  Section section;
  std::string_view name, singular;
  RowId row_id;
  EntityKind kind;  ///< of its rows, as subjects of events; none: they are not
  FieldTable fields;
  FieldTable shared;  ///< fields that rows of every section may have
  std::size_t most;   ///< rows
};

/// One row per section, in the order of the enumeration.
std::span<const SectionSpec> sections();
inline const SectionSpec& spec_of(Section section) { return sections()[static_cast<std::size_t>(section)]; }
/// The section whose rows are of that kind.
const SectionSpec* section_of(EntityKind kind);

/// Fields of the parts of rows.
FieldTable option_fields();
FieldTable end_fields();
FieldTable trigger_fields();
FieldTable pattern_fields(bool named);
FieldTable number_fields();
FieldTable selector_fields();
FieldTable provenance_fields();

struct ActSpec {
  ActKind kind;
  std::string_view name;
  FieldTable fields;
};
/// One row per kind of act, in the order of the enumeration.
std::span<const ActSpec> act_specs();

/// What an order may bid, as written, and the act that stands for it in Act::task.
struct TaskSpec {
  std::string_view name;
  ActKind task;
};
std::span<const TaskSpec> task_specs();

/// The kind that a name such as `unit` or `calendar` stands for; none when unknown.
EntityKind entity_kind_of(std::string_view singular);
std::string_view name_of(EntityKind kind);

}  // namespace smolny

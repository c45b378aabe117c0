#pragma once
// Names to rows. Every table of a Setting is sorted by key, so a name is found by bisection, and nothing but the
// Setting is needed to resolve one: the loader, interventions, the record and the command line share these functions.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/vocabulary.hpp"
#include "world/setting.hpp"

namespace smolny {

/// Calls f with the table of the section; false where it has none (scenario, parameters, record).
template <class AnySetting, class F>
bool visit_table(AnySetting& setting, Section section, F&& f) {
  switch (section) {
    case Section::sources:
      f(setting.sources);
      return true;
    case Section::camps:
      f(setting.camps);
      return true;
    case Section::issues:
      f(setting.issues);
      return true;
    case Section::parties:
      f(setting.parties);
      return true;
    case Section::authorities:
      f(setting.authorities);
      return true;
    case Section::districts:
      f(setting.districts);
      return true;
    case Section::places:
      f(setting.places);
      return true;
    case Section::ways:
      f(setting.ways);
      return true;
    case Section::units:
      f(setting.units);
      return true;
    case Section::groups:
      f(setting.groups);
      return true;
    case Section::decider_kinds:
      f(setting.decider_kinds);
      return true;
    case Section::leaders:
      f(setting.leaders);
      return true;
    case Section::bodies:
      f(setting.bodies);
      return true;
    case Section::media:
      f(setting.media);
      return true;
    case Section::propositions:
      f(setting.propositions);
      return true;
    case Section::stories:
      f(setting.stories);
      return true;
    case Section::calendar:
      f(setting.calendar);
      return true;
    case Section::patterns:
      f(setting.patterns);
      return true;
    case Section::decisions:
      f(setting.decisions);
      return true;
    case Section::nodes:
      f(setting.nodes);
      return true;
    case Section::outcomes:
      f(setting.outcomes);
      return true;
    case Section::levers:
      f(setting.levers);
      return true;
    case Section::classes:
      f(setting.classes);
      return true;
    case Section::problems:
      f(setting.problems);
      return true;
    case Section::elections:
      f(setting.elections);
      return true;
    case Section::granaries:
      f(setting.granaries);
      return true;
    case Section::markets:
      f(setting.markets);
      return true;
    case Section::curiae:
      f(setting.curiae);
      return true;
    case Section::organizations:
      f(setting.organizations);
      return true;
    case Section::flows:
      f(setting.flows);
      return true;
    case Section::reached:
      f(setting.reached_by);
      return true;
    default:
      return false;
  }
}

/// The index of a row by its id; -1 when there is none.
std::int32_t find_row(const Setting& setting, Section section, std::string_view id);

/// The ids of a section, in the order of its table.
std::vector<std::string_view> ids_of(const Setting& setting, Section section);

/// The row, or "unknown unit 'x'; did you mean 'y'?".
std::expected<std::int32_t, std::string> require_row(const Setting& setting, Section section, std::string_view id);

/// The section of that name; nullptr when unknown.
const SectionSpec* find_section(std::string_view name);

/// The row named by `id` or `kind:id` among rows of the kinds allowed (parted by |; "" means every kind). A bare id
/// that two kinds bear must be written with its kind. `bloc` stands for the party of a bloc.
std::expected<Entity, std::string> find_entity(const Setting& setting, std::string_view text, std::string_view kinds);

/// The id of a row, for messages and canonical forms: `unit:pavlovsky`.
std::string entity_text(const Setting& setting, Entity entity);

/// The key of a tag that some row of one of the kinds bears, or an error with the nearest tag.
std::expected<Key, std::string> find_tag(const Setting& setting, std::string_view tag, std::string_view kinds);

/// Whether rows of that kind bear the tag.
bool bears_tag(const Setting& setting, EntityKind kind, Key tag);

/// The index of a parameter in Setting::parameters by its path `MECHANISM.NAME`.
std::expected<std::int32_t, std::string> find_parameter(const Setting& setting, std::string_view path);

/// The index of an option of a decision by its id.
std::expected<std::int32_t, std::string> find_option(const Decision& decision, std::string_view id);

/// The kind of event of that name.
std::expected<EventKind, std::string> find_event_kind(std::string_view name);

/// Whether a text may be an id: lower-case letters and digits in words joined by hyphens or underscores, one letter at
/// least; `label` lets capitals in.
bool is_id(std::string_view text, bool label);

}  // namespace smolny

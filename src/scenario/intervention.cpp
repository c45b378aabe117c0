#include "scenario/intervention.hpp"

#include <charconv>
#include <deque>
#include <optional>

#include "scenario/expressions.hpp"
#include "scenario/names.hpp"
#include "scenario/resolve.hpp"
#include "time/parse.h"

namespace smolny {

namespace {

using Result = std::expected<Intervention, std::string>;

std::string shown(double number) {
  char buffer[400];  // enough for any number written out
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr};
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

/// `KIND` or `KIND[key=value,...]` as the map that a scenario would hold, and from it the pattern.
std::expected<Pattern, std::string> written_pattern(std::string_view text, const Setting& setting) {
  std::deque<YamlNode> nodes;
  YamlNode map;
  map.shape = Shape::map;
  const auto add_entry = [&](std::string_view key, std::string_view value) {
    YamlNode& n = nodes.emplace_back();
    n.shape = Shape::text;
    n.text = value;
    map.entries.push_back({std::string(key), {}, &n});
  };
  const std::size_t open = text.find('[');
  add_entry("kind", trimmed(text.substr(0, open)));
  if (open != std::string_view::npos) {
    if (text.back() != ']') return std::unexpected("the bracket [ is not closed in " + in_quotes(text));
    std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    while (!trimmed(inside).empty()) {
      const std::size_t end = std::min(inside.find(','), inside.size());
      const std::string_view part = inside.substr(0, end);
      const std::size_t sign = part.find('=');
      if (sign == std::string_view::npos)
        return std::unexpected("expected KEY=VALUE in the brackets, found " + in_quotes(trimmed(part)));
      add_entry(trimmed(part.substr(0, sign)), trimmed(part.substr(sign + 1)));
      inside.remove_prefix(std::min(end + 1, inside.size()));
    }
  }
  Diagnostics diagnostics;
  diagnostics.add_file("intervention");
  Pattern pattern = resolve_pattern(map, false, setting, diagnostics);
  if (diagnostics.empty()) return pattern;
  std::string message;
  for (const Diagnostic& d : diagnostics.sorted()) message += (message.empty() ? "" : "; ") + d.message;
  return std::unexpected(std::move(message));
}

Result parse_forbid(std::string_view text, const Setting& setting, Intervention result) {
  result.kind = InterventionKind::forbid;
  if (const std::int32_t row = find_row(setting, Section::patterns, text); row >= 0) {
    result.pattern = setting.patterns[PatternId{row}];
    return result;
  }
  if (text.find('[') == std::string_view::npos && !find_event_kind(text)) {
    std::vector<std::string_view> names = ids_of(setting, Section::patterns);
    for (const EventKindSpec& k : event_kinds()) names.push_back(k.name);
    return std::unexpected("unknown pattern or kind of event " + in_quotes(text) + suggestion(text, std::move(names)));
  }
  auto pattern = written_pattern(text, setting);
  if (!pattern) return std::unexpected(pattern.error());
  result.pattern = std::move(*pattern);
  return result;
}

Result parse_force(std::string_view text, const Setting& setting, Intervention result) {
  result.kind = InterventionKind::force;
  const std::size_t closed = text.find(']');
  const std::size_t sign = text.find('@', closed == std::string_view::npos ? 0 : closed);
  if (sign == std::string_view::npos)
    return std::unexpected("expected a date, as in force:KIND[...]@24 Oct 1917 18:00 OS, found " + in_quotes(text));
  const auto at = parse_instant(trimmed(text.substr(sign + 1)));
  if (!at) return std::unexpected(at.error());
  if (*at < setting.start || *at > setting.end) return std::unexpected("the date is outside the scenario's frame");
  const auto pattern = written_pattern(trimmed(text.substr(0, sign)), setting);
  if (!pattern) return std::unexpected(pattern.error());
  const Pattern& p = *pattern;
  if (!event_kinds()[static_cast<std::size_t>(p.kind)].forcible) {
    std::string kinds;
    for (const EventKindSpec& k : event_kinds())
      if (k.forcible) kinds += (kinds.empty() ? "" : ", ") + std::string(k.name);
    return std::unexpected("events of the kind " + in_quotes(name_of(p.kind)) +
                           " cannot be forced; those that can: " + kinds);
  }
  if (p.by.size() > 1 || p.on.size() > 1 || p.place.size() > 1 || p.by_tag || p.on_tag || p.place_tag)
    return std::unexpected("a forced event names one row each, not a tag or a list");
  Event& e = result.event;
  e.at = result.at = *at;
  e.kind = p.kind;
  e.side = p.side;
  if (!p.by.empty()) e.by = p.by[0];
  if (!p.on.empty()) e.on = p.on[0];
  if (!p.place.empty()) e.place = p.place[0];
  e.detail = p.ordered_by.has() ? p.ordered_by.index : p.detail == -2 ? -1 : p.detail;
  if (p.at_least > -1e300) e.amount = p.at_least;
  return result;
}

/// What the state keeps of a row, and the numbers that it may be; nothing for what is worked out from the state.
struct Bounds {
  double low, high;
  bool whole = false;
};
std::optional<Bounds> stored_bounds(const Quantity& q, const Setting& setting) {
  constexpr double most_men = 1e7;
  constexpr Bounds portion{0, 1}, truth{0, 1, true};
  switch (q.field) {
    using enum Field;
    case men: return q.of.kind == EntityKind::unit ? std::optional(Bounds{0, most_men, true}) : std::nullopt;
    case armed:
    case resolve:
    case legitimacy: return q.of.kind == EntityKind::unit ? std::optional(portion) : std::nullopt;
    case arousal: return q.of.kind == EntityKind::unit ? std::optional(Bounds{0, 1000}) : std::nullopt;
    case commissar:
    case rule: return q.of.kind == EntityKind::unit ? std::optional(truth) : std::nullopt;
    case held:
    case raised: return truth;
    case active: return truth;
    case belief:
      return q.of.kind == EntityKind::leader || q.of.kind == EntityKind::unit || q.of.kind == EntityKind::group ? std::optional(portion)
                                                                                                               : std::nullopt;
    case parameter: {
      const ParameterSpec& spec = setting.parameter_specs[static_cast<std::size_t>(q.parameter)];
      return Bounds{spec.low, spec.high};
    }
    default: return std::nullopt;
  }
}

/// What is wrong with giving it that value.
std::optional<std::string> refusal(const Quantity& q, double value, bool hold, const Setting& setting) {
  constexpr double most = 1e9;  // of what is worked out and only held
  const auto bounds = stored_bounds(q, setting);
  if (!bounds && !hold) return "is worked out from the state and cannot be set; := holds it for the whole run";
  const double low = bounds ? bounds->low : -most, high = bounds ? bounds->high : most;
  const bool whole = bounds && bounds->whole;
  if (value >= low && value <= high && (!whole || value == static_cast<double>(static_cast<std::int64_t>(value)))) return std::nullopt;
  return std::string(whole ? "takes a whole number" : "takes a number") + " from " + shown(low) + " to " + shown(high);
}

Result parse_quantity_set(std::string_view path, std::string_view number, bool hold, const Setting& setting,
                          Intervention result) {
  result.kind = hold ? InterventionKind::hold : InterventionKind::set;
  const auto quantity = parse_quantity(path, setting);
  if (!quantity) return std::unexpected(quantity.error().message);
  result.quantity = *quantity;
  if (number == "true" || number == "false") {
    result.value = number == "true" ? 1 : 0;
  } else if (!parse_number(number, result.value)) {
    return std::unexpected("expected a number after " + in_quotes(path) + (hold ? ":=" : "=") + ", found " +
                           in_quotes(number));
  }
  if (const auto why = refusal(*quantity, result.value, hold, setting))
    return std::unexpected(in_quotes(path) + " " + *why + ", found " + in_quotes(number));
  return result;
}

Result parse_option(std::string_view name, std::string_view option, const Setting& setting, Intervention result) {
  const auto entity = find_entity(setting, name, "decision|node");
  if (!entity) return std::unexpected(entity.error());
  if (entity->kind == EntityKind::decision) {
    result.kind = InterventionKind::option;
    result.decision = {entity->index};
    const auto index = find_option(setting.decisions[result.decision], option);
    if (!index) return std::unexpected(index.error());
    result.option = *index;
    return result;
  }
  result.kind = InterventionKind::node;
  result.node = {entity->index};
  const ChanceNode& node = setting.nodes[result.node];
  for (std::size_t i = 0; i < node.options.size(); ++i)
    if (node.options[i] == option) result.option = static_cast<std::int32_t>(i);
  if (result.option < 0)
    return std::unexpected("node " + in_quotes(node.id) + " has no option " + in_quotes(option) +
                           suggestion(option, {node.options.begin(), node.options.end()}));
  return result;
}

}  // namespace

std::expected<Intervention, std::string> parse_intervention(std::string_view text, const Setting& setting) {
  Intervention result;
  result.text = text;
  text = trimmed(text);
  if (text.size() > 2000) return std::unexpected("an intervention of more than 2000 letters");
  constexpr std::string_view forbid = "forbid:", force = "force:";
  if (text.starts_with(forbid)) return parse_forbid(trimmed(text.substr(forbid.size())), setting, std::move(result));
  if (text.starts_with(force)) return parse_force(trimmed(text.substr(force.size())), setting, std::move(result));
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0)
    return std::unexpected(
        "expected DECISION=OPTION, NODE=OPTION, PATH=NUMBER, PATH:=NUMBER, forbid:PATTERN or "
        "force:KIND@DATE, found " +
        in_quotes(text));
  const bool hold = text[sign - 1] == ':';
  const std::string_view left = trimmed(text.substr(0, hold ? sign - 1 : sign)), right = trimmed(text.substr(sign + 1));
  if (left.find_first_of(".@") != std::string_view::npos)
    return parse_quantity_set(left, right, hold, setting, std::move(result));
  if (hold)
    return std::unexpected(":= holds a quantity, and " + in_quotes(left) + " is none; an option is forced with =");
  return parse_option(left, right, setting, std::move(result));
}

void add(const Intervention& x, Interventions& all) {
  switch (x.kind) {
    case InterventionKind::option:
      all.options.push_back({x.decision, x.option});
      break;
    case InterventionKind::node:
      all.nodes.push_back({x.node, x.option});
      break;
    case InterventionKind::set:
      all.assignments.push_back({x.quantity, x.value, false});
      break;
    case InterventionKind::hold:
      all.assignments.push_back({x.quantity, x.value, true});
      break;
    case InterventionKind::forbid:
      all.forbidden.push_back(x.pattern);
      break;
    case InterventionKind::force:
      all.forced.push_back({x.event, x.at});
      break;
  }
}

}  // namespace smolny

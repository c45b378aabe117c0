// Parameters belong to mechanisms, which declare them beside their equations; a scenario gives each its value.

#include "scenario/tables.hpp"

namespace smolny {

namespace {

std::string limits(const ParameterSpec& p) {
  const auto shown = [](double x) {
    std::string s = std::to_string(x);
    s.erase(s.find_last_not_of('0') + 1);
    if (s.ends_with('.')) s.pop_back();
    return s;
  };
  return "a number from " + shown(p.low) + " to " + shown(p.high);
}

/// The rows after which no parameter may be called: a constant for one decision would be the outcome in disguise.
const char* kind_of_forbidden_key(const Setting& setting, std::string_view name) {
  if (find_row(setting, Section::decisions, name) >= 0) return "decision";
  if (find_row(setting, Section::leaders, name) >= 0) return "person";
  if (find_row(setting, Section::patterns, name) >= 0) return "event pattern";
  for (const Decision& d : setting.decisions)
    for (const OptionSpec& o : d.options)
      if (o.id == name) return "option";
  return nullptr;
}

void report_unknown(const YamlEntry& entry, const std::string& what, std::vector<std::string_view> names,
                    Reader& reader) {
  if (const char* kind = kind_of_forbidden_key(reader.setting, entry.key))
    return reader.diagnostics.add(entry.at, "a parameter keyed by the " + std::string(kind) + " " +
                                                in_quotes(entry.key) + "; parameters belong to mechanisms alone");
  reader.diagnostics.add(entry.at, what + " " + in_quotes(entry.key) + suggestion(entry.key, std::move(names)));
}

}  // namespace

void read_parameters(const Assembly& assembly, std::span<const ParameterTable> tables, Reader& reader, Position whole) {
  static const YamlNode nothing;
  const YamlNode& section = assembly.parameters ? *assembly.parameters : nothing;
  const Position section_at = assembly.parameters ? section.at : whole;
  for (const YamlEntry& mechanism : section.entries) {
    const ParameterTable* table = nullptr;
    std::vector<std::string_view> names;
    for (const ParameterTable& t : tables) {
      names.push_back(t.mechanism);
      if (t.mechanism == mechanism.key) table = &t;
    }
    if (!table) {
      report_unknown(mechanism, "unknown mechanism", std::move(names), reader);
      continue;
    }
    if (!takes_part(reader.setting, table->mechanism, table->on_request))
      reader.diagnostics.add(mechanism.at, "the scenario does not name the mechanism " + in_quotes(mechanism.key) +
                                               " among its mechanisms; expected it there, or no parameters of it");
    names.clear();
    for (int i = 0; i < table->count; ++i) names.push_back(table->rows[i].name);
    for (const YamlEntry& parameter : mechanism.value->entries) {
      if (std::find(names.begin(), names.end(), parameter.key) != names.end()) continue;
      if (parameter.key == "source" || parameter.key == "grade" || parameter.key == "note") continue;
      report_unknown(parameter, "mechanism " + in_quotes(mechanism.key) + " has no parameter", names, reader);
    }
  }
  Setting& setting = reader.setting;
  for (const ParameterTable& table : tables) {
    if (!takes_part(setting, table.mechanism, table.on_request)) continue;
    const YamlNode* given = section.find(table.mechanism);
    Provenance provenance;
    if (given) {
      YamlNode head;  // source and grade stand for every parameter of the mechanism
      head.shape = Shape::map;
      head.at = given->at;
      for (const YamlEntry& e : given->entries)
        if (e.key == "source" || e.key == "grade" || e.key == "note") head.entries.push_back(e);
      provenance = reader.numbers.provenance(
          Fields(head, provenance_fields(), {}, reader.diagnostics, "mechanism " + in_quotes(table.mechanism)));
    }
    for (int i = 0; i < table.count; ++i) {
      const ParameterSpec& spec = table.rows[i];
      const std::string path = "parameter." + std::string(table.mechanism) + "." + std::string(spec.name);
      const YamlNode* value = given ? given->find(spec.name) : nullptr;
      Number number;
      if (value)
        number = reader.numbers.read(*value, path, provenance, {spec.low, spec.high}, Vary::named);
      else
        reader.diagnostics.add(given ? given->at : section_at, "mechanism " + in_quotes(table.mechanism) +
                                                                   " lacks its parameter " + in_quotes(spec.name) +
                                                                   "; expected " + limits(spec));
      if (number.uncertain < 0) {  // reported; it keeps its name, so that what mentions it is not reported too
        number.uncertain = static_cast<std::int32_t>(setting.uncertain.size());
        Uncertain& u = setting.uncertain.emplace_back();
        u.path = path;
        u.key = key_of(path);
      }
      setting.parameters.push_back(number);
      setting.parameter_specs.push_back(spec);
    }
  }
}

}  // namespace smolny

#include "scenario/schema.hpp"

#include <nlohmann/json.hpp>

#include "scenario/vocabulary.hpp"

namespace smolny {

namespace {

using Json = nlohmann::ordered_json;

Json definition(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }

Json one_or_list(const Json& item) { return {{"anyOf", Json::array({item, {{"type", "array"}, {"items", item}}})}}; }

Json map_of(FieldTable own, FieldTable shared);

Json bounded(Json json, const FieldSpec& spec) {
  if (spec.low > -1e300) json["minimum"] = spec.low;
  if (spec.high < 1e300) json["maximum"] = spec.high;
  return json;
}

/// A number of a row: plain within its bounds, a range, or the long form.
Json number_within(const FieldSpec& spec) {
  const Json plain = bounded({{"type", "number"}}, spec);
  const Json range = {{"type", "array"}, {"items", plain}, {"minItems", 2}, {"maxItems", 2}};
  return {{"anyOf", Json::array({plain, range, definition("number")})}};
}

Json value_of(const FieldSpec& spec) {
  const Json text = {{"type", "string"}};
  switch (spec.type) {
    case FieldType::text:
      return {{"type", Json::array({"string", "number"})}};
    case FieldType::texts:
      return one_or_list(text);
    case FieldType::flag:
      return {{"type", "boolean"}};
    case FieldType::count:
      return bounded({{"type", "integer"}}, spec);
    case FieldType::plain:
      return {{"type", "number"}};
    case FieldType::number:
      return number_within(spec);
    case FieldType::fixed:
      return {{"anyOf", Json::array({bounded({{"type", "number"}}, spec), definition("number")})}};
    case FieldType::date:
      return definition("date");
    case FieldType::duration:
      return definition("duration");
    case FieldType::delay:
      return one_or_list(definition("duration"));
    case FieldType::choice: {
      Json names = Json::array();
      for (std::string_view name : alternatives(spec.of)) names.push_back(name);
      return {{"enum", names}};
    }
    case FieldType::reference:
    case FieldType::entity:
      return text;
    case FieldType::expression:
      return {{"type", Json::array({"string", "number", "boolean"})}};
    case FieldType::references:
    case FieldType::entities:
      return one_or_list(text);
    case FieldType::selector:
      return {{"anyOf", Json::array({one_or_list(text), definition("selector")})}};
    case FieldType::numbers:
      return {{"type", "object"}, {"additionalProperties", number_within(spec)}};
    case FieldType::map:
      return map_of(spec.fields, spec.name == "prior" ? FieldTable{} : provenance_fields());
    case FieldType::rows:
      return {{"type", "array"}, {"items", map_of(spec.fields, provenance_fields())}};
    case FieldType::pattern:
      return {{"anyOf", Json::array({text, definition("pattern")})}};
    case FieldType::acts:
      return {{"type", "array"}, {"items", definition("act")}};
    case FieldType::triggers:
      return {{"type", "array"}, {"items", definition("trigger")}};
    case FieldType::any:
      return Json::object();
  }
  return {};
}

Json map_of(FieldTable own, FieldTable shared) {
  Json properties = Json::object(), required = Json::array();
  for (const FieldTable table : {own, shared})
    for (const FieldSpec& spec : table) {
      properties[std::string(spec.name)] = value_of(spec);
      if (spec.need == Need::required) required.push_back(spec.name);
    }
  Json result = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) result["required"] = required;
  return result;
}

Json acts() {
  Json forms = Json::array();
  for (const ActSpec& act : act_specs())
    forms.push_back({{"type", "object"},
                     {"properties", {{std::string(act.name), map_of(act.fields, provenance_fields())}}},
                     {"required", Json::array({act.name})},
                     {"additionalProperties", false}});
  return {{"oneOf", forms}};
}

Json section(const SectionSpec& spec) {
  switch (spec.section) {
    case Section::scenario:
    case Section::lesson: {
      Json map = map_of(spec.fields, spec.shared);
      map.erase("required");  // the section may be spread over files
      return map;
    }
    case Section::parameters:
      return {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}};
    case Section::record:
      return {{"type", "array"}, {"items", {{"type", "object"}}}};
    default:
      return {{"type", "array"}, {"items", map_of(spec.fields, spec.shared)}};
  }
}

}  // namespace

std::string scenario_schema() {
  Json properties = Json::object();
  for (const SectionSpec& spec : sections()) properties[std::string(spec.name)] = section(spec);
  properties["include"] = {{"type", "array"}, {"items", {{"type", "string"}, {"pattern", "^\\.\\./[^/]+/.+\\.yaml$"}}}};
  const Json date = {{"type", "string"}, {"pattern", "(OS|NS)$"}};
  const Json duration = {{"type", "string"}, {"pattern", "^[0-9]"}};
  const Json trigger = {{"anyOf", Json::array({{{"const", "asked"}}, map_of(trigger_fields(), provenance_fields())})}};
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"title", "A file of a Smolny scenario"},
                       {"description", "Sections, fields and acts as in docs/scenarios.md"},
                       {"type", "object"},
                       {"properties", properties},
                       {"additionalProperties", false},
                       {"$defs",
                        {{"date", date},
                         {"duration", duration},
                         {"number", map_of(number_fields(), {})},
                         {"selector", map_of(selector_fields(), {})},
                         {"pattern", map_of(pattern_fields(false), {})},
                         {"trigger", trigger},
                         {"act", acts()}}}};
  return schema.dump(2) + "\n";
}

}  // namespace smolny

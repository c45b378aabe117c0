#pragma once
// The shapes of field that occur, so that the tables of the vocabulary read like the page that they implement.

#include "scenario/fields.hpp"

namespace smolny::field_shapes {

constexpr Need must = Need::required;
constexpr Need may = Need::optional;
constexpr double far = 1e9;

constexpr FieldSpec text(std::string_view name, Need need = may) { return {name, FieldType::text, need}; }
constexpr FieldSpec flag(std::string_view name) { return {name, FieldType::flag}; }
constexpr FieldSpec row_of(std::string_view name, std::string_view section, Need need = may) {
  return {name, FieldType::reference, need, section};
}
constexpr FieldSpec rows_of(std::string_view name, std::string_view section, Need need = may) {
  return {name, FieldType::references, need, section};
}
constexpr FieldSpec number(std::string_view name, double low, double high, Need need = may) {
  return {name, FieldType::number, need, {}, low, high};
}
constexpr FieldSpec fixed(std::string_view name, double low, double high, Need need = may) {
  return {name, FieldType::fixed, need, {}, low, high};
}
constexpr FieldSpec count(std::string_view name, double low, double high) {
  return {name, FieldType::count, may, {}, low, high};
}
constexpr FieldSpec choice(std::string_view name, std::string_view of, Need need = may) {
  return {name, FieldType::choice, need, of};
}
constexpr FieldSpec numbers(std::string_view name, std::string_view of, double low, double high, Need need = may) {
  return {name, FieldType::numbers, need, of, low, high};
}
constexpr FieldSpec entity(std::string_view name, std::string_view kinds, Need need = may) {
  return {name, FieldType::entity, need, kinds};
}
constexpr FieldSpec typed(std::string_view name, FieldType type, Need need = may) { return {name, type, need}; }

}  // namespace smolny::field_shapes

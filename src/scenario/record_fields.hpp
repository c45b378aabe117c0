#pragma once
// The fields of claims and of their checks.

#include "scenario/fields.hpp"
#include "scenario/record.hpp"

namespace smolny {

FieldTable claim_fields();
FieldTable report_line_fields();

struct CheckSpec {
  CheckKind kind;
  std::string_view name;
  FieldTable fields;
};
/// One row per kind of check, in the order of the enumeration.
std::span<const CheckSpec> check_specs();

}  // namespace smolny

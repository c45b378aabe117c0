#pragma once
// The published JSON Schema of scenario files (schema/scenario.schema.json), for editors: made from the tables that the
// loader reads, so that the two cannot drift apart.

#include <string>

namespace smolny {

/// JSON Schema, draft 2020-12, with two spaces of indent and a newline at its end.
std::string scenario_schema();

}  // namespace smolny

#pragma once
// A scenario listed: one table of rows for a part of it, printed as text or as JSON.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lab/coverage.hpp"

namespace smolny {

struct Describing {
  const LoadedScenario& scenario;
  std::string_view part;  ///< "": the whole in numbers
  const Coverage* coverage = nullptr;
};

/// A row of a listing: its id, its name, and what else is told of it, each with its label. `below` are rows of its own.
struct Listed {
  std::string id, name;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Listed> below;
};

std::vector<Listed> listing(const Describing& what);

std::string description_text(const Describing& what);
std::string description_json(const Describing& what);

}  // namespace smolny

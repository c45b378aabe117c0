#include "two_banks.hpp"

#include <algorithm>
#include <charconv>

#include "battery.hpp"
#include "retold.hpp"

namespace smolny::science {

namespace fs = std::filesystem;

namespace {

const std::vector<fs::path> kPlaces{kRoot / "tests/science/scenarios/two-banks", kPetrograd / "parameters.yaml"};

std::string number(double x) { return fmt::format("{}", x); }

/// Attitudes and positions are distances along an axis: mirrored they change sign.
bool on_an_axis(const Path& path) {
  return path.size() > 2 && (path.back() == "attitude" || path[path.size() - 2] == "position");
}

bool is_axis(const Path& path) { return path[0] == "scenario" && path.size() > 1 && path[1] == "axis"; }

/// The parameters of the flagship are used without its sources.
std::string invented(const Path& path, const std::string& text) {
  const bool source = path.back() == "source" || (path.size() > 1 && path[path.size() - 2] == "source");
  return path[0] == "parameters" && source ? "INVENTED" : text;
}

std::string mirrored(const Path& path, const std::string& text) {
  if (path[0] == "parameters") return invented(path, text);
  if (is_axis(path)) return text;
  return on_an_axis(path) ? number(-std::stod(text)) : other_side(text);
}

std::string mirrored_key(const Path& path, const std::string& key) { return path[0] == "parameters" ? key : other_side(key); }

const YamlNode* row_of(const Documents& documents, const std::string& section, const std::string& id) {
  for (const YamlFile& file : documents.files)
    if (const YamlNode* rows = file.root->find(section))
      for (const YamlNode* row : rows->items)
        if (id_of(*row) == id) return row;
  return nullptr;
}

}  // namespace

std::string other_side(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    bool swapped = false;
    for (const auto& [a, b] : {std::pair{"west", "east"}, std::pair{"east", "west"}})
      if (!swapped && rest.starts_with(a)) result += b, i += 4, swapped = true;
    if (!swapped) result += text[i++];
  }
  return result;
}

const LoadedScenario& two_banks() {
  static const LoadedScenario it = retell(kPlaces, {.text = invented});
  return it;
}

LoadedScenario two_banks_swapped() { return retell(kPlaces, {.text = mirrored, .key = mirrored_key}); }

LoadedScenario two_banks_alike(bool together) {
  const Documents documents = read_scenario(kPlaces);
  // A row of the east is the west's row of the same part, told in the mirror.
  const auto eastern = [](const Path& path) { return path.size() > 1 && path[0] != "outcomes" && path[1].starts_with("east-"); };
  Telling telling;
  telling.node = [&](const Path& path, const YamlNode* node) {
    return path.size() == 2 && eastern(path) ? row_of(documents, path[0], other_side(path[1])) : node;
  };
  telling.text = [&](const Path& path, const std::string& text) {
    const std::string told = eastern(path) ? mirrored(path, text) : invented(path, text);
    const bool home = path[0] == "units" && path.size() == 3 && path[2] == "home" && told.ends_with("-depot");
    return home && together ? told.substr(0, told.find('-')) + "-barracks" : told;
  };
  telling.key = [&](const Path& path, const std::string& key) { return eastern(path) ? mirrored_key(path, key) : key; };
  return retell(kPlaces, telling);
}

LoadedScenario two_banks_scaled(const std::string& field, double factor) {
  return retell(kPlaces, {.text = [&](const Path& path, const std::string& text) {
    const bool ours = path[0] == "units" && path.size() == 3 && path[1].starts_with("west-") && path[2] == field;
    return ours ? number(std::stod(text) * factor) : invented(path, text);
  }});
}

}  // namespace smolny::science

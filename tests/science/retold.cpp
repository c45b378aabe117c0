#include "retold.hpp"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>

#include "lab/opening.hpp"

namespace smolny::science {

namespace fs = std::filesystem;

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '\n') result += "\\n";
    else if (c == '"' || c == '\\') result += std::string("\\") + c;
    else result += c;
  }
  return result + "\"";
}

class Teller {
 public:
  explicit Teller(const Telling& telling) : telling_(telling), rng_(telling.shuffle.value_or(0)) {}

  /// The files of the scenario as it is told now.
  std::vector<std::string> files(const Documents& documents) {
    std::vector<std::pair<std::string, std::string>> pieces;  // section, text of a row or of an entry of a map
    for (const YamlFile& file : documents.files)
      for (const YamlEntry& section : file.root->entries) {
        if (!telling_.sections.empty() && !telling_.sections.contains(section.key)) continue;
        for (const YamlNode* row : section.value->items) pieces.emplace_back(section.key, "- " + flow({section.key, id_of(*row)}, row));
        for (const YamlEntry& e : section.value->entries)
          pieces.emplace_back(section.key, "  " + quoted(key_of({section.key}, e.key)) + ": " + flow({section.key, e.key}, e.value));
      }
    if (telling_.shuffle) std::shuffle(pieces.begin(), pieces.end(), rng_);
    std::vector<std::map<std::string, std::string>> by_section(telling_.shuffle ? 3 : 1);
    for (const auto& [section, text] : pieces) by_section[rng_() % by_section.size()][section] += text + "\n";
    std::vector<std::string> texts;
    for (const auto& sections : by_section) {
      std::string text;
      for (const auto& [section, rows] : sections) text += section + ":\n" + rows;
      texts.push_back(std::move(text));
    }
    return texts;
  }

 private:
  std::string key_of(const Path& path, const std::string& key) const { return telling_.key ? telling_.key(path, key) : key; }

  std::string flow(const Path& path, const YamlNode* node) {
    if (telling_.node) node = telling_.node(path, node);
    if (node->shape == Shape::null) return "null";
    if (node->shape == Shape::text) return quoted(telling_.text ? telling_.text(path, node->text) : node->text);
    std::vector<std::string> parts;
    Path inside = path;
    inside.emplace_back();
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      inside.back() = std::to_string(i);
      parts.push_back(flow(inside, node->items[i]));
    }
    const bool list = node->shape == Shape::list;
    for (const YamlEntry& e : node->entries) {
      inside.back() = e.key;
      parts.push_back(quoted(key_of(path, e.key)) + ": " + flow(inside, e.value));
    }
    if (!list && telling_.shuffle) std::shuffle(parts.begin(), parts.end(), rng_);
    std::string all;
    for (const std::string& p : parts) all += (all.empty() ? "" : ", ") + p;
    return list ? "[" + all + "]" : "{" + all + "}";
  }

  const Telling& telling_;
  std::mt19937 rng_;
};

/// A folder that is gone when it goes out of scope.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "smolny-science-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder can be made");
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

void read_file(const fs::path& file, Documents& documents, Diagnostics& diagnostics) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  read_text(text.str(), file.string(), 0, documents, diagnostics);
}

}  // namespace

std::string id_of(const YamlNode& row) {
  const auto text = [&](const char* key) { return row.find(key) ? row.find(key)->text : std::string(); };
  return row.find("id") ? text("id") : text("from") + "--" + text("to");
}

Documents read_scenario(std::span<const fs::path> places) {
  Documents documents;
  Diagnostics diagnostics;
  for (const fs::path& place : places) {
    if (!fs::is_directory(place)) {
      read_file(place, documents, diagnostics);
      continue;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(place))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read_file(file, documents, diagnostics);
  }
  if (!diagnostics.empty()) throw std::runtime_error(to_text(diagnostics.sorted().front()));
  return documents;
}

LoadedScenario retell(std::span<const fs::path> places, const Telling& telling) {
  const Folder folder;
  int number = 0;
  for (const std::string& text : Teller(telling).files(read_scenario(places)))
    std::ofstream(folder.path / (std::to_string(number++) + ".yaml"), std::ios::binary) << text;
  LoadedScenario loaded = open_scenario(folder.path);
  if (!loaded.valid()) {
    std::string all = "the scenario cannot be told so:";
    for (const Diagnostic& d : loaded.diagnostics.sorted()) all += "\n" + to_text(d);
    throw std::runtime_error(all);
  }
  return loaded;
}

LoadedScenario retell(const fs::path& folder, const Telling& telling) { return retell(std::span(&folder, 1), telling); }

}  // namespace smolny::science

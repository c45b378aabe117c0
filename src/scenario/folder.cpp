// Which files make up a scenario, and reading them without trusting them.

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>

#include "scenario/document.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

/// The bytes of a file, one more than the cap at most; nothing when it cannot be read.
std::optional<std::string> contents(const fs::path& path, std::size_t cap) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text;
  std::error_code error;
  const auto size = fs::file_size(path, error);
  text.resize(std::min<std::size_t>(cap + 1, error ? cap + 1 : static_cast<std::size_t>(size) + 1));
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::vector<fs::path> yaml_files(const fs::path& folder, const Caps& caps, Documents& documents,
                                 Diagnostics& diagnostics) {
  std::vector<fs::path> paths;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const fs::path& path = it->path();
    const std::string name = path.filename().string();
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      if (name.starts_with('.') || (it.depth() == 0 && name == "readings")) it.disable_recursion_pending();
      if (it.depth() >= 8) it.disable_recursion_pending();
      continue;
    }
    if (path.extension() == ".yaml" && !name.starts_with('.')) paths.push_back(path);
    if (paths.size() > caps.files) break;
  }
  if (error) {
    diagnostics.add({diagnostics.add_file(folder.string()), 0, 0}, "cannot be read: " + error.message());
    documents.complete = false;
  }
  if (paths.size() > caps.files) {
    diagnostics.add({diagnostics.add_file(folder.string()), 0, 0},
                    "more than " + std::to_string(caps.files) + " files");
    documents.complete = false;
    paths.clear();
  }
  std::sort(paths.begin(), paths.end(), [&](const fs::path& a, const fs::path& b) {
    return a.lexically_relative(folder).generic_string() < b.lexically_relative(folder).generic_string();
  });
  return paths;
}

struct Budget {
  std::size_t left;
};

void read_file(const fs::path& path, int layer, Budget& budget, Documents& documents, Diagnostics& diagnostics,
               const Caps& caps) {
  if (documents.values > caps.values) return;  // reported
  std::error_code error;
  const auto refuse = [&](const std::string& why) {
    diagnostics.add({diagnostics.add_file(path.generic_string()), 0, 0}, why);
    documents.complete = false;
  };
  if (!fs::is_regular_file(path, error)) return refuse("not a regular file");
  const auto text = contents(path, caps.file_bytes);
  if (!text) return refuse("cannot be read");
  if (text->size() > budget.left)
    return refuse("the scenario is larger than " + std::to_string(caps.total_bytes) + " bytes");
  budget.left -= text->size();
  read_text(*text, path.generic_string(), layer, documents, diagnostics, caps);
}

/// The names of the readings that there are, for a suggestion.
std::vector<std::string> reading_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder / "readings", error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".yaml") names.push_back(it->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Documents read_documents(const fs::path& folder, const std::vector<std::string>& readings, Diagnostics& diagnostics,
                         const Caps& caps) {
  Documents documents;
  std::error_code error;
  const auto refuse = [&](const fs::path& path, const std::string& why) {
    diagnostics.add({diagnostics.add_file(path.generic_string()), 0, 0}, why);
    documents.complete = false;
  };
  if (!fs::is_directory(folder, error)) {
    refuse(folder,
           fs::exists(folder, error) ? "not a folder; a scenario is a folder of .yaml files" : "no such folder");
    return documents;
  }
  Budget budget{caps.total_bytes};
  const auto paths = yaml_files(folder, caps, documents, diagnostics);
  if (paths.empty() && documents.complete) refuse(folder, "holds no .yaml file");
  for (const fs::path& path : paths) read_file(path, 0, budget, documents, diagnostics, caps);
  int layer = 0;
  for (const std::string& name : readings) {
    ++layer;
    const auto known = reading_names(folder);
    if (std::find(known.begin(), known.end(), name) == known.end())
      refuse(folder / "readings", "no reading " + in_quotes(name) + suggestion(name, {known.begin(), known.end()}));
    else
      read_file(folder / "readings" / (name + ".yaml"), layer, budget, documents, diagnostics, caps);
  }
  return documents;
}

}  // namespace smolny

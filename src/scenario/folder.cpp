// Which files make up a scenario, and reading them without trusting them.

#include <algorithm>
#include <fstream>
#include <map>
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

/// Whether it is written ../SCENARIO/FILE.yaml (FILE may lie deeper), with no further way up or to what is hidden.
bool is_beside(const std::string& name) {
  const fs::path path(name);
  std::size_t parts = 0;
  for (const fs::path& part : path)
    if (parts++ == 0 ? part != ".." : part.empty() || part.string().starts_with('.')) return false;
  return parts >= 3 && path.extension() == ".yaml" && name.find('\\') == name.npos && name.find('\0') == name.npos;
}

/// Reads a scenario's files and, after each, the files of other scenarios that it asks for.
class Reading {
 public:
  Reading(const fs::path& folder, Documents& documents, Diagnostics& diagnostics, const Caps& caps)
      : folder_(folder), documents_(documents), diagnostics_(diagnostics), caps_(caps), budget_{caps.total_bytes} {
    std::error_code error;
    self_ = fs::canonical(folder, error);
  }

  void read(const fs::path& path, int layer) {
    const std::size_t before = documents_.files.size();
    read_file(path, layer, budget_, documents_, diagnostics_, caps_);
    if (documents_.files.size() == before) return;  // empty, or reported
    const YamlNode* asked = documents_.files.back().root->find("include");
    if (!asked || asked->shape == Shape::null) return;
    if (asked->shape != Shape::list) return refuse(*asked, "include: expected a list of files, found " + described(*asked));
    for (const YamlNode* item : asked->items) include(*item, layer);
  }

 private:
  void refuse(const YamlNode& at, std::string why) {
    diagnostics_.add(at.at, std::move(why));
    documents_.complete = false;
  }

  void include(const YamlNode& item, int layer) {
    if (item.shape != Shape::text || !is_beside(item.text))
      return refuse(item, "include: expected a file of a scenario beside this one, ../SCENARIO/FILE.yaml, found " + described(item));
    const std::string& name = item.text;
    if (const auto known = open_.find(name); known != open_.end()) {
      if (known->second) refuse(item, "include: " + in_quotes(name) + " includes itself, by way of this file");
      return;  // read once, whoever asks
    }
    const fs::path path = (folder_ / name).lexically_normal(), real = self_.parent_path() / fs::path(name).lexically_relative("..");
    std::error_code error;
    if (!fs::is_regular_file(real, error)) return refuse(item, "include: no file " + in_quotes(name) + suggestion(name, there_are(name)));
    const fs::path leads_to = fs::canonical(real, error).lexically_relative(self_.parent_path());
    if (error || leads_to.empty() || *leads_to.begin() == "..")
      return refuse(item, "include: " + in_quotes(name) + " leads out of the folder that holds the scenarios");
    if (*leads_to.begin() == self_.filename()) return refuse(item, "include: " + in_quotes(name) + " is a file of this scenario already");
    if (documents_.included.size() >= caps_.files) return refuse(item, "include: more than " + std::to_string(caps_.files) + " files");
    documents_.included.push_back(name);
    open_[name] = true;
    read(path, layer);
    open_[name] = false;
  }

  /// What could have been meant: the files of the scenario named or, when there is no such scenario, this file of others.
  std::vector<std::string_view> there_are(const std::string& name) {
    const fs::path within = fs::path(name).lexically_relative("..");
    std::error_code error;
    const fs::path other = self_.parent_path() / *within.begin();
    if (fs::is_directory(other, error)) {
      for (fs::directory_iterator it(other, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".yaml") names_.push_back("../" + (*within.begin() / it->path().filename()).generic_string());
    } else {
      const fs::path file = within.lexically_relative(*within.begin());
      for (fs::directory_iterator it(self_.parent_path(), error), end; !error && it != end; it.increment(error))
        if (std::error_code ignored; it->path() != self_ && fs::is_regular_file(it->path() / file, ignored))
          names_.push_back("../" + (it->path().filename() / file).generic_string());
    }
    std::sort(names_.begin(), names_.end());
    return {names_.begin(), names_.end()};
  }

  const fs::path& folder_;
  fs::path self_;  ///< the folder, without links
  Documents& documents_;
  Diagnostics& diagnostics_;
  const Caps& caps_;
  Budget budget_;
  std::map<std::string, bool> open_;  ///< files asked for; true while those that they ask for are read
  std::vector<std::string> names_;
};

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
  Reading reading(folder, documents, diagnostics, caps);
  const auto paths = yaml_files(folder, caps, documents, diagnostics);
  if (paths.empty() && documents.complete) refuse(folder, "holds no .yaml file");
  for (const fs::path& path : paths) reading.read(path, 0);
  int layer = 0;
  for (const std::string& name : readings) {
    ++layer;
    const auto known = reading_names(folder);
    if (std::find(known.begin(), known.end(), name) == known.end())
      refuse(folder / "readings", "no reading " + in_quotes(name) + suggestion(name, {known.begin(), known.end()}));
    else
      reading.read(folder / "readings" / (name + ".yaml"), layer);
  }
  return documents;
}

}  // namespace smolny

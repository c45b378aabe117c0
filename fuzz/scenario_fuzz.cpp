// A scenario's folder as one text: a line `=== NAME` begins the file NAME; what stands before the first is a.yaml.
// Names that are no plain file name are changed to one: what the loader trusts is the folder, not its files.

#include "harbour.hpp"
#include "scenario/record.hpp"

namespace {

using namespace smolny::fuzz;

std::string file_name(std::string_view text) {
  std::string name;
  for (char c : text.substr(0, 40))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c == '/' && !name.empty())) name += c;
  return name.starts_with("readings/") ? "readings/reading.yaml" : fs::path(name).filename().string() + ".yaml";
}

void write_files(std::string_view text, const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  fs::create_directories(folder / "readings");
  std::string name = "a.yaml", content;
  const auto flush = [&] {
    if (!content.empty()) write(folder / name, content);
    content.clear();
  };
  for (int files = 0; !text.empty();) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with("=== ") && files < 16) {
      flush();
      name = file_name(line.substr(4));
      ++files;
    } else {
      content += text.substr(0, end + 1);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  flush();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const fs::path scenario = folder.path / "scenario";
  write_files(text_of(data, size), scenario);
  const bool reading = fs::exists(scenario / "readings/reading.yaml");
  auto loaded = smolny::open_scenario(scenario, reading ? std::vector<std::string>{"reading"} : std::vector<std::string>{});
  read_record(loaded);
  complaints_are_clear(loaded);
  return 0;
}

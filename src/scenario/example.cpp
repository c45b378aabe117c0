#include "scenario/example.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <system_error>

#include "scenario/diagnostics.hpp"
#include "scenario/example_text.hpp"
#include "scenario/names.hpp"
#include "scenario/starting_values.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

std::string shown(double value) {
  std::array<char, 32> buffer{};
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

/// Of a mechanism's parameter; the middle of what it admits if it is too new to have one.
double starting_value(std::string_view mechanism, const ParameterSpec& p) {
  for (const StartingValue& v : starting_values)
    if (v.parameter.starts_with(mechanism) && v.parameter.substr(mechanism.size()).starts_with('.') &&
        v.parameter.substr(mechanism.size() + 1) == p.name)
      return v.value;
  return (p.low + p.high) / 2;
}

std::string parameters(std::span<const ParameterTable> tables) {
  std::string text =
      "# The parameters of the mechanisms, each at a value to begin with: replace them by values with sources and\n"
      "# priors.\nparameters:\n";
  for (const ParameterTable& table : tables) {
    if (table.count == 0 || table.on_request) continue;
    text += "  " + std::string(table.mechanism) + ":\n    grade: assumed\n";
    for (int i = 0; i < table.count; ++i) {
      const ParameterSpec& p = table.rows[i];
      text += "    " + std::string(p.name) + ": " + shown(starting_value(table.mechanism, p)) + "  # " + std::string(p.meaning) +
              " (" + std::string(p.unit) + "; " + shown(p.low) + " to " + shown(p.high) + ")\n";
    }
  }
  return text.ends_with("parameters:\n") ? text.substr(0, text.size() - 1) + " {}\n" : text;
}

std::string named(std::string_view text, std::string_view id) {
  std::string result(text);
  const std::size_t at = result.find("NAME");
  if (at != std::string::npos) result.replace(at, 4, id);
  return result;
}

}  // namespace

std::vector<ExampleFile> example_scenario(std::string_view id, std::span<const ParameterTable> tables) {
  return {{"people.yaml", named(example_people, id)},
          {"events.yaml", std::string(example_events)},
          {"parameters.yaml", parameters(tables)}};
}

std::expected<void, NotWritten> new_scenario(const fs::path& folder, std::span<const ParameterTable> tables) {
  const std::string id = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  if (!is_id(id, false))
    return std::unexpected(
        NotWritten{"a scenario's name is lower-case words with hyphens or underscores, found " + in_quotes(id), true});
  std::error_code error;
  const fs::path whole = folder.has_filename() ? folder : folder.parent_path();
  if (fs::exists(whole, error)) return std::unexpected(NotWritten{whole.string() + " exists already", true});
  // Written beside and moved into place when complete, so that a failure leaves nothing.
  const fs::path draft = whole.parent_path() / ("." + id + ".new");
  const auto give_up = [&](const std::string& why) -> std::expected<void, NotWritten> {
    std::error_code ignored;
    fs::remove_all(draft, ignored);
    return std::unexpected(NotWritten{why});
  };
  if (!fs::create_directory(draft, error))
    return std::unexpected(NotWritten{draft.string() + " cannot be made: " + (error ? error.message() : "it exists already")});
  for (const ExampleFile& file : example_scenario(id, tables)) {
    std::ofstream out(draft / file.name, std::ios::binary);
    out << file.text;
    out.close();
    if (!out) return give_up((draft / file.name).string() + " cannot be written: the disk may be full");
  }
  fs::rename(draft, whole, error);
  if (error) return give_up(whole.string() + " cannot be made: " + error.message());
  return {};
}

}  // namespace smolny

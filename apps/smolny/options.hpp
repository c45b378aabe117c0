#pragma once
// Options of a command: a thin face over the library that parses them, which only options.cpp includes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"

namespace smolny {

/// The options that a command takes. Variables bound to it are filled by parse().
///
/// A command is one of smolny's, or a program that bears its name.
///
///   Options options("summary", "What came out of an ensemble.", "smolny summary october.sqlite --json");
///   options.positional("ARCHIVE", archive, "the archive");
///   options.flag("--json", json, "machine-readable output");
///   if (auto status = options.parse(arguments)) return *status;
class Options {
 public:
  Options(std::string_view command, std::string_view summary, std::string_view example);
  ~Options();

  void positional(std::string_view name, std::string& value, std::string_view help, bool required = true);
  void positionals(std::string_view name, std::vector<std::string>& values, std::string_view help);  ///< one at least
  void flag(std::string_view name, bool& value, std::string_view help);
  void option(std::string_view name, std::string& value, std::string_view placeholder, std::string_view help);
  void option(std::string_view name, std::optional<std::string>& value, std::string_view placeholder, std::string_view help);
  void option(std::string_view name, std::uint64_t& value, std::string_view placeholder, std::string_view help);
  void option(std::string_view name, std::optional<std::uint64_t>& value, std::string_view placeholder, std::string_view help);
  void list(std::string_view name, std::vector<std::string>& values, std::string_view placeholder, std::string_view help);
  void required(std::string_view name);  ///< an option already declared must be given

  /// Nothing when the command may go on; else the exit status (0 after --help, 2 after an error, which it has printed).
  std::optional<int> parse(Arguments arguments);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smolny

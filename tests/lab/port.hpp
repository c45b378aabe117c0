#pragma once
// The small scenario of `smolny new`, written to a temporary folder and loaded once: what the lab is tried out on.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include "lab/opening.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"

namespace smolny {

inline const LoadedScenario& port() {
  static const LoadedScenario loaded = [] {
    const auto folder = std::filesystem::temp_directory_path() / ("smolny-port-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    if (const auto made = new_scenario(folder, parameter_tables()); !made) throw std::runtime_error(made.error().message);
    LoadedScenario s = open_scenario(folder);
    std::filesystem::remove_all(folder);
    if (!s.valid()) throw std::runtime_error("the example does not load");
    return s;
  }();
  return loaded;
}

inline Specification port_member(std::uint64_t member, std::vector<std::string> commands = {}) {
  Specification s = specification_of(port().setting);
  s.member = member;
  s.commands = std::move(commands);
  return s;
}

}  // namespace smolny

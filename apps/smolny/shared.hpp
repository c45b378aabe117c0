#pragma once
// What several commands do alike.

#include <memory>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/ensemble.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// Prints `smolny: MESSAGE` to standard error and gives the exit status.
int complain(const Fault& fault);
int complain(std::string_view message, int status = 2);

/// Loads a scenario; when something is wrong with it, prints every problem and gives nothing (exit status 2).
std::unique_ptr<LoadedScenario> load_or_complain(const std::string& scenario, const std::vector<std::string>& readings);

/// A progress line on standard error: on a terminal it is rewritten in place; as JSON, a line a step; else nothing.
/// `mode` is "", "auto", "json" or "none".
OnProgress progress_line(const std::string& mode);

/// Writes a line of text to standard output.
void print(std::string_view text);

}  // namespace smolny

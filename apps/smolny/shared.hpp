#pragma once
// What several commands do alike.

#include <memory>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/ensemble.hpp"
#include "lab/opening.hpp"
#include "lab/simulator.hpp"

namespace smolny {

/// Prints `smolny: MESSAGE` to standard error and gives the exit status.
int complain(const Fault& fault);
int complain(std::string_view message, int status = 2);

/// Loads a scenario; when something is wrong with it, prints every problem and gives nothing (exit status 2).
std::unique_ptr<LoadedScenario> load_or_complain(const std::string& scenario, const std::vector<std::string>& readings, std::int64_t grouping = 0);

/// What --progress MODE asks for on standard error: `auto` (a line on a terminal, nothing else), `text`, `json`, `none`.
OnProgress progress_line(const std::string& mode);
/// The same for work that counts runs; seconds are counted from the call.
OnRuns runs_line(const std::string& mode);
bool known_progress(const std::string& mode);

/// Writes text to standard output, and a newline where it ends without one.
void print(std::string_view text);

}  // namespace smolny

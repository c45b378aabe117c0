#pragma once
// The commands of the program, one to a file; the table of them is in main.cpp. Each takes the arguments behind its
// name and returns the exit status: 0, 1 on failure, 2 on bad input. Errors go to standard error.

#include <span>
#include <string>
#include <string_view>

namespace smolny {

using Arguments = std::span<const std::string>;

int command_new(Arguments arguments);
int command_check(Arguments arguments);
int command_describe(Arguments arguments);
int command_run(Arguments arguments);
int command_ensemble(Arguments arguments);
int command_merge(Arguments arguments);
int command_digest(Arguments arguments);
int command_summary(Arguments arguments);
int command_export(Arguments arguments);
int command_whatif(Arguments arguments);
int command_report(Arguments arguments);
int command_twins(Arguments arguments);
int command_score(Arguments arguments);
int command_compare(Arguments arguments);
int command_why(Arguments arguments);
int command_predict(Arguments arguments);
int command_bridge(Arguments arguments);
int command_sensitivity(Arguments arguments);
int command_calibrate(Arguments arguments);
int command_bench(Arguments arguments);

struct Command {
  std::string_view name, summary;
  int (*run)(Arguments);
};
std::span<const Command> commands();

}  // namespace smolny

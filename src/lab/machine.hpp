#pragma once
// The machine that a measurement was made on, and the clocks that it is made with.

#include <string>

namespace smolny {

struct Machine {
  std::string processor;
  unsigned cores = 1;
  double memory_gib = 0;
  std::string compiler;
  double load = 0;  ///< processes that wanted a core over the last minute: a busy machine measures badly
};
Machine this_machine();

/// Seconds on a clock that never turns back.
double wall_seconds();
/// CPU seconds of this process, all its threads.
double cpu_seconds();
/// Bytes of this process that are in memory now.
double resident_bytes();
/// Bytes of memory that the machine could still give; infinity where it does not say.
double available_bytes();

}  // namespace smolny

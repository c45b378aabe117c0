#include "lab/machine.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <thread>

namespace smolny {

namespace {

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  utsname name{};
  uname(&name);
  return name.machine;
}

double seconds(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace

Machine this_machine() {
  double load = 0;
  if (getloadavg(&load, 1) != 1) load = 0;
  const double pages = static_cast<double>(sysconf(_SC_PHYS_PAGES)), page = static_cast<double>(sysconf(_SC_PAGESIZE));
  return {processor(), std::thread::hardware_concurrency(), pages * page / (1 << 30), __VERSION__, load};
}

double wall_seconds() { return seconds(CLOCK_MONOTONIC); }
double cpu_seconds() { return seconds(CLOCK_PROCESS_CPUTIME_ID); }

double available_bytes() {
  std::ifstream in("/proc/meminfo");
  std::string name, unit;
  for (double kilobytes = 0; in >> name >> kilobytes; std::getline(in, unit))
    if (name == "MemAvailable:") return kilobytes * 1024;
  return std::numeric_limits<double>::infinity();
}

double resident_bytes() {
  std::ifstream in("/proc/self/statm");
  double whole = 0, resident = 0;
  in >> whole >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace smolny

#include "shared.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "lab/progress.hpp"

namespace smolny {

int complain(std::string_view message, int status) {
  std::fprintf(stderr, "smolny: %.*s\n", static_cast<int>(message.size()), message.data());
  return status;
}

int complain(const Fault& fault) { return complain(fault.message, fault.status()); }

std::unique_ptr<LoadedScenario> load_or_complain(const std::string& scenario, const std::vector<std::string>& readings, std::int64_t grouping) {
  auto loaded = std::make_unique<LoadedScenario>(open_scenario(find_scenario(scenario), readings, grouping));
  if (loaded->valid()) return loaded;
  for (const Diagnostic& d : loaded->report.errors) std::fprintf(stderr, "%s\n", to_text(d).c_str());
  return nullptr;
}

OnProgress progress_line(const std::string& mode) {
  const auto write = [](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
  };
  if (mode == "json") return json_progress(write);
  if (mode == "text" || (mode == "auto" && isatty(STDERR_FILENO))) return text_progress(write);
  return {};
}

OnRuns runs_line(const std::string& mode) {
  const OnProgress line = progress_line(mode);
  if (!line) return {};
  const auto began = std::chrono::steady_clock::now();
  return [=](std::uint64_t done, std::uint64_t total, std::uint64_t failed) {
    line({done, total, failed, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()});
  };
}

bool known_progress(const std::string& mode) { return mode == "auto" || mode == "text" || mode == "json" || mode == "none"; }

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!text.ends_with('\n')) std::fputc('\n', stdout);
}

}  // namespace smolny

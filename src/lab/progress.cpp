#include "lab/progress.hpp"

#include <chrono>
#include <cmath>
#include <memory>
#include <string>

#include "archive/json.hpp"

namespace smolny {

namespace {

using Clock = std::chrono::steady_clock;

/// True for the first and the last step and otherwise ten times a second.
struct Pace {
  Clock::time_point last{};
  bool due(const Progress& p) {
    const auto now = Clock::now();
    if (p.done < p.total && last != Clock::time_point{} && now - last < std::chrono::milliseconds(100)) return false;
    last = now;
    return true;
  }
};

std::string time_left(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s left";
  return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s left";
}

}  // namespace

OnProgress text_progress(WriteText write) {
  auto pace = std::make_shared<Pace>();
  auto first = std::make_shared<std::uint64_t>(UINT64_MAX);  // members that an earlier run had done
  return [=](const Progress& p) {
    if (*first == UINT64_MAX) *first = p.done;
    if (!pace->due(p)) return;
    constexpr std::uint64_t width = 24;
    const std::uint64_t filled = p.total == 0 ? width : p.done * width / p.total;
    std::string line = "\r  ";
    for (std::uint64_t i = 0; i < width; ++i) line += i < filled ? "━" : "─";
    line += "  " + std::to_string(p.done) + " of " + std::to_string(p.total) + " histories";
    if (p.failed > 0) line += ", " + std::to_string(p.failed) + " failed";
    const std::uint64_t now_done = p.done - *first;
    if (p.done < p.total && now_done > 0 && p.seconds > 0.5)
      line += ", " + time_left(p.seconds / static_cast<double>(now_done) * static_cast<double>(p.total - p.done));
    line += "\x1b[K";
    if (p.done == p.total) line += '\n';
    write(line);
  };
}

OnProgress json_progress(WriteText write) {
  auto pace = std::make_shared<Pace>();
  return [=](const Progress& p) {
    if (!pace->due(p)) return;
    JsonWriter json;
    json.open_object().member("done", p.done).member("total", p.total).member("failed", p.failed);
    json.member("seconds", std::round(p.seconds * 1000) / 1000).close_object();
    write(json.text() + "\n");
  };
}

}  // namespace smolny

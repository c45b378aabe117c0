#include "people/table.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace smolny::people {

namespace {

constexpr std::uint64_t kMost = 0xffffffffU;

/// x in [0, 1] as the nearest multiple of 2^-32; ties go up.
std::uint64_t fixed(double x) { return static_cast<std::uint64_t>(x * 0x1p32 + 0.5); }

double at_least_zero(double x) { return x > 0 ? x : 0; }

void share_out(Table& table, const std::array<double, kPositions>& towards, double all) {
  std::size_t last = 0;
  for (std::size_t q = 0; q < kPositions; ++q)
    if (towards[q] > 0) last = q;
  double below = 0;
  bool reached = false;
  for (std::size_t q = 0; q < kPositions; ++q) {
    below += at_least_zero(towards[q]);
    const std::uint64_t words = q >= last ? kMost + 1 : fixed(std::min(1.0, below / all));
    table.upto[q] = static_cast<std::uint32_t>(words > 0 ? words - 1 : 0);
    if (words > 0 && !reached) table.nearest = static_cast<std::uint8_t>(q);
    reached = reached || words > 0;
  }
}

}  // namespace

Table table_of(const Transition& t) {
  Table table;
  double all = 0;
  for (double weight : t.towards) all += at_least_zero(weight);
  if (!std::isfinite(all)) throw std::invalid_argument("a step of people: the weights of positions must have a finite sum");
  if (all > 0) share_out(table, t.towards, all);
  for (std::size_t p = 0; p < kPositions; ++p) {
    const double up = std::min(1.0, at_least_zero(t.up[p])), down = std::min(1.0, at_least_zero(t.down[p]));
    const double leave = all > 0 ? std::min(1.0, at_least_zero(t.leave[p])) : 0;
    const double scale = std::max(1.0, up + down + leave);
    const std::uint64_t rise = std::min(kMost, fixed(up / scale));
    const std::uint64_t fall = std::min(kMost, rise + fixed(down / scale));
    const std::uint64_t gone = std::min(kMost, fall + fixed(leave / scale));
    table.rise[p] = static_cast<std::uint32_t>(rise);
    table.fall[p] = static_cast<std::uint32_t>(fall);
    table.leave[p] = static_cast<std::uint32_t>(gone);
    table.gate[p] = static_cast<std::uint8_t>(gone >> 24);
  }
  return table;
}

std::uint64_t share(const Table& table, std::size_t position) {
  if (position < table.nearest) return 0;
  if (position == table.nearest) return std::uint64_t{table.upto[position]} + 1;
  return table.upto[position] - table.upto[position - 1];
}

}  // namespace smolny::people

#include "people/counts.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "chance/counts.h"
#include "maths/quantiles.h"

namespace smolny::people {

namespace {

/// One more to each of the `over` cells with the largest rests, all of them within [0, 1): by a count of rests in steps, so that
/// only those of one step are compared.
void give_largest(Histogram& h, std::span<const double> rest, std::span<const std::uint16_t> cell, std::int64_t over) {
  constexpr std::size_t kRests = 64;
  const auto step_of = [](double x) { return static_cast<std::size_t>(x * kRests); };
  std::array<std::int64_t, kRests> count{};
  for (double x : rest) ++count[step_of(x)];
  std::size_t last = kRests;  // the lowest step that gets any
  while (over > 0 && last > 0 && count[last - 1] <= over) over -= count[--last];
  std::array<std::size_t, 256> tied;
  std::size_t n = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const std::size_t step = step_of(rest[i]);
    if (step >= last) ++h.cell[cell[i]];
    else if (over > 0 && step + 1 == last) tied[n++] = i;
  }
  if (over == 0) return;
  const auto larger = [&](std::size_t a, std::size_t b) { return rest[a] != rest[b] ? rest[a] > rest[b] : a < b; };
  std::nth_element(tied.begin(), tied.begin() + over, tied.begin() + static_cast<std::ptrdiff_t>(n), larger);
  for (std::size_t i = 0; i < static_cast<std::size_t>(over); ++i) ++h.cell[cell[tied[i]]];
}

}  // namespace

Histogram standing(const std::array<double, kPositions>& slate, double mean, double spread, std::int32_t size) {
  std::array<double, kSteps> resolve{};
  double below = 0;
  for (std::size_t r = 0; r < kSteps; ++r) {
    const double edge = (static_cast<double>(r) + 1) / kSteps;
    const double upto = r + 1 == kSteps ? 1.0 : maths::normal_cdf((edge - mean) / std::max(spread, 0.01));
    resolve[r] = upto - below;
    below = upto;
  }
  Histogram h;
  std::array<double, 256> rest;            // of the cells that were rounded down, and which they are
  std::array<std::uint16_t, 256> rounded;
  std::size_t n = 0;
  std::int64_t placed = 0;
  for (std::size_t c = 0; c < 256; ++c) {
    const double exact = slate[c / kSteps] * resolve[c % kSteps] * size;
    h.cell[c] = static_cast<std::int32_t>(exact);
    placed += h.cell[c];
    rest[n] = exact - h.cell[c];
    rounded[n] = static_cast<std::uint16_t>(c);
    n += rest[n] > 0;
  }
  give_largest(h, std::span(rest).first(n), rounded, std::clamp<std::int64_t>(size - placed, 0, static_cast<std::int64_t>(n)));
  return h;
}

namespace {

/// Leavers go to positions by the shares of the table, as a chain of binomials; resolve r keeps.
void arrive(Histogram& next, std::size_t r, std::int64_t leavers, const Table& table, const Draws& draws) {
  std::uint64_t mass = std::uint64_t{1} << 32;
  for (std::size_t p = 0; p < kPositions && leavers > 0; ++p) {
    const std::uint64_t here = share(table, p);
    if (here == 0) continue;
    const double chance = static_cast<double>(here) / static_cast<double>(mass);
    const std::int64_t n = chance::binomial(leavers, chance, draws(1024 + r * kPositions + p));
    next.cell[p * kSteps + r] += static_cast<std::int32_t>(n);
    leavers -= n;
    mass -= here;
  }
}

}  // namespace

std::int64_t step(Histogram& people, const Table& t, const Draws& draws) {
  Histogram next;
  std::array<std::int64_t, kSteps> leavers{};
  std::int64_t moved = 0;
  for (std::size_t p = 0; p < kPositions; ++p) {
    for (std::size_t r = 0; r < kSteps; ++r) {
      const std::size_t c = p * kSteps + r;
      const std::int64_t n = people.cell[c];
      if (n == 0) continue;
      const double up = r + 1 < kSteps ? t.rise[p] : 0, down = r > 0 ? t.fall[p] - t.rise[p] : 0;
      const double leave = t.leave[p] - t.fall[p], any = up + down + leave;
      const std::int64_t movers = any > 0 ? chance::binomial(n, any * 0x1p-32, draws(c * 4)) : 0;
      if (movers > 0) {
        const std::int64_t ups = up > 0 ? chance::binomial(movers, up / any, draws(c * 4 + 1)) : 0;
        const std::int64_t downs = down > 0 ? chance::binomial(movers - ups, down / (down + leave), draws(c * 4 + 2)) : 0;
        if (ups > 0) next.cell[c + 1] += static_cast<std::int32_t>(ups);
        if (downs > 0) next.cell[c - 1] += static_cast<std::int32_t>(downs);
        leavers[r] += movers - ups - downs;
        moved += movers;
      }
      next.cell[c] += static_cast<std::int32_t>(n - movers);
    }
  }
  for (std::size_t r = 0; r < kSteps; ++r) arrive(next, r, leavers[r], t, draws);
  people = next;
  return moved;
}

std::int64_t step(Histogram& people, const Transition& transition, const Draws& draws) {
  return step(people, table_of(transition), draws);
}

std::int64_t size(const Histogram& people) {
  return std::accumulate(people.cell.begin(), people.cell.end(), std::int64_t{0});
}

double mean_resolve(const Histogram& people) {
  double sum = 0, all = 0;
  for (std::size_t c = 0; c < 256; ++c) {
    sum += people.cell[c] * (static_cast<double>(c % kSteps) + 0.5) / kSteps;
    all += people.cell[c];
  }
  return all > 0 ? sum / all : 0;
}

std::int64_t at_least(const Histogram& people, int resolve) {
  std::int64_t n = 0;
  for (std::size_t c = 0; c < 256; ++c)
    if (static_cast<int>(c % kSteps) >= resolve) n += people.cell[c];
  return n;
}

}  // namespace smolny::people

#include "people/transfer.hpp"

#include <algorithm>

#include "chance/counts.h"

namespace smolny::people {

namespace {

constexpr std::int64_t kFew = 3000;  ///< fewer cost less one by one than a hundred cells do

/// One person after another, at most half of them: a place in the row of all is drawn, and drawn again where it is that of one who
/// has been taken (in each cell those first in the row go first). A guide to every 256th of the row leads near the cell.
Histogram take_one_by_one(Histogram& people, std::int64_t all, std::int64_t n, const Draws& draws) {
  std::array<std::int64_t, 256> upto{};
  std::array<std::uint8_t, 257> guide{};
  std::int64_t sum = 0;
  std::size_t next = 0;
  for (std::size_t c = 0; c < 256; ++c) {
    upto[c] = sum += people.cell[c];
    while (next <= 256 && static_cast<std::int64_t>(next) * all < sum * 256) guide[next++] = static_cast<std::uint8_t>(c);
  }
  Histogram taken;
  for (std::uint64_t draw = 0; n > 0; ++draw) {
    const double u = draws(draw);
    const std::int64_t at = std::min(static_cast<std::int64_t>(u * static_cast<double>(all)), all - 1);
    std::size_t c = guide[static_cast<std::size_t>(at * 256 / all)];
    while (at >= upto[c]) ++c;
    if (at - (upto[c] - people.cell[c]) < taken.cell[c]) continue;
    ++taken.cell[c];
    --n;
  }
  for (std::size_t c = 0; c < 256; ++c) people.cell[c] -= taken.cell[c];
  return taken;
}

}  // namespace

Histogram take(Histogram& people, std::int64_t n, const Draws& draws) {
  std::int64_t left = size(people);
  Histogram taken;
  if (n > left - n) {  // rather who stays
    taken = take(people, left - n, draws);
    std::swap(people, taken);
    return taken;
  }
  if (n == 0) return taken;
  if (n < kFew) return take_one_by_one(people, left, n, draws);
  for (std::size_t c = 0; c < 256 && n > 0; ++c) {
    const std::int64_t here = people.cell[c];
    if (here == 0) continue;
    const std::int64_t k = chance::hypergeometric(left, here, n, draws(c));
    people.cell[c] -= static_cast<std::int32_t>(k);
    taken.cell[c] = static_cast<std::int32_t>(k);
    left -= here;
    n -= k;
  }
  return taken;
}

std::vector<Histogram> deal(const Histogram& people, std::span<const std::int64_t> hands, const Draws& draws) {
  std::vector<std::uint8_t> pack;
  pack.reserve(static_cast<std::size_t>(size(people)));
  for (std::size_t c = 0; c < 256; ++c) pack.insert(pack.end(), static_cast<std::size_t>(people.cell[c]), static_cast<std::uint8_t>(c));
  std::vector<Histogram> dealt;
  std::size_t at = 0;
  for (std::int64_t hand : hands) {
    Histogram& h = dealt.emplace_back();
    for (; hand > 0; --hand, ++at) {
      const std::size_t rest = pack.size() - at;
      const std::size_t pick = at + std::min(static_cast<std::size_t>(draws(at) * static_cast<double>(rest)), rest - 1);
      std::swap(pack[at], pack[pick]);
      ++h.cell[pack[at]];
    }
  }
  return dealt;
}

void add(Histogram& people, const Histogram& arrivals) {
  for (std::size_t c = 0; c < 256; ++c) people.cell[c] += arrivals.cell[c];
}

}  // namespace smolny::people

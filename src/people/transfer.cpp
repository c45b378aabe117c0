#include "people/transfer.hpp"

#include <algorithm>
#include <numeric>

#include "chance/counts.h"
#include "people/individuals.hpp"

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

namespace {

/// Deals cards one after another, each as likely as any other that is left: give(hand, card).
template <class Card, class Give>
void deal_cards(std::vector<Card>& pack, std::span<const std::int64_t> hands, const Draws& draws, const Give& give) {
  std::size_t at = 0;
  for (std::size_t hand = 0; hand < hands.size(); ++hand)
    for (std::int64_t n = hands[hand]; n > 0; --n, ++at) {
      const std::size_t rest = pack.size() - at;
      const std::size_t pick = at + std::min(static_cast<std::size_t>(draws(at) * static_cast<double>(rest)), rest - 1);
      std::swap(pack[at], pack[pick]);
      give(hand, pack[at]);
    }
}

/// A person by key and number.
struct Candidate {
  std::uint64_t key = 0;
  std::uint32_t number = 0;
  auto operator<=>(const Candidate&) const = default;
};

/// Those of lowest key, in its order. First bytes are drawn for all, and the rest of the key only for those whom they leave in the running.
std::vector<Candidate> lowest(std::uint32_t size, std::size_t n, const StepAddress& address) {
  std::vector<std::uint8_t> bytes(size);
  draw_bytes(bytes, address);
  std::array<std::size_t, 256> with{};
  for (std::uint8_t b : bytes) ++with[b];
  std::size_t gate = 0;
  for (std::size_t below = with[0]; below < n; below += with[gate]) ++gate;
  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < size; ++i) {
    if (bytes[i] > gate) continue;
    const OwnWords own = own_words(address, i);
    candidates.push_back({std::uint64_t{word_of(bytes[i], own.rest)} << 32 | own.second, i});
  }
  std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(n) - 1, candidates.end());
  candidates.resize(n);
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

}  // namespace

std::vector<Histogram> deal(const Histogram& people, std::span<const std::int64_t> hands, const Draws& draws) {
  std::vector<std::uint8_t> pack;
  pack.reserve(static_cast<std::size_t>(size(people)));
  for (std::size_t c = 0; c < 256; ++c) pack.insert(pack.end(), static_cast<std::size_t>(people.cell[c]), static_cast<std::uint8_t>(c));
  std::vector<Histogram> dealt(hands.size());
  deal_cards(pack, hands, draws, [&](std::size_t hand, std::uint8_t cell) { ++dealt[hand].cell[cell]; });
  return dealt;
}

std::vector<std::vector<std::uint8_t>> deal(std::span<const std::uint8_t> persons, std::span<const std::int64_t> hands, const Draws& draws) {
  std::vector<std::uint32_t> pack(persons.size());
  std::iota(pack.begin(), pack.end(), 0U);
  std::vector<std::uint32_t> hand_of(persons.size());
  deal_cards(pack, hands, draws, [&](std::size_t hand, std::uint32_t person) { hand_of[person] = static_cast<std::uint32_t>(hand); });
  std::vector<std::vector<std::uint8_t>> dealt(hands.size());
  for (std::size_t i = 0; i < persons.size(); ++i) dealt[hand_of[i]].push_back(persons[i]);
  return dealt;
}

std::vector<std::uint8_t> take(std::vector<std::uint8_t>& persons, std::int64_t n, const StepAddress& address) {
  std::vector<std::uint8_t> taken;
  if (n == 0) return taken;
  const std::vector<Candidate> gone = lowest(static_cast<std::uint32_t>(persons.size()), static_cast<std::size_t>(n), address);
  std::vector<std::uint32_t> numbers;
  for (const Candidate& c : gone) taken.push_back(persons[c.number]), numbers.push_back(c.number);
  std::sort(numbers.begin(), numbers.end());
  // Stretches of those who stay are moved up one after another.
  auto to = persons.begin() + numbers.front();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto from = persons.begin() + numbers[i] + 1, upto = i + 1 < numbers.size() ? persons.begin() + numbers[i + 1] : persons.end();
    to = std::move(from, upto, to);
  }
  persons.erase(to, persons.end());
  return taken;
}

void add(Histogram& people, const Histogram& arrivals) {
  for (std::size_t c = 0; c < 256; ++c) people.cell[c] += arrivals.cell[c];
}

}  // namespace smolny::people

#include "politics/seats.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

constexpr std::uint64_t most_votes = std::uint64_t{1} << 40;
constexpr std::uint32_t most_seats = std::uint32_t{1} << 20;

std::uint64_t checked_total(std::span<const List> lists, std::uint32_t seats) {
  require(seats <= most_seats, "seats: more than 2^20 seats");
  std::uint64_t total = 0;
  std::vector<std::uint64_t> keys;
  for (const List& list : lists) {
    require(list.votes <= most_votes, "seats: more than 2^40 votes");
    total += list.votes;
    require(total <= most_votes, "seats: more than 2^40 votes");
    keys.push_back(list.key);
  }
  std::sort(keys.begin(), keys.end());
  require(std::adjacent_find(keys.begin(), keys.end()) == keys.end(), "seats: two lists of one key");
  return total;
}

Apportionment nobody_voted(std::size_t lists, std::uint32_t seats) {
  return {std::vector<std::uint32_t>(lists, 0), seats, false};
}

// Five times the divisor, so that 1.4 is a whole number too.
std::uint64_t scaled_divisor(Divisor divisor, std::uint64_t seats) {
  switch (divisor) {
    case Divisor::dhondt:
      return 5 * (seats + 1);
    case Divisor::sainte_lague:
      return 5 * (2 * seats + 1);
    case Divisor::modified_sainte_lague:
      return seats == 0 ? 7 : 5 * (2 * seats + 1);
  }
  require(false, "seats: unknown divisor");
  return 1;
}

}  // namespace

Apportionment highest_averages(std::span<const List> lists, std::uint32_t seats, Divisor divisor) {
  if (checked_total(lists, seats) == 0) return nobody_voted(lists.size(), seats);
  Apportionment result{std::vector<std::uint32_t>(lists.size(), 0), 0, false};

  struct Average {
    std::uint64_t votes, divisor;
  };
  const auto average = [&](std::size_t i) { return Average{lists[i].votes, scaled_divisor(divisor, result.seats[i])}; };
  const auto cross = [](Average a, Average b) { return a.votes * b.divisor; };  // at most 2^40 * 5 * 2^21

  const auto leader = [&] {
    std::size_t best = 0;
    for (std::size_t i = 1; i < lists.size(); ++i) {
      const std::uint64_t mine = cross(average(i), average(best)), its = cross(average(best), average(i));
      if (mine > its || (mine == its && lists[i].key < lists[best].key)) best = i;
    }
    return best;
  };

  Average last{0, 1};
  for (std::uint32_t seat = 0; seat < seats; ++seat) {
    const std::size_t winner = leader();
    last = average(winner);
    ++result.seats[winner];
  }
  // Averages are awarded in falling order: a key decided exactly if the first one left out equals the last seated.
  if (seats > 0) {
    const Average next = average(leader());
    result.tied = cross(next, last) == cross(last, next);
  }
  return result;
}

Apportionment largest_remainder(std::span<const List> lists, std::uint32_t seats, Quota quota) {
  const std::uint64_t total = checked_total(lists, seats);
  if (total == 0) return nobody_voted(lists.size(), seats);
  if (seats == 0) return {std::vector<std::uint32_t>(lists.size(), 0), 0, false};

  // Hare's quota V / S is a fraction: both sides are multiplied by S.
  const std::uint64_t scale = quota == Quota::hare ? seats : 1;
  const std::uint64_t price = quota == Quota::hare ? total : total / (std::uint64_t{seats} + 1) + 1;

  Apportionment result{{}, seats, false};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const auto whole = static_cast<std::uint32_t>(lists[i].votes * scale / price);
    result.seats.push_back(whole);
    result.unfilled -= whole;
    if (lists[i].votes > 0) order.push_back(i);
  }
  const auto remainder = [&](std::size_t i) { return lists[i].votes * scale % price; };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return remainder(a) != remainder(b) ? remainder(a) > remainder(b) : lists[a].key < lists[b].key;
  });

  // Droop's quota, rounded up, can leave more seats than lists where voters are fewer than seats: go round again.
  const auto rounds = static_cast<std::uint32_t>(result.unfilled / order.size());
  const std::size_t rest = result.unfilled % order.size();
  for (std::size_t rank = 0; rank < order.size(); ++rank) result.seats[order[rank]] += rounds + (rank < rest ? 1 : 0);
  result.unfilled = 0;
  result.tied = rest > 0 && remainder(order[rest - 1]) == remainder(order[rest]);
  return result;
}

Apportionment plurality(std::span<const List> lists, std::uint32_t seats) {
  if (checked_total(lists, seats) == 0) return nobody_voted(lists.size(), seats);
  std::size_t best = 0;
  for (std::size_t i = 1; i < lists.size(); ++i) {
    if (lists[i].votes > lists[best].votes || (lists[i].votes == lists[best].votes && lists[i].key < lists[best].key)) {
      best = i;
    }
  }
  Apportionment result{std::vector<std::uint32_t>(lists.size(), 0), 0, false};
  result.seats[best] = seats;
  const auto leads = [&](const List& list) { return list.votes == lists[best].votes; };
  result.tied = seats > 0 && std::count_if(lists.begin(), lists.end(), leads) > 1;
  return result;
}

Apportionment highest_averages_joined(std::span<const JoinedList> lists, std::uint32_t seats, Divisor divisor) {
  std::vector<List> all;
  std::map<std::uint64_t, std::vector<std::size_t>> joins;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    all.push_back(lists[i].list);
    joins[lists[i].join].push_back(i);
  }
  if (checked_total(all, seats) == 0) return nobody_voted(lists.size(), seats);

  std::vector<List> pooled;
  for (const auto& [join, members] : joins) {
    std::uint64_t votes = 0;
    for (const std::size_t i : members) votes += lists[i].list.votes;
    pooled.push_back({join, votes});
  }
  const Apportionment between = highest_averages(pooled, seats, divisor);

  Apportionment result{std::vector<std::uint32_t>(lists.size(), 0), between.unfilled, between.tied};
  std::size_t row = 0;
  for (const auto& [join, members] : joins) {
    std::vector<List> inside;
    for (const std::size_t i : members) inside.push_back(lists[i].list);
    const Apportionment within = highest_averages(inside, between.seats[row++], divisor);
    for (std::size_t i = 0; i < members.size(); ++i) result.seats[members[i]] = within.seats[i];
    result.tied = result.tied || within.tied;
  }
  return result;
}

std::vector<Won> plurality_by_constituency(std::span<const std::vector<List>> constituencies) {
  std::map<std::uint64_t, std::uint32_t> won;
  for (const auto& lists : constituencies) {
    const Apportionment here = plurality(lists);
    for (std::size_t i = 0; i < lists.size(); ++i) won[lists[i].key] += here.seats[i];
  }
  std::vector<Won> result;
  for (const auto& [key, seats] : won) result.push_back({key, seats});
  return result;
}

}  // namespace smolny::politics

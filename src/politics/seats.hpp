// Seats from votes: highest averages, largest remainders, plurality.
// Reference: Balinski & Young, Fair Representation (1982); Gallagher, "Comparing proportional representation
// electoral systems", British Journal of Political Science 22 (1992); for joined lists the Statute on the Elections
// to the Constituent Assembly (1917), which seats a join by d'Hondt first and then, by d'Hondt, the lists within.
//
//   highest averages   each seat in turn goes to the list with the greatest v / d(s), s its seats so far;
//                      d'Hondt d(s) = s + 1, Sainte-Lague d(s) = 2s + 1, modified Sainte-Lague d(0) = 1.4
//   largest remainder  each list gets floor(v / q); seats left go to the greatest remainders;
//                      Hare (Hamilton) q = V / S, exactly; Droop q = floor(V / (S + 1)) + 1
//   plurality          the list with most votes takes every seat of the constituency
//
// All arithmetic is exact, in integers. Equal averages or remainders go to the list of lower key, and `tied` says
// that this happened; draw the keys by lot to model a lot. Where nobody voted, no seat is filled.
// Errors (std::invalid_argument): two lists of one key; votes in total over 2^40; seats over 2^20.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace smolny::politics {

struct List {
  std::uint64_t key;    // stable and distinct: who wins a tie must not depend on the order of rows
  std::uint64_t votes;  // ballots
};

struct Apportionment {
  std::vector<std::uint32_t> seats;  // one entry to a list, in the order given
  std::uint32_t unfilled = 0;
  bool tied = false;  // a key decided who got a seat
};

enum class Divisor { dhondt, sainte_lague, modified_sainte_lague };
enum class Quota { hare, droop };

Apportionment highest_averages(std::span<const List> lists, std::uint32_t seats, Divisor divisor);
Apportionment largest_remainder(std::span<const List> lists, std::uint32_t seats, Quota quota);
Apportionment plurality(std::span<const List> lists, std::uint32_t seats = 1);

// Lists that declare one join pool their votes against the other joins, then divide the seats among themselves.
// A list on its own is a join of one. Keys of joins break ties between joins, keys of lists those within.
struct JoinedList {
  List list;
  std::uint64_t join;
};
Apportionment highest_averages_joined(std::span<const JoinedList> lists, std::uint32_t seats, Divisor divisor);

// One seat to a constituency, to whoever leads there: the seats won by each key, ordered by key.
struct Won {
  std::uint64_t key;
  std::uint32_t seats;
  bool operator==(const Won&) const = default;
};
std::vector<Won> plurality_by_constituency(std::span<const std::vector<List>> constituencies);

}  // namespace smolny::politics

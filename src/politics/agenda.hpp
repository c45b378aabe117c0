// What a body decides when it votes on alternatives two at a time, and how the order of voting decides it.
// References: Black, The Theory of Committees and Elections (1958); Farquharson, Theory of Voting (1969);
// McKelvey & Niemi, Journal of Economic Theory 18 (1978); Enelow & Koehler, Journal of Politics 42 (1980);
// Riker, Liberalism against Populism (1982); Shepsle & Weingast, American Journal of Political Science 28 (1984).
//
//   x beats y              more votes prefer x to y than y to x
//   Condorcet winner       beats every other
//   top cycle              the least set whose members all beat every alternative outside it
//   amendment agenda       a1 against a2, the winner against a3, ... ; equal votes keep the alternative on the floor
//     sincere              each vote by the two alternatives put
//     sophisticated        each vote by what the two branches finally lead to, by backward induction
//   by parts               "in principle?" (yes if any form of the whole that I hope for beats the status quo),
//                          then the rider, then the whole as it stands: yes, no and no can all be majorities
//
// Range: up to 32 alternatives. Errors (std::invalid_argument): an order or an agenda that names an alternative
// twice or one that does not exist; an order that leaves one out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace smolny::politics {

using Alternative = std::size_t;

struct Faction {
  std::uint32_t votes;
  std::vector<Alternative> order;  // best first, strict, complete
};

// Votes that prefer x to y, for every x and y.
class Pairwise {
 public:
  Pairwise(std::span<const Faction> factions, std::size_t alternatives);
  std::size_t alternatives() const { return size_; }
  std::uint64_t votes(Alternative x, Alternative y) const { return votes_[x * size_ + y]; }
  bool beats(Alternative x, Alternative y) const { return votes(x, y) > votes(y, x); }
  bool ties(Alternative x, Alternative y) const { return x != y && votes(x, y) == votes(y, x); }

 private:
  std::size_t size_;
  std::vector<std::uint64_t> votes_;
};

std::optional<Alternative> condorcet_winner(const Pairwise& majority);
std::vector<Alternative> top_cycle(const Pairwise& majority);

// Condorcet's paradox: some alternatives beat one another in a ring.
bool has_majority_cycle(const Pairwise& majority);

enum class Voting { sincere, sophisticated };
struct AgendaOutcome {
  Alternative decided;
  std::vector<Alternative> floor;  // what stands after each vote; the last is `decided`
  bool tied = false;               // some vote taken on the way was equal
};
AgendaOutcome amendment_agenda(const Pairwise& majority, std::span<const Alternative> agenda, Voting voting);

struct ByParts {
  bool in_principle;    // the body wants some form of it
  bool rider;           // the rider is added
  bool whole;           // what then stands is adopted over the status quo
  Alternative decided;  // bare, ridden or the status quo
};
// Sincere throughout. The rider and the whole are put only if the principle is carried.
ByParts vote_by_parts(std::span<const Faction> factions, Alternative status_quo, Alternative bare, Alternative ridden,
                      std::size_t alternatives);

}  // namespace smolny::politics

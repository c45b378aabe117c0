// Rules of decision: what counts as carried, when a vote counts at all, and what a tie is.
// Reference: Rae, American Political Science Review 63 (1969); May, Econometrica 20 (1952) for the simple majority.
//
//   simple                 yes > no; abstentions do not count; tied if yes = no
//   absolute               2 yes > members; tied if yes = no = members / 2
//   two_thirds             3 yes >= 2 (yes + no), and somebody voted yes
//   two_thirds_of_members  3 yes >= 2 members, and somebody voted yes
//   plurality              among several options the one with most votes; tied if several lead
//
// A tie is a result of its own: what follows (a casting vote, the motion falls) is the body's standing order.
// Units: votes. Errors (std::invalid_argument): more votes than members; no option.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace smolny::politics {

enum class Rule { simple, absolute, two_thirds, two_thirds_of_members };
enum class Verdict { carried, rejected, tied, no_quorum };

struct Tally {
  std::uint32_t yes = 0;
  std::uint32_t no = 0;
  std::uint32_t abstain = 0;  // present and voting neither way: counts for the quorum only
};

// `quorum` is the number that must be present; 0 where a body has none.
Verdict decide(Tally tally, std::uint32_t members, Rule rule, std::uint32_t quorum = 0);

// The least number that is more than numerator / denominator of the members, as in "more than half".
std::uint32_t more_than(std::uint32_t members, std::uint32_t numerator, std::uint32_t denominator);

// The least number that is at least numerator / denominator of the members, as in "one third".
std::uint32_t at_least(std::uint32_t members, std::uint32_t numerator, std::uint32_t denominator);

// Every option that nobody beats, in order; more than one is a tie. Where nobody voted, all of them.
std::vector<std::size_t> plurality_leaders(std::span<const std::uint32_t> votes);

}  // namespace smolny::politics

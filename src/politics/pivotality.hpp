// How likely a bloc is to decide a vote whose outcome is still open.
// References: Penrose, Journal of the Royal Statistical Society 109 (1946); Straffin, Public Choice 30 (1977): with
// every chance 1/2 this is the absolute Banzhaf index, with one common chance drawn evenly from [0, 1] it is
// Shapley and Shubik's.
//
// Bloc j votes yes as one, with weight w_j, with chance p_j, independently. With Y the yes weight of the others,
//   P(bloc i is pivotal) = P(quota - w_i <= Y < quota)        P(the motion passes) = P(Y_all >= quota).
// The distribution of Y is convolved over weights: no sampling and no normal approximation. Blocs are taken in order
// of (weight, chance), so the order of rows changes no bit. Time n q for one bloc, n^2 q for all.
// Range: quota 1 to 2^20, chances 0 to 1; errors: std::invalid_argument.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace smolny::politics {

struct VotingBloc {
  std::uint32_t weight;  // votes
  double yes;            // chance of voting yes
};

double passing_probability(std::span<const VotingBloc> blocs, std::uint64_t quota);
double pivot_probability(std::span<const VotingBloc> blocs, std::uint64_t quota, std::size_t bloc);
std::vector<double> pivot_probabilities(std::span<const VotingBloc> blocs, std::uint64_t quota);

}  // namespace smolny::politics

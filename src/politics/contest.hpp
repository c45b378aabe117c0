// Who gets the better of a contest, in closed form.
// References: Tullock, "Efficient rent seeking" (1980); Hirshleifer, Public Choice 63 (1989) on ratio and difference
// forms; Skaperdas, Economic Theory 7 (1996); Maynard Smith, Journal of Theoretical Biology 47 (1974) and Bishop &
// Cannings, same journal 70 (1978) for the war of attrition.
//
//   ratio        P(i) = f_i^m / sum_j f_j^m                  m: decisiveness; 2:1 odds give 2/3, 4/5, 16/17 for m = 1,
//   2, 4 difference   P(i) = L(k (f_i - f_j)) attrition    side i yields at rate  k0 exp(-a R_i - c logit w_i) (v_j /
//   v_i)^b
//                P(i holds)    = rate_j / (rate_i + rate_j) = L(a (R_i - R_j) + c (logit w_i - logit w_j) + 2b ln(v_i /
//                v_j)) mean duration = 1 / (rate_i + rate_j);  P(still undecided at t) = exp(-(rate_i + rate_j) t) who
//                holds does not depend on how long it took
//
// R: resolve (log units); w: belief that one's cause prevails, in (0, 1); v: visible force, > 0; k0 per unit of time.
// Where every force is 0 the ratio form is even. Errors (std::invalid_argument): range.
#pragma once

#include <span>
#include <vector>

namespace smolny::politics {

double ratio_success(double own_force, double other_force, double decisiveness);
std::vector<double> ratio_success(std::span<const double> forces, double decisiveness);
double difference_success(double own_force, double other_force, double steepness);

struct ContestSide {
  double resolve;
  double belief;
  double visible_force;
};

struct Attrition {
  double base_rate;  // k0, per unit of time, > 0
  double resolve;    // a, >= 0
  double belief;     // c, >= 0
  double force;      // b, >= 0
};

double yield_rate(const Attrition& attrition, const ContestSide& side, const ContestSide& against);
double holding_probability(const Attrition& attrition, const ContestSide& side, const ContestSide& against);
double mean_duration(const Attrition& attrition, const ContestSide& one, const ContestSide& other);
double undecided_probability(const Attrition& attrition, const ContestSide& one, const ContestSide& other, double time);

}  // namespace smolny::politics

#pragma once
// A statistical stand-in for the mean of a model's output at a point: a polynomial of the second degree in the inputs that
// matter, and a Gaussian process about it (Sacks, Welch, Mitchell and Wynn 1989, Stat. Sci. 4; Rasmussen and Williams 2006).
//
//   f(x) = h(x)' b + z(x),   cov z(x, x') = t^2 exp(-|x - x'|^2 / 2 l^2) + g^2 [x = x'],   y_i = f(x_i) + e_i, var e_i = v_i
//
// Terms of h are chosen forwards by the extended BIC (Chen and Chen 2008, Biometrika 95). The length l and the share of the
// residual variance that is t^2 are chosen on a small grid by what each point left out is predicted to be (Dubrule 1983).

#include <span>
#include <vector>

#include "lab/design.hpp"

namespace smolny {

/// Runs averaged at a point.
struct Trained {
  CubePoint at;
  double mean = 0;
  double noise = 0;  ///< variance of that mean
};

struct Predicted {
  double mean = 0, variance = 0;  ///< of the mean of the model's output
};

class Emulator {
 public:
  /// Fits one. Needs four points at least; fewer give a constant with a variance of 1e300.
  explicit Emulator(std::vector<Trained> training);

  Predicted at(std::span<const double> u) const;
  double mean_at(std::span<const double> u) const;

  /// Share of the variance between points that points left out are predicted with; at or below 0: nothing is explained.
  double explained() const { return explained_; }
  /// Share of the points left out that lie within two standard deviations of what is predicted.
  double within_two() const { return within_two_; }
  /// Whether any input was found to matter.
  bool informative() const { return terms_.size() > 1 && explained_ > 0; }

 private:
  struct Term {
    int first = -1, second = -1;  ///< inputs: none, one (linear), twice the same (square), two (product)
  };
  double term(const Term& t, std::span<const double> u) const;
  double kernel(std::span<const double> a, std::span<const double> b) const;
  void choose_terms();
  double fit(double share, double length);  ///< log score of points left out; -1e300 where it cannot be fitted

  std::vector<Trained> training_;
  std::vector<Term> terms_;
  std::vector<std::size_t> active_;
  double residual_ = 0;  ///< variance about the polynomial
  double signal_ = 0, nugget_ = 0, length_ = 1;
  std::vector<double> factor_;        ///< of the covariance of the outputs
  std::vector<double> whitened_;      ///< L^-1 H, n x terms
  std::vector<double> trend_factor_;  ///< of H' K^-1 H
  std::vector<double> beta_, weights_;
  double explained_ = 0, within_two_ = 0;
};

}  // namespace smolny

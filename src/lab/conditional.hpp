#pragma once
// What histories foretell once something is known. Of the joint distribution of their figures, that of one figure y given that d others
// x had the values x* that they had in fact: approximate Bayesian computation with local-linear regression adjustment (Beaumont,
// Zhang and Balding 2002, Genetics 162, 2025-2035). Each history i counts by how near it came, and its y is moved to where it would
// have been had it come all the way:
//
//   distance   r_i = sqrt( sum_k ((x_ik - x*_k) / s_k)^2 ),  s_k the interquartile range of x_k over the histories / 1.349, which is
//              its standard deviation where it is normal and which a few histories out of bounds do not stretch
//   kernel     w_i = 1 - (r_i / delta)^2 where r_i < delta, else 0 (Epanechnikov); delta leaves the nearest quarter of the histories
//   regression (a, b) = argmin sum_i w_i (y_i - a - b'(x_i - x*))^2
//   adjusted   y_i - b'(x_i - x*), with weight w_i
//
// All figures stand on a scale on which they have no bounds: shares as logits, counts, prices and persons as logarithms; so what is
// adjusted stays within its range. Parameters: the nearest quarter, and at least 50 histories and 10 for each figure that is known.
// Assumed: that y depends on x about linearly among the nearest, with the same scatter. Where x* lies beyond all histories what is
// said is extrapolated, and says so.

#include <expected>
#include <string>
#include <vector>

#include "lab/scoring_rules.hpp"

namespace smolny {

/// The scale on which a figure is compared and adjusted. Logarithm: what is under a half counts as a half (of a person, an outbreak),
/// what is over 1e12 as that. Logit: of shares, those within a thousandth of 0 or 1 count as at a thousandth. What is answered and lies
/// there is given back as 0 or 1.
enum class Scale : std::uint8_t { plain, logarithm, logit };

struct KnownFigure {
  Scale scale = Scale::plain;
  std::vector<double> values;  ///< by history; NaN: it has none, and the history is left out
  double actual = 0;           ///< what it was in fact
};

struct Conditional {
  Sample sample;             ///< adjusted values in the unit of y and their weights, which sum to 1
  double effective = 0;      ///< how many histories of equal weight it is worth (Kish 1965)
  bool extrapolated = false; ///< a figure that is known lies beyond that of every history
};

/// The distribution of y (by history, NaN: none) given what is known, one figure at least, each with as many values as y. An error says
/// how many histories it would take.
std::expected<Conditional, std::string> conditional(Scale scale, const std::vector<double>& y, const std::vector<KnownFigure>& known);

}  // namespace smolny

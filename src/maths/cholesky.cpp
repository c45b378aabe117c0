#include "maths/cholesky.h"

#include <cmath>

namespace smolny::maths {

bool cholesky(std::span<double> a, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    double* row_j = &a[j * n];
    double d = row_j[j];
    for (std::size_t k = 0; k < j; ++k) d -= row_j[k] * row_j[k];
    if (!(d > 0)) return false;
    const double root = std::sqrt(d);
    row_j[j] = root;
    for (std::size_t i = j + 1; i < n; ++i) {
      double* row_i = &a[i * n];
      double x = row_i[j];
      for (std::size_t k = 0; k < j; ++k) x -= row_i[k] * row_j[k];
      row_i[j] = x / root;
    }
  }
  return true;
}

void solve_lower(std::span<const double> l, std::size_t n, std::span<double> b) {
  for (std::size_t i = 0; i < n; ++i) {
    double x = b[i];
    for (std::size_t k = 0; k < i; ++k) x -= l[i * n + k] * b[k];
    b[i] = x / l[i * n + i];
  }
}

void solve_upper(std::span<const double> l, std::size_t n, std::span<double> b) {
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= l[i * n + i];
    for (std::size_t k = 0; k < i; ++k) b[k] -= l[i * n + k] * b[i];
  }
}

void solve_cholesky(std::span<const double> l, std::size_t n, std::span<double> b) {
  solve_lower(l, n, b);
  solve_upper(l, n, b);
}

}  // namespace smolny::maths

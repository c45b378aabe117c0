#pragma once

// Linear systems with a symmetric positive definite matrix, small and dense, in a fixed order of operations: the same
// bits everywhere (docs/determinism.md). Matrices are row by row.

#include <cstddef>
#include <span>

namespace smolny::maths {

/// Replaces the lower triangle of the n x n matrix by its Cholesky factor L, A = L L'. False, and the matrix spoilt, when
/// it is not positive definite.
bool cholesky(std::span<double> a, std::size_t n);

/// Replaces b by the solution of L x = b.
void solve_lower(std::span<const double> l, std::size_t n, std::span<double> b);

/// Replaces b by the solution of L' x = b.
void solve_upper(std::span<const double> l, std::size_t n, std::span<double> b);

/// Replaces b by the solution of L L' x = b.
void solve_cholesky(std::span<const double> l, std::size_t n, std::span<double> b);

}  // namespace smolny::maths

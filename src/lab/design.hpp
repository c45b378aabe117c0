#pragma once
// Points of a unit cube that fill it. Pure; drawn at addresses.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace smolny {

using CubePoint = std::vector<double>;  ///< one quantile in (0, 1) for each input

/// A Latin hypercube (McKay, Beckman and Conover 1979): in every input one point falls in each of n equal parts. Of
/// `tries` of them the one whose nearest two points are farthest apart (maximin: Johnson, Moore and Ylvisaker 1990).
std::vector<CubePoint> latin_hypercube(std::size_t points, std::size_t inputs, std::uint64_t seed, int tries = 20);

/// The n-th of a series of independent uniform points.
CubePoint uniform_point(std::size_t inputs, std::uint64_t series, std::uint64_t n, std::uint64_t seed);

/// `count` of the candidates, far apart: the first, then always the one farthest from all chosen. All when there are no more.
std::vector<CubePoint> far_apart(std::span<const CubePoint> candidates, std::size_t count);

double squared_distance(std::span<const double> a, std::span<const double> b);

}  // namespace smolny

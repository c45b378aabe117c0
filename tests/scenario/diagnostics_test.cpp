#include "scenario/diagnostics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace smolny {
namespace {

TEST(EditDistance, CountsSlips) {
  EXPECT_EQ(edit_distance("bridge", "bridge"), 0U);
  EXPECT_EQ(edit_distance("brige", "bridge"), 1U);
  EXPECT_EQ(edit_distance("birdge", "bridge"), 1U);  // two neighbours swapped are one slip
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

/// The table of the textbook, cell by cell.
std::size_t reference_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

TEST(EditDistance, IsThatOfTheTable) {
  std::mt19937 rng(11);
  for (int round = 0; round < 5000; ++round) {
    std::string a, b;
    for (std::size_t i = 0, n = rng() % 64; i < n; ++i) a += static_cast<char>('a' + rng() % 3);
    for (std::size_t i = 0, n = rng() % 64; i < n; ++i) b += static_cast<char>('a' + rng() % 3);
    ASSERT_EQ(edit_distance(a, b), reference_distance(a, b)) << a << " " << b;
  }
}

TEST(EditDistance, IsSymmetricAndHoldsTheTriangleOfLengths) {
  EXPECT_TRUE(rc::check([](const std::string& a, const std::string& b) {
    const std::size_t d = edit_distance(a, b);
    RC_ASSERT(d == edit_distance(b, a));
    RC_ASSERT(d <= std::max(a.size(), b.size()));
    RC_ASSERT((d == 0) == (a == b) || a.size() > 63 || b.size() > 63);
  }));
}

TEST(NearestName, IsCloseOrNone) {
  EXPECT_EQ(nearest_name("pavlovski", {"pavlovsky", "izmailovsky"}), "pavlovsky");
  EXPECT_EQ(nearest_name("zzz", {"pavlovsky", "izmailovsky"}), "");
  EXPECT_EQ(nearest_name("ab", {"ac", "aa"}), "aa");  // ties: the first in the alphabet
  EXPECT_EQ(nearest_name("ab", {"aa", "ac"}), "aa");
}

TEST(Suggestion, ListsWhatThereIsWhereNothingIsClose) {
  EXPECT_EQ(suggestion("brige", {"bridge", "mill"}), "; did you mean 'bridge'?");
  EXPECT_EQ(suggestion("xyz", {"mill", "bridge"}), "; expected one of bridge, mill");
  EXPECT_EQ(suggestion("xyz", {}), "; there are none");
}

TEST(Quotes, ShowNothingThatATerminalWouldObey) {
  EXPECT_EQ(in_quotes("a\nb\x1b[31m"), "'a\\x0ab\\x1b[31m'");
  EXPECT_EQ(in_quotes("\xd0\x9d\xd0\xb5\xd0\xb2\xd0\xb0"), "'\xd0\x9d\xd0\xb5\xd0\xb2\xd0\xb0'");
  EXPECT_EQ(in_quotes("\xff"), "'\\xff'");
  EXPECT_LT(in_quotes(std::string(10'000, 'x')).size(), 80U);
}

TEST(Diagnostics, AreSortedByPlaceAndToldOnce) {
  Diagnostics d;
  d.add_file("b");
  d.add_file("a");
  d.add({0, 2, 1}, "second");
  d.add({0, 1, 5}, "first");
  d.add({0, 1, 5}, "first");
  d.add({1, 9, 1}, "of the file before");
  const auto sorted = d.sorted();
  ASSERT_EQ(sorted.size(), 3U);
  EXPECT_EQ(to_text(sorted[0]), "a:9:1: of the file before");
  EXPECT_EQ(to_text(sorted[1]), "b:1:5: first");
  EXPECT_EQ(to_text(sorted[2]), "b:2:1: second");
}

TEST(Diagnostics, KeepAThousandAndLeaveOutTheRest) {
  Diagnostics d;
  d.add_file("a");
  for (int i = 1; i <= 1500; ++i) d.add({0, i, 1}, "x");
  EXPECT_EQ(d.sorted().size(), Diagnostics::kKept + 1);
  EXPECT_EQ(d.sorted().back().message, "more than 1000 problems; the rest are left out");
}

}  // namespace
}  // namespace smolny

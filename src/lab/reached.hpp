#pragma once
// A start that is reached, not given: what the histories of an earlier scenario have come to on the day on which a later one
// begins, carried over by the later one's rows of `reached`, and kept in a file that is laid over it.

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "archive/fault.hpp"
#include "engine/simulation.hpp"
#include "lab/opening.hpp"
#include "lab/specification.hpp"

namespace smolny {

/// The name that the file has among those that an archive carries.
inline constexpr std::string_view kReachedFile = "reached.json";
/// Who makes the file from an archive.
inline constexpr std::string_view kMadeByBridge = "smolny bridge";
inline constexpr std::size_t kMostReachedBytes = std::size_t{256} << 20;

/// One number of the later scenario that is carried, and whence.
struct CarriedNumber {
  Carried what = Carried::number;
  std::string path{};                  ///< as in Setting::uncertain: `unit.pavlovsky.attitude`
  Number own{};                        ///< what the later scenario gives in its place
  std::int32_t people = -1;            ///< sizes, slates, attitudes: row of the earlier table of people
  std::int32_t party = -1;             ///< slates, seats, members: the earlier party, -1: it has none
  Number first{};                      ///< sizes: persons on the earlier scenario's first day
  std::size_t whole = 0;               ///< slates, seats: the numbers that share one whole, from here on
  std::size_t parts = 0;               ///< ... and how many they are
  std::vector<std::int32_t> bodies{};  ///< seats: of the earlier scenario
  bool stays = false;                  ///< members: the head, who does not go with his party
  double low = -1e300, high = 1e300;   ///< what it may be; what goes beyond is cut
  Expression expression{};             ///< number: of the earlier scenario
};

/// The rows of `reached`, resolved against both scenarios.
struct Handover {
  std::vector<CarriedNumber> numbers;
  struct Bar {
    std::string name;
    Expression when{};
  };
  std::vector<Bar> bars;               ///< where one holds there is no start
  std::array<std::int32_t, 2> axis{};  ///< the earlier camps at the ends of the later scale of attitudes
};

/// Bad input: the later scenario has no rows of `reached` for the earlier, does not start within its frame, or a row names what the
/// earlier does not have.
std::expected<Handover, Fault> handover_between(const Setting& earlier, const Setting& later);

/// Where one history leads: a value for each number of the handover, or why it leads to no start.
struct ReachedPoint {
  std::vector<double> values;
  std::string refused;
};

/// The later scenario's uncertain numbers in the member that takes up what a history of the earlier has reached: drawn, or not, as that
/// one's were, from its seed and number. Those that are carried are not among them yet.
std::vector<double> own_numbers(const Setting& later, const Specification& road);

/// `road`: a history of the earlier scenario that stands at the later one's start. `own`: see own_numbers; against them sizes grow and
/// wholes are parted. Values are rounded to a millionth and cut to what they may be, so that lay_reached takes them; where one comes to no
/// number (nothing divided by nothing) the history leads to no start, and the reason names its path.
ReachedPoint reached_point(const Handover& handover, const Simulation& road, const std::vector<double>& own);

/// The file: points in the order of the road's members; the same whatever it is called. `made_by`: the command, without what hangs on the
/// machine. `road`: the specification of its histories.
std::string reached_json(const Handover& handover, const std::vector<ReachedPoint>& points, const Setting& later, const Specification& road,
                         std::string_view made_by);

/// Of so many histories a file is sure to hold the starts (kMostReachedBytes), however long their numbers are.
std::uint64_t most_points(const Handover& handover);

class NotedStarts;

/// Where each history of the archive leads, failed ones apart, which lead to no start. The histories are lived again up to the start of
/// the later scenario, but for those whose start is among the `noted`, where the others are added. `threads` 0: all cores.
std::expected<std::vector<ReachedPoint>, Fault> reached_points(const OpenArchive& road, const Setting& later, const Handover& handover,
                                                               unsigned threads, NotedStarts* noted = nullptr);

/// What a file of starts says of the histories that lead to them.
struct ReachedBy {
  std::string road;        ///< canonical JSON of their specification, `member` being 0
  std::size_t points = 0;
};
std::expected<ReachedBy, std::string> reached_by(std::string_view text);

/// A number of a start that an earlier history has brought about.
struct ReachedNumber {
  std::string path;
  double value = 0;
};
/// Those of a unit, group or body (of all that have a path of their own), in the order of the file; none where the start is given.
std::vector<ReachedNumber> reached_of(const Simulation& sim, Entity whose);

/// Lays it over the setting: numbers that it holds become uncertain if they were not. Refused: what is no such file, one for another
/// state of the scenario, or with a number that cannot be carried.
std::expected<void, std::string> lay_reached(Setting& setting, std::string_view text);

}  // namespace smolny

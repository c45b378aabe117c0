#include "lab/room.hpp"

#include <fmt/format.h>

namespace smolny {

namespace {

constexpr double kBytes = 1.1;        // to a person: their own, room for arrivals, what a flow takes while it looks for who leaves
constexpr double kHistory = 1 << 25;  // whatever its people: tables, chronicle, queue

}  // namespace

std::expected<void, Fault> room_for(const Specification& specification, const Setting& setting, std::uint64_t at_once, double available) {
  if (specification.executor != "individuals") return {};
  double persons = 0;
  for (const Group& g : setting.groups) persons += g.size.central;
  const double each = kHistory + kBytes * persons, all = each * static_cast<double>(at_once);
  if (all <= available) return {};
  constexpr double kGiB = 1 << 30;
  return bad_input(fmt::format("{} histories at once of {:.0f} individuals take {:.1f} GiB, and {:.1f} GiB of memory are free; "
                               "fewer --threads, or --executor counts",
                               at_once, persons, all / kGiB, available / kGiB));
}

}  // namespace smolny

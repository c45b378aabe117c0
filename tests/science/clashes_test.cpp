// Later clashes: one set of parameters has to serve the quiet 24th and 25th of October and the blood of the following days.
// Where the cadets' rising and the advance on Pulkovo seldom come about unforced they are forced, so that the shares of
// confrontations that came to shots can be laid side by side. Asserted: the later ones come to shots more than twice as often. How
// often they come about at all, and what they cost, are findings.

#include "statistics.hpp"
#include "time/parse.h"

namespace smolny::science {
namespace {

struct Clashes {
  double confrontations = 0, shooting = 0, dead = 0;
  Clashes& operator+=(const Clashes& o) {
    confrontations += o.confrontations;
    shooting += o.shooting;
    dead += o.dead;
    return *this;
  }
};

struct Phases {
  Clashes quiet, cadets, approach;
  bool rose = false, advanced = false;
};

constexpr std::array kSchools{"telephone", "manege", "engineers_castle", "vlad_school", "pavlov_school"};
constexpr std::array kApproach{"gatchina", "tsarskoe", "pulkovo"};

bool is_one_of(PlaceId place, std::span<const char* const> ids) {
  for (const char* id : ids)
    if (place.index == find_row(petrograd(), Section::places, id)) return true;
  return false;
}

bool at_a_point(const History& h, const Recorded& e) {
  return e.mechanism >= 0 && h.simulation.registry[static_cast<std::size_t>(e.mechanism)].name == "confrontation";
}

Phases phases_of(const History& h, std::span<const double>) {
  const Setting& s = petrograd();
  const Instant from = *parse_instant("24 Oct 1917 00:00 OS"), until = *parse_instant("26 Oct 1917 06:00 OS");
  const DecisionId rising{find_row(s, Section::decisions, "cadet-rising")}, advance{find_row(s, Section::decisions, "krasnov-advance")};
  Phases p;
  for (const Recorded& e : h.simulation.chronicle.events) {
    if (e.kind == EventKind::decided && e.on == entity(rising)) p.rose = p.rose || e.detail == 0;
    if (e.kind == EventKind::decided && e.on == entity(advance)) p.advanced = p.advanced || e.detail == 0;
    Clashes c;
    if (e.kind == EventKind::confronted) c.confrontations = 1;
    else if (e.kind == EventKind::shots && at_a_point(h, e)) c.shooting = 1;  // the siege of a seat is another matter
    else if (e.kind == EventKind::killed) c.dead = e.amount;
    else continue;
    if (e.at >= from && e.at <= until) p.quiet += c;
    if (p.rose && is_one_of(e.place, kSchools)) p.cadets += c;
    if (p.advanced && is_one_of(e.place, kApproach)) p.approach += c;
  }
  return p;
}

/// Prints, and gives those of the two quiet days and those that came later.
std::pair<Clashes, Clashes> tell(const std::string& world, const std::vector<std::string>& commands, std::uint64_t n) {
  Phases sum;
  double rose = 0, advanced = 0, bloody = 0, quiet = 0, fought = 0;
  for (const Phases& p : each_history(petrograd(), with(petrograd(), commands), n, phases_of)) {
    sum.quiet += p.quiet;
    sum.cadets += p.cadets;
    sum.approach += p.approach;
    rose += p.rose;
    advanced += p.advanced;
    quiet += p.quiet.dead < 10;
    bloody += p.cadets.dead + p.approach.dead >= 10;
    fought += p.cadets.confrontations + p.approach.confrontations > 0;
  }
  say("{} ({} histories)", world, n);
  const auto line = [&](const char* what, const Clashes& c, double histories) {
    say("  {:<38} {:>8.0f} confrontations, came to shots {}, dead a history {:.1f}", what, c.confrontations,
        text_of(share_of(std::min(c.shooting, c.confrontations), c.confrontations)), histories > 0 ? c.dead / histories : 0);
  };
  line("24th and 25th", sum.quiet, static_cast<double>(n));
  line(fmt::format("cadets' rising (in {:.0f})", rose).c_str(), sum.cadets, rose);
  line(fmt::format("the approaches (in {:.0f})", advanced).c_str(), sum.approach, advanced);
  say("  fewer than 10 dead on the 24th and 25th: {}; 10 dead or more later, where it came to a later confrontation: {}",
      text_of(share_of(quiet, static_cast<double>(n))), text_of(share_of(bloody, fought)));
  Clashes later = sum.cadets;
  later += sum.approach;
  return {sum.quiet, later};
}

TEST(Clashes, QuietDaysAndBloodyOnesWithTheSameParameters) {
  heading("Later clashes: the same parameters on the 24th and 25th, in the cadets' rising and before Pulkovo");
  const std::uint64_t n = sized(30, 1000);
  tell("unforced", {}, n);
  const auto [quiet, later] =
      tell("later clashes forced where they can come about",
           {"salvation=form", "cadet-rising=rise", "mrc-retakes=storm", "kerensky-leaves=leave", "krasnov-joins=join", "krasnov-advance=advance",
            "mrc-defends-city=meet"},
           n);
  EXPECT_GT(later.confrontations, 0);
  EXPECT_GT(later.shooting * quiet.confrontations, 2 * quiet.shooting * later.confrontations);
}

}  // namespace
}  // namespace smolny::science

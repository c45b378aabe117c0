// opinion: what people want, whom they blame, and which party they hold with.
//
// Model: retrospective blame by office held, with directional issue voting (Rabinowitz and Macdonald 1989), revised at a
// constant rate by a logit with conformity (Brock and Durlauf 2001), and preference falsification (Kuran 1991).
//
//   felt     dF/dt = (salience * level * b - F) / `memory`              of each problem, by class and district
//            b    how far the group believes what the problem comes of (a proposition, moved by news); 1 for what is plain to see
//   worth    U(p) = log x0(p) + sum over problems of F w + `conformity` (seen - seen0) + shock * stand(p) / 2 + a
//            w = - `blame` (1 - d) / 2 h   for a party in the cabinet: partners who stand against the class are blamed first
//                `credit` d h              for any other: a promise that nobody could yet be held to
//            h    reads + (1 - reads) (1 - (1 - s)^`circle`), for nothing counts that has not been received (Zaller 1992): who does not
//                 read hears it if one at least of those with whom one talks politics says so openly (core discussion networks: Marsden
//                 1987). s is seen of p for a promise, and of all parties out of office for the blame of those in it
//            a    what the work of the party's organizations adds (organization.cpp)
//            U(none) = log x0(none) + `alienation` * sum of F
//            x0 the group's shares on the first day; d = (where the party stands on the problem's issue) (what the class wants
//            on it) / 4, from -1 to 1; stand: on who shall rule, -2 to 2
//   revise   each person at rate 1 / `revision` a day, and then holds with p by the chance exp U(p) / sum of exp U
//   resolve  follows `stir` * sum of F above what it was, at the same rate
//   seen     the share of a district's people who openly hold with p: those of resolve >= `risk` - `herd` * seen
//            (0 - `herd` * seen for parties in the cabinet)
//   shock    of a group, a class and a district, each an Ornstein-Uhlenbeck process of its own standard deviation and of
//            the time constant `memory`, stepped by the day
//
// Who revises at a constant rate forgets nothing of the pace at which one looks: a step of n days moves by
// 1 - (1 - 1/revision)^n. A group steps when the share expected to revise since its last step passes a bound, at the latest
// every week.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "people/counts.hpp"

namespace smolny {
namespace {

struct Opinion {
  static constexpr std::string_view name = "opinion";
  static constexpr std::string_view model =
      "Blame by office held with directional voting (Rabinowitz and Macdonald 1989) and conformity (Brock and Durlauf 2001; Kuran 1991)";
  enum class Parameter { memory, revision, blame, credit, circle, alienation, conformity, risk, herd, stir, group_shock, class_shock, district_shock };
  static constexpr ParameterSpec parameters[] = {
      {"memory", "d", "time constant with which a problem is laid at the door of those in office, and forgotten", 5, 1000},
      {"revision", "d", "mean time between two occasions on which a person thinks their party over", 2, 1000},
      {"blame", "log-odds", "what a felt problem takes from a party in office that stands against what the class wants, among people who have heard so; half of it where it has no stand", 0, 10},
      {"credit", "log-odds", "what it gives to a party out of office that stands for what the class wants, among people who have heard so", 0, 10},
      {"circle", "1", "people with whom one talks politics", 0.1, 1000},
      {"alienation", "log-odds", "what felt problems add to holding with nobody", 0, 10},
      {"conformity", "log-odds", "weight of the share that a party is seen to have gained", 0, 20},
      {"risk", "share", "resolve that it takes to speak openly for a party out of office where nobody does", 0, 1},
      {"herd", "1", "by how much the resolve that it takes falls with the share who speak", 0, 5},
      {"stir", "share", "resolve that a felt problem adds", 0, 1},
      {"group-shock", "log-odds", "standard deviation of a group's own shock", 0, 5},
      {"class-shock", "log-odds", "standard deviation of a class's shock", 0, 5},
      {"district-shock", "log-odds", "standard deviation of a district's shock", 0, 5},
  };
  using Reads = Tables<Authorities, Levers, Beliefs>;
  using Writes = Tables<People, Groups, Districts, Opinions, ClassShocks>;
  static constexpr Phase phase = Phase::bookkeeping;
  static constexpr bool on_request = true;
  using V = View<Opinion>;
  using P = Parameter;
  enum Code : std::uint16_t { day };

  // A quarter: then a week passes first unless people think their parties over in less than a month.
  static constexpr double kBound = 0.25;  ///< share expected to revise from which a group steps
  static constexpr std::int32_t kWeek = 7;
  static constexpr std::size_t kNone = kSlate - 1;

  static std::size_t row_of(V v, GroupId g) { return v.setting().units.size() + static_cast<std::size_t>(g.index); }

  static void begin(V v) {
    if (v.setting().classes.empty()) return;
    for (GroupId g : v.setting().groups.ids()) {
      const Histogram& h = v.read<People>().rows[row_of(v, g)];
      const auto all = static_cast<double>(people::size(h));
      OpinionState& o = v.write<Opinions>()[g];
      for (std::size_t p = 0; p < kSlate; ++p) {
        double n = 0;
        for (std::size_t r = 0; r < 16; ++r) n += h.cell[p * 16 + r];
        o.first[p] = n > 0 ? maths::log(n / all) : -1e9;  // who has nobody on the first day does not stand here
      }
    }
    look_about(v);
    for (DistrictState& d : v.write<Districts>()) d.seen_first = d.seen;
    v.wake_in(1440, day, 1);
  }

  /// Who is seen to hold with whom: thresholds for speaking against what was seen the day before.
  static void look_about(V v) {
    const std::uint32_t office = v.parties_in_office();
    const auto districts = v.setting().districts.size();
    std::vector<double> people(districts);
    std::vector<std::array<double, kSlate>> open(districts);
    for (GroupId g : v.setting().groups.ids()) {
      if (!v.setting().groups[g].district.has()) continue;
      const auto d = static_cast<std::size_t>(v.setting().groups[g].district.index);
      const DistrictState& here = v.read<Districts>().rows[d];
      const Histogram& h = v.read<People>().rows[row_of(v, g)];
      for (std::size_t p = 0; p < kSlate; ++p) {
        const double dares = ((office >> p) & 1U ? 0 : v.p(P::risk)) - v.p(P::herd) * here.seen[p];
        for (std::size_t r = 0; r < 16; ++r) {
          people[d] += h.cell[p * 16 + r];
          if ((static_cast<double>(r) + 0.5) / 16 >= dares) open[d][p] += h.cell[p * 16 + r];
        }
      }
    }
    for (std::size_t d = 0; d < districts; ++d)
      for (std::size_t p = 0; p < kSlate; ++p) v.write<Districts>().rows[d].seen[p] = people[d] > 0 ? open[d][p] / people[d] : 0;
  }

  /// A shock one day later: stationary with standard deviation `sd`.
  static double shifted(double shock, double keep, double sd, double z) { return keep * shock + sd * __builtin_sqrt(1 - keep * keep) * z; }

  static void wake(V v, const Wake&) {
    v.wake_in(1440, day, 1);
    const auto when = static_cast<Key>(v.day());
    const double keep = maths::exp(-1 / v.p(P::memory));
    // What a lever settles is settled; what another mechanism computes it has written.
    for (ProblemId k : v.setting().problems.ids()) {
      const Problem& problem = v.setting().problems[k];
      if (!problem.settled_by.has() && !problem.raised_by.has()) continue;
      const double settled = problem.settled_by.has() ? v.read<Levers>()[problem.settled_by] : 0;
      const double raised = problem.raised_by.has() ? v.read<Levers>()[problem.raised_by] : 1;
      const double level = v.value(problem.level) * (1 - settled) * raised;
      for (DistrictId d : v.setting().districts.ids())
        if (problem.concerns(d)) v.write<Districts>()[d].level[static_cast<std::size_t>(k.index)] = level;
    }
    for (ClassId c : v.setting().classes.ids()) {
      double& shock = v.write<ClassShocks>()[c];
      shock = shifted(shock, keep, v.p(P::class_shock), v.shared_normal("class", v.setting().classes[c].key, when));
    }
    for (DistrictId d : v.setting().districts.ids()) {
      double& shock = v.write<Districts>()[d].shock;
      shock = shifted(shock, keep, v.p(P::district_shock), v.shared_normal("district", v.key(d), when));
    }
    look_about(v);
    const Office office{v.parties_in_office(), v.issue(IssueRole::rule)};
    std::vector<GroupStep> steps;
    for (GroupId g : v.setting().groups.ids()) live(v, g, office, keep, when, steps);
    v.step_people("people", steps);
    for (const GroupStep& s : steps) v.refresh_support(entity(s.group));
  }

  /// What all groups share on a day.
  struct Office {
    std::uint32_t parties = 0;
    std::optional<std::size_t> rule;  ///< the issue of who shall rule
  };

  static void live(V v, GroupId g, const Office& office, double keep, Key when, std::vector<GroupStep>& steps) {
    const Group& group = v.setting().groups[g];
    if (!group.of_class.has() || !group.district.has()) return;
    OpinionState& o = v.write<Opinions>()[g];
    const PeopleClass& c = v.setting().classes[group.of_class];
    const DistrictState& here = v.read<Districts>()[group.district];
    for (std::size_t k = 0; k < v.setting().problems.size(); ++k)
      o.felt[k] = keep * o.felt[k] + (1 - keep) * v.value(c.salience[k]) * here.level[k] * credited(v, g, v.setting().problems.rows[k]);
    o.shock = shifted(o.shock, keep, v.p(P::group_shock), v.shared_normal("group", group.whole, when));
    const std::int32_t days = v.day() - o.stepped;
    const double revise = 1 - maths::pow(1 - 1 / v.p(P::revision), days);
    if (revise < kBound && days < kWeek) return;
    o.stepped = v.day();
    steps.push_back({g, press(v, g, office, revise)});
  }

  /// How far a group's people believe in what the problem comes of; 1 where it is plain to see.
  static double credited(V v, GroupId g, const Problem& problem) {
    if (!problem.as_believed.has()) return 1;
    (void)v.read<Beliefs>();
    return maths::logistic(v.belief(entity(g), problem.as_believed));
  }

  static double total(const OpinionState& o) {
    double sum = 0;
    for (double f : o.felt) sum += f;
    return sum;
  }

  /// The share of a class whom something reaches that so many people in their district say openly, and that stands in papers.
  static double heard(V v, const PeopleClass& c, double speakers) {
    return 1 - (1 - v.value(c.reads)) * maths::pow(std::max(0.0, 1 - speakers), v.p(P::circle));
  }

  /// What holding with each party is worth to a group's people today, in log-odds up to a constant.
  static std::array<double, kSlate> worth(V v, GroupId g, const Office& office) {
    const Group& group = v.setting().groups[g];
    const PeopleClass& c = v.setting().classes[group.of_class];
    const OpinionState& o = v.read<Opinions>()[g];
    const DistrictState& here = v.read<Districts>()[group.district];
    const double shock = o.shock + here.shock + v.read<ClassShocks>()[group.of_class];
    double critics = 0;
    for (std::size_t p = 0; p < v.setting().parties.size(); ++p) critics += (office.parties >> p) & 1U ? 0 : here.seen[p];
    const double blamed = heard(v, c, critics);
    std::array<double, kSlate> u = o.first;
    for (std::size_t p = 0; p < v.setting().parties.size(); ++p) {
      if (u[p] < -1e8) continue;
      const Party& party = v.setting().parties.rows[p];
      const bool burdened = (office.parties >> p) & 1U;
      const double known = burdened ? blamed : heard(v, c, here.seen[p]);
      for (std::size_t k = 0; k < v.setting().problems.size(); ++k) {
        const auto issue = static_cast<std::size_t>(v.setting().problems.rows[k].issue.index);
        const double direction = v.value(party.position[issue]) * v.value(c.position[issue]) / 4;
        u[p] += o.felt[k] * known * (burdened ? -v.p(P::blame) * (1 - direction) / 2 : v.p(P::credit) * direction);
      }
      u[p] += o.agitated[p];
      u[p] += v.p(P::conformity) * (here.seen[p] - here.seen_first[p]);
      if (office.rule) u[p] += shock * v.value(party.position[*office.rule]) / 2;
    }
    u[kNone] += v.p(P::alienation) * total(o);
    return u;
  }

  /// What a step does to a group's people of whom so many revise.
  static people::Table press(V v, GroupId g, const Office& office, double revise) {
    const std::array<double, kSlate> u = worth(v, g, office);
    const double top = *std::max_element(u.begin(), u.end());
    people::Transition t;
    const Histogram& h = v.read<People>().rows[row_of(v, g)];
    const double gap = std::min(0.95, v.value(v.setting().groups[g].resolve) + v.p(P::stir) * total(v.read<Opinions>()[g])) - people::mean_resolve(h);
    for (std::size_t p = 0; p < kSlate; ++p) {
      t.leave[p] = revise;
      t.towards[p] = u[p] < -1e8 ? 0 : maths::exp(u[p] - top);
      // A step of resolve is a sixteenth.
      t.up[p] = std::clamp(16 * gap * revise, 0.0, (1 - revise) / 2);
      t.down[p] = std::clamp(-16 * gap * revise, 0.0, (1 - revise) / 2);
    }
    return people::table_of(t);
  }
};

}  // namespace

MechanismSpec opinion_mechanism() { return describe<Opinion>(); }

}  // namespace smolny

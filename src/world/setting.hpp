#pragma once
// The description of a scenario: what does not change during a history. Built by scenario/, read by all above.
// Plain data; every number may be uncertain, and then each history draws its own value.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "time/instant.h"
#include "world/event.hpp"
#include "world/expression.hpp"
#include "world/ids.hpp"

namespace smolny {

inline constexpr int kMaxCamps = 4;        ///< camps in a scenario
inline constexpr int kMaxAuthorities = 6;  ///< authorities in a scenario
inline constexpr int kMaxIssues = 8;
inline constexpr int kMaxParties = 15;  ///< a slate is at most fifteen parties, and none
inline constexpr int kSlate = 16;
inline constexpr int kMaxBlocs = 16;
inline constexpr int kMaxPropositions = 12;
inline constexpr int kMaxProblems = 8;
inline constexpr int kMaxDrivers = 6;   ///< of a flow

/// A number of a scenario. `uncertain` indexes Setting::uncertain; -1: the central value is used as it is.
struct Number {
  double central = 0;
  std::int32_t uncertain = -1;
};

enum class Grade : std::uint8_t { documented, estimated, assumed, calibrated, hindsight, ungraded };

enum class Prior : std::uint8_t { fixed, uniform, normal, lognormal, beta, gamma };

/// An uncertain number: where it comes from and how a history draws it.
struct Uncertain {
  std::string path;  ///< e.g. `unit.pavlovsky.men`, `parameter.command.belief`
  Key key = 0;
  double central = 0;
  Prior prior = Prior::fixed;
  double a = 0, b = 0;        ///< uniform: low, high; normal: mean, sd; lognormal: median, sigma of log; beta: alpha, beta; gamma: shape, scale
  double low = -1e300, high = 1e300;  ///< cut to this range
  double blind = 0;           ///< with --blind-codings: the mean of its kind, for grade hindsight
  Grade grade = Grade::ungraded;
};

/// What a fit has left of the priors: points in the cube of their quantiles, equally likely. It is laid over a scenario
/// (lab/posterior.hpp); each history takes one point.
struct Posterior {
  std::string hash;                ///< SHA-256 of the file that it comes from; empty: there is none
  std::vector<std::int32_t> rows;  ///< which rows of Setting::uncertain it holds
  std::vector<double> quantiles;   ///< in (0, 1), point by point, each in the order of `rows`
};

/// The starts that histories of an earlier scenario lead to, laid over this one (lab/reached.hpp): numbers in the place of those that
/// are given. Member k takes up the start of point k modulo their count.
struct Reached {
  std::string hash;                  ///< SHA-256 of the file that it comes from; empty: the start is given
  std::string from;                  ///< the id of the earlier scenario
  std::vector<std::int32_t> rows;    ///< which rows of Setting::uncertain it holds
  std::vector<double> values;        ///< point by point, each in the order of `rows`
  std::vector<std::string> refused;  ///< by point: why its history leads to no start; empty: it does
};

struct Named {
  Key key = 0;
  std::string id;
  std::string name;
  std::vector<Key> tags;
  std::vector<SourceId> sources;
  Grade grade = Grade::ungraded;
  bool tagged(Key tag) const {
    for (Key t : tags)
      if (t == tag) return true;
    return false;
  }
};

struct Source : Named {
  std::string citation;
  std::string paragraph;  ///< of the digested article, where it is one
};

struct Camp : Named {
  CampId opponent{};
};

/// What talks on a cabinet turn on: with whom to govern, or who shall rule.
enum class IssueRole : std::uint8_t { none, partners, rule };

struct Issue : Named {
  std::string low, high;  ///< what the ends of the scale mean
  IssueRole role = IssueRole::none;
};

struct Party : Named {
  std::string short_name;
  std::array<Number, kMaxCamps> affinity{};  ///< -1 to 1: how far its followers lean to each camp
  std::array<Number, kMaxIssues> position{};
  std::string colour;  ///< for the report
};

struct Authority : Named {
  CampId camp{};
  PlaceId seat{};
  BodyId body{};               ///< the body that speaks as it, if any
  LeaderId commander{};        ///< who issues its orders
  bool active = true;          ///< has a mandate at the start
  Number legitimacy{};         ///< -3 to 3 (log-odds), in the eyes of the average unit at the start
  PropositionId taint{};       ///< belief in this proposition lowers its legitimacy
  BodyId mandate_from{};       ///< the body on whose standing it draws
};

struct District : Named {
  double latitude = 0, longitude = 0;
};

struct Place : Named {
  std::string kind;
  std::string bank;
  DistrictId district{};
  double latitude = 0, longitude = 0;
  double eastward = 111.2;     ///< kilometres a degree of longitude at this latitude
  Number importance{};         ///< 0 to 1: how much holding it matters to both camps
  CampId holder{};             ///< at the start
  Number guard{};              ///< men of the holder on guard at the start, from no named unit
  Number guard_resolve{};      ///< their resolve, 0 to 1
  bool contested = false;      ///< one of the points that count
  bool bridge = false;
  bool wired = false;          ///< has the telephone
  int entrances = 0;           ///< above 0: a seat that can be besieged
  bool outside = false;        ///< beyond the city
};

enum class Mode : std::uint8_t { foot, column, car, boat, rail };

struct Way : Named {
  PlaceId from{}, to{};
  Mode mode = Mode::foot;      ///< foot ways serve columns and cars too
  Number minutes{};            ///< walking for foot ways, travel time otherwise
  Number kilometres{};
  PlaceId gate{};              ///< the bridge or station that must be open and not in hostile hands
};

/// Men who act together: a regiment, a school, a district's Red Guard, a ship's company, an echelon.
struct Unit : Named {
  std::string kind;            ///< infantry, engineer, cadet, cossack, sailors, militia, front ...
  PlaceId home{};
  DistrictId district{};
  Number men{};
  Number armed{};              ///< share with weapons
  Number resolve{};            ///< 0 to 1: mean readiness of its men to act on what they hold
  Number spread{};             ///< 0 to 1: standard deviation of that resolve between men
  Number attitude{};           ///< -1 (Setting::axis[0]) to 1 (axis[1]): leaning known at the start
  std::array<Number, kSlate> slate{};  ///< party shares, if given; else from the attitude
  CampId committed{};          ///< militia and schools that will not change sides
  AuthorityId chain{};         ///< whose orders it is bound to by rank
  LeaderId commander{};
  bool committee = true;       ///< has an elected committee
  bool garrison = false;       ///< belongs to the garrison of the capital
  bool militia = false;        ///< comes out of itself (mobilization); not commanded
  bool afloat = false;
  Number guns{};               ///< that can shell a seat
};

/// Residents by class and quarter: they hear, meet, march and vote; they are not ordered.
struct Group : Named {
  std::string people_class;
  ClassId of_class{};          ///< the row of `classes` that it names, where the scenario has such rows
  DistrictId district{};
  PlaceId at{};
  Number size{};
  Number resolve{}, spread{};
  std::array<Number, kSlate> slate{};
  UnitId militia{};            ///< the armed unit its volunteers join
  Key whole = 0;               ///< of the group that it was cut from; its own where it was not cut
  std::vector<GroupId> parts;  ///< where this is the first part of a group that was cut: the others
};

/// What is common to people of one condition wherever they live (opinion, elections, provisioning).
struct PeopleClass : Named {
  bool wage_earners = false;                    ///< who strike, and lose their work when works close
  Number reads{};                               ///< 0 to 1: share who read a paper or hear one read
  Number unrest{};                              ///< outbreaks of disorder a month by 100,000 of its people, on the first day
  bool feeds_itself = false;                    ///< does not eat from the market
  Number franchise{};                           ///< 0 to 1: share of its people who have the vote
  Number turnout{};                             ///< log-odds that one of them votes, at middling resolve
  std::array<Number, kMaxProblems> salience{};  ///< how much each problem weighs with them
  std::array<Number, kMaxIssues> position{};    ///< what they want on each issue, -2 to 2
};

/// What a lever moves beside what names it.
enum class LeverRole : std::uint8_t { none, troops, talks };

/// A policy that somebody in office sets: 0 as on the first day, 1 in full.
struct Lever : Named {
  LeverRole role = LeverRole::none;
  Number value{};              ///< at the start
};

enum class Feed : std::uint8_t { nothing, provisioning, disorder };

/// Something that those in office are expected to settle. Its level is 1 where things are as bad as people bear
/// patiently, 0 where it is settled.
struct Problem : Named {
  IssueId issue{};             ///< on which parties and people stand
  Number level{};              ///< at the start, and for good where nothing computes it
  LeverId settled_by{};        ///< the level falls to 0 as this lever goes to 1
  LeverId raised_by{};         ///< the level is felt as this lever goes to 1
  Feed from = Feed::nothing;   ///< the mechanism that adds to its level by district
  PropositionId as_believed{}; ///< it is felt only as far as people believe this
  std::vector<DistrictId> felt_in;  ///< the districts that it concerns, in their order; empty: all
  bool concerns(DistrictId district) const;
};

/// Where grain that the state can buy lies. Weights are poods.
struct Granary : Named {
  PlaceId place{};
  Number stock{};              ///< at the start
  Number harvest{};            ///< comes in over `kReaping` days from `reaped` on
  CalendarId reaped{};
  LeverId paid_more{};         ///< at 1 the fixed price is doubled
};

/// Towns that are fed by rail from granaries, and what is paid and earned there.
struct Market : Named {
  PlaceId place{};
  std::vector<DistrictId> districts;  ///< whose people eat here
  Number stock{};              ///< poods of flour at the start
  Number ration{};             ///< pounds of bread a head and day, on the first day
  Number supply{};             ///< arrivals over need on the first day
  Number index{};              ///< of prices on the first day
  LeverId cut{}, raised{};     ///< at 1 the ration is halved, or half as much again
  LeverId concession{};        ///< at 1 owners make wages good in full
};

enum class SeatRule : std::uint8_t { dhondt, sainte_lague, hare, droop, plurality };

/// A poll on a day that is known beforehand.
struct Election : Named {
  CalendarId poll{};
  std::vector<DistrictId> districts;             ///< whose people vote
  int seats = 0;
  SeatRule rule = SeatRule::dhondt;
  std::vector<PartyId> parties;                  ///< that stand; empty: all
  std::array<Number, kMaxParties> before{};      ///< shares at the last poll of the same people, for persistence
  Number turnout_before{};
};

struct Leader : Named {
  PartyId party{};
  CampId camp{};
  std::string role;
  std::array<Number, kMaxIssues> position{};
  Number influence{};          ///< 0 to 1, in his own camp
  PlaceId at{};                ///< at the start
  bool hidden = false;         ///< sought by the other side; travels disguised
  Number disguise{};           ///< log-odds taken off recognition
  DeciderKindId temperament{}; ///< kind of decider
};

/// A bloc of a large body: a party's or faction's seats with one caucus.
struct Bloc {
  Key key = 0;
  std::string id;
  PartyId party{};
  Number seats{};
  std::array<Number, kMaxIssues> position{};
  Number discipline{};         ///< 0 to 1: how far members follow the caucus
  LeaderId leader{};           ///< who speaks for the caucus, if anyone
  CuriaId curia{};             ///< who elects its deputies and may recall them, if anyone
};

enum class Rule : std::uint8_t { majority, absolute_majority, plurality };

struct Body : Named {
  PlaceId seat{};
  CampId camp{};
  std::vector<LeaderId> members;   ///< a small body: persons
  std::vector<Number> sits;        ///< by member: 1, or 0 where what came before has put him out of it
  std::vector<Bloc> blocs;         ///< a large body: blocs
  Rule rule = Rule::plurality;
  Number quorum{};                 ///< share of members that must be there
  Number attendance{};             ///< share of seats filled on an ordinary day
  CalendarId called_for{};         ///< an opening announced beforehand, to which its members travel
  Number late{}, late_spread{};    ///< hours after the announced opening at which half have come; scale of a logistic
  DeciderKindId temperament{};     ///< for blocs
  BodyId successor_of{};
  bool exists = true;              ///< at the start
  std::vector<BodyId> gathered_from;  ///< a congress: the assemblies that send its delegates
};

struct Medium : Named {
  std::string kind;                ///< paper, wire
  CampId camp{};
  PlaceId press{};
  Number copies{};                 ///< a day
  int hour = 6;                    ///< of issue
};

/// Something that an actor or a group can hold to be true, in log-odds.
struct Proposition : Named {
  Number prior{};                            ///< log-odds at the start
  std::array<Number, kMaxCamps> prior_by_camp{};  ///< added to it for holders of that camp
  CampId prevails{};                         ///< the belief that this camp wins; decays toward its prior
  CampId alarms{};                           ///< whom it alarms: the camp that would be struck
};

struct Evidence {
  PropositionId proposition{};
  Number log_likelihood_ratio{};
};

struct Pattern : Named {
  EventKind kind = EventKind::calendar_entry;
  std::vector<Entity> by, on;      ///< any of these; empty: anybody
  std::vector<PlaceId> place;
  Key by_tag = 0, on_tag = 0, place_tag = 0;
  CampId side{};
  std::int32_t detail = -2;        ///< -2: any
  AuthorityId ordered_by{};        ///< for captured and squad-formed
  bool unordered = false;          ///< for captured and squad-formed: nobody ordered it
  double at_least = -1e300;        ///< amount
};

/// Something worth telling. An event that matches makes an item, which runs through the channels.
struct Story : Named {
  PatternId pattern{};
  Number severity{};               ///< arousal that full belief in it stirs
  CampId stirs{};                  ///< the camp whose followers it stirs
  std::vector<Evidence> evidence;
  Number credence{};               ///< log-odds at first hearing
  Number rumour_rate{};            ///< births a day at tension 1, with no event behind them
  bool rumour = false;
  Key points_to = 0;               ///< tag of the places that the talk points to; 0: where it happened
  bool framed = false;             ///< severity counts twice once its camp's medium has printed it
};

struct CalendarEntry : Named {
  Instant at{};
  std::string reason;              ///< why it could be dated beforehand
  bool movable = false;            ///< by postpone
};

enum class ActKind : std::uint8_t {
  order, void_orders, countersign, demand, answer, send, depart, summon, occupy, open_fire, cease, raise, lower,
  publish, close, reopen, convene, adjourn, postpone, move, amend, second, walk_out, join, offer, accept, reject,
  appoint, dismiss, arrest, release, set, mandate, proclaim, count_
};

/// Which rows an act or a trigger is about.
struct Selector {
  EntityKind kind = EntityKind::none;
  std::vector<std::int32_t> rows;  ///< explicit rows
  std::vector<Key> tags;           ///< or all rows with one of these tags
  CampId held_by{};                ///< places: only those now held by this camp
  CampId not_held_by{};
  int at_most = 0;                 ///< 0: all; else the best few (importance, nearness)
  bool empty() const { return rows.empty() && tags.empty(); }
};

struct Act {
  ActKind kind = ActKind::order;
  Entity by{};                     ///< who acts: an authority, leader, body, party
  Selector to{};                   ///< units, bodies, leaders, media
  Selector place{};
  ActKind task = ActKind::occupy;  ///< what an order bids: occupy, send, raise, close, arrest
  LeverId lever{};                 ///< set
  DecisionId asks{};               ///< demand, offer, move: puts this decision to its decider
  StoryId story{};                 ///< publish
  CalendarId entry{};              ///< postpone
  Number men{};                    ///< per place
  Number delay_low{}, delay_high{};///< minutes until it is carried out
  Number hours{};                  ///< postpone: by how much
  std::string quantity;            ///< set: a declared policy lever
  double value = 0;
};

/// Those who elect some of the deputies of an assembly: the works of a town, the companies of its garrison.
struct Curia : Named {
  Selector electors{};             ///< groups
};

/// A part of a party: its centre, a committee, a district, a cell at a works or in a regiment.
struct Organization : Named {
  PartyId party{};
  OrganizationId above{};          ///< none: the centre
  Selector ground{};               ///< groups among whom it works; a body that only has others below it has none
  Number members{};                ///< at the start
  LeverId line{};                  ///< of a centre: at 1 its directive is in force
  Number stands{};                 ///< where that directive stands on who shall rule, -2 to 2
};

/// What makes a flow stronger or weaker.
struct Driver {
  Expression of{};
  Number weight{};                 ///< added to the log of the flow by each unit of it above its first day's
};

/// Persons who leave groups for others. Of `rate` and `quota` one is given, the other is 0.
struct Flow : Named {
  std::vector<GroupId> from, to;   ///< no group is in both
  Number rate{};                   ///< of each person, a month of 30 days, on the first day
  Number quota{};                  ///< persons a month, on the first day
  std::vector<Driver> drivers;
};

/// How severe each act is: 0 words, 1 killing. What features of a decision weigh (docs/decisions.md).
double severity_of(ActKind kind);

/// One of several things that an option may come to.
struct OptionEnd {
  std::array<Number, kMaxIssues> position{};
  std::uint8_t stands_on = 0;
};

struct OptionSpec {
  Key key = 0;
  std::string id, name;
  std::array<Number, kMaxIssues> position{};  ///< where it stands on each issue
  std::uint8_t stands_on = 0;                 ///< bit set of the issues it speaks to
  std::vector<OptionEnd> ends;                ///< what it may come to, where it does not settle that itself
  bool status_quo = false;
  bool historical = false;
  bool complies = false;           ///< does what the superior has ordered
  std::optional<Instant> historical_from;  ///< when a decision comes up again and again: history took this option from then on
  double severity = 0;             ///< the greatest severity among its acts
  std::vector<Act> acts;
};

enum class TriggerKind : std::uint8_t { calendar, pattern, quantity, asked };

struct Trigger {
  TriggerKind kind = TriggerKind::asked;
  CalendarId entry{};
  PatternId pattern{};
  Expression quantity{};
  double above = 0, reset = -1e300;
  Number delay_low{}, delay_high{};  ///< minutes
};

struct Decision : Named {
  std::string question;
  Entity decider{};                ///< a leader or a body
  std::vector<Trigger> triggers;
  Expression condition{};          ///< taken only while this holds
  double at_most_every = 0;        ///< minutes; 0: once
  double check_every = 60;         ///< minutes between looks at a quantity trigger
  CalendarId deadline{};           ///< the entry that makes it urgent
  PropositionId threat{};          ///< the blow it may forestall
  PropositionId relief{};          ///< the help that may be on its way
  PropositionId prevails{};        ///< the belief in own success
  AuthorityId host{};              ///< whose force used so far counts as complicity
  AuthorityId superior{};          ///< whose order it is that an option which complies carries out
  std::vector<OptionSpec> options;
  bool open = true;                ///< listed as open: no option may have probability 0 or 1
};

/// The option that history took at an instant: of those dated that have begun the latest, else the one marked.
std::size_t historical_option(const Decision& decision, Instant now);

/// The closed list of features by which options are weighed.
enum class Feature : std::uint8_t {
  distance, strength, loss, mandate, threat, relief, deadline, turnout, precedent, cost, company, complicity, pivotal, obedience, status_quo, count_
};
inline constexpr int kFeatures = static_cast<int>(Feature::count_);
std::string_view name_of(Feature feature);

struct DeciderKind : Named {
  Number rationality{};
  Number deference{};                            ///< weight of those present in one's own judgement
  Number optimism{};                             ///< weight of the best that an option may come to, against the worst
  std::array<Number, kFeatures> weight{};
};

struct ChanceNode : Named {
  std::string mechanism, site;
  Entity actor{}, target{};
  bool every = false;              ///< not only the first occurrence
  std::vector<std::string> options;
  int historical = 0;
};

enum class OutcomeKind : std::uint8_t { boolean, category, number, instant };

struct OutcomeCase {
  std::string id;
  Expression when{};
};

struct Outcome : Named {
  OutcomeKind kind = OutcomeKind::boolean;
  std::string unit;
  Expression value{};              ///< boolean, number, instant (minutes since the start, +inf: censored)
  std::vector<OutcomeCase> cases;  ///< category: the first that holds
  bool has_until = false;
  Instant until{};                 ///< judged at this instant instead of the end
};

/// A parameter of a mechanism: declared beside its equation, given a value by the scenario.
struct ParameterSpec {
  std::string_view name, unit, meaning;
  double low, high;  ///< admissible values
};

/// The parameters of one mechanism, in the order in which Setting::parameters keeps them.
struct ParameterTable {
  std::string_view mechanism;
  const ParameterSpec* rows;
  int count;
  bool on_request = false;  ///< only in scenarios that name the mechanism
};

/// What of the start is brought about by histories of an earlier scenario.
enum class Carried : std::uint8_t {
  sizes,      ///< groups and units grow as their counterparts have grown
  slates,     ///< shares of parties among the people of groups and units
  attitudes,  ///< leaning of units: the mean affinity of the parties that their people hold with
  seats,      ///< seats of a body's blocs
  members,    ///< who of a body still sits there: parties that have left the cabinet take theirs along
  number,     ///< any other number, by an expression of the earlier scenario
  nothing     ///< an expression: where it holds, this scenario has no start
};

struct Carry : Named {
  std::string from;     ///< the earlier scenario
  Carried what = Carried::sizes;
  BodyId body{};        ///< seats, members
  std::string path;     ///< number: which
  std::string as;       ///< seats: id or tag of bodies there; number, nothing: an expression there
};

struct Setting {
  std::string id, name, summary, hash;
  std::string goes_on_in;  ///< the id of a later scenario that takes up what is reached here; empty: none
  Instant start{}, end{};
  double latitude = 0, longitude = 0, clock_ahead = 0;  ///< of the capital; hours ahead of Greenwich
  std::array<CampId, 2> axis{};  ///< the ends of the scale of attitudes: -1 leans to axis[0], 1 to axis[1]

  Table<Source> sources;
  Table<Camp> camps;
  Table<Issue> issues;
  Table<Party> parties;
  Table<Authority> authorities;
  Table<District> districts;
  Table<Place> places;
  Table<Way> ways;
  Table<Unit> units;
  Table<Group> groups;
  Table<Leader> leaders;
  Table<Body> bodies;
  Table<Medium> media;
  Table<Proposition> propositions;
  Table<Story> stories;
  Table<CalendarEntry> calendar;
  Table<Pattern> patterns;
  Table<Decision> decisions;
  Table<DeciderKind> decider_kinds;
  Table<ChanceNode> nodes;
  Table<Outcome> outcomes;
  Table<Lever> levers;
  Table<PeopleClass> classes;
  Table<Problem> problems;
  Table<Election> elections;
  Table<Granary> granaries;
  Table<Market> markets;
  Table<Curia> curiae;
  Table<Organization> organizations;
  Table<Flow> flows;
  Table<Carry> reached_by;
  std::string own_posterior;            ///< the name of that which its histories draw from unless told; empty: from the priors
  std::int64_t grouping = 0;            ///< groups are cut into parts of at most so many persons; 0: they are not cut
  std::vector<std::string> mechanisms;  ///< that the scenario names; empty: all but those on request
  std::vector<Number> parameters;  ///< in the order of the mechanisms' registry
  std::vector<ParameterSpec> parameter_specs;  ///< what each of them is, and admits
  std::vector<Uncertain> uncertain;
  Posterior posterior;
  Reached reached;
};

/// Whether a mechanism takes part in the scenario.
bool takes_part(const Setting& setting, std::string_view mechanism, bool on_request);

}  // namespace smolny

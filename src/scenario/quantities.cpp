// Paths: which field of which row a quantity is.

#include <algorithm>
#include <array>

#include "scenario/expressions.hpp"
#include "scenario/names.hpp"

namespace smolny {

namespace {

struct QuantitySpec {
  EntityKind of;
  std::string_view name;
  Field field;
  EntityKind about = EntityKind::none;  ///< kind of the second subject; none: it has none
};

// clang-format off
constexpr QuantitySpec quantities[] = {
    {EntityKind::unit, "men", Field::men}, {EntityKind::unit, "out", Field::out},
    {EntityKind::unit, "armed", Field::armed}, {EntityKind::unit, "resolve", Field::resolve},
    {EntityKind::unit, "arousal", Field::arousal}, {EntityKind::unit, "available", Field::available},
    {EntityKind::unit, "dead", Field::dead},
    {EntityKind::unit, "legitimacy", Field::legitimacy, EntityKind::authority},
    {EntityKind::unit, "belief", Field::belief, EntityKind::proposition},
    {EntityKind::unit, "support", Field::support, EntityKind::camp},
    {EntityKind::unit, "commissar", Field::commissar, EntityKind::authority},
    {EntityKind::unit, "rule", Field::rule, EntityKind::authority},
    {EntityKind::unit, "obeys", Field::obeys, EntityKind::authority},
    {EntityKind::group, "men", Field::men}, {EntityKind::group, "out", Field::out},
    {EntityKind::group, "resolve", Field::resolve}, {EntityKind::group, "arousal", Field::arousal},
    {EntityKind::group, "support", Field::support, EntityKind::camp},
    {EntityKind::group, "share", Field::share, EntityKind::party},
    {EntityKind::group, "belief", Field::belief, EntityKind::proposition},
    {EntityKind::place, "held", Field::held, EntityKind::camp},
    {EntityKind::place, "present-men", Field::present_men, EntityKind::camp},
    {EntityKind::place, "raised", Field::raised},
    {EntityKind::leader, "free", Field::free}, {EntityKind::leader, "present", Field::present, EntityKind::place},
    {EntityKind::leader, "belief", Field::belief, EntityKind::proposition},
    {EntityKind::body, "exists", Field::exists}, {EntityKind::body, "in-session", Field::in_session},
    {EntityKind::body, "share", Field::share, EntityKind::party},
    {EntityKind::body, "majority", Field::majority, EntityKind::party},
    {EntityKind::body, "attendance", Field::attendance},
    {EntityKind::body, "belief", Field::belief, EntityKind::proposition},
    {EntityKind::body, "presidium", Field::presidium, EntityKind::party}, {EntityKind::body, "turned", Field::turned},
    {EntityKind::organization, "wants", Field::wants}, {EntityKind::organization, "line", Field::follows},
    {EntityKind::organization, "keeps", Field::keeps},
    {EntityKind::flow, "moved", Field::moved},
    {EntityKind::authority, "active", Field::active}, {EntityKind::authority, "legitimacy", Field::legitimacy},
    {EntityKind::camp, "strength", Field::strength}, {EntityKind::camp, "dead", Field::dead},
    {EntityKind::district, "vote-share", Field::vote_share, EntityKind::party},
    {EntityKind::district, "turnout", Field::turnout},
    {EntityKind::district, "outbreaks", Field::outbreaks},
    {EntityKind::district, "level", Field::level, EntityKind::problem},
    {EntityKind::lever, "value", Field::level},
    {EntityKind::election, "share", Field::share, EntityKind::party}, {EntityKind::election, "turnout", Field::turnout},
    {EntityKind::election, "votes", Field::votes_cast}, {EntityKind::election, "seats", Field::seats_won, EntityKind::party},
    {EntityKind::market, "stock", Field::stock}, {EntityKind::market, "need", Field::need},
    {EntityKind::market, "arrivals", Field::arrivals}, {EntityKind::market, "shortage", Field::shortage},
    {EntityKind::market, "price-index", Field::price_index}, {EntityKind::market, "real-wage", Field::real_wage},
    {EntityKind::market, "jobless", Field::jobless}, {EntityKind::market, "strikers", Field::strikers},
    {EntityKind::market, "workers", Field::workers},
    {EntityKind::calendar, "hours-until", Field::hours_until}, {EntityKind::calendar, "passed", Field::passed},
};
// clang-format on

constexpr std::array<std::string_view, 17> starts{"unit", "group",   "place",    "leader", "body",     "authority", "camp",
                                                  "cabinet", "calendar", "clock",  "parameter", "district", "lever", "election", "market", "organization", "flow"};

/// The parts of a path with the place of each in the text.
class Path {
 public:
  explicit Path(std::string_view text) : text_(text) {}
  bool done() const { return at_ > text_.size(); }
  std::size_t at() const { return std::min(at_, text_.size()); }
  /// The next part, up to a dot.
  std::string_view next() {
    start_ = at_;
    const std::size_t end = std::min(text_.find('.', at_), text_.size());
    const std::string_view part = text_.substr(at_, end - at_);
    at_ = end + 1;
    return part;
  }
  std::string_view rest() {
    start_ = at_;
    const std::string_view part = text_.substr(std::min(at_, text_.size()));
    at_ = text_.size() + 1;
    return part;
  }
  std::unexpected<TextError> wrong(std::string message) const {
    return std::unexpected(TextError{std::min(start_, text_.size()), std::move(message)});
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0, start_ = 0;
};

std::expected<Quantity, TextError> finish(Path& path, const Quantity& q) {
  if (path.done()) return q;
  const std::string_view more = path.rest();
  return path.wrong("nothing may follow here, found " + in_quotes(more));
}

std::expected<Quantity, TextError> second_subject(Path& path, Quantity q, EntityKind kind, const Setting& setting) {
  const SectionSpec& section = *section_of(kind);
  if (path.done()) {
    path.rest();
    return path.wrong("expected a dot and the id of " + with_article(section.singular));
  }
  const auto row = require_row(setting, section.section, path.next());
  if (!row) return path.wrong(row.error());
  q.about = {kind, *row};
  return finish(path, q);
}

std::expected<Quantity, TextError> clock_quantity(Path& path) {
  const std::string_view field = path.next();
  if (field == "hours") return finish(path, {.field = Field::hours});
  if (field == "dark") return finish(path, {.field = Field::dark});
  if (field == "dead") return finish(path, {.field = Field::dead});
  if (field == "reserve") return finish(path, {.field = Field::reserve});
  return path.wrong("the clock has no quantity " + in_quotes(field) + suggestion(field, {"hours", "dark", "dead", "reserve"}));
}

std::expected<Quantity, TextError> cabinet_quantity(Path& path, const Setting& setting) {
  const std::string_view field = path.next();
  if (field == "formed") return finish(path, {.field = Field::formed});
  if (field == "party") return second_subject(path, {.field = Field::in_cabinet}, EntityKind::party, setting);
  if (field == "under") return second_subject(path, {.field = Field::formed}, EntityKind::authority, setting);
  return path.wrong("the cabinet has no quantity " + in_quotes(field) +
                    suggestion(field, {"formed", "party", "under"}));
}

}  // namespace

std::expected<Quantity, TextError> parse_quantity(std::string_view text, const Setting& setting) {
  Path path(text);
  std::string_view start = path.next(), tag;
  if (const std::size_t sign = start.find('@'); sign != std::string_view::npos) {
    tag = start.substr(sign + 1);
    start = start.substr(0, sign);
  }
  const bool row_kind = std::find(starts.begin(), starts.end(), start) != starts.end();
  if (!row_kind)
    return path.wrong("unknown quantity " + in_quotes(start) + suggestion(start, {starts.begin(), starts.end()}));
  if (path.done()) return path.wrong("expected a dot and a name after " + in_quotes(start));
  const EntityKind kind = entity_kind_of(start);
  if (!tag.empty() && kind == EntityKind::none)
    return path.wrong(in_quotes(start) + " has no rows that could bear a tag");
  if (start == "clock") return clock_quantity(path);
  if (start == "cabinet") return cabinet_quantity(path, setting);
  if (start == "parameter") {
    const auto row = find_parameter(setting, path.rest());
    if (!row) return path.wrong(row.error());
    return Quantity{.field = Field::parameter, .parameter = *row};
  }
  Quantity q{.of = {kind, -1}};
  if (!tag.empty()) {
    const auto key = find_tag(setting, tag, start);
    if (!key) return path.wrong(key.error());
    q.tag = *key;
  } else {
    const auto row = require_row(setting, section_of(kind)->section, path.next());
    if (!row) return path.wrong(row.error());
    q.of.index = *row;
  }
  if (path.done()) {
    path.rest();
    return path.wrong("expected a dot and a field of the " + std::string(start));
  }
  const std::string_view field = path.next();
  std::vector<std::string_view> names;
  for (const QuantitySpec& s : quantities) {
    if (s.of != kind) continue;
    names.push_back(s.name);
    if (s.name != field) continue;
    q.field = s.field;
    return s.about == EntityKind::none ? finish(path, q) : second_subject(path, q, s.about, setting);
  }
  return path.wrong(with_article(start) + " has no quantity " + in_quotes(field) + suggestion(field, std::move(names)));
}

}  // namespace smolny

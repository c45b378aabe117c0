#include "scenario/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenario/names.hpp"

namespace smolny {

namespace {

std::string shown(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

bool pair_of_numbers(const YamlNode& node, Diagnostics& diagnostics, const char* what, double& a, double& b) {
  if (node.shape != Shape::list || node.items.size() != 2) {
    diagnostics.add(node.at, std::string("expected ") + what + ", found " + described(node));
    return false;
  }
  return read_plain(*node.items[0], diagnostics, a) && read_plain(*node.items[1], diagnostics, b);
}

/// The centre of a prior: what stands for it with --fixed-parameters.
double centre(const Uncertain& u) {
  switch (u.prior) {
    case Prior::uniform:
      return (u.a + u.b) / 2;
    case Prior::beta:
      return u.a / (u.a + u.b);
    case Prior::gamma:
      return u.a * u.b;
    default:
      return u.a;
  }
}

/// Doubles the spread about the centre and keeps the centre: bounds move out for a uniform, sd and sigma grow, and of
/// beta and gamma the variance grows by the square of the factor.
void widen(Uncertain& u, double centre_value) {
  constexpr double f = kHindsightWidening;
  switch (u.prior) {
    case Prior::uniform:
      u.a = centre_value - f * (centre_value - u.a);
      u.b = centre_value + f * (u.b - centre_value);
      break;
    case Prior::normal:
    case Prior::lognormal:
      u.b *= f;
      break;
    case Prior::beta: {
      const double mean = u.a / (u.a + u.b);
      const double size = std::max((u.a + u.b + 1) / (f * f) - 1, 0.05);
      u.a = mean * size;
      u.b = (1 - mean) * size;
      break;
    }
    case Prior::gamma:
      u.a /= f * f;
      u.b *= f * f;
      break;
    case Prior::fixed:
      break;
  }
}

/// `unit.pavlovsky.men` and `unit.keksholmsky.men` are of one kind: the path without the row.
std::string kind_of_path(const std::string& path) {
  const std::size_t first = path.find('.');
  if (first == std::string::npos) return path;
  const std::size_t second = path.find('.', first + 1);
  return second == std::string::npos ? path.substr(0, first) : path.substr(0, first) + path.substr(second);
}

constexpr std::array<std::string_view, 5> prior_names{"uniform", "normal", "lognormal", "beta", "gamma"};

}  // namespace

void Numbers::use(const YamlNode& node, std::vector<SourceId>* into) {
  used.resize(setting_.sources.size());
  const auto one = [&](const YamlNode& item) {
    if (item.shape != Shape::text)
      return diagnostics_.add(item.at, "expected the id of a source, found " + described(item));
    const auto row = require_row(setting_, Section::sources, item.text);
    if (!row) return diagnostics_.add(item.at, row.error());
    used[static_cast<std::size_t>(*row)] = true;
    if (into) into->push_back({*row});
  };
  if (node.shape == Shape::list)
    for (const YamlNode* item : node.items) one(*item);
  else
    one(node);
  if (into) {
    std::sort(into->begin(), into->end());
    into->erase(std::unique(into->begin(), into->end()), into->end());
  }
}

Provenance Numbers::provenance(const Fields& row) {
  Provenance p;
  if (const YamlNode* source = row.find("source")) {
    use(*source, &p.sources);
    p.given = true;
  }
  if (const int grade = row.choice("grade"); grade >= 0) p.grade = static_cast<Grade>(grade);
  p.given = p.given || row.has("grade");
  return p;
}

bool Numbers::read_prior(const YamlNode& prior, Draft& draft) {
  const YamlNode* shape = nullptr;
  bool unknown = false;
  Uncertain& u = draft.uncertain;
  for (const YamlEntry& e : prior.entries) {
    if (e.key == "within") {
      if (!pair_of_numbers(*e.value, diagnostics_, "a pair [low, high]", u.low, u.high)) return false;
      if (u.low > u.high) {
        diagnostics_.add(e.value->at, "the low end " + shown(u.low) + " is above the high end " + shown(u.high));
        return false;
      }
      continue;
    }
    const auto name = std::find(prior_names.begin(), prior_names.end(), e.key);
    if (name == prior_names.end()) {  // reported as an unknown field
      unknown = true;
      continue;
    }
    if (shape) {
      diagnostics_.add(e.at, "a second prior; expected one of uniform, normal, lognormal, beta, gamma");
      return false;
    }
    shape = e.value;
    u.prior = static_cast<Prior>(name - prior_names.begin() + 1);
  }
  if (!shape) {
    if (!unknown)
      diagnostics_.add(prior.at, "a prior without a shape; expected uniform, normal, lognormal, beta or gamma");
    return false;
  }
  if (!pair_of_numbers(*shape, diagnostics_, "a pair of numbers", u.a, u.b)) return false;
  const bool ordered = u.prior != Prior::uniform || u.a <= u.b;
  const bool spread = u.prior == Prior::uniform || u.b > 0;
  const bool positive = (u.prior != Prior::lognormal && u.prior != Prior::beta && u.prior != Prior::gamma) || u.a > 0;
  if (ordered && spread && positive) return true;
  diagnostics_.add(shape->at, !ordered  ? "the low end " + shown(u.a) + " is above the high end " + shown(u.b)
                              : !spread ? "a spread must be above 0, found " + shown(u.b)
                                        : "must be above 0, found " + shown(u.a));
  return false;
}

bool Numbers::read_long(const YamlNode& node, const std::string& path, Draft& draft, NumberNote& note, bool& sourced) {
  const std::size_t before = diagnostics_.count();
  const Fields fields(node, number_fields(), {}, diagnostics_, path);
  if (const YamlNode* v = fields.find("value")) draft.has_value = read_plain(*v, diagnostics_, draft.value);
  if (const YamlNode* source = fields.find("source")) {
    note.sources.clear();
    use(*source, &note.sources);
    sourced = true;
  }
  if (const int grade = fields.choice("grade"); grade >= 0) note.grade = static_cast<Grade>(grade);
  sourced = sourced || fields.has("grade");
  note.unit = fields.text("unit");
  note.note = fields.text("note");
  if (const YamlNode* prior = fields.find("prior")) {
    const Fields names(*prior, fields.spec("prior").fields, {}, diagnostics_, "the prior of " + path);
    if (!read_prior(*prior, draft)) return false;
  }
  if (const YamlNode* as_of = fields.find("as_of")) {
    Instant date{};
    if (read_date(*as_of, diagnostics_, date) && date > setting_.start) note.grade = Grade::hindsight;
  }
  if (const YamlNode* blind = fields.find("blind"))
    draft.has_blind = read_plain(*blind, diagnostics_, draft.uncertain.blind);
  if (diagnostics_.count() != before) return false;
  if (!draft.has_value && draft.uncertain.prior == Prior::fixed) {
    diagnostics_.add(node.at, path + ": a number without a value; expected value, prior or both");
    return false;
  }
  return true;
}

Number Numbers::read(const YamlNode& node, const std::string& path, const Provenance& row, Range admissible,
                     Vary vary) {
  Draft draft;
  NumberNote note{.path = path,
                  .central = 0,
                  .grade = row.grade,
                  .sources = row.sources,
                  .unit = {},
                  .note = {},
                  .uncertain = false};
  bool sourced = row.given;
  if (node.shape == Shape::text) {
    if (!(draft.has_value = parse_number(node.text, draft.value))) {
      diagnostics_.add(node.at, path + ": expected a number, found " + in_quotes(node.text));
      return {};
    }
  } else if (node.shape == Shape::list) {
    Uncertain& u = draft.uncertain;
    if (!pair_of_numbers(node, diagnostics_, "a range [low, high]", u.a, u.b)) return {};
    u.prior = Prior::uniform;
    if (u.a > u.b) {
      diagnostics_.add(node.at, path + ": the low end " + shown(u.a) + " is above the high end " + shown(u.b));
      return {};
    }
  } else if (node.shape == Shape::map) {
    if (!read_long(node, path, draft, note, sourced)) return {};
  } else {
    diagnostics_.add(node.at, path + ": expected a number, found " + described(node));
    return {};
  }
  if (!sourced) diagnostics_.add(node.at, path + ": a number with neither source nor grade; give it one, or its row");
  if (!draft.has_value) draft.value = centre(draft.uncertain);
  if (draft.value < draft.uncertain.low || draft.value > draft.uncertain.high) {
    diagnostics_.add(node.at, path + ": the value " + shown(draft.value) + " lies outside the bounds of its prior");
    return {};
  }
  return keep(draft, std::move(note), node, admissible, vary);
}

Number Numbers::keep(Draft& draft, NumberNote note, const YamlNode& node, Range admissible, Vary vary) {
  Uncertain& u = draft.uncertain;
  const auto outside = [&](double x) { return x < admissible.low || x > admissible.high; };
  const bool bounds_outside = u.prior == Prior::uniform && (outside(u.a) || outside(u.b));
  if (outside(draft.value) || bounds_outside) {
    const double bad = outside(draft.value) ? draft.value : outside(u.a) ? u.a : u.b;
    const std::string limits = admissible.high >= 1e300
                                   ? "at least " + shown(admissible.low)
                                   : "from " + shown(admissible.low) + " to " + shown(admissible.high);
    diagnostics_.add(node.at, note.path + " is " + shown(bad) + "; expected a number " + limits);
    return {};
  }
  if (u.prior != Prior::fixed && vary == Vary::never) {
    diagnostics_.add(node.at, note.path + " cannot be uncertain; expected one number");
    return {};
  }
  const bool hindsight = note.grade == Grade::hindsight && vary != Vary::never;
  if (hindsight && u.prior == Prior::fixed) {
    diagnostics_.add(node.at,
                     note.path + " is known from later than the start; expected a prior, for it is to be widened");
    return {};
  }
  const std::string kind = kind_of_path(note.path);
  if (hindsight) {
    widen(u, draft.value);
  } else {
    Mean& mean = means_[kind];
    mean.sum += draft.value;
    ++mean.count;
  }
  Number number{draft.value, -1};
  if (u.prior != Prior::fixed || vary == Vary::named) {
    u.central = draft.value;
    u.path = note.path;
    u.key = key_of(note.path);
    u.low = std::max(u.low, admissible.low);
    u.high = std::min(u.high, admissible.high);
    u.grade = note.grade;
    if (hindsight && !draft.has_blind) {
      u.blind = draft.value;
      blind_.emplace_back(setting_.uncertain.size(), kind);
    }
    note.uncertain = u.prior != Prior::fixed;
    number.uncertain = static_cast<std::int32_t>(setting_.uncertain.size());
    setting_.uncertain.push_back(std::move(u));
  }
  note.central = draft.value;
  notes_.push_back(std::move(note));
  return number;
}

void Numbers::finish() {
  for (const auto& [row, kind] : blind_) {
    const auto mean = means_.find(kind);
    if (mean != means_.end()) setting_.uncertain[row].blind = mean->second.sum / mean->second.count;
  }
}

}  // namespace smolny

#include "lab/predict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "archive/json.hpp"
#include "engine/evaluate.hpp"
#include "lab/conditional.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"
#include "lab/scoring_rules.hpp"
#include "lab/summary.hpp"
#include "maths/elementary.h"

namespace smolny {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// What a history has to say, standing at the question's instant.
double answer(const Simulation& sim, const Question& q) {
  if (q.election.has()) {
    const Quantity quantity{.field = q.what == "turnout" ? Field::turnout : Field::share, .of = entity(q.election), .about = entity(q.party)};
    const double x = quantity_value(sim, quantity);
    return std::isinf(x) ? kUnknown : x;
  }
  if (q.what == "price-index") {
    double sum = 0, weight = 0;
    for (MarketId m : q.markets) {
      const double need = quantity_value(sim, {.field = Field::need, .of = entity(m)});
      sum += need * quantity_value(sim, {.field = Field::price_index, .of = entity(m)});
      weight += need;
    }
    return weight > 0 ? sum / weight : kUnknown;
  }
  if (q.what == "outbreaks") {
    double sum = 0;
    for (DistrictId d : q.districts) sum += quantity_value(sim, {.field = Field::outbreaks, .of = entity(d)});
    return sum;
  }
  if (q.what == "men") {
    double sum = 0;
    for (GroupId g : q.groups) sum += quantity_value(sim, {.field = Field::men, .of = entity(g)});
    return sum;
  }
  const Voters v = voters_of(sim, q.groups);
  if (q.what == "turnout") return v.entitled > 0 ? v.all / v.entitled : kUnknown;
  return v.all > 0 ? v.by_party[static_cast<std::size_t>(q.party.index)] / v.all : kUnknown;
}

/// When a history is asked, and how much of its answer counts.
struct Look {
  Instant at;
  std::size_t question;
  double weight;
};

/// A question of a span is what there is at its end less what there is at its beginning. Outbreaks are counted at the ends of weeks, and a
/// span is not made of weeks: of one that it cuts its part counts, unless the frame ends before it does.
void look_at(std::vector<Look>& looks, Instant at, std::size_t question, double weight, const Setting& setting) {
  constexpr std::int64_t kWeek = 7 * 1440;
  const std::int64_t into = (at - setting.start).minutes % kWeek;
  const Instant before = at - Duration{into}, after = before + Duration{kWeek};
  if (into == 0 || after > setting.end) return looks.push_back({at, question, weight});
  const double part = static_cast<double>(into) / kWeek;
  looks.push_back({before, question, weight * (1 - part)});
  looks.push_back({after, question, weight * part});
}

/// Outbreaks a month, at the pace of the first day.
double first_pace(const Simulation& sim, const Question& q) {
  const Setting& s = *sim.setting;
  double sum = 0;
  for (const Group& g : s.groups)
    if (g.of_class.has() && std::find(q.districts.begin(), q.districts.end(), g.district) != q.districts.end())
      sum += value(sim.world, g.size) / 1e5 * value(sim.world, s.classes[g.of_class].unrest);
  return sum;
}

/// What would stand if nothing changed: the poll before, or the first day of the first history.
double unchanged(const Simulation& first_day, const Question& q) {
  const Setting& s = *first_day.setting;
  if (q.last) return *q.last;
  if (q.what == "outbreaks") return first_pace(first_day, q) * (q.at - *q.from).in_hours() / (24 * 30);
  if (!q.election.has()) return answer(first_day, q);
  const Election& e = s.elections[q.election];
  const double x = value(first_day.world, q.what == "turnout" ? e.turnout_before : e.before[static_cast<std::size_t>(q.party.index)]);
  return x > 0 ? x : kUnknown;
}

Prediction summarized(std::vector<double> values, std::optional<double> actual, double persistence) {
  Prediction p{.low = kUnknown, .median = kUnknown, .high = kUnknown, .persistence = persistence};
  std::erase_if(values, [](double x) { return std::isnan(x); });
  if (values.empty()) return p;
  std::sort(values.begin(), values.end());
  p.low = quantile_of(values, 0.05);
  p.median = quantile_of(values, 0.5);
  p.high = quantile_of(values, 0.95);
  if (!actual) return p;
  double below = 0;
  for (double x : values) below += x < *actual ? 1 : x == *actual ? 0.5 : 0;
  p.quantile = below / static_cast<double>(values.size());
  const double low = std::min(values.front(), *actual), high = std::max(values.back(), *actual);
  p.crps = crps({std::move(values), {}}, *actual, low, high);
  return p;
}

Scale scale_of(const Question& q) { return q.what == "vote-share" || q.what == "turnout" ? Scale::logit : Scale::logarithm; }

/// The answer once the actual figures of other questions are known. `values`: by question and history.
Prediction given_what_is_known(const std::vector<Question>& questions, std::size_t asked, const std::vector<std::vector<double>>& values, double persistence) {
  const Question& q = questions[asked];
  Prediction p{.low = kUnknown, .median = kUnknown, .high = kUnknown, .persistence = persistence};
  std::vector<KnownFigure> known;
  for (std::size_t k : q.known) known.push_back({scale_of(questions[k]), values[k], *questions[k].actual});
  const auto found = conditional(scale_of(q), values[asked], known);
  if (!found) {
    p.error = "given: " + found.error();
    return p;
  }
  const Sample& sample = found->sample;
  p.low = quantile(sample, 0.05), p.median = quantile(sample, 0.5), p.high = quantile(sample, 0.95);
  p.effective = found->effective, p.extrapolated = found->extrapolated;
  if (!q.actual) return p;
  double below = 0;
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    below += sample.weights[i] * (sample.values[i] < *q.actual ? 1 : sample.values[i] == *q.actual ? 0.5 : 0);
  p.quantile = std::min(below, 1.0);
  const auto [low, high] = std::minmax_element(sample.values.begin(), sample.values.end());
  p.crps = crps(sample, *q.actual, std::min(*low, *q.actual), std::max(*high, *q.actual));
  return p;
}

}  // namespace

std::expected<std::vector<Prediction>, Fault> predict(const OpenArchive& open, const std::vector<Question>& questions, unsigned threads) {
  if (!open.specification.forks.empty()) return bad_input("the histories of the archive were taken up from a save; questions are answered from whole ones");
  const auto members = open.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  auto resolved = interventions_of(open.specification, open.setting());
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  std::vector<Look> looks;
  for (std::size_t k = 0; k < questions.size(); ++k) {
    if (!questions[k].error.empty()) continue;
    if (!questions[k].from) {
      looks.push_back({questions[k].at, k, 1});
      continue;
    }
    look_at(looks, *questions[k].from, k, -1, open.setting());
    look_at(looks, questions[k].at, k, 1, open.setting());
  }
  std::stable_sort(looks.begin(), looks.end(), [](const Look& a, const Look& b) { return a.at < b.at; });
  std::vector<std::vector<double>> values(questions.size());
  std::vector<double> persistence(questions.size(), kUnknown);
  {
    const History first = begin_member(open.setting(), open.specification, interventions);
    for (std::size_t i = 0; i < questions.size(); ++i)
      if (questions[i].error.empty()) persistence[i] = unchanged(first.simulation, questions[i]);
  }
  in_order(
      members->size(), threads,
      [&](std::uint64_t i) {
        std::vector<double> own(questions.size(), kUnknown);
        const MemberRow& row = (*members)[i];
        if (row.failed) return own;
        History h = begin_member(open.setting(), specification_of(open, row.number), interventions);
        for (const Look& look : looks) {
          advance_member(h, look.at);
          double& mine = own[look.question];
          mine = (std::isnan(mine) ? 0 : mine) + look.weight * answer(h.simulation, questions[look.question]);
        }
        for (std::size_t k = 0; k < own.size(); ++k)
          if (questions[k].from && own[k] < 0) own[k] = 0;  // rounding alone
        return own;
      },
      [&](std::uint64_t, const std::vector<double>& own) {
        for (std::size_t k = 0; k < own.size(); ++k) values[k].push_back(own[k]);
        return true;
      });
  std::vector<Prediction> out;
  for (std::size_t k = 0; k < questions.size(); ++k)
    out.push_back(questions[k].error.empty() && !questions[k].known.empty() ? given_what_is_known(questions, k, values, persistence[k])
                                                                            : summarized(values[k], questions[k].actual, persistence[k]));
  return out;
}

std::string predictions_json(const std::vector<Question>& questions, const std::vector<Prediction>& predictions) {
  JsonWriter json(2);
  json.open_object().key("predictions").open_array();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    const Prediction& p = predictions[i];
    json.open_object();
    for (const auto& [key, text] : q.asked) json.member(key, text);
    if (!q.given.empty()) json.member("given", q.given);
    if (const std::string& error = q.error.empty() ? p.error : q.error; !error.empty()) json.member("error", error);
    json.member("low", p.low).member("median", p.median).member("high", p.high).member("persistence", p.persistence);
    if (q.actual) json.member("actual", *q.actual);
    if (p.quantile) json.member("quantile", *p.quantile);
    if (p.crps) json.member("crps", *p.crps);
    if (p.effective) json.member("effective", *p.effective).member("extrapolated", p.extrapolated);
    json.close_object();
  }
  json.close_array().close_object();
  return json.text();
}

namespace {

std::string shown(double x) {
  if (std::isnan(x)) return "-";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, x < 10 ? "%.3f" : "%.0f", x);
  return buffer;
}

/// How the answers whose actual figure is told stand to it, and to what nobody's change would give: those to which something is given, or
/// the others.
std::string against_persistence(const std::vector<Prediction>& predictions, const std::vector<Question>& questions, bool given) {
  std::size_t told = 0, inside = 0, compared = 0, better = 0;
  double log_ratio = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Prediction& p = predictions[i];
    if (!p.crps || p.effective.has_value() != given) continue;
    const double y = *questions[i].actual, error = std::abs(p.persistence - y);
    ++told, inside += p.low <= y && y <= p.high;
    if (!(error > 0) || !(*p.crps > 0)) continue;
    ++compared, better += *p.crps < error, log_ratio += maths::log(*p.crps / error);
  }
  if (told == 0) return "";
  std::string out = std::to_string(inside) + " of " + std::to_string(told) + " actual figures lie between" + (given ? " where something is given." : ".");
  if (compared > 0)
    out += " The score of the answers (CRPS) is " + shown(maths::exp(log_ratio / static_cast<double>(compared))) +
           " of the error of what is unchanged, in the geometric mean; lower in " + std::to_string(better) + " of " + std::to_string(compared) + ".";
  return out + "\n";
}

}  // namespace

std::string predictions_text(const std::vector<Question>& questions, const std::vector<Prediction>& predictions) {
  std::string out = "     low  median    high  unchanged  actual (quantile)\n";
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    const Prediction& p = predictions[i];
    std::string what;
    for (const auto& [key, text] : q.asked) what += (what.empty() ? "" : ", ") + text;
    for (const std::string& id : q.given) what += (&id == &q.given.front() ? ", given " : " and ") + id;
    if (p.effective) what += " (worth " + shown(*p.effective) + " histories" + (p.extrapolated ? ", extrapolated" : "") + ")";
    char line[128];
    std::snprintf(line, sizeof line, "%8s%8s%8s%11s  ", shown(p.low).c_str(), shown(p.median).c_str(), shown(p.high).c_str(), shown(p.persistence).c_str());
    out += line;
    if (p.quantile) out += shown(*q.actual) + " (" + shown(*p.quantile) + ")  ";
    const std::string& error = q.error.empty() ? p.error : q.error;
    out += what + (error.empty() ? "" : ": " + error) + "\n";
  }
  return out + "\nNine histories in ten lie between low and high. Unchanged: the last figure given, the poll before, or the first day.\n" +
         against_persistence(predictions, questions, false) + against_persistence(predictions, questions, true);
}

}  // namespace smolny

// Standard twins: what each change does over some members, and one pair of histories side by side.

#include <algorithm>
#include <map>
#include <optional>

#include "chronicle/sentence.hpp"
#include "lab/comparison.hpp"
#include "lab/importance.hpp"
#include "lab/member.hpp"
#include "lab/report_parts.hpp"
#include "scenario/intervention.hpp"

namespace smolny {

namespace {

constexpr std::size_t kMostPairEvents = 60;

std::vector<std::string> parted(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at; (at = text.find(';', from)) != std::string::npos; from = at + 1) parts.push_back(text.substr(from, at - from));
  parts.push_back(text.substr(from));
  for (std::string& p : parts) {
    p.erase(0, std::min(p.find_first_not_of(' '), p.size()));
    while (p.ends_with(' ')) p.pop_back();
  }
  std::erase(parts, "");
  return parts;
}

/// `The government’s answer: wait`: what the command says, with the names of the decision and its option.
std::string label_of(const Setting& s, const std::vector<std::string>& commands) {
  std::string label;
  for (const std::string& c : commands) {
    const auto one = parse_intervention(c, s);
    std::string text = c;
    if (one && one->kind == InterventionKind::option) {
      const Decision& d = s.decisions[one->decision];
      const OptionSpec& o = d.options[static_cast<std::size_t>(one->option)];
      text = (d.name.empty() ? d.id : d.name) + ": " + (o.name.empty() ? o.id : o.name);
    } else if (one && one->kind == InterventionKind::node) {
      const ChanceNode& n = s.nodes[one->node];
      text = (n.name.empty() ? n.id : n.name) + ": " + n.options[static_cast<std::size_t>(one->option)];
    }
    label += (label.empty() ? "" : "; ") + text;
  }
  return label;
}

/// An event is shared if the other world has one of the same identity and order at the same minute.
using Identity = std::pair<std::pair<Key, std::int32_t>, std::int64_t>;
std::vector<Identity> identities(const Chronicle& c) {
  std::vector<Identity> out;
  std::map<Key, std::int32_t> seen;
  for (const Recorded& e : c.events) out.push_back({{mix(e.key, static_cast<Key>(e.detail + 2)), 0}, e.at.minutes});
  for (Identity& i : out) i.first.second = seen[i.first.first]++;
  return out;
}

void write_world(JsonWriter& json, std::string_view key, const Setting& s, const Chronicle& c, const std::vector<Identity>& other) {
  const std::vector<Entity> squads = squad_origins(c);
  const std::vector<Identity> own = identities(c);
  std::vector<double> marks;
  for (const Recorded& e : c.events) marks.push_back(importance(s, e));
  std::vector<double> sorted = marks;
  std::sort(sorted.rbegin(), sorted.rend());
  const double bar = sorted.size() > kMostPairEvents ? std::max(kWorthTelling, sorted[kMostPairEvents]) : kWorthTelling;
  std::size_t n = 0;
  json.key(key).open_array();
  for (std::size_t i = 0; i < c.events.size() && n < 2 * kMostPairEvents; ++i) {
    if (marks[i] < bar) continue;
    ++n;
    json.open_object().member("t", std::max<std::int64_t>(0, (c.events[i].at - s.start).minutes)).member("text", sentence(s, c.events[i], squads));
    json.member("shared", std::binary_search(other.begin(), other.end(), own[i])).close_object();
  }
  json.close_array();
}

/// Whether a truth or a case differs; a moment or a quantity differs easily.
bool turns_out_otherwise(const Setting& s, const Pair& p) {
  for (OutcomeId id : s.outcomes.ids()) {
    const PairedOutcome& o = p.outcomes[static_cast<std::size_t>(id.index)];
    const bool named = s.outcomes[id].kind == OutcomeKind::boolean || s.outcomes[id].kind == OutcomeKind::category;
    if (named && o.base != o.twin) return true;
  }
  return false;
}

/// The first member in which something turns out otherwise, else the first in which anything differs; where nothing does,
/// there is nothing to show side by side.
std::optional<std::uint64_t> telling_member(const Setting& s, const std::vector<Pair>& pairs) {
  for (const Pair& p : pairs)
    if (!p.failed && turns_out_otherwise(s, p)) return p.member;
  for (const Pair& p : pairs)
    if (!p.failed && std::any_of(p.outcomes.begin(), p.outcomes.end(), [](const PairedOutcome& o) { return o.base != o.twin; })) return p.member;
  return std::nullopt;
}

std::expected<void, Fault> write_pair(JsonWriter& json, const ReportSubject& subject, const std::vector<std::string>& commands, std::uint64_t member) {
  Specification s = specification_of(subject.open, member);
  const auto base = run_member(subject.setting(), s);
  s.commands.insert(s.commands.end(), commands.begin(), commands.end());
  const auto twin = run_member(subject.setting(), s);
  if (!base) return bad_input(base.error());
  if (!twin) return bad_input(twin.error());
  const Chronicle &a = base->simulation.chronicle, &b = twin->simulation.chronicle;
  std::vector<Identity> in_base = identities(a), in_twin = identities(b);
  std::sort(in_base.begin(), in_base.end());
  std::sort(in_twin.begin(), in_twin.end());
  json.open_object().member("member", member);
  write_world(json, "base", subject.setting(), a, in_twin);
  write_world(json, "twin", subject.setting(), b, in_base);
  json.key("base_outcomes");
  write_outcome_values(json, subject, base->outcomes);
  json.key("twin_outcomes");
  write_outcome_values(json, subject, twin->outcomes);
  json.close_object();
  return {};
}

void write_rows(JsonWriter& json, const ReportSubject& subject, const std::vector<Effect>& effects) {
  json.key("outcomes").open_array();
  for (OutcomeId id : subject.outcomes)
    for (const Effect& e : effects) {
      // A figure that no member has in both worlds cannot be compared.
      if (e.id != subject.setting().outcomes[id].id || e.base != e.base) continue;
      json.open_object().member("id", e.id).key("value");
      if (e.value.empty()) json.null();
      else json.value(e.value);
      json.member("base", e.base).member("twin", e.twin).member("difference", e.difference).member("low", e.low).member("high", e.high);
      json.member("changed", e.changed).member("counterfactual_share", e.counterfactual_share).close_object();
    }
  json.close_array();
}

}  // namespace

std::expected<void, Fault> write_twins(JsonWriter& json, const ReportSubject& subject) {
  std::vector<Change> changes;
  std::vector<std::string> questions;
  const auto add = [&](std::vector<std::string> commands, const std::string& question) {
    if (commands.empty()) return;
    changes.push_back({std::move(commands), {}});
    questions.push_back(question);
  };
  for (const std::string& text : subject.plan.twins) add(parted(text), {});
  if (changes.empty() && !subject.plan.no_twins && subject.teaching.lesson)
    for (const LessonSwitch& s : subject.teaching.lesson->switches) add(s.commands, s.question);
  json.key("twins").open_array();
  if (!changes.empty()) {
    const ComparisonPlan plan{subject.open.specification, std::min<std::uint64_t>(subject.plan.twin_members, subject.open.archive.header().members), 1, subject.plan.threads};
    const auto compared = compare_worlds(subject.setting(), plan, changes);
    if (!compared) return std::unexpected(compared.error());
    for (std::size_t t = 0; t < changes.size(); ++t) {
      const auto& commands = changes[t].commands;
      std::string id;
      for (const std::string& c : commands) id += (id.empty() ? "" : ";") + c;
      const auto own = option_probability(subject.setting(), changes[t], compared->base_options);
      json.open_object().member("id", id).member("label", label_of(subject.setting(), commands)).member("interventions", commands).key("question");
      if (questions[t].empty()) json.null();
      else json.value(questions[t]);
      json.key("option_probability");
      if (own) json.value(*own);
      else json.null();
      json.member("miracle", own && *own < kMiracle).member("members", plan.members);
      write_rows(json, subject, effects_of(subject.setting(), compared->pairs[t], plan.specification.seed));
      json.key("pair");
      if (const auto member = telling_member(subject.setting(), compared->pairs[t])) {
        if (auto done = write_pair(json, subject, commands, *member); !done) return done;
      } else {
        json.null();
      }
      json.close_object();
    }
  }
  json.close_array();
  return {};
}

}  // namespace smolny

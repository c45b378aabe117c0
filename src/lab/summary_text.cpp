// The table of outcomes that people read: frequencies rather than probabilities, dates in both calendars.

#include <algorithm>
#include <cmath>

#include "lab/summary.hpp"
#include "lab/wording.hpp"
#include "time/format.h"

namespace smolny {

namespace {

constexpr std::size_t kBar = 20;

struct Line {
  std::string label, bar, text;
};

std::string label_of(const OutcomeRow& o) { return o.name.empty() ? o.id : o.name; }

std::string instant_text(double minutes, Instant start) {
  return format_both(start + Duration{static_cast<std::int64_t>(std::llround(minutes))});
}

std::string sure(const Share& s) { return "(" + interval_in_words(s) + ")"; }

std::string with_unit(const std::string& number, const OutcomeRow& o) { return o.unit.empty() ? number : number + " " + o.unit; }

void number_lines(const OutcomeSummary& o, std::vector<Line>& lines) {
  const auto& q = o.quantiles;
  std::string text = with_unit(plain_number(q[2]), o.outcome);
  if (q[1] != q[3]) text += "; half lie from " + plain_number(q[1]) + " to " + plain_number(q[3]);
  if (q[0] != q[4]) text += "; nine in ten from " + plain_number(q[0]) + " to " + plain_number(q[4]);
  if (o.probability.value < 1) text += "; no value in " + in_frequency(1 - o.probability.value, o.members);
  lines.push_back({label_of(o.outcome), "", text});
}

void instant_lines(const OutcomeSummary& o, Instant start, std::vector<Line>& lines) {
  const auto& q = o.quantiles;
  if (!std::isfinite(q[2])) {
    const std::string often = in_frequency(o.probability.value, o.members);
    lines.push_back({label_of(o.outcome), "", o.probability.value == 0 ? often : "occurs in " + often});
    if (std::isfinite(q[0])) lines.push_back({"", "", "the first one in twenty by " + instant_text(q[0], start)});
    return;
  }
  lines.push_back({label_of(o.outcome), "", "half by " + instant_text(q[2], start)});
  lines.push_back({"", "", "one in twenty by " + instant_text(q[0], start)});
  if (std::isfinite(q[4])) lines.push_back({"", "", "all but one in twenty by " + instant_text(q[4], start)});
  if (o.probability.value < 1)
    lines.push_back({"", "", "does not occur in " + in_frequency(1 - o.probability.value, o.members)});
}

std::vector<Line> lines_of(const Summary& s) {
  std::vector<Line> lines;
  for (const OutcomeSummary& o : s.outcomes) {
    switch (o.outcome.kind) {
      case OutcomeKind::boolean:
        lines.push_back({label_of(o.outcome), bar(o.probability.value, kBar),
                         padded(in_frequency(o.probability.value, o.members), 16) + " " + sure(o.probability)});
        break;
      case OutcomeKind::category:
        lines.push_back({label_of(o.outcome), "", ""});
        for (const auto& [id, share] : o.shares)
          lines.push_back({"    " + id, bar(share.value, kBar), padded(in_frequency(share.value, o.members), 16) + " " + sure(share)});
        break;
      case OutcomeKind::number: number_lines(o, lines); break;
      case OutcomeKind::instant: instant_lines(o, s.start, lines); break;
    }
  }
  return lines;
}

std::string without_trailing_blanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::string summary_text(const Summary& s) {
  std::string out = thousands(static_cast<std::int64_t>(s.members)) + (s.members == 1 ? " history of " : " histories of ") + s.scenario + ", " +
                    format_both_day(day_of(s.start)) + " to " + format_both_day(day_of(s.end)) + ".";
  if (s.failed > 0) {
    out += " " + thousands(static_cast<std::int64_t>(s.failed)) + " failed:";
    for (const auto& [reason, n] : s.reasons) out += "\n  " + thousands(static_cast<std::int64_t>(n)) + " x " + reason;
  }
  out += "\n\n";
  const std::vector<Line> lines = lines_of(s);
  std::size_t label = 0;
  for (const Line& l : lines) label = std::max(label, columns(l.label));
  label = std::min<std::size_t>(label, 52);
  for (const Line& l : lines) {
    std::string line = "  " + padded(l.label, label) + "  ";
    if (columns(l.label) > label) line = "  " + l.label + "\n" + std::string(label + 4, ' ');
    if (!l.bar.empty()) line += l.bar + "  ";
    out += without_trailing_blanks(line + l.text) + "\n";
  }
  out += "\nIn brackets: where the share may lie, given so many histories (95 % interval).\n";
  if (!s.in_words.empty()) out += "Uncertain numbers are " + s.in_words + ".\n";
  return out;
}

}  // namespace smolny

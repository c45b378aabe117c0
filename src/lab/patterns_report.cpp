#include "lab/patterns_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "archive/json.hpp"
#include "lab/scoring_rules.hpp"

namespace smolny {

namespace {

PatternLine line_of(const ReportLine& line, const std::vector<Reading>& readings) {
  Sample sample;
  for (const Reading& r : readings)
    if (r.group > 0.5) sample.values.push_back(std::isnan(r.value) ? kDidNotOccur : r.value);
  PatternLine out{line.label, {}};
  const std::string among = line.given.empty() ? "" : fmt::format(", of {} histories", sample.values.size());
  if (sample.values.empty()) {
    out.value = "no history";
  } else if (line.probability) {
    double yes = 0;
    for (double x : sample.values) yes += std::isfinite(x) && x != 0;
    out.value = fmt::format("{:.1f} %{}", 100 * yes / static_cast<double>(sample.values.size()), among);
  } else {
    const auto number = [](double x) { return std::isinf(x) ? std::string("none") : std::abs(x) >= 1000 ? fmt::format("{:.0f}", x) : fmt::format("{:.3g}", x); };
    out.value = fmt::format("{} (90 %: {} to {}){}{}", number(quantile(sample, 0.5)), number(quantile(sample, 0.05)),
                            number(quantile(sample, 0.95)), line.unit.empty() ? "" : " " + line.unit, among);
  }
  return out;
}

}  // namespace

std::vector<PatternFinding> patterns_report(const Record& record, const Readings& readings) {
  std::vector<PatternFinding> findings;
  for (std::size_t c = 0; c < record.claims.size(); ++c) {
    const Claim& claim = record.claims[c];
    if (claim.use != ClaimUse::pattern) continue;
    PatternFinding f{claim.id, claim.name, {}, {}};
    if (!claim.checkable()) {
      f.finding = "Outside the frame: " + claim.check.reason;
    } else {
      f.finding = claim.note.empty() ? fmt::format("Over {} histories.", readings.members) : claim.note;
      for (std::size_t l = 0; l < claim.check.lines.size(); ++l)
        f.numbers.push_back(line_of(claim.check.lines[l], readings.lines[c][l]));
    }
    findings.push_back(std::move(f));
  }
  return findings;
}

std::string patterns_json(const std::vector<PatternFinding>& findings) {
  JsonWriter json(2);
  json.open_object().key("patterns").open_array();
  for (const PatternFinding& f : findings) {
    json.open_object().member("id", f.id).member("statement", f.statement).member("finding", f.finding);
    json.key("numbers").open_array();
    for (const PatternLine& n : f.numbers) json.open_object().member("label", n.label).member("value", n.value).close_object();
    json.close_array().close_object();
  }
  json.close_array().close_object();
  return json.text();
}

std::string patterns_text(const std::vector<PatternFinding>& findings) {
  std::string text;
  for (const PatternFinding& f : findings) {
    text += f.statement + "\n  " + f.finding + "\n";
    for (const PatternLine& n : f.numbers) text += fmt::format("  {:<72} {}\n", n.label, n.value);
    text += "\n";
  }
  return text;
}

}  // namespace smolny

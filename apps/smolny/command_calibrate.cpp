#include <chrono>
#include <fstream>

#include "archive/json.hpp"
#include "archive/ledger.hpp"
#include "archive/sha256.hpp"
#include "lab/calibrating.hpp"
#include "lab/calibration_report.hpp"
#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/saves.hpp"
#include "lab/study.hpp"
#include "options.hpp"
#include "scenario/diagnostics.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

namespace {

struct Request {
  std::string scenario, out, progress = "auto", command;
  std::vector<std::string> free;
  CalibrationPlan plan;
  std::uint64_t threads = 0, recover = 0, nth = 2;
  std::string cut = "3", discrepancy = "0.05";
  Specified specified;
  bool json = false;
  Options options{"calibrate",
                  "Fits parameters to the record, to claims of role `calibrates` alone: screening, history matching in waves, then\n"
                  "approximate Bayesian computation in what is not ruled out. Writes the posterior, for --parameters of other commands.\n"
                  "Killed and started again it goes on where it was (FILE.work); each fit adds a line to FILE.log.",
                  "smolny calibrate petrograd-1917 --out october.posterior --waves 2 --points 120"};
  Request();
};

Request::Request() {
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.option("--out", out, "FILE", "the posterior to write");
  options.required("--out");
  options.list("--free", free, "PATH", "a number, or all below a path, that may be fitted; unless told parameters and decider_kinds");
  options.option("--screening", plan.screening, "N", "histories over the whole prior; 600 unless told");
  options.option("--keep", plan.keep, "K", "how many numbers screening keeps; 10 unless told");
  options.option("--waves", plan.waves, "N", "of history matching; 2 unless told");
  options.option("--points", plan.points, "P", "of a wave; 120 unless told");
  options.option("--members-per-point", plan.runs_per_point, "M", "histories at a point of a wave, 2 at least; 4 unless told");
  options.option("--cut", cut, "X", "an implausibility that rules out; 3 unless told");
  options.option("--forgiven", nth, "N", "which largest implausibility is judged: 1, or 2, the default, which forgives one figure");
  options.option("--discrepancy", discrepancy, "X", "how far off the model may be at its best, as a share of a figure's scale; 0.05 unless told");
  options.option("--posterior-points", plan.abc_points, "N", "200 unless told");
  options.option("--rounds", plan.rounds, "N", "of tightening the tolerance, at most; 6 unless told");
  options.option("--predictive", plan.predictive, "N", "histories from the posterior; 300 unless told");
  options.option("--recover", recover, "K", "instead fits K records that are simulated with known parameters, and says how they were found");
  specified.declare(options);
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.option("--progress", progress, "MODE", "auto (a line on a terminal), text, json or none, on standard error");
  options.flag("--json", json, "machine-readable output");
}

std::optional<double> positive(const std::string& text) {
  std::size_t end = 0;
  try {
    const double x = std::stod(text, &end);
    if (end == text.size() && x > 0 && x < 1e6) return x;
  } catch (const std::exception&) {
  }
  return std::nullopt;
}

/// What is wrong with the options, or nothing.
std::optional<std::string> fault_in(Request& r) {
  CalibrationPlan& p = r.plan;
  if (r.specified.fixed_parameters) return "--fixed-parameters: nothing would be left to fit";
  if (r.specified.grouping != 0) return "--grouping: a fit is of the groups as the scenario has them";
  if (r.specified.reached) return "--reached: a fit is of the start as the scenario gives it";
  if (r.specified.parameters && r.specified.parameters != kPriors) return "--parameters: a posterior cannot be fitted again to the same record";
  const auto between = [](const char* option, std::uint64_t x, std::uint64_t low, std::uint64_t high) -> std::optional<std::string> {
    if (x >= low && x <= high) return std::nullopt;
    return std::string(option) + ": expected a number from " + std::to_string(low) + " to " + std::to_string(high);
  };
  for (const auto& fault : {between("--screening", p.screening, 10, 1'000'000), between("--keep", p.keep, 1, 60), between("--waves", p.waves, 0, 10),
                            between("--points", p.points, 8, 600), between("--members-per-point", p.runs_per_point, 2, 1000),
                            between("--posterior-points", p.abc_points, 10, 100'000), between("--rounds", p.rounds, 0, 100),
                            between("--predictive", p.predictive, 1, 1'000'000), between("--forgiven", r.nth, 1, 10),
                            between("--threads", r.threads, 0, 1024), between("--recover", r.recover, 0, 10'000)})
    if (fault) return fault;
  const auto cut = positive(r.cut), discrepancy = r.discrepancy == "0" ? std::optional(0.0) : positive(r.discrepancy);
  if (!cut) return "--cut: expected a number above 0, found " + in_quotes(r.cut);
  if (!discrepancy || *discrepancy > 1) return "--discrepancy: expected a number from 0 to 1, found " + in_quotes(r.discrepancy);
  if (!known_progress(r.progress)) return "--progress: expected auto, text, json or none, found " + in_quotes(r.progress);
  p.cut = {*cut, r.nth};
  p.seed = r.specified.seed;
  p.threads = static_cast<unsigned>(r.threads);
  return std::nullopt;
}

/// All that the work depends on, in one canonical text.
std::string work_of(const Request& r, const Specification& s) {
  const CalibrationPlan& p = r.plan;
  JsonWriter json;
  json.open_object().key("specification").literal(canonical_json(s)).member("free", r.free).member("screening", p.screening);
  json.member("keep", p.keep).member("waves", p.waves).member("points", p.points).member("members_per_point", p.runs_per_point);
  json.member("candidates", p.candidates).member("cut", p.cut.cut).member("forgiven", p.cut.nth).member("discrepancy", r.discrepancy);
  json.member("posterior_points", p.abc_points).member("rounds", p.rounds).member("predictive", p.predictive).member("recover", r.recover);
  return json.close_object().text();
}

std::string now_utc() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date(days);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

/// The command as it was given, without what changes only how it is run or shown.
std::string command_of(Arguments arguments) {
  std::string text = "smolny calibrate";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--threads" || arguments[i] == "--progress") ++i;
    else if (arguments[i] != "--json") text += " " + arguments[i];
  }
  return text;
}

/// One line for each fit that ended; lines are only ever added.
std::expected<void, Fault> log_fit(const Request& r, const std::string& work, const Calibration& c, const std::string& posterior_hash) {
  JsonWriter json;
  json.open_object().member("date", now_utc()).member("command", r.command).key("work").literal(work).member("runs", c.runs).member("failed", c.failed);
  json.key("left").open_array();
  for (const WaveResult& w : c.waves) json.value(w.left);
  json.close_array().key("tolerances").open_array();
  for (const AbcRound& round : c.posterior.rounds) json.value(round.tolerance);
  json.close_array().member("effective_points", c.posterior.effective).member("posterior", posterior_hash);
  const std::string path = r.out + ".log";
  std::ofstream out(path, std::ios::app | std::ios::binary);
  out << json.close_object().text() << "\n";
  out.close();
  if (!out) return failure(path + " cannot be written");
  return {};
}

int fit(const Request& r, const CalibrationSubject& subject, const Specification& specification, const std::string& work, const Memory& memory) {
  const auto result = calibrate(subject.simulator, subject.targets, r.plan, memory, runs_line(r.progress));
  if (!result) return complain(result.error(), 1);
  std::string hash;
  if (!result->posterior.points.empty()) {
    std::vector<std::string> paths;
    for (std::size_t j : result->kept) paths.push_back(subject.simulator.inputs[j].name);
    const std::string text = posterior_json(subject.setting, specification, paths, result->posterior.points, sha256_hex(work));
    if (const auto written = write_file(r.out, text); !written) return complain(written.error());
    hash = sha256_hex(text);
  }
  if (const auto logged = log_fit(r, work, *result, hash); !logged) return complain(logged.error());
  print(r.json ? calibration_json(subject, *result) : calibration_text(subject, *result));
  return 0;
}

}  // namespace

int command_calibrate(Arguments arguments) {
  Request r;
  if (const auto status = r.options.parse(arguments)) return *status;
  if (const auto fault = fault_in(r)) return complain(*fault);
  r.command = command_of(arguments);
  if (r.free.empty()) r.free = free_parameters();
  const auto loaded = load_or_complain(r.scenario, r.specified.readings);
  if (!loaded) return 2;
  const Record record = read_record(*loaded);
  if (!loaded->valid()) return complain(r.scenario + ": the record has errors; smolny check says which");
  const Setting& setting = loaded->setting;
  const auto specification = r.specified.specification(setting, thread_count(static_cast<unsigned>(r.threads), 1024));
  if (!specification) return complain(specification.error());
  for (const std::string& path : r.free)
    if (const auto known = uncertain_numbers_known(setting, {path}); !known && r.free != free_parameters()) return complain("--free: " + known.error());
  const Record calibrating = calibrating_claims(record);
  std::size_t withheld = 0;
  for (const Claim& c : record.claims) withheld += c.role == ClaimRole::calibrates;
  withheld -= calibrating.claims.size();
  if (calibrating.claims.empty()) return complain(r.scenario + ": no claim of its record may be fitted to (role: calibrates)");
  const auto simulator = calibrating_simulator(setting, *specification, calibrating, r.free);
  if (!simulator) return complain(simulator.error());
  if (simulator->inputs.empty()) return complain(r.scenario + ": no parameter has a prior");
  const std::vector<Target> targets = targets_of(calibrating, setting, {std::stod(r.discrepancy)});

  const std::string work = work_of(r, *specification);
  auto ledger = Ledger::open(r.out + ".work", work);
  if (!ledger) return complain(ledger.error());
  Fault fault;
  const Memory memory{[&](const std::string& stage, std::uint64_t place) { return ledger->find(stage, place); },
                      [&](const std::string& stage, std::uint64_t place, const Outputs& out) {
                        const auto added = ledger->add(stage, place, out);
                        if (!added) fault = added.error();
                        return added.has_value();
                      }};
  const CalibrationSubject subject{setting, *simulator, targets, r.plan, withheld};
  int status = 0;
  if (r.recover > 0) {
    const auto result = recover(*simulator, targets, r.plan, r.recover, memory, runs_line(r.progress));
    if (!result) return complain(fault.message.empty() ? result.error() : fault.message, 1);
    print(r.json ? recovery_json(subject, *result) : recovery_text(subject, *result));
  } else {
    status = fit(r, subject, *specification, work, memory);
    if (!fault.message.empty()) complain(fault.message, 1);
  }
  if (const auto done = ledger->finish(); !done) return complain(done.error());
  return status;
}

}  // namespace smolny

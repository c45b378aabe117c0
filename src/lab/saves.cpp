#include "lab/saves.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "archive/bytes.hpp"
#include "engine/save.hpp"
#include "mechanisms/all.hpp"
#include "people/counts.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

/// The outcomes in front of the specification: their number and their bits, then the JSON.
std::string with_outcomes(const OutcomeValues& outcomes, std::string_view json) {
  std::string out;
  put_varint(out, outcomes.size());
  for (double x : outcomes) put_raw(out, std::bit_cast<std::uint64_t>(x));
  out += json;
  return out;
}

std::expected<Specification, std::string> part(std::string_view text, OutcomeValues& outcomes) {
  ByteReader in{text};
  const std::uint64_t n = in.varint();
  if (in.bad || n > in.in.size() / 8) return std::unexpected("the save is damaged");
  for (std::uint64_t i = 0; i < n; ++i) outcomes.push_back(std::bit_cast<double>(in.raw()));
  return parse_specification(in.in);
}

/// Of each group as many as its counts say.
bool has_its_persons(const World& w, const Setting& s, bool individuals) {
  if (w.persons.size() != (individuals ? s.groups.size() : 0)) return false;
  for (std::size_t g = 0; g < w.persons.size(); ++g)
    if (static_cast<std::int64_t>(w.persons.rows[g].bytes.rows.size()) != people::size(w.people.rows[w.units.size() + g])) return false;
  return true;
}

/// The tables of the state have the rows that the scenario describes.
bool fits(const Saved& saved, const Setting& s, bool individuals) {
  const World& w = saved.world;
  return w.sampled.size() == s.uncertain.size() && w.parameters.size() == s.parameters.size() &&
         w.places.size() == s.places.size() && w.units.size() == s.units.size() && w.groups.size() == s.groups.size() &&
         w.leaders.size() == s.leaders.size() && w.bodies.size() == s.bodies.size() &&
         w.authorities.size() == s.authorities.size() && w.media.size() == s.media.size() &&
         w.calendar.size() == s.calendar.size() && w.decisions.size() == s.decisions.size() &&
         w.people.size() == s.units.size() + s.groups.size() && w.node_seen.size() == s.nodes.size() &&
         w.granaries.size() == s.granaries.size() && w.markets.size() == s.markets.size() && w.money.size() == (s.markets.empty() ? 0 : 1) &&
         w.reserve.size() == (s.classes.empty() ? 0 : 1) && w.levers.size() == s.levers.size() && w.elections.size() == s.elections.size() && w.class_shocks.size() == s.classes.size() &&
         w.opinions.size() == (s.classes.empty() ? 0 : s.groups.size()) && w.districts.size() == (s.classes.empty() ? 0 : s.districts.size()) &&
         w.assemblies.size() == (s.curiae.empty() ? 0 : s.bodies.size()) && w.organizations.size() == s.organizations.size() &&
         w.flows.size() == s.flows.size() && has_its_persons(w, s, individuals) &&
         saved.chronicle.matches.size() == s.patterns.size();
}

}  // namespace

std::string save_member(const History& history, const Specification& specification) {
  Specification s = specification;
  s.until.reset();
  return save_bytes(history.simulation, with_outcomes(history.outcomes, canonical_json(s)));
}

std::expected<Specification, std::string> specification_in(std::string_view bytes) {
  const auto saved = load_bytes(bytes);
  if (!saved) return std::unexpected(saved.error());
  OutcomeValues outcomes;
  return part(saved->specification, outcomes);
}

std::expected<Resumed, std::string> resume_member(const Setting& setting, std::string_view bytes) {
  auto saved = load_bytes(bytes);
  if (!saved) return std::unexpected(saved.error());
  Resumed resumed;
  auto specification = part(saved->specification, resumed.history.outcomes);
  if (!specification) return std::unexpected(specification.error());
  resumed.specification = std::move(*specification);
  const Specification& s = resumed.specification;
  if (s.scenario_hash != setting.hash)
    return std::unexpected("the save is of another scenario, or of another state of '" + s.scenario + "'");
  if (s.engine != kEngineVersion)
    return std::unexpected("the save is of engine " + s.engine + "; this is " + std::string(kEngineVersion));
  if (s.reached != setting.reached.hash)
    return std::unexpected(s.reached.empty() ? std::string("its history began at the start that the scenario gives; leave --reached out")
                                             : "its history began at a start that was reached; give that file again with --reached (SHA-256 " + s.reached.substr(0, 12) + "...)");
  if (!fits(*saved, setting, s.executor == "individuals") || resumed.history.outcomes.size() != setting.outcomes.size())
    return std::unexpected("the save is damaged: its tables are not those of the scenario");
  Specification drawn = s;  // its numbers are in the state: no posterior is asked any more
  drawn.posterior = setting.posterior.hash;
  auto resolved = interventions_of(drawn, setting);
  if (!resolved) return std::unexpected(resolved.error());
  for (const Fork& f : s.forks)
    if (auto added = add_commands(f.commands, setting, *resolved); !added) return std::unexpected(added.error());
  resumed.history.interventions = std::make_shared<const Interventions>(std::move(*resolved));
  // What is set or forced at the start is in the state already: the engine must not do it twice.
  Interventions quiet = *resumed.history.interventions;
  std::erase_if(quiet.assignments, [](const Assignment&) { return true; });
  quiet.forced.clear();
  resumed.history.simulation = resume(setting, mechanisms(), quiet, std::move(*saved));
  resumed.history.simulation.interventions = resumed.history.interventions.get();
  return resumed;
}

std::expected<void, Fault> write_file(const fs::path& path, std::string_view bytes) {
  const fs::path draft = path.string() + ".part";
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  if (!out) return failure(path.string() + " cannot be written: " + std::strerror(errno));
  errno = 0;
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code error;
  if (!out) {
    const int why = errno;
    fs::remove(draft, error);
    return failure(path.string() + " cannot be written: " + (why ? std::strerror(why) : "the disk may be full"));
  }
  fs::rename(draft, path, error);
  if (!error) return {};
  const std::string why = error.message();
  fs::remove(draft, error);
  return failure(path.string() + " cannot be written: " + why);
}

std::expected<std::string, Fault> read_file(const fs::path& path, std::size_t most) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return bad_input(path.string() + " is not a file");
  const auto size = fs::file_size(path, error);
  if (error) return bad_input(path.string() + " cannot be read: " + error.message());
  if (size > most) return bad_input(path.string() + " is larger than anything that this program writes");
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) return bad_input(path.string() + " cannot be read");
  return bytes;
}

}  // namespace smolny

#include "lab/keep.hpp"

#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "archive/bytes.hpp"
#include "engine/save.hpp"
#include "mechanisms/all.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kLetters = "SMHI";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMost = std::size_t{1} << 30;

void put_values(std::string& out, const std::vector<double>& values) {
  put_varint(out, values.size());
  for (double v : values) put_raw(out, std::bit_cast<std::uint64_t>(v));
}

bool take_values(ByteReader& in, std::vector<double>& values) {
  const std::uint64_t n = in.varint();
  if (in.bad || n != values.size()) return false;
  for (double& v : values) v = std::bit_cast<double>(in.raw());
  return !in.bad;
}

struct Closer {
  void operator()(std::FILE* f) const { std::fclose(f); }
};
using File = std::unique_ptr<std::FILE, Closer>;

std::string reason() { return std::strerror(errno); }

}  // namespace

std::string keep_member(const History& h, const Specification& specification) {
  Specification open = specification;
  open.until.reset();
  std::string outcomes, all;
  put_values(outcomes, h.outcomes);
  put_values(outcomes, h.since);
  put_varint(all, outcomes.size());
  all += outcomes;
  all += save_bytes(h.simulation, canonical_json(open));
  return squeeze(kLetters, kVersion, all, 3);
}

std::expected<KeptMember, std::string> open_kept(std::string_view bytes) {
  const auto all = unsqueeze(kLetters, kVersion, bytes, kMost);
  if (!all) return std::unexpected(all.error());
  ByteReader in{*all};
  KeptMember kept;
  kept.outcomes = in.text(in.varint());
  if (in.bad) return std::unexpected("the save is damaged");
  kept.history = in.in;
  const auto saved = load_bytes(kept.history);
  if (!saved) return std::unexpected(saved.error());
  auto specification = parse_specification(saved->specification);
  if (!specification) return std::unexpected(specification.error());
  if (specification->engine != kEngineVersion)
    return std::unexpected("the save is of engine " + specification->engine + "; this is " + std::string(kEngineVersion));
  kept.specification = std::move(*specification);
  return kept;
}

std::expected<History, std::string> resume_member(const Setting& setting, const KeptMember& kept) {
  const Specification& s = kept.specification;
  if (s.scenario_hash != setting.hash)
    return std::unexpected("it was saved from another scenario or another state of it: " + s.scenario);
  auto interventions = interventions_of(s, setting);
  if (!interventions) return std::unexpected(interventions.error());
  for (const Fork& f : s.forks)
    if (auto added = add_commands(f.commands, setting, *interventions); !added) return std::unexpected(added.error());
  auto saved = load_bytes(kept.history);
  if (!saved) return std::unexpected(saved.error());
  const World& w = saved->world;
  if (w.places.size() != setting.places.size() || w.units.size() != setting.units.size() ||
      w.leaders.size() != setting.leaders.size() || w.sampled.size() != setting.uncertain.size() ||
      w.decisions.size() != setting.decisions.size() || saved->chronicle.matches.size() != setting.patterns.size())
    return std::unexpected("the save is damaged: its tables are not those of the scenario");
  History h;
  h.outcomes.resize(setting.outcomes.size());
  h.since.resize(setting.outcomes.size());
  ByteReader in{kept.outcomes};
  if (!take_values(in, h.outcomes) || !take_values(in, h.since)) return std::unexpected("the save is damaged: its outcomes are not those of the scenario");
  // What was done at the start or at a fork is in the state already and is not done again.
  Interventions done;
  done.without = interventions->without;
  h.simulation = resume(setting, mechanisms(), done, std::move(*saved));
  h.interventions = std::make_shared<const Interventions>(std::move(*interventions));
  h.simulation.interventions = h.interventions.get();
  return h;
}

std::expected<void, Fault> write_file(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  if (fs::is_directory(path, error)) return bad_input(path.string() + " is a folder");
  // Streams and devices are written as they are; a file is put in place when it is whole.
  const bool plain = !fs::exists(path, error) || fs::is_regular_file(path, error);
  const fs::path target = plain ? fs::path(path.string() + ".part") : path;
  {
    File file(std::fopen(target.c_str(), "wb"));
    if (!file) return failure("cannot write " + path.string() + ": " + reason());
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
    if (!written) {
      const std::string why = reason();
      if (plain) fs::remove(target, error);
      return failure("cannot write " + path.string() + ": " + why);
    }
  }
  if (plain) {
    fs::rename(target, path, error);
    if (error) return failure("cannot write " + path.string() + ": " + error.message());
  }
  return {};
}

std::expected<std::string, Fault> read_file(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return bad_input(path.string() + " does not exist");
  if (fs::is_directory(path, error)) return bad_input(path.string() + " is a folder");
  File file(std::fopen(path.c_str(), "rb"));
  if (!file) return failure("cannot read " + path.string() + ": " + reason());
  std::string bytes;
  char buffer[1 << 16];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, file.get())) > 0;) {
    bytes.append(buffer, n);
    if (bytes.size() > kMost) return bad_input(path.string() + " is too large");
  }
  if (std::ferror(file.get())) return failure("cannot read " + path.string() + ": " + reason());
  return bytes;
}

}  // namespace smolny

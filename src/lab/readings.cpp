#include "lab/readings.hpp"

#include <algorithm>

#include "archive/pack.hpp"
#include "lab/parallel.hpp"

namespace smolny {

namespace {

/// What is read off one member before it is added in its turn.
struct MemberReading {
  Chronicle chronicle;
  Observed observed;
  std::string problem;
};

MemberReading read_member(const OpenArchive& open, const MemberRow& row, std::span<const Probe> probes) {
  MemberReading reading;
  auto chronicle = unpack_chronicle(row.chronicle, open.setting());
  if (!chronicle) return {{}, {}, chronicle.error()};
  if (row.observed.size() == probes.size()) return {std::move(*chronicle), {row.observed, row.events}, {}};
  auto observed = observe(open.setting(), specification_of(open, row.number), probes);
  if (!observed) return {{}, {}, observed.error()};
  if (observed->events != row.events)
    return {{}, {}, "it takes another course when it is run again (" + std::to_string(observed->events) + " events instead of " +
                        std::to_string(row.events) + "); the archive is of another engine"};
  reading.chronicle = std::move(*chronicle);
  reading.observed = std::move(*observed);
  return reading;
}

}  // namespace

std::expected<Readings, Fault> read_archive(const OpenArchive& open, const Record& record, unsigned threads) {
  constexpr std::size_t kBatch = 64;  // rows held at once
  const ClaimReader reader(record, open.setting());
  Readings readings = reader.none();
  const std::vector<std::uint64_t> present = open.archive.present();
  std::string problem;
  for (std::size_t begin = 0; begin < present.size() && problem.empty(); begin += kBatch) {
    std::vector<MemberRow> rows;
    for (std::size_t i = begin; i < std::min(begin + kBatch, present.size()); ++i) {
      auto row = open.archive.member(present[i]);
      if (!row) return std::unexpected(row.error());
      if (!row->failed) rows.push_back(std::move(*row));
    }
    in_order(rows.size(), threads, [&](std::uint64_t i) { return read_member(open, rows[i], reader.probes()); },
             [&](std::uint64_t i, MemberReading reading) {
               if (!reading.problem.empty()) problem = "member " + std::to_string(rows[i].number) + ": " + reading.problem;
               else reader.add(reading.chronicle, reading.observed.values, readings);
               return problem.empty();
             });
  }
  if (!problem.empty()) return failure(problem);
  if (readings.members == 0) return failure("the archive has no member to score");
  const auto unchanged = observe_unchanged(open.setting(), specification_of(open, present.front()), reader.probes());
  if (!unchanged) return failure(unchanged.error());
  reader.set_start(*unchanged, readings);
  return readings;
}

}  // namespace smolny

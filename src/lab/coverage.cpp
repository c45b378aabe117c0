#include "lab/coverage.hpp"

#include "archive/pack.hpp"

namespace smolny {

namespace {

void count(const Chronicle& c, const Setting& s, Coverage& coverage) {
  std::vector<std::uint8_t> kinds(coverage.kinds.size());
  std::vector<std::vector<std::uint8_t>> taken(s.decisions.size());
  for (DecisionId d : s.decisions.ids()) taken[static_cast<std::size_t>(d.index)].resize(s.decisions[d].options.size() + 1);
  for (const Recorded& e : c.events) {
    kinds[static_cast<std::size_t>(e.kind)] = 1;
    const DecisionId d = as<Decision>(e.on);
    if (e.kind != EventKind::decided || !d.has()) continue;
    auto& row = taken[static_cast<std::size_t>(d.index)];
    row.back() = 1;
    if (e.detail >= 0 && static_cast<std::size_t>(e.detail) + 1 < row.size()) row[static_cast<std::size_t>(e.detail)] = 1;
  }
  for (std::size_t k = 0; k < kinds.size(); ++k) coverage.kinds[k] += kinds[k];
  for (std::size_t d = 0; d < taken.size(); ++d) {
    coverage.decisions[d].reached += taken[d].back();
    for (std::size_t o = 0; o + 1 < taken[d].size(); ++o) coverage.decisions[d].taken[o] += taken[d][o];
  }
  for (std::size_t p = 0; p < c.matches.size(); ++p) coverage.patterns[p] += !c.matches[p].empty();
}

}  // namespace

std::expected<Coverage, Fault> coverage_of(const OpenArchive& open) {
  const Setting& s = open.setting();
  Coverage coverage;
  coverage.kinds.resize(static_cast<std::size_t>(EventKind::count_));
  coverage.patterns.resize(s.patterns.size());
  coverage.decisions.resize(s.decisions.size());
  for (DecisionId d : s.decisions.ids())
    coverage.decisions[static_cast<std::size_t>(d.index)].taken.resize(s.decisions[d].options.size());
  for (std::uint64_t number : open.archive.present()) {
    const auto member = open.archive.member(number, Parts::whole);
    if (!member) return std::unexpected(member.error());
    if (member->failed) continue;
    const auto c = unpack_chronicle(member->chronicle, s);
    if (!c) return bad_input("member " + std::to_string(number) + ": " + c.error());
    ++coverage.members;
    count(*c, s, coverage);
  }
  return coverage;
}

}  // namespace smolny

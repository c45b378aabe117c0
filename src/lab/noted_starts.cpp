#include "lab/noted_starts.hpp"

#include <mutex>
#include <string>
#include <system_error>
#include <utility>

#include "archive/ledger.hpp"
#include "archive/sha256.hpp"

namespace smolny {

namespace fs = std::filesystem;

struct NotedStarts::State {
  fs::path path;
  Ledger ledger;
  std::mutex mutex{};
};

namespace {

constexpr const char* kStage = "start";

/// What the notes are of. By the hash of the later scenario's posterior, too: what is not carried is drawn from it.
std::string work_of(Specification road, const Setting& later, const Handover& handover) {
  road.member = 0;
  std::string paths;
  for (const CarriedNumber& n : handover.numbers) paths += n.path + "\n";
  return "starts " + sha256_hex(canonical_json(road) + "\n" + later.hash + "\n" + later.posterior.hash + "\n" + paths);
}

}  // namespace

std::expected<NotedStarts, Fault> NotedStarts::open(const fs::path& path, const Specification& road, const Setting& later, const Handover& handover) {
  auto ledger = Ledger::open(path, work_of(road, later, handover));
  if (!ledger) return std::unexpected(ledger.error());
  return NotedStarts(std::make_unique<State>(path, std::move(*ledger)));
}

std::optional<ReachedPoint> NotedStarts::find(std::uint64_t member) const {
  const std::lock_guard lock(state_->mutex);
  const auto row = state_->ledger.find(kStage, member);
  if (!row) return std::nullopt;
  return *row ? ReachedPoint{**row, {}} : ReachedPoint{{}, row->error()};
}

void NotedStarts::note(std::uint64_t member, const ReachedPoint& point) {
  const std::lock_guard lock(state_->mutex);
  if (state_->ledger.find(kStage, member)) return;
  (void)state_->ledger.add(kStage, member, point.refused.empty() ? LedgerRow(point.values) : std::unexpected(point.refused));
}

bool NotedStarts::empty() const {
  const std::lock_guard lock(state_->mutex);
  return state_->ledger.rows() == 0;
}

void NotedStarts::remove() && {
  const fs::path path = state_->path;
  (void)state_->ledger.finish();
  state_.reset();
  std::error_code ignored;
  fs::remove(path, ignored);
}

NotedStarts::NotedStarts(std::unique_ptr<State> state) : state_(std::move(state)) {}
NotedStarts::NotedStarts(NotedStarts&&) noexcept = default;
NotedStarts& NotedStarts::operator=(NotedStarts&&) noexcept = default;
NotedStarts::~NotedStarts() = default;

}  // namespace smolny

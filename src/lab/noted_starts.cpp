#include "lab/noted_starts.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "archive/json.hpp"
#include "archive/sha256.hpp"
#include "lab/capped_json.hpp"

namespace smolny {

namespace fs = std::filesystem;

struct NotedStarts::State {
  int file = -1;
  std::string head;
  std::uintmax_t whole = 0;  ///< bytes of the file that stand; what lies behind them goes with the first note
  bool begun = false;        ///< it has gone, and the head stands
  bool broken = false;       ///< a line may have been cut: what came behind it could not be told from it
  std::mutex mutex;
  std::vector<std::optional<ReachedPoint>> seen;

  ~State() {
    if (file >= 0) ::close(file);
  }
  bool write(const std::string& line) {
    for (std::size_t done = 0; done < line.size();) {
      const ssize_t n = ::write(file, line.data() + done, line.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
    }
    return true;
  }
  bool begin() { return ::ftruncate(file, static_cast<off_t>(whole)) == 0 && (whole > 0 || write(head + "\n")); }
};

namespace {

constexpr int kDeepest = 3;
constexpr std::string_view kForm = "smolny-starts-1 ";

/// What the notes are of: anything else, and they are begun anew. By the hash of the later scenario's posterior, too: what is not carried
/// is drawn from it.
std::string first_line(Specification road, const Setting& later, const Handover& handover) {
  road.member = 0;
  std::string paths;
  for (const CarriedNumber& n : handover.numbers) paths += n.path + "\n";
  return std::string(kForm) + sha256_hex(canonical_json(road) + "\n" + later.hash + "\n" + later.posterior.hash + "\n" + paths);
}

/// Reads the first line; false where no notes begin so. One who is killed may have left a part of it, or nothing.
bool read_head(std::istream& in, std::string& line) {
  std::getline(in, line);
  return line.starts_with(kForm) || (in.eof() && kForm.starts_with(line));
}

std::string line_of(std::uint64_t member, const ReachedPoint& point) {
  JsonWriter json;
  json.open_object().member("member", member);
  if (!point.refused.empty()) return json.member("no_start", point.refused).close_object().text() + "\n";
  json.key("values").open_array();
  for (double x : point.values) json.value(x);
  return json.close_array().close_object().text() + "\n";
}

/// Takes a line in; false where it is none.
bool take(const std::string& line, std::size_t numbers, std::vector<std::optional<ReachedPoint>>& seen) {
  try {
    const auto json = parse_capped(line, kDeepest);
    const auto member = whole_number(json.at("member"));
    ReachedPoint point;
    if (json.contains("no_start")) point.refused = json.at("no_start").get<std::string>();
    else point.values = json.at("values").get<std::vector<double>>();
    if (point.refused.empty() && point.values.size() != numbers) return false;
    if (member < seen.size()) seen[member] = std::move(point);  // beyond: of more histories than are asked for now
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

std::expected<NotedStarts, Fault> NotedStarts::open(const fs::path& path, const Specification& road, const Setting& later, const Handover& handover,
                                                    std::uint64_t members) {
  auto state = std::make_unique<State>();
  state->seen.resize(members);
  state->file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (state->file < 0) return failure(path.string() + " cannot be written: " + std::strerror(errno));
  if (::flock(state->file, LOCK_EX | LOCK_NB) != 0) return bad_input(path.string() + " is being written by another process");
  state->head = first_line(road, later, handover);
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!read_head(in, line)) return bad_input(path.string() + " holds something else; expected the notes of an earlier call, or no such file");
  if (!in.eof() && line == state->head)
    for (state->whole = line.size() + 1; std::getline(in, line) && !in.eof() && take(line, handover.numbers.size(), state->seen);)
      state->whole += line.size() + 1;
  return NotedStarts(std::move(state));
}

std::optional<ReachedPoint> NotedStarts::find(std::uint64_t member) const {
  const std::lock_guard lock(state_->mutex);
  return member < state_->seen.size() ? state_->seen[member] : std::nullopt;
}

void NotedStarts::note(std::uint64_t member, const ReachedPoint& point) {
  const std::string line = line_of(member, point);
  const std::lock_guard lock(state_->mutex);
  if (member >= state_->seen.size() || state_->seen[member]) return;
  state_->seen[member] = point;
  if (!std::exchange(state_->begun, true)) state_->broken = !state_->begin();
  if (!state_->broken) state_->broken = !state_->write(line);
}

void NotedStarts::remove(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  std::error_code error;
  if (in && read_head(in, line)) fs::remove(path, error);
}

bool NotedStarts::empty() const {
  const std::lock_guard lock(state_->mutex);
  return std::none_of(state_->seen.begin(), state_->seen.end(), [](const auto& point) { return point.has_value(); });
}

NotedStarts::NotedStarts(std::unique_ptr<State> state) : state_(std::move(state)) {}
NotedStarts::NotedStarts(NotedStarts&&) noexcept = default;
NotedStarts& NotedStarts::operator=(NotedStarts&&) noexcept = default;
NotedStarts::~NotedStarts() = default;

}  // namespace smolny

#include "lab/rival_archives.hpp"

#include "lab/readings.hpp"

namespace smolny {

std::string reading_name(const Specification& specification) {
  std::string name;
  for (const std::string& r : specification.readings) name += (name.empty() ? "" : "+") + r;
  return name.empty() ? "the scenario as it stands" : name;
}

std::expected<std::deque<RivalArchive>, Fault> open_rivals(const std::vector<std::string>& texts, unsigned threads) {
  std::deque<RivalArchive> rivals;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    const std::string path = sign == std::string::npos ? text : text.substr(sign + 1);
    auto open = open_archive(path);
    if (!open) return std::unexpected(open.error());
    Record record = read_record(*open->scenario);
    if (!open->scenario->valid()) return bad_input(path + ": the record of its scenario cannot be read");
    if (record.claims.empty()) return bad_input(path + ": its scenario has no record to compare on");
    if (!rivals.empty() && open->setting().id != rivals.front().open.setting().id)
      return bad_input(path + " is of the scenario " + open->setting().id + ", not of " + rivals.front().open.setting().id);
    auto readings = read_archive(*open, record, threads);
    if (!readings) return std::unexpected(readings.error());
    std::string name = sign == std::string::npos ? reading_name(open->specification) : text.substr(0, sign);
    rivals.push_back({std::move(name), std::move(*open), std::move(record), std::move(*readings)});
  }
  return rivals;
}

}  // namespace smolny

#pragma once
// Archives of rival readings, each held against the record that it carries.

#include <deque>
#include <expected>
#include <string>
#include <vector>

#include "lab/opening.hpp"
#include "lab/rivals.hpp"

namespace smolny {

struct RivalArchive {
  std::string name;
  OpenArchive open;
  Record record;
  Readings readings;
  RivalReadings as_rival() const { return {name, &open.setting(), &record, &readings}; }
};

/// What an archive is called: its readings, or the scenario as it stands.
std::string reading_name(const Specification& specification);

/// Reads `[NAME=]ARCHIVE`. All must be of one scenario; they may differ in readings and in what was changed.
std::expected<std::deque<RivalArchive>, Fault> open_rivals(const std::vector<std::string>& texts, unsigned threads);

}  // namespace smolny

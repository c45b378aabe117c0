#include <netcdf.h>

#include <cmath>
#include <cstring>
#include <system_error>

#include "lab/export.hpp"
#include "lab/series.hpp"
#include "time/format.h"

namespace smolny {

namespace fs = std::filesystem;

namespace {

struct NetcdfError {
  int status;
};

void require(int status) {
  if (status != NC_NOERR) throw NetcdfError{status};
}

/// A file being defined and filled; closed when it goes out of scope.
class File {
 public:
  explicit File(const fs::path& path) { require(nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &id_)); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (open_) nc_close(id_);
  }
  void close() {
    open_ = false;
    require(nc_close(id_));
  }
  int dimension(const char* name, std::size_t size) {
    int d = 0;
    require(nc_def_dim(id_, name, size, &d));
    return d;
  }
  int variable(const std::string& name, nc_type type, std::vector<int> dimensions, const std::string& meaning, const std::string& unit) {
    int v = 0;
    require(nc_def_var(id_, name.c_str(), type, static_cast<int>(dimensions.size()), dimensions.data(), &v));
    if (dimensions.size() == 2 && type != NC_CHAR) require(nc_def_var_deflate(id_, v, 1, 1, 1));
    if (!meaning.empty()) attribute(v, "long_name", meaning);
    if (!unit.empty()) attribute(v, "units", unit);
    return v;
  }
  void attribute(int variable, const char* name, const std::string& text) {
    require(nc_put_att_text(id_, variable, name, text.size(), text.c_str()));
  }
  void fill_value(int variable, double value) { require(nc_put_att_double(id_, variable, "_FillValue", NC_DOUBLE, 1, &value)); }
  void defined() { require(nc_enddef(id_)); }
  void put(int variable, const std::vector<double>& values) { require(nc_put_var_double(id_, variable, values.data())); }
  void put(int variable, const std::vector<long long>& values) { require(nc_put_var_longlong(id_, variable, values.data())); }
  void put_texts(int variable, const std::vector<std::string>& texts, std::size_t width) {
    std::string flat;
    for (const std::string& t : texts) flat += t + std::string(width - t.size(), '\0');
    require(nc_put_var_text(id_, variable, flat.data()));
  }
  void put_part(int variable, std::vector<std::size_t> start, std::vector<std::size_t> count, const double* values) {
    require(nc_put_vara_double(id_, variable, start.data(), count.data(), values));
  }

 private:
  int id_ = 0;
  bool open_ = true;
};

std::string variable_name(const std::string& id) {
  std::string name = "outcome_" + id;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
}

/// What an outcome's numbers mean, for kinds that are not plainly numbers.
void explain(File& file, int variable, const OutcomeRow& o, Instant start) {
  if (o.kind == OutcomeKind::instant) file.attribute(variable, "comment", "minutes since " + format_iso(start) + "; missing: did not occur");
  if (o.kind == OutcomeKind::boolean) file.attribute(variable, "comment", "1 yes, 0 no");
  if (o.kind != OutcomeKind::category) return;
  std::string cases = "-1 other";
  for (std::size_t i = 0; i < o.cases.size(); ++i) cases += ", " + std::to_string(i) + " " + o.cases[i];
  file.attribute(variable, "comment", cases);
}

std::string minutes_since(Instant start) {
  std::string iso = format_iso(start);
  iso[iso.find('T')] = ' ';
  return "minutes since " + iso + ":00";
}

/// The greatest length of the texts, 1 at least.
std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t n = 1;
  for (const std::string& t : texts) n = std::max(n, t.size());
  return n;
}

std::expected<void, Fault> fill(const OpenArchive& open, const std::vector<MemberRow>& members, const fs::path& path) {
  const Setting& s = open.setting();
  const ArchiveHeader& h = open.archive.header();
  const std::vector<SeriesColumn> columns = series_columns(s);
  const std::size_t length = series_length(s);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  File file(path);
  const int time = file.dimension("time", length), member = file.dimension("member", members.size());
  const std::size_t text_width = longest(h.uncertain);
  const int number = file.dimension("uncertain", std::max<std::size_t>(1, h.uncertain.size())), letters = file.dimension("letters", text_width);
  file.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
  file.attribute(NC_GLOBAL, "title", s.name);
  file.attribute(NC_GLOBAL, "source", "Smolny " + std::string(kEngineVersion));
  file.attribute(NC_GLOBAL, "run_specification", h.specification);
  const int times = file.variable("time", NC_DOUBLE, {time}, "time", minutes_since(s.start));
  file.attribute(times, "standard_name", "time");
  file.attribute(times, "calendar", "standard");
  const int numbers = file.variable("member", NC_INT64, {member}, "number of the member", "1");
  file.attribute(numbers, "standard_name", "realization");
  std::vector<int> outcome, series;
  for (const OutcomeRow& o : h.outcomes) {
    outcome.push_back(file.variable(variable_name(o.id), NC_DOUBLE, {member}, o.name, o.kind == OutcomeKind::instant ? "minutes" : "1"));
    if (!o.unit.empty() && o.kind == OutcomeKind::number) file.attribute(outcome.back(), "counted_in", o.unit);
    file.fill_value(outcome.back(), missing);
    explain(file, outcome.back(), o, s.start);
  }
  const int paths = file.variable("uncertain", NC_CHAR, {number, letters}, "path of the number drawn", "");
  const int sampled = file.variable("drawn", NC_DOUBLE, {member, number}, "uncertain numbers as each member drew them", "1");
  file.fill_value(sampled, missing);
  file.attribute(sampled, "coordinates", "uncertain");
  for (const SeriesColumn& c : columns) {
    series.push_back(file.variable(c.name, NC_DOUBLE, {time, member}, c.meaning, c.unit));
    file.fill_value(series.back(), missing);
  }
  file.defined();
  std::vector<double> minutes_of_hours(length);
  for (std::size_t i = 0; i < length; ++i) minutes_of_hours[i] = 60.0 * static_cast<double>(i);
  file.put(times, minutes_of_hours);
  std::vector<long long> ids;
  for (const MemberRow& m : members) ids.push_back(static_cast<long long>(m.number));
  file.put(numbers, ids);
  if (!h.uncertain.empty()) file.put_texts(paths, h.uncertain, text_width);
  for (std::size_t o = 0; o < outcome.size(); ++o) {
    std::vector<double> values;
    for (const MemberRow& m : members) values.push_back(m.failed || !std::isfinite(m.outcomes[o]) ? missing : m.outcomes[o]);
    file.put(outcome[o], values);
  }
  // A column of all members at a time would need every series in memory: they are kept, for an hour has few numbers.
  std::vector<std::vector<double>> held(columns.size(), std::vector<double>(length * members.size(), missing));
  std::size_t row = 0;
  const auto done = each_series(open, members, [&](const MemberRow& m, const Series& values) {
    if (!m.failed && !h.uncertain.empty()) file.put_part(sampled, {row, 0}, {1, h.uncertain.size()}, m.sampled.data());
    for (std::size_t i = 0; i < length && !values.empty(); ++i)
      for (std::size_t c = 0; c < columns.size(); ++c) held[c][i * members.size() + row] = values[i * columns.size() + c];
    ++row;
    return true;
  });
  if (!done) return done;
  for (std::size_t c = 0; c < columns.size(); ++c) file.put(series[c], held[c]);
  file.close();
  return {};
}

}  // namespace

std::expected<void, Fault> export_netcdf(const OpenArchive& open, const fs::path& path) {
  const auto members = open.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  if (members->empty()) return bad_input("the archive holds no members");
  const fs::path draft = path.string() + ".part";
  std::error_code error;
  try {
    if (auto filled = fill(open, *members, draft); !filled) {
      fs::remove(draft, error);
      return filled;
    }
  } catch (const NetcdfError& e) {
    fs::remove(draft, error);
    return failure(path.string() + " cannot be written: " + nc_strerror(e.status));
  }
  fs::rename(draft, path, error);
  if (!error) return {};
  const std::string why = error.message();
  fs::remove(draft, error);
  return failure(path.string() + " cannot be written: " + why);
}

}  // namespace smolny

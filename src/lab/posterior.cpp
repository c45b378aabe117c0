#include "lab/posterior.hpp"

#include <algorithm>
#include <cmath>

#include "archive/json.hpp"
#include "archive/sha256.hpp"
#include "lab/capped_json.hpp"
#include "lab/saves.hpp"
#include "scenario/diagnostics.hpp"

namespace smolny {

namespace {

using Json = nlohmann::json;
constexpr std::string_view kFormat = "smolny-posterior-1";

/// The prior in a form that is the same if and only if the prior is.
std::string prior_of(const Uncertain& x) {
  static constexpr std::string_view names[] = {"fixed", "uniform", "normal", "lognormal", "beta", "gamma"};
  std::string text(names[static_cast<std::size_t>(x.prior)]);
  for (double v : {x.a, x.b, x.low, x.high}) text += " " + json_number(v);
  return text;
}

/// What is of another type or missing throws inside the library.
std::expected<Posterior, std::string> read(const Json& json, const Setting& setting) {
  if (json.at("format").get<std::string>() != kFormat) return std::unexpected("expected a file of format " + std::string(kFormat));
  Posterior p;
  std::vector<std::string_view> known;
  for (const Uncertain& x : setting.uncertain) known.push_back(x.path);
  for (const Json& number : json.at("numbers")) {
    const auto path = number.at("path").get<std::string>();
    const auto at = std::find(known.begin(), known.end(), path);
    if (at == known.end()) return std::unexpected("no uncertain number " + in_quotes(path) + suggestion(path, known));
    const auto row = static_cast<std::size_t>(at - known.begin());
    if (number.at("prior").get<std::string>() != prior_of(setting.uncertain[row]))
      return std::unexpected("the prior of " + in_quotes(path) + " is another one now");
    p.rows.push_back(static_cast<std::int32_t>(row));
  }
  for (const Json& point : json.at("points")) {
    if (point.size() != p.rows.size()) return std::unexpected("a point has " + std::to_string(point.size()) + " quantiles; expected " + std::to_string(p.rows.size()));
    for (const Json& u : point) {
      const double x = u.get<double>();
      if (!(x > 0 && x < 1)) return std::unexpected("a quantile is not between 0 and 1");
      p.quantiles.push_back(x);
    }
  }
  if (p.quantiles.empty()) return std::unexpected("it holds no points");
  return p;
}

}  // namespace

std::string posterior_json(const Setting& setting, const Specification& specification, const std::vector<std::string>& paths,
                           const std::vector<CubePoint>& points, std::string_view made_by) {
  JsonWriter json;
  json.open_object().member("format", kFormat).member("scenario", specification.scenario).member("scenario_hash", specification.scenario_hash);
  json.member("engine", specification.engine).member("made_by", made_by);
  json.key("numbers").open_array();
  for (const std::string& path : paths) {
    const auto at = std::find_if(setting.uncertain.begin(), setting.uncertain.end(), [&](const Uncertain& x) { return x.path == path; });
    json.open_object().member("path", path).member("prior", prior_of(*at)).close_object();
  }
  json.close_array().key("points").open_array();
  for (const CubePoint& p : points) {
    json.open_array();
    for (double u : p) json.value(u);
    json.close_array();
  }
  return json.close_array().close_object().text() + "\n";
}

namespace {

std::filesystem::path named_posterior(const std::filesystem::path& scenario, const std::string& name) { return scenario / "posterior" / (name + ".json"); }

/// What could have been meant: those that come with the scenario, and the priors.
std::string there_are(const std::filesystem::path& scenario, const std::string& name) {
  std::vector<std::string> names{std::string(kPriors)};
  std::error_code error;
  for (std::filesystem::directory_iterator it(scenario / "posterior", error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".json") names.push_back(it->path().stem().string());
  std::sort(names.begin(), names.end());
  return suggestion(name, {names.begin(), names.end()});
}

}  // namespace

std::expected<std::filesystem::path, std::string> find_posterior(const std::filesystem::path& scenario, const std::string& text) {
  std::error_code error;
  if (std::filesystem::is_regular_file(text, error) || text.find('/') != std::string::npos) return text;
  if (const auto named = named_posterior(scenario, text); std::filesystem::is_regular_file(named, error)) return named;
  return std::unexpected("there is no file " + in_quotes(text) + ", and no posterior of the scenario of that name" + there_are(scenario, text));
}

std::expected<Fitted, std::string> lay_posterior(Setting& setting, std::string_view text) {
  try {
    const Json json = parse_capped(text, 8);
    auto posterior = read(json, setting);
    if (!posterior) return std::unexpected(posterior.error());
    posterior->hash = sha256_hex(text);
    Fitted fitted{json.at("scenario").get<std::string>(), json.at("scenario_hash").get<std::string>() == setting.hash};
    setting.posterior = std::move(*posterior);
    return fitted;
  } catch (const std::exception& e) {
    return std::unexpected(std::string("it is no posterior: ") + e.what());
  }
}

std::expected<std::optional<Laid>, std::string> lay_own_posterior(Setting& setting, const std::filesystem::path& folder) {
  const std::string& name = setting.own_posterior;
  if (name.empty()) return std::nullopt;
  const std::filesystem::path path = named_posterior(folder, name);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return std::unexpected("no posterior " + in_quotes(name) + " in the folder posterior/" + there_are(folder, name));
  auto text = read_file(path, kMostPosteriorBytes);
  if (!text) return std::unexpected(text.error().message);
  const auto laid = lay_posterior(setting, *text);
  if (!laid) return std::unexpected(path.generic_string() + ": " + laid.error());
  return Laid{*laid, std::move(*text)};
}

bool is_own_posterior(const Setting& setting, const std::filesystem::path& folder, std::string_view hash) {
  if (setting.own_posterior.empty()) return false;
  const auto text = read_file(named_posterior(folder, setting.own_posterior), kMostPosteriorBytes);
  return text && sha256_hex(*text) == hash;
}

void check_own_posterior(LoadedScenario& scenario, const std::filesystem::path& folder) {
  const auto laid = lay_own_posterior(scenario.setting, folder);
  if (laid) return;
  scenario.diagnostics.add(scenario.assembly.scenario->find("posterior")->at, "posterior: " + laid.error());
  scenario.report.errors = scenario.diagnostics.sorted();
}

}  // namespace smolny

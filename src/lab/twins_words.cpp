// The findings of twins for machines and for people.

#include <fmt/format.h>

#include "archive/json.hpp"
#include "lab/twins.hpp"

namespace smolny {

namespace {

void write_outcome(JsonWriter& json, const Setting& setting, const Check& check) {
  json.member("outcome", setting.outcomes[check.outcome].id).key("value");
  if (check.category.empty()) json.null();
  else json.value(check.category);
}

std::string change_in_words(const Check& check) {
  std::string text;
  for (const std::string& c : check.act) text += (text.empty() ? "" : ", ") + c;
  for (const std::string& m : check.without) text += (text.empty() ? "without " : ", without ") + m;
  return text;
}

}  // namespace

std::string twins_json(const Setting& setting, const TwinsFound& found) {
  JsonWriter json(2);
  json.open_object().member("members", found.members).member("branches", found.branches).key("twins").open_array();
  for (const TwinFinding& t : found.twins) {
    json.open_object().member("claim", t.claim->id);
    write_outcome(json, setting, t.claim->check);
    json.member("effect", t.effect).member("low", t.low).member("high", t.high).member("sign_probability", t.sign_probability);
    json.member("placebo95", t.placebo95).member("supported", t.supported).key("option_probability");
    if (t.option_probability) json.value(*t.option_probability);
    else json.null();
    json.close_object();
  }
  json.close_array().key("placebos").open_array();
  for (const PlaceboFinding& p : found.placebos) {
    json.open_object().member("do", p.command).key("effects").open_array();
    for (std::size_t i = 0; i < p.effects.size(); ++i) {
      json.open_object();
      write_outcome(json, setting, found.twins[i].claim->check);
      json.member("effect", p.effects[i]).close_object();
    }
    json.close_array().close_object();
  }
  json.close_array().close_object();
  return json.text() + "\n";
}

std::string twins_text(const Setting& setting, const TwinsFound& found) {
  if (found.twins.empty()) return "The record of the scenario has no twin claims.\n";
  std::string text = fmt::format("{} members, {} lives each, with and without; {} placebos.\n\n", found.members, found.branches, found.placebos.size());
  for (const TwinFinding& t : found.twins) {
    const Check& check = t.claim->check;
    text += t.claim->id + (t.claim->name.empty() ? "" : ": " + t.claim->name) + "\n";
    text += fmt::format("  {} {} {}{}: ", change_in_words(check), check.sign > 0 ? "should raise" : "should lower", setting.outcomes[check.outcome].id,
                        check.category.empty() ? "" : " " + check.category);
    text += fmt::format("{:+.3f} ({:+.3f} to {:+.3f}), of this sign with probability {:.2f}, placebos to {:.3f}: {}", t.effect, t.low, t.high,
                        t.sign_probability, t.placebo95, t.supported ? "supported" : "not supported");
    if (t.option_probability && *t.option_probability < kMiracle) text += "; a miracle by the model's own lights";
    text += "\n";
  }
  return text;
}

}  // namespace smolny

// The comparison of readings for people and for machines.

#include <fmt/format.h>

#include "archive/json.hpp"
#include "lab/rivals.hpp"

namespace smolny {

std::string rivalry_text(const Rivalry& r) {
  std::string text = fmt::format("{} claims are neutral between the readings: times, orders, places, votes and seats.\n\n", r.claims.size());
  text += "Mean prequential log score on them (higher is better), and its 90 % interval (members, and blocks of day and system):\n";
  for (const RivalScore& s : r.scores)
    text += fmt::format("  {:<28}{:8.3f}   ({:.3f} to {:.3f})   {} histories\n", s.name, s.log_score, s.low, s.high, s.members);
  text += "\nCan the record tell them apart?\n";
  for (const RivalPair& p : r.pairs) {
    const std::string &a = r.scores[p.first].name, &b = r.scores[p.second].name;
    text += fmt::format("  {:<58}{:+8.3f}   ({:+.3f} to {:+.3f})   {}\n", a + " against " + b, p.difference, p.low, p.high,
                        p.apart() ? (p.difference > 0 ? a : b) + " does better" : "cannot be told apart");
  }
  text += fmt::format("\nThe probability that each gives to what the record says, where that differs by more than so few histories leave\n"
                      "uncertain: {} of {} claims.\n", r.telling(), r.claims.size());
  for (const RivalClaim& c : r.claims) {
    if (!c.tells) continue;
    text += fmt::format("  {:<5}{:<34}", c.system, c.id);
    for (double p : c.probability) text += fmt::format("{:7.2f}", p);
    text += "   " + c.name + "\n";
  }
  text += "\nThe columns are in the order of the list above. On the other claims they say the same.\n";
  return text;
}

std::string rivalry_json(const Rivalry& r) {
  JsonWriter json(2);
  json.open_object().key("readings").open_array();
  for (const RivalScore& s : r.scores)
    json.open_object().member("name", s.name).member("members", s.members).member("log_score", s.log_score).member("low", s.low).member("high", s.high).close_object();
  json.close_array().key("pairs").open_array();
  for (const RivalPair& p : r.pairs)
    json.open_object().member("first", r.scores[p.first].name).member("second", r.scores[p.second].name).member("difference", p.difference).member("low", p.low).member("high", p.high).member("apart", p.apart()).close_object();
  json.close_array().key("claims").open_array();
  for (const RivalClaim& c : r.claims) {
    json.open_object().member("id", c.id).member("name", c.name).member("system", c.system).key("probability").open_array();
    for (double p : c.probability) json.value(p);
    json.close_array().member("tells", c.tells).close_object();
  }
  return json.close_array().close_object().text();
}

}  // namespace smolny

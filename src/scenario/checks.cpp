// What no single row can show.

#include <algorithm>
#include <numeric>

#include "scenario/tables.hpp"

namespace smolny {

namespace {

class Checker {
 public:
  Checker(const Assembly& assembly, Reader& reader) : assembly_(assembly), setting_(reader.setting), reader_(reader) {}

  void options(const Decision& decision) {
    const std::string what = "decision " + in_quotes(decision.id);
    if (decision.options.size() < 2)
      report(Section::decisions, decision.id, "options",
             what + " has " + std::to_string(decision.options.size()) +
                 (decision.options.size() == 1 ? " option" : " options") + "; expected two or more");
    if (decision.options.empty()) return;
    const auto count = [&](bool OptionSpec::* mark) {
      return std::count_if(decision.options.begin(), decision.options.end(),
                           [&](const OptionSpec& o) { return o.*mark; });
    };
    if (const auto n = count(&OptionSpec::historical); n != 1)
      report(Section::decisions, decision.id, "options",
             what + " has " + std::to_string(n) + " historical options; expected one");
    for (const OptionSpec& o : decision.options)
      if (o.historical && o.historical_from)
        report(Section::decisions, decision.id, "options",
               "option " + in_quotes(o.id) + " of " + what + " is historical from the start and has historical_from too; expected one of the two");
    if (const auto n = count(&OptionSpec::status_quo); n > 1)
      report(Section::decisions, decision.id, "options",
             what + " has " + std::to_string(n) + " options marked status_quo; expected one at most");
  }

  void decider(const Decision& decision) {
    const std::string what = "nobody can take decision " + in_quotes(decision.id);
    if (const BodyId body = as<Body>(decision.decider); body.has()) {
      const Body& b = setting_.bodies[body];
      if (b.members.empty() && b.blocs.empty())
        report(Section::decisions, decision.id, "decider",
               what + ": the body " + in_quotes(b.id) + " has neither members nor blocs");
    }
    if (decision.triggers.empty())
      return report(Section::decisions, decision.id, "triggers", what + ": it has no trigger");
    const bool only_asked = std::all_of(decision.triggers.begin(), decision.triggers.end(),
                                        [](const Trigger& t) { return t.kind == TriggerKind::asked; });
    if (only_asked && !is_asked(decision))
      report(Section::decisions, decision.id, "triggers", what + ": it waits to be asked, and no act asks it");
  }

  void places() {
    std::vector<std::int32_t> root(setting_.places.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](std::int32_t i) {
      while (root[static_cast<std::size_t>(i)] != i)
        i = root[static_cast<std::size_t>(i)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(i)])];
      return i;
    };
    for (const Way& way : setting_.ways)
      if (way.from.has() && way.to.has()) root[static_cast<std::size_t>(find(way.from.index))] = find(way.to.index);
    std::vector<int> size(root.size());
    for (PlaceId p : setting_.places.ids()) ++size[static_cast<std::size_t>(find(p.index))];
    const auto largest = std::max_element(size.begin(), size.end());
    for (PlaceId p : setting_.places.ids()) {
      if (size[static_cast<std::size_t>(find(p.index))] == *largest && find(p.index) == largest - size.begin())
        continue;
      const std::string& id = setting_.places[p].id;
      report(Section::places, id, "id",
             "nobody can reach the place " + in_quotes(id) + ": no way joins it to the most of the places");
    }
  }

  /// Every organization stands in a tree of its own party.
  void organizations() {
    for (const Organization& o : setting_.organizations) {
      if (!o.above.has()) continue;
      std::size_t steps = 0;
      for (OrganizationId up = o.above; up.has() && steps <= setting_.organizations.size(); up = setting_.organizations[up].above) ++steps;
      if (steps > setting_.organizations.size())
        report(Section::organizations, o.id, "above", "organization " + in_quotes(o.id) + " has no centre: those above it run in a circle");
      else if (setting_.organizations[o.above].party != o.party)
        report(Section::organizations, o.id, "above", "organization " + in_quotes(o.id) + " stands under one of another party");
      else if (!setting_.organizations[o.above].ground.empty())
        report(Section::organizations, o.id, "above",
               "organization " + in_quotes(o.id) + " stands under " + in_quotes(setting_.organizations[o.above].id) + ", which is a cell: it has ground of its own");
    }
  }

  void sources() {
    for (SourceId s : setting_.sources.ids()) {
      const std::string& id = setting_.sources[s].id;
      if (!reader_.numbers.used[static_cast<std::size_t>(s.index)])
        report(Section::sources, id, "id", "nothing uses the source " + in_quotes(id));
    }
  }

  void nodes(std::span<const ParameterTable> tables, std::span<const std::string_view> sites) {
    std::vector<std::string_view> mechanisms;
    for (const ParameterTable& t : tables) mechanisms.push_back(t.mechanism);
    for (std::string_view s : sites) mechanisms.push_back(s.substr(0, s.find('.')));
    std::sort(mechanisms.begin(), mechanisms.end());
    mechanisms.erase(std::unique(mechanisms.begin(), mechanisms.end()), mechanisms.end());
    for (const ChanceNode& node : setting_.nodes) {
      if (node.mechanism.empty() || node.site.empty()) continue;
      if (std::find(mechanisms.begin(), mechanisms.end(), node.mechanism) == mechanisms.end()) {
        report(Section::nodes, node.id, "mechanism",
               "unknown mechanism " + in_quotes(node.mechanism) + suggestion(node.mechanism, mechanisms));
        continue;
      }
      std::vector<std::string_view> own;
      for (std::string_view s : sites)
        if (s.starts_with(node.mechanism + ".")) own.push_back(s.substr(node.mechanism.size() + 1));
      if (std::find(own.begin(), own.end(), node.site) == own.end())
        report(Section::nodes, node.id, "site",
               "mechanism " + in_quotes(node.mechanism) + " has no site " + in_quotes(node.site) +
                   suggestion(node.site, own));
    }
  }

 private:
  bool is_asked(const Decision& decision) const {
    for (const Decision& other : setting_.decisions)
      for (const OptionSpec& option : other.options)
        for (const Act& act : option.acts)
          if (act.asks.has() && setting_.decisions[act.asks].id == decision.id) return true;
    return false;
  }

  /// At the field of the row, or at the row where it lacks the field.
  void report(Section section, const std::string& id, std::string_view field, std::string message) {
    const YamlNode* row = assembly_.node(section, id);
    const YamlNode* value = row->find(field);
    reader_.diagnostics.add(value ? value->at : row->at, std::move(message));
  }

  const Assembly& assembly_;
  const Setting& setting_;
  Reader& reader_;
};

/// The sources of the record, the glossary, the courses and the lesson count as used, whatever their rows look like.
void use_sources_below(const YamlNode& node, Numbers& numbers) {
  for (const YamlEntry& e : node.entries) {
    if (e.key == "source")
      numbers.use(*e.value, nullptr);
    else
      use_sources_below(*e.value, numbers);
  }
  for (const YamlNode* item : node.items) use_sources_below(*item, numbers);
}

}  // namespace

void check_meaning(const Assembly& assembly, std::span<const ParameterTable> tables,
                   std::span<const std::string_view> node_sites, Reader& reader) {
  Checker checker(assembly, reader);
  for (const Decision& decision : reader.setting.decisions) {
    checker.options(decision);
    checker.decider(decision);
  }
  checker.places();
  checker.organizations();
  for (Section section : {Section::record, Section::systems, Section::glossary, Section::courses})
    for (const RowSource& row : assembly.of(section)) use_sources_below(*row.node, reader.numbers);
  if (assembly.lesson) use_sources_below(*assembly.lesson, reader.numbers);
  reader.numbers.used.resize(reader.setting.sources.size());
  checker.sources();
  checker.nodes(tables, node_sites);
}

}  // namespace smolny

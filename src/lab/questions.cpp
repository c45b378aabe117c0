// From a file of questions to rows of the scenario.

#include <algorithm>

#include "lab/predict.hpp"
#include "scenario/document.hpp"
#include "scenario/fields.hpp"
#include "scenario/names.hpp"
#include "time/format.h"
#include "time/parse.h"

namespace smolny {

namespace {

constexpr std::string_view kFields[] = {"what", "election", "party", "where", "class", "at", "from", "to", "actual", "last", "id", "given"};
constexpr std::string_view kWhats[] = {"vote-share", "turnout", "price-index", "outbreaks", "men"};

/// A place may be written with either kind of stroke.
std::vector<std::string> spellings(std::string text) {
  std::vector<std::string> all{text};
  std::replace(text.begin(), text.end(), '_', '-');
  all.push_back(text);
  std::replace(text.begin(), text.end(), '-', '_');
  all.push_back(text);
  return all;
}

/// The words of a name that tell it apart: `front_northern`, `northern-front` and `Northern` are one.
std::vector<std::string> telling_words(std::string_view name) {
  static constexpr std::string_view common[] = {"front",   "army",      "fleet", "garrison", "governorate", "province", "town",    "city",  "works",   "regiment", "guards",
                                                "reserve", "soldiers", "sailors", "workers", "unit",     "host",        "the",      "of"};
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && std::find(std::begin(common), std::end(common), word) == std::end(common)) words.push_back(word);
    word.clear();
  };
  for (char c : name) {
    if (c == '-' || c == '_' || c == ' ') close();
    else word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  close();
  std::sort(words.begin(), words.end());
  return words;
}

class Reading {
 public:
  Reading(const YamlNode& node, const Setting& setting) : node_(node), s_(setting) {}

  Question read() {
    if (node_.shape != Shape::map) return wrong("expected a map such as {what: vote-share, election: ..., party: ...}, found " + described(node_));
    for (const YamlEntry& e : node_.entries) {
      if (e.key == "actual" || e.key == "last") {
        double x = 0;
        if (e.value->shape != Shape::text || !parse_number(e.value->text, x)) return wrong(e.key + ": expected a number, found " + described(*e.value));
        (e.key == "actual" ? q_.actual : q_.last) = x;
        continue;
      }
      if (e.key == "given") {
        if (!read_given(*e.value)) return q_;
        continue;
      }
      if (e.value->shape != Shape::text) return wrong(e.key + ": expected a text, found " + described(*e.value));
      q_.asked.emplace_back(e.key, e.value->text);
    }
    for (const auto& [key, text] : q_.asked)
      if (std::find(std::begin(kFields), std::end(kFields), key) == std::end(kFields))
        return wrong("unknown field " + in_quotes(key) + suggestion(key, {std::begin(kFields), std::end(kFields)}));
    q_.id = field("id");
    q_.what = field("what");
    if (std::find(std::begin(kWhats), std::end(kWhats), q_.what) == std::end(kWhats))
      return wrong("unknown question " + in_quotes(q_.what) + suggestion(q_.what, {std::begin(kWhats), std::end(kWhats)}));
    if (q_.what == "vote-share" && !find_party()) return q_;
    if (!field("class").empty()) {
      const auto row = require_row(s_, Section::classes, field("class"));
      if (!row) return wrong(row.error());
      class_ = {*row};
    }
    if (!field("election").empty() && q_.what != "price-index" && q_.what != "outbreaks" && q_.what != "men") return of_election();
    return of_place();
  }

 private:
  Question wrong(std::string message) {
    q_.error = std::move(message);
    return q_;
  }
  std::string field(std::string_view key) const {
    for (const auto& [k, text] : q_.asked)
      if (k == key) return text;
    return {};
  }

  bool read_given(const YamlNode& node) {
    const auto add = [&](const YamlNode& one) {
      if (one.shape == Shape::text) q_.given.push_back(one.text);
      else wrong("given: expected ids of questions, found " + described(one));
    };
    if (node.shape == Shape::list)
      for (const YamlNode* one : node.items) add(*one);
    else
      add(node);
    if (q_.given.empty() && q_.error.empty()) wrong("given: expected an id of a question, or a list of them");
    return q_.error.empty();
  }

  bool find_party() {
    if (field("party").empty()) return q_.error = "lacks the field 'party'", false;
    const auto row = require_row(s_, Section::parties, field("party"));
    if (!row) return q_.error = row.error(), false;
    q_.party = {*row};
    return true;
  }

  Question of_election() {
    const auto row = require_row(s_, Section::elections, field("election"));
    if (!row) return wrong(row.error());
    q_.election = {*row};
    q_.at = s_.calendar[s_.elections[q_.election].poll].at + hours(1);
    return q_;
  }

  Question of_place() {
    const bool span = q_.what == "outbreaks";
    if (field("where").empty() || field(span ? "to" : "at").empty() || (span && field("from").empty()))
      return wrong(span                        ? "wants the fields 'where', 'from' and 'to'"
                   : q_.what == "price-index" ? "wants the fields 'where' and 'at'"
                                              : "wants the field 'election', or 'where' and 'at'");
    if (!read_instant(span ? "to" : "at", q_.at)) return q_;
    if (span && !read_instant("from", q_.from.emplace())) return q_;
    if (span && *q_.from >= q_.at) return wrong("from: " + in_quotes(field("from")) + " is not before " + in_quotes(field("to")));
    const Section section = q_.what == "price-index" ? Section::markets : Section::districts;
    for (const std::string& where : spellings(field("where"))) {
      if (section == Section::markets) find_markets(where);
      else if (span) find_districts(where);
      else find_groups(where);
      if (!q_.groups.empty() || !q_.markets.empty() || !q_.districts.empty()) return q_;
    }
    if (section == Section::districts) {
      // No id and no tag: the one district, or else the one group, whose name has the same telling words.
      const std::vector<std::string> words = telling_words(field("where"));
      for (const Section of : {Section::districts, Section::groups}) {
        std::vector<std::string> same;
        for (std::string_view id : ids_of(s_, of))
          if (!words.empty() && telling_words(id) == words) same.emplace_back(id);
        if (same.size() != 1 || (span && of == Section::groups)) continue;
        if (span) find_districts(same[0]);
        else find_groups(same[0]);
        if (!q_.groups.empty() || !q_.districts.empty()) return q_;
      }
    }
    return wrong("where: nothing is known of " + in_quotes(field("where")) + suggestion(field("where"), ids_of(s_, section)));
  }

  bool read_instant(std::string_view key, Instant& at) {
    const auto read = parse_instant(field(key));
    if (!read) return q_.error = std::string(key) + ": " + read.error(), false;
    if (*read < s_.start || *read > s_.end) return q_.error = std::string(key) + ": " + in_quotes(field(key)) + " lies outside the scenario", false;
    at = *read;
    return true;
  }

  void find_districts(const std::string& where) {
    const DistrictId district{find_row(s_, Section::districts, where)};
    for (DistrictId d : s_.districts.ids())
      if (district.has() ? d == district : s_.districts[d].tagged(key_of(where))) q_.districts.push_back(d);
  }

  void find_groups(const std::string& where) {
    const Key tag = key_of(where);
    const DistrictId district{find_row(s_, Section::districts, where)};
    const GroupId group{find_row(s_, Section::groups, where)};
    for (GroupId g : s_.groups.ids()) {
      const Group& x = s_.groups[g];
      if (class_.has() && x.of_class != class_) continue;
      if (district.has() ? x.district == district
                         : group.has() ? g == group : x.tagged(tag) || (x.district.has() && s_.districts[x.district].tagged(tag)))
        q_.groups.push_back(g);
    }
  }

  /// A market, those that bear a tag, or the one at which a district eats.
  void find_markets(const std::string& where) {
    const MarketId market{find_row(s_, Section::markets, where)};
    const DistrictId district{find_row(s_, Section::districts, where)};
    for (MarketId m : s_.markets.ids()) {
      const auto& eats = s_.markets[m].districts;
      if (market.has() ? m == market : s_.markets[m].tagged(key_of(where)) || std::binary_search(eats.begin(), eats.end(), district)) q_.markets.push_back(m);
    }
  }

  const YamlNode& node_;
  const Setting& s_;
  Question q_;
  ClassId class_{};  ///< of those who are asked about; none: all
};

/// Whether what is given of a question, and of that in turn, leads to another.
bool leads_to(const std::vector<Question>& questions, std::size_t from, std::size_t to) {
  std::vector<std::size_t> open{from};
  std::vector<bool> seen(questions.size());
  while (!open.empty()) {
    const Question& q = questions[open.back()];
    open.pop_back();
    for (std::size_t k : q.known) {
      if (k == to) return true;
      if (!seen[k]) open.push_back(k);
      seen[k] = true;
    }
  }
  return false;
}

/// Finds the questions that are given by their ids, and says of what cannot be given why.
void find_given(std::vector<Question>& questions) {
  std::vector<std::string_view> ids;
  for (Question& q : questions) {
    if (q.id.empty()) continue;
    if (q.error.empty() && std::find(ids.begin(), ids.end(), q.id) != ids.end()) q.error = "id: " + in_quotes(q.id) + " is given a second time";
    ids.push_back(q.id);
  }
  for (Question& q : questions) {
    if (!q.error.empty()) continue;
    for (const std::string& id : q.given) {
      const auto at = std::find_if(questions.begin(), questions.end(), [&](const Question& other) { return other.id == id; });
      if (at == questions.end()) q.error = "given: no question has the id " + in_quotes(id) + suggestion(id, ids);
      else q.known.push_back(static_cast<std::size_t>(at - questions.begin()));
      if (!q.error.empty()) break;
    }
  }
  std::vector<std::string> errors(questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    for (std::size_t k = 0; k < q.known.size() && errors[i].empty() && q.error.empty(); ++k) {
      const Question& known = questions[q.known[k]];
      const std::string what = "given: " + in_quotes(known.id);
      if (q.known[k] == i || leads_to(questions, q.known[k], i))
        errors[i] = what + (q.known[k] == i ? " is the question itself" : " is given this question in turn");
      else if (std::count(q.known.begin(), q.known.end(), q.known[k]) > 1) errors[i] = what + " stands twice";
      else if (!known.error.empty()) errors[i] = what + " cannot be answered itself";
      else if (!known.actual) errors[i] = what + " has no 'actual' figure, so nothing is known of it";
      else if (known.at > q.at) errors[i] = what + " is about a later time (" + format_both(known.at) + ") than this question (" + format_both(q.at) + ")";
    }
  }
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (!errors[i].empty()) questions[i].error = errors[i];
}

}  // namespace

std::expected<std::vector<Question>, Fault> read_questions(std::string_view text, const std::string& name, const Setting& setting) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  std::string whole(text);
  if (first != std::string_view::npos && text[first] == '[') whole = "questions: " + whole;
  else if (first != std::string_view::npos && text[first] == '-') whole = "questions:\n" + whole;
  Diagnostics diagnostics;
  Documents documents;
  read_text(whole, name, 0, documents, diagnostics);
  if (!diagnostics.empty()) {
    const Diagnostic d = diagnostics.sorted().front();
    return bad_input(name + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + ": " + d.message);
  }
  const YamlNode* list = documents.files.empty() ? nullptr : documents.files[0].root->find("questions");
  if (!list || list->shape != Shape::list) return bad_input(name + ": expected a list of questions, alone or under the key 'questions'");
  std::vector<Question> questions;
  for (const YamlNode* node : list->items) questions.push_back(Reading(*node, setting).read());
  find_given(questions);
  return questions;
}

}  // namespace smolny

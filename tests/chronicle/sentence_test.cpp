// Sentences: there is one for each kind, bare or full; names, articles and squads are as a reader would say them.

#include "chronicle/sentence.hpp"

#include <gtest/gtest.h>

namespace smolny {
namespace {

Named named(std::string id, std::string name) {
  Named n;
  n.id = id;
  n.name = std::move(name);
  n.key = key_of(id);
  return n;
}

template <class Row>
Row row(std::string id, std::string name) {
  Row r;
  static_cast<Named&>(r) = named(std::move(id), std::move(name));
  return r;
}

struct Sentences : testing::Test {
  Setting s;
  CampId council, strike;
  AuthorityId port;
  PlaceId palace, town;
  UnitId marines;
  GroupId dockers;
  LeaderId chairman;
  BodyId cabinet;
  PartyId labour, harbour;
  DecisionId answer;
  StoryId story;

  void SetUp() override {
    council = s.camps.add(row<Camp>("council", "The Council"));
    strike = s.camps.add(row<Camp>("strike", "Strike power"));
    port = s.authorities.add(row<Authority>("port", "Port Authority"));
    palace = s.places.add(row<Place>("palace", "Winter Palace (seat of the Council)"));
    town = s.places.add(row<Place>("town", "Gatchina"));
    marines = s.units.add(row<Unit>("marines", "Marine Company"));
    dockers = s.groups.add(row<Group>("dockers", "Dockers"));
    chairman = s.leaders.add(row<Leader>("chairman", "Ada Chair"));
    cabinet = s.bodies.add(row<Body>("cabinet", "The Cabinet"));
    harbour = s.parties.add(row<Party>("harbour", "Harbour Party"));
    labour = s.parties.add(row<Party>("labour", "Labour League (left)"));
    Decision d = row<Decision>("answer", "The strike is answered");
    d.options.resize(2);
    d.options[0].id = "close-the-paper";
    d.options[1].id = "wait";
    answer = s.decisions.add(d);
    story = s.stories.add(row<Story>("fleet", "The fleet has sailed"));
  }
};

TEST_F(Sentences, ThereIsOneForEveryKindBareOrFull) {
  for (const EventKindSpec& k : event_kinds()) {
    for (const bool full : {false, true}) {
      Event e{.kind = k.kind};
      if (full) e = {.kind = k.kind, .side = council, .by = entity(marines), .on = entity(answer), .place = palace, .detail = 0, .amount = 3};
      const std::string text = sentence(s, e);
      EXPECT_GT(text.size(), 5U) << k.name;
      EXPECT_TRUE(text.ends_with(".")) << text;
      EXPECT_EQ(text.find("  "), std::string::npos) << text;
      EXPECT_FALSE(text[0] >= 'a' && text[0] <= 'z') << text;
    }
  }
}

TEST_F(Sentences, ADecisionNamesItsOptionItsMatterAndTheVote) {
  EXPECT_EQ(sentence(s, {.kind = EventKind::decided, .by = entity(cabinet), .on = entity(answer), .detail = 0, .amount = 0.6}),
            "The Cabinet chose “close the paper” in the matter “The strike is answered”, by 60 % of the votes.");
  EXPECT_EQ(sentence(s, {.kind = EventKind::decided, .by = entity(chairman), .on = entity(answer), .detail = 1, .amount = 1}),
            "Ada Chair chose “wait” in the matter “The strike is answered”.");
}

TEST_F(Sentences, ASquadIsKnownByWhatItCameFrom) {
  Chronicle c;
  Recorded formed;
  formed.kind = EventKind::squad_formed;
  formed.by = entity(marines);
  formed.on = entity(SquadId{0});
  c.events.push_back(formed);
  formed.by = entity(dockers);
  formed.on = entity(SquadId{1});
  c.events.push_back(formed);
  const auto squads = squad_origins(c);
  EXPECT_EQ(sentence(s, {.kind = EventKind::captured, .side = strike, .by = entity(SquadId{0}), .place = palace, .detail = 0}, squads),
            "A squad of the Marine Company took the Winter Palace for Strike power, on the orders of the Port Authority, without a shot.");
  EXPECT_EQ(sentence(s, {.kind = EventKind::captured, .side = council, .by = entity(SquadId{1}), .place = town, .amount = 2}, squads),
            "A band from among Dockers took Gatchina for the Council, ordered by nobody, after shots.");
  EXPECT_EQ(phrase(s, entity(SquadId{7}), squads), "a squad");
}

TEST_F(Sentences, NumbersAreSetForReading) {
  EXPECT_EQ(sentence(s, {.kind = EventKind::came_out, .by = entity(dockers), .amount = 12345}), "12,345 people of Dockers came out into the street.");
  EXPECT_EQ(sentence(s, {.kind = EventKind::killed, .side = strike, .place = town, .amount = 1}), "1 man of Strike power died at Gatchina.");
}

TEST_F(Sentences, ACabinetNamesItsParties) {
  EXPECT_EQ(sentence(s, {.kind = EventKind::cabinet_formed, .by = entity(port), .detail = 3}),
            "A cabinet was formed under the Port Authority: the Harbour Party and the Labour League (left).");
}

}  // namespace
}  // namespace smolny

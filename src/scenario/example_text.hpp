#pragma once
// The text of the example, with NAME where its id stands.

#include <string_view>

namespace smolny {

inline constexpr std::string_view example_people =
    R"(# The ground and the people of the example. Everything here is invented; a real scenario names its sources.
scenario:
  id: NAME
  name: The harbour strike
  summary: The dockers of a small republic strike; the council must keep the port, the committee must keep the strike.
  start: 3 May 1921 NS
  end: 6 May 1921 NS
  capital: {latitude: 54.2, longitude: 7.9, clock_ahead: 0.5}
  axis: [council, committee]
  source: ALMANAC
  grade: assumed

sources:
- {id: ALMANAC, citation: "Almanac of the Republic (invented), 1921"}
- {id: LEDGER, citation: "Ledger of the dockers' union (invented), 1920 to 1921"}

camps:
- {id: council, name: The Council, opponent: committee}
- {id: committee, name: The Strike Committee, opponent: council}

issues:
- {id: wages, name: Wages, low: cut them, high: raise them}
- {id: order, name: Order, low: clear the quays by force, high: let the strike be}

parties:
- {id: harbour, name: Harbour Party, short: Harb., colour: "#31688e", affinity: {council: 0.7, committee: -0.6},
   position: {wages: -1, order: -1}, grade: assumed}
- {id: labour, name: Labour League, short: Lab., colour: "#b5323c", affinity: {council: -0.5, committee: 0.8},
   position: {wages: 1.5, order: 1}, source: LEDGER}
- {id: moderates, name: Moderates, short: Mod., colour: "#c9a227", affinity: {council: 0.1, committee: 0.1},
   position: {wages: 0.5, order: 0}, grade: assumed}

# Who claims the right to give orders. Legitimacy is in log-odds, in the eyes of the average unit.
authorities:
- {id: port-authority, name: Port Authority, camp: council, seat: town-hall, body: cabinet, commander: president,
   legitimacy: [0, 1], grade: assumed}
- {id: strike-authority, name: Strike Committee, camp: committee, seat: union-hall, body: strike-committee,
   commander: chairman, legitimacy: [-0.5, 0.8], taint: troops-are-coming, mandate_from: delegates, grade: assumed}

districts:
- {id: old-town, name: Old Town, latitude: 54.201, longitude: 7.898, source: ALMANAC}
- {id: docks, name: The Docks, latitude: 54.196, longitude: 7.906, source: ALMANAC}

# `contested` places are the points that count; a place with `entrances` is a seat that can be besieged.
places:
- {id: town-hall, name: Town Hall, kind: seat, district: old-town, latitude: 54.2010, longitude: 7.8980, tags: [points],
   importance: 1, holder: council, guard: 30, guard_resolve: 0.5, contested: true, wired: true, entrances: 2, grade: assumed}
- {id: union-hall, name: Union Hall, kind: seat, district: docks, latitude: 54.1965, longitude: 7.9050, importance: 0.5,
   holder: committee, guard: 20, guard_resolve: 0.6, wired: true, entrances: 1, grade: assumed}
- {id: exchange, name: Telephone Exchange, kind: wires, district: old-town, latitude: 54.2000, longitude: 7.9000,
   tags: [points], importance: 0.8, holder: council, guard: [5, 20], guard_resolve: 0.3, contested: true, wired: true,
   grade: assumed}
- {id: swing-bridge, name: Swing Bridge, kind: bridge, district: docks, latitude: 54.1985, longitude: 7.9030,
   tags: [points], importance: 0.6, holder: council, guard: [2, 10], guard_resolve: 0.3, contested: true, bridge: true,
   grade: assumed}
- {id: quay, name: Long Quay, kind: quay, district: docks, latitude: 54.1955, longitude: 7.9070, tags: [points],
   importance: 0.7, holder: committee, guard: 10, guard_resolve: 0.5, contested: true, grade: assumed}
- {id: barracks, name: Marine Barracks, kind: barracks, district: old-town, latitude: 54.2030, longitude: 7.8950,
   importance: 0.4, holder: council, wired: true, grade: assumed}
- {id: gazette-press, name: Press of the Gazette, kind: press, district: old-town, latitude: 54.2005, longitude: 7.8995,
   importance: 0.2, holder: council, grade: assumed}
- {id: torch-press, name: Press of the Torch, kind: press, district: docks, latitude: 54.1970, longitude: 7.9040,
   importance: 0.3, holder: committee, guard: 3, guard_resolve: 0.4, grade: assumed}
- {id: fort, name: Fort on the Spit, kind: barracks, latitude: 54.1700, longitude: 7.9500, holder: council, outside: true,
   grade: assumed}

# A way on foot without minutes is walked at 4.8 km/h as the crow flies.
ways:
- {from: town-hall, to: exchange}
- {from: town-hall, to: barracks}
- {from: exchange, to: gazette-press}
- {from: exchange, to: swing-bridge}
- {from: swing-bridge, to: union-hall, gate: swing-bridge}
- {from: union-hall, to: torch-press}
- {from: union-hall, to: quay}
- {from: quay, to: fort, mode: boat, minutes: [30, 50], grade: estimated}

units:
- {id: marines, name: Marine Company, kind: infantry, home: barracks, district: old-town, tags: [garrison], men: 220,
   armed: 1, resolve: 0.4, spread: 0.2, attitude: [-0.6, 0.1], chain: port-authority, garrison: true, grade: assumed}
- {id: harbour-police, name: Harbour Police, kind: police, home: town-hall, district: old-town, tags: [garrison], men: 90,
   armed: 0.8, resolve: 0.4, spread: 0.2, attitude: -0.5, committed: council, chain: port-authority, committee: false,
   garrison: true, grade: assumed}
- {id: gunners, name: Fort Gunners, kind: artillery, home: fort, tags: [garrison], men: 130, armed: 0.9, resolve: 0.3,
   spread: 0.2, attitude: [-0.3, 0.4], chain: port-authority, garrison: true, guns: 4, grade: assumed}
- {id: dock-guard, name: Dock Guard, kind: militia, home: union-hall, district: docks, men: 150, armed: 0.4, resolve: 0.5,
   spread: 0.2, slate: {labour: 0.8}, committed: committee, militia: true, source: LEDGER, grade: estimated}

groups:
- {id: dockers, name: Dockers, class: worker, district: docks, at: quay, size: 2400, resolve: 0.4, spread: 0.2,
   slate: {labour: 0.6, moderates: 0.2}, militia: dock-guard, source: LEDGER, grade: estimated}
- {id: townsfolk, name: Townsfolk, class: resident, district: old-town, at: town-hall, size: 7000, resolve: 0.15,
   spread: 0.15, slate: {harbour: 0.4, moderates: 0.3, labour: 0.1}, grade: assumed}

# How kinds of decider weigh the features of an option (docs/scenarios.md: "Decisions").
decider_kinds:
- {id: official, name: Official, rationality: 2, deference: 0.3, grade: assumed,
   weights: {distance: 0.5, strength: 0.6, loss: 0.6, mandate: 0.5, threat: 0.5, cost: 0.4, status_quo: 0.5}}
- {id: organizer, name: Organizer, rationality: 2, deference: 0.4, grade: assumed,
   weights: {distance: 0.6, strength: 0.8, loss: 0.5, threat: 0.6, deadline: 0.5, company: 0.3, status_quo: 0.3}}

leaders:
- {id: president, name: The President, party: harbour, camp: council, role: head of the council, influence: 0.8,
   at: town-hall, position: {wages: -0.5, order: -0.5}, temperament: official, grade: assumed}
- {id: harbour-master, name: The Harbour Master, party: moderates, camp: council, influence: 0.5, at: town-hall,
   position: {wages: 0, order: 0.5}, temperament: official, grade: assumed}
- {id: chairman, name: The Chairman, party: labour, camp: committee, role: head of the strike, influence: 0.8,
   at: union-hall, position: {wages: 1.5, order: 1}, temperament: organizer, grade: assumed}
- {id: secretary, name: The Secretary, party: labour, camp: committee, influence: 0.6, at: union-hall,
   position: {wages: 1, order: 0.5}, temperament: organizer, grade: assumed}

bodies:
- {id: cabinet, name: The Cabinet, seat: town-hall, camp: council, members: [president, harbour-master], rule: majority}
- {id: strike-committee, name: The Strike Committee, seat: union-hall, camp: committee, members: [chairman, secretary]}
- id: delegates
  name: Delegates' Meeting
  seat: union-hall
  temperament: organizer
  quorum: 0.5
  attendance: 0.8
  grade: assumed
  blocs:
  - {id: league-delegates, party: labour, seats: 60, position: {wages: 1.5, order: 1}, discipline: 0.8, leader: secretary}
  - {id: moderate-delegates, party: moderates, seats: [25, 40], position: {wages: 0.5, order: 0}, discipline: 0.5}
)";

inline constexpr std::string_view example_events = R"(# What is said, what is decided, and what a run is asked.
media:
- {id: gazette, name: The Gazette, kind: paper, camp: council, press: gazette-press, copies: 3000, hour: 7, grade: assumed}
- {id: torch, name: The Torch, kind: paper, camp: committee, press: torch-press, copies: 1800, hour: 6, grade: assumed}

# Beliefs, in log-odds. `prevails` makes one the belief that a camp wins.
propositions:
- {id: council-prevails, name: The council will win, prior: 0.3, prior_by_camp: {council: 0.5, committee: -0.5},
   prevails: council, grade: assumed}
- {id: committee-prevails, name: The committee will win, prior: -0.3, prior_by_camp: {council: -0.5, committee: 0.5},
   prevails: committee, grade: assumed}
- {id: troops-are-coming, name: Troops are on their way, prior: -2, prior_by_camp: {committee: 0.5}, grade: assumed}

# What is worth telling, and what hearing it does to beliefs.
stories:
- {id: torch-closed, name: The Torch has been closed, pattern: torch-is-closed, severity: 0.6, stirs: committee,
   evidence: [{proposition: troops-are-coming, log_likelihood_ratio: 0.8}], credence: 0.5, framed: true, grade: assumed}
- {id: point-taken, name: A point has changed hands, pattern: {kind: captured, place: "@points"}, severity: 0.3,
   evidence: [{proposition: committee-prevails, log_likelihood_ratio: 0.5}], grade: assumed}
- {id: fleet-rumour, name: The fleet has sailed, severity: 0.5, stirs: committee, rumour_rate: 0.1, grade: assumed,
   evidence: [{proposition: troops-are-coming, log_likelihood_ratio: 1.2}]}

# Only what was on a calendar beforehand, or comes from outside the frame.
calendar:
- {id: cabinet-sits, name: The cabinet sits, at: 3 May 1921 20:00 NS, reason: it sits every Tuesday evening}
- {id: delegates-meet, name: Delegates meet, at: 5 May 1921 10:00 NS, reason: called a week before, movable: true}

patterns:
- {id: torch-is-closed, kind: paper-closed, on: "medium:torch"}
- {id: committee-takes-a-point, kind: captured, side: committee, place: "@points"}
- {id: town-hall-taken, kind: captured, side: committee, place: town-hall}
- {id: shots-fired, kind: shots}

decisions:
- id: answer-to-the-strike
  name: The cabinet answers the strike
  question: What does the cabinet do about the strike?
  decider: body:cabinet
  triggers: [{calendar: cabinet-sits, delay: [1 h, 3 h]}]
  prevails: council-prevails
  grade: assumed
  options:                              # the historical one first; in an invented scenario, the one you bet on
  - id: close-the-torch
    position: {order: -1}
    acts:
    - {order: {by: authority:port-authority, to: harbour-police, task: close, medium: torch, men: 20, delay: [2 h, 6 h]}}
  - id: wait
    status_quo: true
    position: {order: 0}
  - id: offer-talks
    position: {wages: 0.5, order: 0.5}
    acts: [{offer: {by: authority:port-authority, to: body:strike-committee, asks: talks}}]

- id: talks
  name: The committee is offered talks
  question: Does the strike committee talk?
  decider: body:strike-committee
  triggers: [asked]
  deadline: delegates-meet
  prevails: committee-prevails
  threat: troops-are-coming
  grade: assumed
  options:
  - {id: refuse, status_quo: true, position: {wages: 1.5},
     acts: [{answer: {by: authority:strike-authority, to: authority:port-authority, accept: false}}]}
  - {id: talk, position: {wages: 0.5},
     acts: [{answer: {by: authority:strike-authority, to: authority:port-authority, accept: true}}]}

- id: reply-to-the-closing
  name: The paper has been closed
  question: What does the committee do when its paper is closed?
  decider: body:strike-committee
  triggers: [{pattern: torch-is-closed, delay: [30 min, 2 h]}]
  prevails: committee-prevails
  threat: troops-are-coming
  grade: assumed
  options:
  - id: take-the-points
    position: {wages: 1.5, order: 0.5}
    acts: [{occupy: {by: authority:strike-authority, men: 40, place: {of: "@points", not_held_by: committee, at_most: 3}}}]
  - {id: protest, status_quo: true, position: {order: 1}, acts: [{publish: {by: authority:strike-authority, story: torch-closed}}]}

outcomes:
- {id: town-hall-falls, name: The committee takes the Town Hall, kind: boolean, value: count(town-hall-taken) > 0}
- {id: first-point, name: When the first point is taken, kind: instant, unit: minutes, value: first(committee-takes-a-point)}
- {id: dead, name: Dead, kind: number, unit: persons, value: camp.council.dead + camp.committee.dead}
- id: who-holds-the-port
  name: Who holds most of the points
  kind: category
  cases:
  - {id: committee, when: mean(place@points.held.committee) > 0.5}
  - {id: council, when: mean(place@points.held.council) > 0.5}
  - {id: nobody, when: true}

# What the report follows through time.
courses:
- {id: held-committee, name: The committee, chart: Share of the points held, quantity: mean(place@points.held.committee), unit: share of histories}
- {id: held-council, name: The council, chart: Share of the points held, quantity: mean(place@points.held.council), unit: share of histories}
- {id: dead, name: Dead, chart: Dead, quantity: camp.council.dead + camp.committee.dead, unit: persons}
)";

}  // namespace smolny

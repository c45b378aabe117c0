#pragma once
// What a mechanism is: a declaration (what it reads, writes, emits, listens to, performs; its parameters) and up to
// four functions over a View, in which undeclared access does not compile. A mechanism is a struct with
//
//   static constexpr std::string_view name, model;        model: the family and its reference
//   enum class Parameter; static constexpr ParameterSpec parameters[];
//   using Reads = Tables<...>; using Writes = Tables<...>;
//   static constexpr EventKind emits[], listens[]; static constexpr ActKind performs[];
//   static constexpr Phase phase;
//   static constexpr bool on_request = true;              takes part only in scenarios that name it
//   static void begin(View<M>);                           once, at the start
//   static void wake(View<M>, const Wake&);               something it scheduled, or a hazard of its own
//   static void hear(View<M>, std::int32_t event);        an event of a kind it listens to
//   static void perform(View<M>, const ActCall&);         an act of a kind it performs
//
// of which the functions, and the arrays that would be empty, may be left out.

#include <span>
#include <string_view>
#include <vector>

#include "world/setting.hpp"
#include "world/world.hpp"

namespace smolny {

struct Simulation;

/// The order of things within a minute.
enum class Phase : std::uint8_t { calendar, arrivals, information, decisions, orders, contests, bookkeeping };

/// An act about to be carried out: whose, on whose decision, because of which event.
struct ActCall {
  const Act* act = nullptr;
  DecisionId decision{};
  std::int32_t cause = -1;  ///< the event `decided`
};

template <class... T>
struct Tables {};

struct MechanismSpec {
  std::string_view name, model;
  std::span<const ParameterSpec> parameters;
  std::vector<std::string_view> reads, writes;
  std::span<const EventKind> emits, listens;
  std::span<const ActKind> performs;
  std::span<const std::string_view> sites;  ///< where its chance nodes may be, e.g. "recognise"
  Phase phase = Phase::bookkeeping;
  bool on_request = false;  ///< takes part only in scenarios that name it
  void (*begin)(Simulation&, std::int16_t self) = nullptr;
  void (*wake)(Simulation&, std::int16_t self, const Wake&) = nullptr;
  void (*hear)(Simulation&, std::int16_t self, std::int32_t event) = nullptr;
  void (*perform)(Simulation&, std::int16_t self, const ActCall&) = nullptr;
  void (*force)(Simulation&, std::int16_t self, const Event&) = nullptr;
};

/// The mechanisms of a run, in the fixed order of the registry.
using Registry = std::span<const MechanismSpec>;

}  // namespace smolny

// Towns of invented people as one register and one stream of signals, for measuring how fast they are linked.
//
//   Towns towns = make_towns({.persons = 1'000'000});
//   links.load(towns.first_load);  for (const auto& signal : towns.signals) link(towns.texts[signal.text]);
//
// The hard setting of libs/people. Signals of all towns are mixed per month in a fixed pseudo-random order, so that
// neighbours in the stream are not neighbours in the register: the memory caches get no help.
#pragma once

#include "libs/people/world.h"
#include "libs/residents/register.h"

namespace tijdig::bench_linking {

struct Order {
  std::uint32_t persons = 1'000'000;  // at least; whole towns of `homes`
  std::uint32_t homes = 50'000;
};

// One text of a customer, as the matcher gets it: read, not normalised.
struct Text {
  CustomerId customer;
  Person person;
  Address address;
  PartnerKind kind = PartnerKind::other;
  people::ResidentId truth = 0;  // whom it is of; 0: not in the register
};

struct Signal {
  std::uint32_t text = 0;
  int month = 0;
};

struct Towns {
  std::vector<residents::RegisterChange> first_load;
  std::vector<residents::RegisterChange> changes;  // later, in order
  std::vector<Text> texts;
  std::vector<Signal> signals;
};

Towns make_towns(const Order& order);

// What a partner delivered, read but not normalised.
Text text_of(const people::CustomerVersion& version, std::uint16_t town);

}  // namespace tijdig::bench_linking

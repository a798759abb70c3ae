// Thirteen doors in Zoetermeer from September to December 2018: what partners, register and caseworkers bring, always
// the same, and which households must match, told in the plainest way. The day after a walk list some of its people
// die, move, leave, opt out, or have their signals taken back. Behind the last door two households, each with a case,
// turn out to be one.
//
//   for (const Visit& visit : small_town().inputs) ...   // by day
//   small_town().must_match                              // (address, month): two partners in three months
//
// Invented people; numbers from the reserved range. Immutable.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "libs/policy/policy.h"
#include "libs/ports/record.h"

namespace tijdig::simulation {

struct DoorRecord {
  flow::TopicId topic = 0;
  Bytes key;
  Bytes value;
};

struct SmallTown {
  policy::Policy policy;
  std::map<Date, std::vector<DoorRecord>> inputs;
  std::set<std::pair<std::string, YearMonth>> must_match;
  std::vector<Date> days;  // that are closed, ascending: every day with inputs, every 25th, and then every fifth
};

const SmallTown& small_town();

// What the caseworker of this case writes down, by day: a visit, and for most a result.
std::map<Date, DoorRecord> caseworker_of(const CaseId& id, Date assigned_on);

}  // namespace tijdig::simulation

// The oracle: what the toy town must come to, told again in the plainest way, one record after another, without lanes,
// partitions, offsets or state stores. It sees the set of inputs per day and the days that were closed; nothing else.
//
//   ToyModel model;
//   model.take(signal); model.enter(register_entry); model.close_day(7);
//   EXPECT_EQ(facts_in(reporting), model.facts);
#pragma once

#include <map>
#include <set>

#include "tests/simulation/toy_messages.h"

namespace tijdig::simulation {

class ToyModel {
 public:
  void take(const ToyMessage& signal);  // repeats by id have no effect
  void enter(const ToyMessage& entry);  // the register: newest day wins, of one day the stricter
  void close_day(std::int32_t day);     // one not newer than the last has no effect

  std::multiset<std::uint32_t> waiting_or_open() const;  // houses with a case in some queue

  std::map<ToyMessage, std::uint32_t> facts;  // how often each fact must be in the report

 private:
  void run_matches(std::int32_t day);
  void arrive(std::uint32_t house, std::int32_t match_day);
  void assign(std::int32_t day);
  void close_cases(std::int32_t day);
  void fact(ToyKind kind, std::uint32_t house, std::int32_t day, std::uint32_t number = 0, std::uint64_t id = 0);

  std::set<std::uint64_t> seen_;
  std::vector<ToyMessage> signals_;
  std::map<std::uint32_t, std::pair<std::int32_t, std::uint32_t>> register_;  // house -> day, blocked
  std::set<std::pair<std::int32_t, std::uint32_t>> pool_;                     // match day, house
  std::map<std::uint32_t, std::pair<std::int32_t, std::int32_t>> open_;       // house -> match day, assigned on
  std::int32_t last_run_ = -1;
  std::int32_t last_day_ = -1;
};

}  // namespace tijdig::simulation

// A Zoetermeer of a few doors: takes the lines of a scenario and gives them to the six services as the doors would.
//
//   date  <partner>    who  where  amount [crisis | correction | withdrawal | dated DATE]...
//   date  resident | left | deceased                       who  where  [partner WHO]
//   date  debt-help | administration | opt-out | exclusion  who  where  [ended]
//   date  caseworker   visit | telephone [, reached] [, flyer] [, result CODE]   where
//   date  reviewer     one household | two households   where
//   date  unlink       PARTNER, wrong person | wrong household   where
//   date  day ends
//   rule  TEXT  becomes  TEXT            before the first date: another line in the policy file
//
// `who` is "Surname, initials, birth date", the last two as far as known. Rules are those of deploy/policies. Days that
// a scenario does not mention pass quietly. What a scenario misspells ends the program.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/policy/policy.h"
#include "tests/harness/flow_harness.h"
#include "tests/scenarios/happenings.h"

namespace tijdig::scenarios {

class Town {
 public:
  Town();

  void let_days_pass_until(const std::string& date);  // closes every day before it; "rule" lets no day pass
  void take(const std::vector<std::string>& fields);
  std::vector<std::string> what_happened();
  bool replays_to_the_same_state();  // from the log alone, all six services

 private:
  void open();  // at the first dated line: rules are fixed from then on
  void close_day(Date day);
  void signal(Date day, const std::vector<std::string>& fields);
  void register_line(Date day, const std::vector<std::string>& fields);
  void list_line(Date day, ListKind list, const std::vector<std::string>& fields);
  void caseworker(Date day, const std::vector<std::string>& fields);
  void reviewer(Date day, const std::vector<std::string>& fields);
  void unlink(Date day, const std::vector<std::string>& fields);
  Bsn bsn_of(const std::string& who);
  Person person(const std::string& who);

  struct Sent {
    std::string reference;
    Date signal_date;
  };

  std::string yaml_;
  std::unique_ptr<policy::Policy> policy_;
  harness::FlowHarness flow_;
  Happenings happenings_;
  std::optional<Date> closed_until_;
  std::map<std::string, Sent> sent_;         // by partner, who and where: what a correction speaks of
  std::map<std::string, std::size_t> bsns_;  // by who
  std::int64_t deliveries_ = 0;
};

}  // namespace tijdig::scenarios

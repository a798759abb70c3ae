// What came out of the six services since the last look, in lines for a reader.
//
//   Happenings happenings(flow);
//   for (const std::string& line : happenings.since_last_look()) ...
//
// Households are called by a surname and their address, as a walk list would; cases by their household. Sorted, because
// the order between partitions says nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/harness/flow_harness.h"

namespace tijdig::scenarios {

class Happenings {
 public:
  explicit Happenings(harness::FlowHarness& flow) : flow_(flow) {}

  std::vector<std::string> since_last_look();
  CaseId case_at(const std::string& address) const;  // the newest on a walk list
  ReviewTask question_at(AddressId address) const;   // the newest asked

 private:
  void look(const Match& match);
  void look(const Assignment& assignment);
  void look(const CaseChecked& checked);
  void look(const CaseStands& stands);
  void look(const CaseGoesOn& goes_on);
  void look(const ReviewTask& task);
  void look(const LateSignal& late);
  void look(const BreachTask& task);
  void look(const DeliveryReceipt& receipt);
  void look(const Feedback& feedback);
  void look_at_facts();
  std::string name_of(const HouseholdId& household) const;
  void say(const std::string& what, const std::string& about);

  template <class Key, class Message>
  std::vector<Message> fresh(const flow::Topic<Key, Message>& topic);

  harness::FlowHarness& flow_;
  std::map<flow::TopicId, std::vector<Bytes>> seen_;
  std::map<HouseholdId, std::string> households_;
  std::map<MatchId, HouseholdId> matches_;
  std::map<SignalId, HouseholdId> signals_;
  std::map<std::string, CaseId> cases_;
  std::map<AddressId, ReviewTask> questions_;
  std::size_t dead_letters_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace tijdig::scenarios

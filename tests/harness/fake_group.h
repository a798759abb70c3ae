// A group coordinator for tests: deals the slots of one stage among members, eagerly as a Kafka group does, and can
// take a member for dead that is not.
//
//   FakeGroup group(3);                                     // slots
//   auto one = group.join("one"), other = group.join("other");
//   group.deal({{"one", {0, 2}}, {"other", {1}}});          // takes effect as the members poll
//   group.believe_dead("one");                              // its slots go to others without asking it
//
// Every member gives up what it has before anybody gets anything. A member that was believed dead hears at its next
// poll that it lost its slots, and gets its share of the next deal. Any thread; the group outlives its members.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "libs/ports/membership.h"

namespace tijdig::harness {

class FakeGroup {
 public:
  using Deal = std::map<std::string, std::vector<ports::Slot>>;

  explicit FakeGroup(ports::Slot slots) : slots_(slots) {}

  std::unique_ptr<ports::Membership> join(const std::string& member);
  void deal(Deal deal);
  void believe_dead(const std::string& member);
  // The next poll of this member gives the error.
  void fail(const std::string& member, Error error);

 private:
  class Member;
  friend class Member;

  struct Seat {
    std::vector<ports::Slot> held;
    std::uint64_t gave_up_for = 0;  // the newest deal for which it gave up what it held
    std::uint64_t holds_of = 0;     // the deal that `held` is of
    bool dead = false;
    bool gone = false;
    std::optional<Error> error;
  };

  Result<> poll(const std::string& member, std::chrono::milliseconds wait_max, ports::SlotOwner& owner);
  Result<> leave(const std::string& member, ports::SlotOwner& owner);
  bool all_gave_up() const;

  const ports::Slot slots_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t number_ = 0;  // of the newest deal
  Deal deal_;
  std::map<std::string, Seat> seats_;
};

}  // namespace tijdig::harness

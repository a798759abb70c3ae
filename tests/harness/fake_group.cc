#include "tests/harness/fake_group.h"

#include <algorithm>
#include <optional>

namespace tijdig::harness {

class FakeGroup::Member final : public ports::Membership {
 public:
  Member(FakeGroup& group, std::string name) : group_(group), name_(std::move(name)) {}
  ports::Slot slots() const override { return group_.slots_; }
  Result<> poll(std::chrono::milliseconds wait_max, ports::SlotOwner& owner) override {
    return group_.poll(name_, wait_max, owner);
  }
  Result<> leave(ports::SlotOwner& owner) override { return group_.leave(name_, owner); }

 private:
  FakeGroup& group_;
  std::string name_;
};

std::unique_ptr<ports::Membership> FakeGroup::join(const std::string& member) {
  const std::lock_guard lock(mutex_);
  seats_[member] = Seat();
  return std::make_unique<Member>(*this, member);
}

void FakeGroup::deal(Deal deal) {
  {
    const std::lock_guard lock(mutex_);
    deal_ = std::move(deal);
    ++number_;
  }
  changed_.notify_all();
}

void FakeGroup::believe_dead(const std::string& member) {
  {
    const std::lock_guard lock(mutex_);
    seats_[member].dead = true;
    ++number_;  // its part of the deal is nobody's until the next
    deal_.erase(member);
  }
  changed_.notify_all();
}

void FakeGroup::fail(const std::string& member, Error error) {
  {
    const std::lock_guard lock(mutex_);
    seats_[member].error = std::move(error);
  }
  changed_.notify_all();
}

bool FakeGroup::all_gave_up() const {
  return std::all_of(seats_.begin(), seats_.end(), [&](const auto& entry) {
    const Seat& seat = entry.second;
    return seat.dead || seat.gone || seat.gave_up_for == number_;
  });
}

Result<> FakeGroup::poll(const std::string& member, std::chrono::milliseconds wait_max, ports::SlotOwner& owner) {
  std::unique_lock lock(mutex_);
  Seat& seat = seats_[member];
  const auto has_something_to_do = [&] {
    return seat.error || seat.dead || seat.gave_up_for < number_ || (seat.holds_of < number_ && all_gave_up());
  };
  if (!changed_.wait_for(lock, wait_max, has_something_to_do)) return {};
  if (seat.error) {
    const Error error = *std::exchange(seat.error, std::nullopt);
    return error;
  }
  if (seat.dead || seat.gave_up_for < number_) {
    const std::uint64_t number = number_;
    const bool lost = std::exchange(seat.dead, false);
    const auto held = std::exchange(seat.held, {});
    lock.unlock();
    if (!held.empty() && lost) owner.lost(held);
    if (!held.empty() && !lost) owner.revoked(held);
    lock.lock();
    seat.gave_up_for = std::max(seat.gave_up_for, number);
    changed_.notify_all();
    return {};
  }
  seat.held = deal_[member];
  seat.holds_of = number_;
  const auto held = seat.held;
  lock.unlock();
  owner.assigned(held);
  return {};
}

Result<> FakeGroup::leave(const std::string& member, ports::SlotOwner& owner) {
  std::unique_lock lock(mutex_);
  const auto held = std::exchange(seats_[member].held, {});
  lock.unlock();
  if (!held.empty()) owner.revoked(held);
  lock.lock();
  seats_[member].gone = true;
  changed_.notify_all();
  return {};
}

}  // namespace tijdig::harness

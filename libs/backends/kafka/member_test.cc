// Who has which slots, on a real broker.
#include "libs/backends/kafka/member.h"

#include <gmock/gmock.h>
#include <algorithm>

#include <functional>
#include <set>

#include "libs/backends/kafka/broker_for_test.h"

namespace tijdig::kafka {
namespace {

using ::testing::HasSubstr;
using Slots = std::vector<ports::Slot>;
using std::chrono::milliseconds;

struct Owner final : ports::SlotOwner {
  void assigned(const Slots& slots) override {
    ++deals;
    held.insert(slots.begin(), slots.end());
  }
  void revoked(const Slots& slots) override {
    for (const ports::Slot slot : slots) held.erase(slot);
    ++revocations;
    if (on_revoked) on_revoked();
  }
  void lost(const Slots& slots) override {
    for (const ports::Slot slot : slots) held.erase(slot);
    ++losses;
  }
  std::set<ports::Slot> held;
  int deals = 0;
  int revocations = 0;
  int losses = 0;
  std::function<void()> on_revoked;
};

class MembersOnABroker : public BrokerTest {
 protected:
  std::unique_ptr<Member> member(const std::string& instance = {}) {
    auto opened =
        Member::open(connection(), {.stage = 1, .slots = 4, .instance = instance, .session_timeout_ms = 6000});
    EXPECT_TRUE(opened) << opened.error().detail;
    return opened ? *std::move(opened) : nullptr;
  }

  // Polls all until `done` holds.
  static bool poll_until(const std::vector<std::pair<Member*, Owner*>>& members, const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      for (const auto& [one, owner] : members) {
        const Result<> polled = one->poll(milliseconds(20), *owner);
        if (!polled && polled.error().severity == Severity::fatal) return false;
      }
    }
    return true;
  }
};

TEST_F(MembersOnABroker, ShareTheSlotsAndHandThemOver) {
  make_topics(1);
  Owner first_owner;
  Owner second_owner;
  auto first = member();
  ASSERT_TRUE(poll_until({{first.get(), &first_owner}}, [&] { return first_owner.held.size() == 4; }));
  auto second = member();
  // The second gets nothing before the first has given back.
  bool second_had_some = false;
  first_owner.on_revoked = [&] { second_had_some = second_had_some || !second_owner.held.empty(); };
  ASSERT_TRUE(poll_until({{first.get(), &first_owner}, {second.get(), &second_owner}},
                         [&] { return first_owner.held.size() == 2 && second_owner.held.size() == 2; }));
  EXPECT_FALSE(second_had_some);
  EXPECT_GE(first_owner.revocations, 1);
  std::set<ports::Slot> all = first_owner.held;
  all.insert(second_owner.held.begin(), second_owner.held.end());
  EXPECT_EQ(all.size(), 4U);

  const Result<> left = first->leave(first_owner);
  EXPECT_TRUE(left) << left.error().detail;
  EXPECT_TRUE(first_owner.held.empty());
  EXPECT_TRUE(poll_until({{second.get(), &second_owner}}, [&] { return second_owner.held.size() == 4; }));
  EXPECT_TRUE(second->leave(second_owner));
}

TEST_F(MembersOnABroker, AMemberForWhomNoSlotIsLeftIsToldSo) {
  make_topics(1);
  std::vector<Owner> owners(5);
  std::vector<std::unique_ptr<Member>> members;
  std::vector<std::pair<Member*, Owner*>> all;
  for (Owner& owner : owners) {
    members.push_back(member());
    all.emplace_back(members.back().get(), &owner);
  }
  ASSERT_TRUE(poll_until(all, [&] {
    return std::all_of(owners.begin(), owners.end(), [](const Owner& owner) { return owner.deals > 0; }) &&
           std::count_if(owners.begin(), owners.end(), [](const Owner& owner) { return owner.held.size() == 1; }) == 4;
  }));
  for (const auto& [one, owner] : all) EXPECT_TRUE(one->leave(*owner));
}

TEST_F(MembersOnABroker, AStaticMemberComesBackToItsSlotsWithoutDisturbingOthers) {
  make_topics(1);
  Owner owners[2];
  auto first = member("one");
  auto second = member("two");
  ASSERT_TRUE(poll_until({{first.get(), &owners[0]}, {second.get(), &owners[1]}},
                         [&] { return owners[0].held.size() == 2 && owners[1].held.size() == 2; }));
  const std::set<ports::Slot> before = owners[0].held;
  const int revocations = owners[1].revocations;
  EXPECT_TRUE(first->leave(owners[0]));
  first = member("one");
  ASSERT_TRUE(
      poll_until({{first.get(), &owners[0]}, {second.get(), &owners[1]}}, [&] { return owners[0].held.size() == 2; }));
  EXPECT_EQ(owners[0].held, before);
  EXPECT_EQ(owners[1].revocations, revocations);
  EXPECT_TRUE(first->leave(owners[0]));
  EXPECT_TRUE(second->leave(owners[1]));
}

TEST_F(MembersOnABroker, TheOlderOfTwoWithOneInstanceIsEnded) {
  make_topics(1);
  Owner owners[2];
  const auto older = member("one");
  ASSERT_TRUE(poll_until({{older.get(), &owners[0]}}, [&] { return owners[0].held.size() == 4; }));
  const auto newer = member("one");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  Result<> polled;
  while (polled || polled.error().severity != Severity::fatal) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    EXPECT_TRUE(newer->poll(milliseconds(20), owners[1]));
    polled = older->poll(milliseconds(20), owners[0]);
  }
  EXPECT_EQ(owners[1].held.size(), 4U);
}

TEST_F(MembersOnABroker, AnotherNumberOfSlotsIsRefusedInOneLine) {
  make_topics(1, 3);
  const auto opened = Member::open(connection(), {.stage = 1, .slots = 4});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().severity, Severity::refused);
  EXPECT_THAT(opened.error().detail, HasSubstr("has 3 partitions, expected 4"));
}

TEST_F(MembersOnABroker, SaveHowFarTheyReadForKafkasOwnTools) {
  make_topics(1);
  Owner owner;
  const auto one = member();
  ASSERT_TRUE(poll_until({{one.get(), &owner}}, [&] { return owner.held.size() == 4; }));
  const auto writer = producer();
  const auto written = writer->commit(
      {.records = {produced(records_of(2), 0, "out")}, .positions = {{1, 0, 17}}, .group = one->metadata()});
  EXPECT_TRUE(written) << written.error().detail;
  // The group goes on without it.
  const auto stale = one->metadata();
  EXPECT_TRUE(one->leave(owner));
  EXPECT_EQ(one->metadata(), nullptr);
  Owner other_owner;
  const auto other = member();
  ASSERT_TRUE(poll_until({{other.get(), &other_owner}}, [&] { return other_owner.held.size() == 4; }));
  const auto refused =
      writer->commit({.records = {produced(records_of(2), 0, "never")}, .positions = {{1, 0, 18}}, .group = stale});
  EXPECT_FALSE(refused);
  EXPECT_TRUE(writer->commit({.records = {produced(records_of(2), 0, "again")}}));
  const auto look = reader();
  EXPECT_THAT(read_all(*look, 2, 0).values, ::testing::Not(::testing::Contains("never")));
}

}  // namespace
}  // namespace tijdig::kafka

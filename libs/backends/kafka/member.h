// One process's place in the group that shares out a stage: ports::Membership on a Kafka consumer group.
//
//   TIJDIG_TRY(auto member, Member::open(connection, {.stage = matcher.id, .slots = 4}));
//   while (running) TIJDIG_DO(member->poll(100ms, owner));
//   TIJDIG_DO(member->leave(owner));
//
// The group subscribes to a topic without records whose partitions are the slots (range assignor, eager: before every
// change everything is given back). With an `instance` the member is static: it keeps its slots over a restart shorter
// than `session_timeout_ms`, and they are nobody's for that long when it leaves for good. Without one it leaves at
// once.
//
// Threads and errors: as ports/membership.h; `metadata` from any thread.
#pragma once

#include <memory>
#include <string>

#include "libs/backends/kafka/connection.h"
#include "libs/ports/membership.h"

namespace tijdig::kafka {

class GroupMetadata;

struct MemberOptions {
  flow::StageId stage = 0;
  ports::Slot slots = 4;
  std::string instance = {};  // empty: a dynamic member
  int session_timeout_ms = 15'000;
};

class Member final : public ports::Membership {
 public:
  static Result<std::unique_ptr<Member>> open(const Connection& connection, const MemberOptions& options);
  ~Member() override;

  ports::Slot slots() const override;
  Result<> poll(std::chrono::milliseconds wait_max, ports::SlotOwner& owner) override;
  Result<> leave(ports::SlotOwner& owner) override;  // bounded by call_ms_max
  // For Transaction::group: a broker refuses it when the group has gone on without this member. None after leaving.
  std::shared_ptr<const GroupMetadata> metadata() const;

 private:
  struct Inside;
  explicit Member(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tijdig::kafka

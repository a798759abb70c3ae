// What stands before the services of a town on Kafka: the partner door, the calendar, and the numbers of the whole.
//
//   program.sides.push_back([](const shell::Surroundings& around) { return Front::open(around); });
//
// The rules given, or else the newest in the log, are put in force once all services have settled; until then, and
// while more records wait than `doors.unread_records_max`, or nothing can be asked, deliveries are answered 503. Rules
// that somebody else puts in force later are heard of within seconds. Of several processes, the one that works on slot
// 0 closes the days (docs/adr/0006: two at once would do no harm). Threads: as services/shell/service.h.
#pragma once

#include "services/shell/distributed_town.h"
#include "services/shell/service.h"
#include "services/shell/steward.h"
#include "services/signal_ingest/shell/deliveries_door.h"

namespace tijdig::signal_ingest {

class Front final : public shell::Side {
 public:
  static Result<std::unique_ptr<shell::Side>> open(const shell::Surroundings& around);
  ~Front() override;

  void add_to(http::Router& router) override;
  bool is_ready() override;
  std::optional<Error> failure() override;
  void stop() override;

 private:
  Front(const shell::Surroundings& around, std::optional<policy::Policy> given,
        std::vector<config::PartnerKey> partner_keys);

  Result<> round();
  Result<> move_in();
  Result<> hear_of_rules();
  void turn_door();
  bool may_enter();
  DeliveriesDoorOptions door_options();
  std::shared_ptr<const policy::Policy> rules() const;
  std::vector<ports::Partition> partitions_to_count() const;

  const shell::Surroundings around_;
  const std::optional<policy::Policy> given_;
  const std::vector<config::PartnerKey> partner_keys_;
  const std::vector<std::string_view> reasons_;
  mutable std::mutex mutex_;
  std::shared_ptr<const policy::Policy> rules_;
  std::unique_ptr<shell::DistributedTown> town_;
  std::unique_ptr<shell::Steward> steward_;
  bool stopping_ = false;
  std::optional<bool> was_open_;  // nothing: not told yet
  DeliveriesDoor door_;
  std::unique_ptr<shell::Keeper> keeper_;
};

}  // namespace tijdig::signal_ingest

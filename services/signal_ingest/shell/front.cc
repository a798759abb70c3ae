#include "services/signal_ingest/shell/front.h"

#include "libs/flow/flow.h"
#include "libs/runtime/policy_of.h"
#include "services/shell/policies.h"
#include "services/shell/settings_of.h"
#include "services/shell/today.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

Result<std::unique_ptr<shell::Side>> Front::open(const shell::Surroundings& around) {
  std::optional<policy::Policy> given;
  if (around.options.policy) {
    TIJDIG_TRY(given, policy::load_policy(around.options.policy->string()));
  }
  TIJDIG_TRY(auto keys, shell::partner_keys(around.settings));
  return std::unique_ptr<shell::Side>(new Front(around, std::move(given), std::move(keys)));
}

Front::Front(const shell::Surroundings& around, std::optional<policy::Policy> given,
             std::vector<config::PartnerKey> partner_keys)
    : around_(around),
      given_(std::move(given)),
      partner_keys_(std::move(partner_keys)),
      reasons_(reason_codes()),
      door_(around.servers.back_end(), door_options()) {
  shell::KeeperOptions options;
  options.outlives_trouble = true;
  options.on_trouble = [this](const Error& why) { around_.telemetry.emit(telemetry::TownWaits{why}); };
  keeper_ = std::make_unique<shell::Keeper>([this] { return round(); }, options);
}

Front::~Front() { stop(); }

void Front::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (town_) town_->stop();
  }
  keeper_->stop();
  if (steward_) steward_->stop();
}

Result<> Front::round() {
  turn_door();
  if (!steward_) TIJDIG_DO(move_in());
  return hear_of_rules();
}

Result<> Front::move_in() {
  std::optional<policy::Policy> policy = given_;
  if (!policy) {
    TIJDIG_TRY(auto known, shell::policies_in(around_.servers.back_end()));
    if (known.empty()) return Error::retry("no rules in force yet: give --policy FILE, or import with it");
    policy = std::move(known.front());
  }
  auto town = std::make_unique<shell::DistributedTown>(around_.servers.back_end(), around_.servers.survey(), *policy,
                                                       runtime::SharedPumpOptions());
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return {};
    town_ = std::move(town);
  }
  if (given_) TIJDIG_DO(town_->settle_in());
  shell::StewardOptions duties;
  duties.settles = false;
  duties.keep_days = around_.settings.calendar_closes_days.value();
  duties.is_mine = [this] { return around_.crew.owns(flow::signal_ingest.id, 0); };
  duties.partitions = [this] { return partitions_to_count(); };
  duties.reasons = reasons_;
  auto steward = std::make_unique<shell::Steward>(*town_, around_.telemetry, duties);
  const std::lock_guard lock(mutex_);
  rules_ = std::make_shared<const policy::Policy>(*std::move(policy));
  steward_ = std::move(steward);
  return {};
}

// Somebody may put other rules in force while this process runs.
Result<> Front::hear_of_rules() {
  const auto known = rules();
  if (!known) return {};
  const Bytes key = runtime::policy_key(known->municipality);
  const Bytes home = flow::key_bytes(flow::MunicipalityKey{known->municipality});
  ports::BackEnd& back_end = around_.servers.back_end();
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(
      back_end.load({flow::reporting.id, flow::partition_of(home, back_end.partitions())}, std::span(&key, 1), values));
  if (!values[0] || *values[0] == known->yaml) return {};
  TIJDIG_TRY(policy::Policy newer, policy::parse_policy(*values[0]));
  const std::lock_guard lock(mutex_);
  rules_ = std::make_shared<const policy::Policy>(std::move(newer));
  return {};
}

bool Front::may_enter() {
  const std::lock_guard lock(mutex_);
  return steward_ && steward_->is_ready() && steward_->unread() <= around_.settings.doors_unread_records_max.value();
}

void Front::turn_door() {
  const bool open = may_enter();
  if (std::exchange(was_open_, open) == open) return;
  const std::lock_guard lock(mutex_);
  around_.telemetry.emit(telemetry::DoorTurned{open, steward_ ? steward_->unread() : 0});
}

std::shared_ptr<const policy::Policy> Front::rules() const {
  const std::lock_guard lock(mutex_);
  return rules_;
}

std::vector<ports::Partition> Front::partitions_to_count() const {
  std::vector<ports::Partition> mine;
  const ports::Slot slots = around_.servers.slots();
  for (const runtime::StageReport& stage : around_.crew.report().stages) {
    if (stage.stage->id != flow::signal_ingest.id) continue;
    for (const ports::Slot slot : stage.slots)
      for (unsigned partition = slot; partition < around_.servers.back_end().partitions(); partition += slots)
        mine.push_back(static_cast<ports::Partition>(partition));
  }
  return mine;
}

DeliveriesDoorOptions Front::door_options() {
  DeliveriesDoorOptions door;
  door.partner_of_key = [this](std::string_view key) { return shell::partner_with_key(partner_keys_, key); };
  door.policy = [this] { return rules(); };
  door.today = [] { return shell::today(); };
  door.is_open = [this] { return may_enter(); };
  door.on_delivered = [this](const PreparedDelivery& delivery) {
    around_.telemetry.emit(telemetry::DeliveryReceived{"http", delivery.id, delivery.rows, delivery.refused.size()});
    around_.crew.wake();
  };
  door.limits.file_bytes_max = around_.settings.http_body_bytes_max.value();
  door.limits.rows_max = around_.settings.http_rows_max.value();
  return door;
}

void Front::add_to(http::Router& router) { door_.add_to(router); }

bool Front::is_ready() {
  const std::lock_guard lock(mutex_);
  return steward_ && steward_->is_ready();
}

std::optional<Error> Front::failure() {
  if (auto failure = keeper_->failure()) return failure;
  const std::lock_guard lock(mutex_);
  return steward_ ? steward_->failure() : std::nullopt;
}

}  // namespace tijdig::signal_ingest

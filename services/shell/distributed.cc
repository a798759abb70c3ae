#include "services/shell/distributed.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "libs/backends/kafka/member.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/flow/flow.h"
#include "services/outcome_tracker/queues.h"
#include "services/shell/servers.h"

namespace tijdig::shell {
namespace {

// A stage's place in its group, for a back end that must know what this process no longer owns.
class Place final : public ports::Membership {
 public:
  Place(std::shared_ptr<kafka::Member> member, kafka_redis::KafkaRedis& back_end, flow::StageId stage)
      : member_(std::move(member)), back_end_(back_end), stage_(stage) {}

  ports::Slot slots() const override { return member_->slots(); }
  Result<> poll(std::chrono::milliseconds wait_max, ports::SlotOwner& owner) override {
    Owner told(*this, owner);
    return member_->poll(wait_max, told);
  }
  Result<> leave(ports::SlotOwner& owner) override {
    Owner told(*this, owner);
    return member_->leave(told);
  }

 private:
  class Owner final : public ports::SlotOwner {
   public:
    Owner(Place& place, ports::SlotOwner& owner) : place_(place), owner_(owner) {}
    void assigned(const std::vector<ports::Slot>& slots) override { owner_.assigned(slots); }
    void revoked(const std::vector<ports::Slot>& slots) override {
      owner_.revoked(slots);
      place_.release(slots);
    }
    void lost(const std::vector<ports::Slot>& slots) override {
      owner_.lost(slots);
      place_.release(slots);
    }

   private:
    Place& place_;
    ports::SlotOwner& owner_;
  };

  void release(const std::vector<ports::Slot>& slots) {
    for (const ports::Slot slot : slots) back_end_.release(stage_, slot);
  }

  std::shared_ptr<kafka::Member> member_;
  kafka_redis::KafkaRedis& back_end_;
  flow::StageId stage_;
};

// A name that no two processes have at the same time, for whoever was not given one.
std::string own_name() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) return fmt::format("process-{}", getpid());
  return fmt::format("{}-{}", host.data(), getpid());
}

}  // namespace

struct Distributed::Inside {
  // The newest numbers of every client of this process.
  class ClientStatistics {
   public:
    void take(const kafka::Statistics& now) {
      const std::lock_guard lock(mutex_);
      clients_[now.client] = now;
    }
    telemetry::ClientsMeasured worst() const {
      const std::lock_guard lock(mutex_);
      telemetry::ClientsMeasured worst;
      for (const auto& [name, client] : clients_) {
        worst.round_trip_seconds = std::max(worst.round_trip_seconds, client.broker_round_trip_ms_p99 / 1000);
        if (is_in_transaction(client))
          worst.transaction_age_seconds =
              std::max(worst.transaction_age_seconds, static_cast<double>(client.transaction_state_age_ms) / 1000);
        worst.epoch_changes += static_cast<std::uint64_t>(std::max<std::int64_t>(0, client.epoch_changes));
        for (const kafka::PartitionStatistics& partition : client.partitions)
          if (partition.stable_offset >= 0 && partition.end_offset > partition.stable_offset)
            worst.unstable_records = std::max(
                worst.unstable_records, static_cast<std::uint64_t>(partition.end_offset - partition.stable_offset));
      }
      return worst;
    }

   private:
    // "Ready" and "Init" are states in which a producer may rest.
    static bool is_in_transaction(const kafka::Statistics& client) {
      return !client.transaction_state.empty() && client.transaction_state != "Ready" &&
             client.transaction_state != "Init";
    }

    mutable std::mutex mutex_;
    std::map<std::string, kafka::Statistics> clients_;
  };

  kafka::Connection connection;
  ports::Slot slots = 1;
  std::string instance;
  int session_timeout_ms = 45'000;
  std::size_t batch_records = 500;
  std::size_t cache_bytes_max = 0;  // `engine.cache_bytes_max`
  ClientStatistics statistics;
  std::mutex members_mutex;
  std::map<flow::StageId, std::shared_ptr<kafka::Member>> members;
  std::unique_ptr<kafka_redis::KafkaRedis> back_end;

  std::shared_ptr<const kafka::GroupMetadata> group_of(flow::StageId stage) {
    const std::lock_guard lock(members_mutex);
    const auto member = members.find(stage);
    return member == members.end() ? nullptr : member->second->metadata();
  }
};

Distributed::Distributed(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Distributed::~Distributed() = default;

Result<std::unique_ptr<Distributed>> Distributed::open(const config::Settings& settings,
                                                       telemetry::Telemetry& telemetry) {
  constexpr int statistics_every_ms = 5'000;
  auto inside = std::make_unique<Inside>();
  Inside& here = *inside;
  TIJDIG_TRY(here.connection, connection_of(settings, telemetry));
  here.connection.statistics_every_ms = statistics_every_ms;
  here.connection.statistics = [&here](const kafka::Statistics& now) { here.statistics.take(now); };
  const kafka::TopicSizes sizes = topic_sizes(settings);
  TIJDIG_DO(kafka::check_topics(here.connection, kafka::plan_topics(sizes)));
  here.slots = sizes.slots;
  here.instance = settings.kafka_instance.value();
  here.session_timeout_ms = static_cast<int>(settings.kafka_session_timeout_ms.value());
  here.batch_records = settings.engine_batch_records.value();
  here.cache_bytes_max = settings.engine_cache_bytes_max.value();
  kafka_redis::KafkaRedisOptions options;
  options.kafka = here.connection;
  TIJDIG_TRY(options.redis, redis_of(settings));
  options.partitions = sizes.partitions;
  options.slots = sizes.slots;
  options.instance = own_name();  // of the door: nobody waits for its name to come back
  options.queues = {{flow::outcome_tracker.id, outcome_tracker::open_cases}};
  options.group = [&here](flow::StageId stage) { return here.group_of(stage); };
  TIJDIG_TRY(here.back_end, kafka_redis::KafkaRedis::open(std::move(options)));
  return std::unique_ptr<Distributed>(new Distributed(std::move(inside)));
}

ports::BackEnd& Distributed::back_end() { return *inside_->back_end; }
ports::Survey& Distributed::survey() { return *inside_->back_end; }
ports::Queues& Distributed::queues() { return *inside_->back_end; }
ports::Slot Distributed::slots() const { return inside_->slots; }
Result<bool> Distributed::keeps_state() { return inside_->back_end->keeps_own_lanes(); }
telemetry::ClientsMeasured Distributed::measured() const { return inside_->statistics.worst(); }

Result<std::unique_ptr<runtime::Crew>> Distributed::start(std::vector<std::unique_ptr<const runtime::Stage>> stages,
                                                          const CrewWatchers& watchers) {
  constexpr unsigned threads_per_slot_max = 4;
  Inside& here = *inside_;
  std::vector<runtime::Berth> berths;
  for (auto& stage : stages) {
    kafka::MemberOptions options;
    options.stage = stage->info().id;
    options.slots = here.slots;
    options.instance = here.instance;
    options.session_timeout_ms = here.session_timeout_ms;
    TIJDIG_TRY(std::shared_ptr<kafka::Member> member, kafka::Member::open(here.connection, options));
    {
      const std::lock_guard lock(here.members_mutex);
      here.members[options.stage] = member;
    }
    berths.push_back({std::move(stage), std::make_unique<Place>(member, *here.back_end, options.stage)});
  }
  runtime::CrewOptions options;
  options.worker.limits.records_max = here.batch_records;
  options.worker.limits.cache.together = std::make_shared<runtime::CacheBudget>(here.cache_bytes_max);
  options.worker.threads_max = threads_per_slot_max;  // what they commit at the same time is one transaction
  options.worker.observer = watchers.steps;
  options.worker.idle_wait_max = std::chrono::milliseconds(200);
  options.observer = watchers.slots;
  kafka::Reader& reader = here.back_end->reader();
  options.wait_for_news = [&reader, seen = reader.news()](std::chrono::milliseconds wait_max) mutable {
    reader.wait_for_news(seen, static_cast<int>(wait_max.count()));
    seen = reader.news();
  };
  return std::make_unique<runtime::Crew>(*here.back_end, std::move(berths), options);
}

}  // namespace tijdig::shell

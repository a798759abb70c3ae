#include "tools/bench_kafka/hands.h"

#include "libs/flow/flow.h"

namespace tijdig::bench_kafka {
namespace {

constexpr auto stop_wait_max = std::chrono::seconds(10);

// Tells the back end which slots are no longer ours, when the crew has let go of them.
class Releasing final : public ports::Membership {
 public:
  Releasing(flow::StageId stage, ports::Membership& behind, kafka_redis::KafkaRedis& back_end)
      : stage_(stage), behind_(behind), back_end_(back_end) {}
  ports::Slot slots() const override { return behind_.slots(); }
  Result<> poll(std::chrono::milliseconds wait_max, ports::SlotOwner& owner) override {
    Owner telling(stage_, owner, back_end_);
    return behind_.poll(wait_max, telling);
  }
  Result<> leave(ports::SlotOwner& owner) override {
    Owner telling(stage_, owner, back_end_);
    return behind_.leave(telling);
  }

 private:
  class Owner final : public ports::SlotOwner {
   public:
    Owner(flow::StageId stage, ports::SlotOwner& behind, kafka_redis::KafkaRedis& back_end)
        : stage_(stage), behind_(behind), back_end_(back_end) {}
    void assigned(const std::vector<ports::Slot>& slots) override { behind_.assigned(slots); }
    void revoked(const std::vector<ports::Slot>& slots) override {
      behind_.revoked(slots);
      release(slots);
    }
    void lost(const std::vector<ports::Slot>& slots) override {
      behind_.lost(slots);
      release(slots);
    }

   private:
    void release(const std::vector<ports::Slot>& slots) {
      for (const ports::Slot slot : slots) back_end_.release(stage_, slot);
    }
    flow::StageId stage_;
    ports::SlotOwner& behind_;
    kafka_redis::KafkaRedis& back_end_;
  };

  flow::StageId stage_;
  ports::Membership& behind_;
  kafka_redis::KafkaRedis& back_end_;
};

}  // namespace

Result<std::unique_ptr<Hands>> Hands::open(const WorkOptions& options,
                                           std::vector<std::unique_ptr<const runtime::Stage>> stages) {
  std::unique_ptr<Hands> hands(new Hands(options));
  TIJDIG_DO(hands->begin(std::move(stages)));
  return hands;
}

Hands::~Hands() {
  if (pump_) pump_->stop();
  if (crew_) crew_->stop(stop_wait_max);
}

Result<> Hands::begin(std::vector<std::unique_ptr<const runtime::Stage>> stages) {
  kafka_redis::KafkaRedisOptions stores;
  stores.kafka = options_.kafka;
  stores.redis.address = options_.redis;
  stores.redis.prefix = options_.kafka.prefix;
  stores.partitions = options_.partitions;
  stores.slots = options_.slots;
  stores.group = [this](flow::StageId stage) { return members_.at(stage)->metadata(); };
  for (const auto& stage : stages) {
    const flow::StageId id = stage->info().id;
    TIJDIG_TRY(members_[id],
               kafka::Member::open(options_.kafka, {.stage = id, .slots = options_.slots, .instance = "bench"}));
  }
  TIJDIG_TRY(back_end_, kafka_redis::KafkaRedis::open(std::move(stores)));
  std::vector<runtime::Berth> berths;
  for (auto& stage : stages) {
    const flow::StageId id = stage->info().id;
    berths.push_back({std::move(stage), std::make_unique<Releasing>(id, *members_.at(id), *back_end_)});
  }
  runtime::CrewOptions crew;
  crew.worker.limits.records_max = options_.records_max;
  crew.worker.threads_max = options_.threads_per_slot;
  crew.wait_for_news = [&reader = back_end_->reader(), seen = std::uint64_t{0}](auto wait_max) mutable {
    reader.wait_for_news(seen, static_cast<int>(wait_max.count()));
    seen = reader.news();
  };
  crew_ = std::make_unique<runtime::Crew>(*back_end_, std::move(berths), crew);
  pump_ = std::make_unique<runtime::SharedPump>(*back_end_, *back_end_, flow::stages, runtime::SharedPumpOptions{});
  return {};
}

bool Hands::own_all() const {
  const runtime::CrewReport report = crew_->report();
  for (const runtime::StageReport& stage : report.stages)
    if (stage.slots.size() != options_.slots) return false;
  return true;
}

}  // namespace tijdig::bench_kafka

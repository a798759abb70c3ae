#include "tools/bench_kafka/work.h"

#include <csignal>
#include <cstdio>
#include <thread>

#include "libs/backends/kafka/member.h"
#include "libs/backends/kafka_redis/kafka_redis.h"
#include "libs/runtime/crew.h"
#include "tools/bench_kafka/job.h"

namespace tijdig {

// The job's case on the wire is its own, not one of the product's messages.
template <>
Bytes codec::encode<bench_kafka::JobCase>(const bench_kafka::JobCase& found) {
  return bench_kafka::to_bytes(found);
}

namespace bench_kafka {
namespace {

constexpr flow::Topic<flow::MunicipalityKey, JobCase> cases{flow::topics::matches.info};
constexpr std::uint32_t towns = 300;
constexpr auto look_every = std::chrono::milliseconds(20);
constexpr auto stop_wait_max = std::chrono::seconds(10);

class JobBatch final : public runtime::OpenBatch {
 public:
  void clear() override { signals_.clear(); }
  void add(const ports::InRecord& record, runtime::KeySink& keys) override {
    signals_.push_back(read_signal(record.value));
    if (signals_.back()) keys.need(household_key(signals_.back()->household));
  }
  bool is_readable(std::size_t number) const override { return signals_[number].has_value(); }
  Result<> handle(std::size_t number, runtime::Turn& turn) const override {
    const std::optional<JobSignal>& signal = signals_[number];
    if (!signal) return Error{Severity::refused, "not a signal of the benchmark"};
    const Bytes key = household_key(signal->household);
    Bytes state(turn.load(key).value_or(BytesView()));
    const std::optional<JobCase> found = decide(state, *signal);
    turn.save(key, std::move(state));
    if (found) {
      const auto town = MunicipalityCode::from_number(static_cast<std::uint16_t>(1 + signal->household % towns));
      turn.emit(cases, flow::MunicipalityKey{town}, *found);
    }
    return {};
  }

 private:
  std::vector<std::optional<JobSignal>> signals_;
};

class JobStage final : public runtime::Stage {
 public:
  const flow::StageInfo& info() const override { return flow::matcher; }
  std::unique_ptr<runtime::OpenBatch> open() const override { return std::make_unique<JobBatch>(); }
};

// Tells the back end which slots are no longer ours, when the crew has let go of them.
class Releasing final : public ports::Membership {
 public:
  Releasing(ports::Membership& behind, kafka_redis::KafkaRedis& back_end) : behind_(behind), back_end_(back_end) {}
  ports::Slot slots() const override { return behind_.slots(); }
  Result<> poll(std::chrono::milliseconds wait_max, ports::SlotOwner& owner) override {
    Owner telling(owner, back_end_);
    return behind_.poll(wait_max, telling);
  }
  Result<> leave(ports::SlotOwner& owner) override {
    Owner telling(owner, back_end_);
    return behind_.leave(telling);
  }

 private:
  class Owner final : public ports::SlotOwner {
   public:
    Owner(ports::SlotOwner& behind, kafka_redis::KafkaRedis& back_end) : behind_(behind), back_end_(back_end) {}
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
      for (const ports::Slot slot : slots) back_end_.release(flow::matcher.id, slot);
    }
    ports::SlotOwner& behind_;
    kafka_redis::KafkaRedis& back_end_;
  };

  ports::Membership& behind_;
  kafka_redis::KafkaRedis& back_end_;
};

volatile std::sig_atomic_t told_to_end = 0;

Result<> work_until_told(const WorkOptions& options) {
  TIJDIG_TRY(
      const std::unique_ptr<kafka::Member> member,
      kafka::Member::open(options.kafka, {.stage = flow::matcher.id, .slots = options.slots, .instance = "bench"}));
  kafka_redis::KafkaRedisOptions stores;
  stores.kafka = options.kafka;
  stores.redis.address = options.redis;
  stores.redis.prefix = options.kafka.prefix;
  stores.partitions = options.partitions;
  stores.slots = options.slots;
  stores.group = [&member](flow::StageId) { return member->metadata(); };
  TIJDIG_TRY(const std::unique_ptr<kafka_redis::KafkaRedis> back_end, kafka_redis::KafkaRedis::open(std::move(stores)));

  std::vector<runtime::Berth> berths;
  berths.push_back({std::make_unique<JobStage>(), std::make_unique<Releasing>(*member, *back_end)});
  runtime::CrewOptions crew_options;
  crew_options.worker.limits.records_max = options.records_max;
  crew_options.wait_for_news = [&reader = back_end->reader(), seen = std::uint64_t{0}](auto wait_max) mutable {
    reader.wait_for_news(seen, static_cast<int>(wait_max.count()));
    seen = reader.news();
  };
  runtime::Crew crew(*back_end, std::move(berths), crew_options);
  bool said = false;
  while (told_to_end == 0) {
    if (const std::optional<Error> failure = crew.failure()) return *failure;
    if (!said && crew.report().stages[0].slots.size() == options.slots) {
      std::puts("working");
      std::fflush(stdout);
      said = true;
    }
    std::this_thread::sleep_for(look_every);
  }
  crew.stop(stop_wait_max);
  return {};
}

}  // namespace

int work(const WorkOptions& options) {
  std::signal(SIGTERM, [](int) { told_to_end = 1; });
  const Result<> worked = work_until_told(options);
  if (worked) return 0;
  std::fprintf(stderr, "bench_kafka: %s\n", worked.error().detail.c_str());
  return 1;
}

}  // namespace bench_kafka
}  // namespace tijdig

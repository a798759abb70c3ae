#include "tools/bench_kafka/fence_only.h"

#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <unordered_map>

#include "libs/backends/redis/lane_store.h"
#include "libs/flow/flow.h"
#include "tools/bench/measure.h"
#include "tools/bench/pipeline.h"
#include "tools/bench_kafka/client.h"
#include "tools/bench_kafka/job.h"

namespace tijdig::bench_kafka {
namespace {

using bench::must;

constexpr std::string_view log_name = "bench";

redis_store::RedisOptions redis_of(const WorkOptions& work) {
  redis_store::RedisOptions options;
  options.address = work.redis;
  options.prefix = work.kafka.prefix;
  return options;
}

// One lane: what it keeps of its households, and where Redis stands.
struct Lane {
  std::unordered_map<std::uint32_t, Bytes> states;
  std::map<Bytes, Bytes> changed;  // of this batch
  std::uint64_t at = 0;
  std::uint64_t epoch = 0;
};

class Worker {
 public:
  Worker(const RunOptions& run, const WorkOptions& work)
      : run_(run),
        changelog_(work.kafka.names().of(kafka::changelog_of(flow::matcher.id))),
        puller_(run.brokers, run.from, run.partitions, true),
        writer_(run.brokers),
        store_(must(redis_store::LaneStore::open(redis_of(work)))),
        lanes_(static_cast<std::size_t>(run.partitions)) {
    for (std::size_t number = 0; number < lanes_.size(); ++number) {
      must(store_->wipe(lane(number), std::nullopt, log_name));
      must(store_->roll(lane(number), {.at = 0, .epoch = 0, .log = log_name}, 0, "", {}, true));
      lanes_[number].epoch = must(store_->claim(lane(number)));
    }
  }

  // Gives how many signals it took.
  std::size_t work_off_a_batch() {
    const std::size_t taken = puller_.pull([this](const rd_kafka_message_t& message) { take(message); });
    for (std::size_t number = 0; number < lanes_.size(); ++number)
      for (const auto& [key, value] : lanes_[number].changed)
        writer_.send(changelog_, static_cast<std::int32_t>(number), key, value);
    writer_.flush();
    for (std::size_t number = 0; number < lanes_.size(); ++number) follow(number);
    return taken;
  }

 private:
  static ports::Lane lane(std::size_t number) { return {flow::matcher.id, static_cast<ports::Partition>(number)}; }

  void take(const rd_kafka_message_t& message) {
    const auto signal = read_signal({static_cast<const char*>(message.payload), message.len});
    TIJDIG_CHECK(signal);
    Lane& own = lanes_[static_cast<std::size_t>(message.partition)];
    Bytes& state = own.states[signal->household];
    const auto found = decide(state, *signal);
    own.changed[household_key(signal->household)] = state;
    if (found) writer_.send(run_.to, message.partition, household_key(signal->household), to_bytes(*found));
  }

  void follow(std::size_t number) {
    Lane& own = lanes_[number];
    if (own.changed.empty()) return;
    std::vector<ports::StateWrite> writes;
    for (auto& [key, value] : own.changed) writes.push_back({key, std::move(value)});
    own.changed.clear();
    const std::uint64_t next = own.at + writes.size() + 1;
    must(store_->write(lane(number), {.at = own.at, .epoch = own.epoch, .log = log_name}, next, "progress", writes));
    own.at = next;
  }

  const RunOptions run_;
  const std::string changelog_;
  Puller puller_;
  Writer writer_;
  std::unique_ptr<redis_store::LaneStore> store_;
  std::vector<Lane> lanes_;
};

}  // namespace

int do_without_transactions(const RunOptions& run, const WorkOptions& work) {
  Worker worker(run, work);
  std::size_t done = worker.work_off_a_batch();
  while (done == 0) done = worker.work_off_a_batch();
  const std::size_t before = done;
  const bench::Stopwatch watch;
  while (done < run.count) done += worker.work_off_a_batch();
  const auto counted = static_cast<double>(done - before);
  fmt::print(R"({{"records": {}, "per_second": {:.0f}, "cpu_us": {:.2f}}})"
             "\n",
             done, counted / watch.seconds(), watch.cpu_seconds() * 1e6 / counted);
  return 0;
}

}  // namespace tijdig::bench_kafka

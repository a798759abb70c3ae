#include "tools/bench_kafka/fence_only.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <map>
#include <thread>
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
constexpr int pulls_per_batch = 4;

std::vector<std::int32_t> part_of(const RunOptions& run, std::int32_t first) {
  std::vector<std::int32_t> part;
  for (std::int32_t partition = first; partition < run.partitions; partition += run.threads) part.push_back(partition);
  return part;
}

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
  // Of every `run.threads`th partition from `first` on.
  Worker(const RunOptions& run, const WorkOptions& work, std::int32_t first)
      : run_(run),
        changelog_(work.kafka.names().of(kafka::changelog_of(flow::matcher.id))),
        puller_(run.brokers, run.from, part_of(run, first), true),
        writer_(run.brokers),
        store_(must(redis_store::LaneStore::open(redis_of(work)))),
        lanes_(static_cast<std::size_t>(run.partitions)) {
    for (const std::int32_t partition : part_of(run, first)) {
      const auto number = static_cast<std::size_t>(partition);
      must(store_->wipe(lane(number), std::nullopt, log_name));
      must(store_->roll(lane(number), {.at = 0, .epoch = 0, .log = log_name}, 0, "", {}, true));
      lanes_[number].epoch = must(store_->claim(lane(number)));
    }
  }

  // Gives how many signals it took.
  std::size_t work_off_a_batch() {
    std::size_t taken = 0;
    for (int i = 0; i < pulls_per_batch; ++i) {
      const std::size_t more = puller_.pull([this](const rd_kafka_message_t& message) { take(message); });
      taken += more;
      if (more == 0) break;
    }
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
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::int32_t first = 0; first < run.threads; ++first)
    workers.push_back(std::make_unique<Worker>(run, work, first));
  std::size_t before = 0;
  while (before == 0) before = workers.front()->work_off_a_batch();
  std::atomic<std::size_t> done = before;
  const bench::Stopwatch watch;
  std::vector<std::thread> threads;
  for (const auto& worker : workers)
    threads.emplace_back([&] {
      while (done < run.count) done += worker->work_off_a_batch();
    });
  for (std::thread& thread : threads) thread.join();
  const auto counted = static_cast<double>(done - before);
  fmt::print(R"({{"records": {}, "per_second": {:.0f}, "cpu_us": {:.2f}}})"
             "\n",
             done.load(), counted / watch.seconds(), watch.cpu_seconds() * 1e6 / counted);
  return 0;
}

}  // namespace tijdig::bench_kafka

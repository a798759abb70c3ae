// Fenced writes of a lane beside plain pipelined SETs of the same blobs on the same server, alternating; prints the
// ratio; for one lane that waits for each answer, and for four of them at once, as a slot has them, each beside a
// thread with SETs. Starts its own redis-server without files.
//
//   tijdig_redis_bench            // one line per number of lanes and size of unit
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>
#include <thread>

#include "libs/backends/redis/lane_store.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

constexpr std::size_t writes_per_lane = 100'000;
constexpr std::size_t keys = 50'000;
constexpr std::size_t blob_bytes = 160;
constexpr int rounds = 7;
constexpr std::string_view log = "log";

using Clock = std::chrono::steady_clock;

double seconds_of(const auto& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

using Unit = std::vector<ports::StateWrite>;

// As a step leaves them: in order, each key once.
std::vector<Unit> units_of(std::size_t size, std::uint64_t number) {
  std::vector<Unit> units;
  for (std::size_t done = 0; done < writes_per_lane; done += size) {
    std::set<std::uint64_t> chosen;
    while (chosen.size() < size) {
      number = number * 6364136223846793005U + 1442695040888963407U;
      chosen.insert((number >> 33) % keys);
    }
    Unit& unit = units.emplace_back();
    for (const std::uint64_t key : chosen)
      unit.push_back({fmt::format("household:{:09}", key), Bytes(blob_bytes, 'b')});
  }
  return units;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void plain(Client& client, const std::vector<Unit>& units) {
  constexpr std::size_t depth = 512;
  std::vector<Command> commands;
  for (const Unit& unit : units)
    for (const ports::StateWrite& write : unit) {
      commands.push_back({"SET", write.key, *write.value});
      if (commands.size() < depth) continue;
      TIJDIG_CHECK(client.call(commands).has_value());
      commands.clear();
    }
  if (!commands.empty()) TIJDIG_CHECK(client.call(commands).has_value());
}

// One lane at work, on a thread of its own.
struct Worker {
  LaneStore& store;
  ports::Lane lane;
  std::vector<Unit> units;
  std::uint64_t epoch = 0;
  std::uint64_t at = 0;

  void begin() {
    TIJDIG_CHECK(store.wipe(lane, std::nullopt, log).has_value());
    TIJDIG_CHECK(store.roll(lane, {.at = 0, .epoch = 0, .log = log}, 0, "", {}, true).has_value());
    epoch = *store.claim(lane);
  }
  void fenced() {
    static const Bytes progress(300, 'p');
    for (const Unit& unit : units) {
      const Footing from{.at = at, .epoch = epoch, .log = log};
      TIJDIG_CHECK(store.write(lane, from, at + unit.size() + 1, progress, unit).has_value());
      at += unit.size() + 1;
    }
  }
};

void all_at_once(std::vector<Worker>& workers, const std::function<void(Worker&)>& work) {
  std::vector<std::thread> threads;
  threads.reserve(workers.size());
  for (Worker& worker : workers) threads.emplace_back([&] { work(worker); });
  for (std::thread& thread : threads) thread.join();
}

void measure(TestServer& server, std::size_t size, std::size_t lanes) {
  server.tell({"FLUSHALL"});
  const auto store = *LaneStore::open(server.options());
  std::vector<Worker> workers;
  for (std::size_t i = 0; i < lanes; ++i)
    workers.push_back({*store, {1, static_cast<ports::Partition>(i)}, units_of(size, i)});
  for (Worker& worker : workers) worker.begin();
  std::vector<double> fenced_s;
  std::vector<double> plain_s;
  for (int round = 0; round < rounds; ++round) {
    fenced_s.push_back(seconds_of([&] { all_at_once(workers, [](Worker& worker) { worker.fenced(); }); }));
    plain_s.push_back(
        seconds_of([&] { all_at_once(workers, [&](Worker& worker) { plain(store->client(), worker.units); }); }));
  }
  const auto writes = static_cast<double>(lanes * writes_per_lane);
  const double fenced = writes / median(fenced_s);
  const double set = writes / median(plain_s);
  fmt::print("{} at once, unit of {:5} writes: fenced {:7.0f}/s, SET (512 deep) {:7.0f}/s, ratio {:.2f}\n", lanes, size,
             fenced, set, fenced / set);
}

}  // namespace
}  // namespace tijdig::redis_store

int main() {
  tijdig::redis_store::TestServer server;
  for (const std::size_t lanes : {1U, 4U})
    for (const std::size_t size : {100U, 500U, 2000U}) tijdig::redis_store::measure(server, size, lanes);
}

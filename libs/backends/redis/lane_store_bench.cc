// Fenced writes of a lane beside plain pipelined SETs of the same blobs on the same server, alternating; prints the
// ratio. Starts its own redis-server without files.
//
//   tijdig_redis_bench            // one line per size of unit
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "libs/backends/redis/lane_store.h"
#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

constexpr std::size_t writes_per_round = 100'000;
constexpr std::size_t keys = 50'000;
constexpr std::size_t blob_bytes = 160;
constexpr int rounds = 7;

using Clock = std::chrono::steady_clock;

double seconds_of(const auto& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::vector<std::vector<ports::StateWrite>> units_of(std::size_t size) {
  std::vector<std::vector<ports::StateWrite>> units;
  std::uint64_t number = 1;
  for (std::size_t done = 0; done < writes_per_round; done += size) {
    auto& unit = units.emplace_back();
    for (std::size_t i = 0; i < size; ++i) {
      number = number * 6364136223846793005U + 1442695040888963407U;
      unit.push_back({fmt::format("household:{:09}", (number >> 33) % keys), Bytes(blob_bytes, 'b')});
    }
  }
  return units;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void plain(Client& client, const std::vector<std::vector<ports::StateWrite>>& units) {
  constexpr std::size_t depth = 512;
  std::vector<Command> commands;
  for (const auto& unit : units)
    for (const ports::StateWrite& write : unit) {
      commands.push_back({"SET", write.key, *write.value});
      if (commands.size() < depth) continue;
      TIJDIG_CHECK(client.call(commands).has_value());
      commands.clear();
    }
  if (!commands.empty()) TIJDIG_CHECK(client.call(commands).has_value());
}

void measure(TestServer& server, std::size_t size) {
  server.tell({"FLUSHALL"});
  const auto store = *LaneStore::open(server.options());
  const ports::Lane lane{1, 1};
  const std::string_view log = "log";
  TIJDIG_CHECK(store->wipe(lane, std::nullopt, log).has_value());
  TIJDIG_CHECK(store->roll(lane, {.at = 0, .epoch = 0, .log = log}, 0, "", {}, true).has_value());
  const std::uint64_t epoch = *store->claim(lane);
  const auto units = units_of(size);
  const Bytes progress(300, 'p');
  std::uint64_t at = 0;
  std::vector<double> fenced_s;
  std::vector<double> plain_s;
  for (int round = 0; round < rounds; ++round) {
    fenced_s.push_back(seconds_of([&] {
      for (const auto& unit : units) {
        const Footing from{.at = at, .epoch = epoch, .log = log};
        TIJDIG_CHECK(store->write(lane, from, at + unit.size() + 1, progress, unit).has_value());
        at += unit.size() + 1;
      }
    }));
    plain_s.push_back(seconds_of([&] { plain(store->client(), units); }));
  }
  const double fenced = writes_per_round / median(fenced_s);
  const double set = writes_per_round / median(plain_s);
  fmt::print("unit of {:5} writes: fenced {:7.0f}/s, SET (512 deep) {:7.0f}/s, ratio {:.2f}\n", size, fenced, set,
             fenced / set);
}

}  // namespace
}  // namespace tijdig::redis_store

int main() {
  tijdig::redis_store::TestServer server;
  for (const std::size_t size : {100U, 500U, 2000U}) tijdig::redis_store::measure(server, size);
}

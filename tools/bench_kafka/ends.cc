#include "tools/bench_kafka/ends.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "tools/bench_kafka/client.h"
#include "tools/bench_kafka/job.h"

namespace tijdig::bench_kafka {
namespace {

constexpr double window_seconds = 0.25;
constexpr double us_per_second = 1e6;

BytesView value_of(const rd_kafka_message_t& message) {
  return {static_cast<const char*>(message.payload), message.len};
}
BytesView key_of(const rd_kafka_message_t& message) { return {static_cast<const char*>(message.key), message.key_len}; }

double seconds_now() { return static_cast<double>(now_us()) / us_per_second; }

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / us_per_second;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void say(const std::string& line) {
  std::puts(line.c_str());
  std::fflush(stdout);
}

class Latencies {
 public:
  void add(double ms) { ms_.push_back(ms); }
  bool empty() const { return ms_.empty(); }
  std::string take() {
    std::sort(ms_.begin(), ms_.end());
    const auto at = [&](double part) {
      return ms_[static_cast<std::size_t>(part * static_cast<double>(ms_.size() - 1))];
    };
    std::string text = fmt::format(R"("count": {}, "p50_ms": {:.1f}, "p99_ms": {:.1f}, "max_ms": {:.1f})", ms_.size(),
                                   at(0.5), at(0.99), at(1.0));
    ms_.clear();
    return text;
  }

 private:
  std::vector<double> ms_;
};

}  // namespace

void load(const RunOptions& options) {
  Writer writer(options.brokers);
  const Workload workload{.count = options.count};
  const double began = seconds_now();
  for (std::uint32_t number = 0; number < options.count; ++number) {
    JobSignal signal = workload.signal(number);
    double due = seconds_now();
    if (options.rate > 0) {
      due = began + number / options.rate;
      while (seconds_now() < due) std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    signal.sent_us = static_cast<std::int64_t>(due * us_per_second);
    const auto partition = static_cast<std::int32_t>(signal.household % static_cast<std::uint32_t>(options.partitions));
    writer.send(options.to, partition, household_key(signal.household), to_bytes(signal));
  }
  writer.flush();
  say(fmt::format(R"({{"sent": {}, "seconds": {:.3f}}})", options.count, seconds_now() - began));
}

int watch(const RunOptions& options) {
  const Workload workload{.count = options.count};
  const CaseSum expected = expected_cases(workload);
  Puller puller(options.brokers, options.from, all_of(options.partitions), true);
  std::vector<bool> seen(workload.places());
  CaseSum sum;
  Latencies window;
  Latencies all;
  std::uint64_t twice = 0;
  std::uint64_t strange = 0;
  double first = 0;
  double middle = 0;
  double last = 0;
  const double give_up = seconds_now() + options.seconds_max;
  double window_ends = 0;
  say(fmt::format(R"({{"expected": {}}})", expected.cases));
  while (sum.cases < expected.cases && seconds_now() < give_up) {
    std::int64_t read_us = 0;  // when the first of those that came together was read
    puller.pull([&](const rd_kafka_message_t& message) {
      const auto found = read_case(value_of(message));
      const auto place = found ? workload.place_of(*found) : std::nullopt;
      if (!place) {
        ++strange;
        return;
      }
      if (seen[*place]) {
        ++twice;
        return;
      }
      seen[*place] = true;
      sum.add(*found);
      if (read_us == 0) read_us = now_us();
      const double ms = static_cast<double>(read_us - found->sent_us) / 1000;
      window.add(ms);
      all.add(ms);
      last = static_cast<double>(read_us) / us_per_second;
      if (first == 0) first = last;
      if (middle == 0 && sum.cases * 2 >= expected.cases) middle = last;
    });
    if (seconds_now() < window_ends || window.empty()) continue;
    say(fmt::format(R"({{"at": {:.3f}, {}}})", seconds_now(), window.take()));
    window_ends = seconds_now() + window_seconds;
  }
  const bool right = sum == expected && twice == 0 && strange == 0;
  const std::string times = all.empty() ? R"("count": 0)" : all.take();
  say(fmt::format(
      R"({{"right": {}, {}, "twice": {}, "strange": {}, "first": {:.3f}, "middle": {:.3f}, "last": {:.3f}}})", right,
      times, twice, strange, first, middle, last));
  return right ? 0 : 1;
}

void pass_through(const RunOptions& options) {
  Puller puller(options.brokers, options.from, all_of(options.partitions), true);
  Writer writer(options.brokers);
  std::uint32_t passed = 0;
  double began = 0;
  while (passed < options.count) {
    puller.pull([&](const rd_kafka_message_t& message) {
      if (began == 0) began = seconds_now();
      writer.send(options.to, message.partition, key_of(message), value_of(message));
      ++passed;
    });
  }
  writer.flush();
  const double seconds = seconds_now() - began;
  say(fmt::format(R"({{"records": {}, "seconds": {:.3f}, "per_second": {:.0f}, "cpu_us": {:.2f}}})", passed, seconds,
                  passed / seconds, cpu_seconds() * us_per_second / passed));
}

void make_trips(const RunOptions& options) {
  Writer writer(options.brokers, {{"linger.ms", "0"}});
  Puller puller(options.brokers, options.to, all_of(options.partitions), true);
  Latencies trips;
  for (std::uint32_t number = 0; number < options.count; ++number) {
    const std::int64_t began_us = now_us();
    writer.send(options.to, 0, "trip", "trip");
    bool back = false;
    while (!back) puller.pull([&](const rd_kafka_message_t&) { back = true; });
    trips.add(static_cast<double>(now_us() - began_us) / 1000);
  }
  say(fmt::format("{{{}}}", trips.take()));
}

}  // namespace tijdig::bench_kafka

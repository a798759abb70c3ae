#include "tools/bench/measure.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <thread>

#include "libs/base/check.h"

namespace tijdig::bench {
namespace {

double cpu_seconds_used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Spread spread_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  if (values.empty()) return {};
  return {values.front(), values[values.size() / 2], values.back()};
}

Comparison compare(int rounds, const std::function<double()>& ours, const std::function<double()>& yardstick) {
  std::vector<double> our_speeds;
  std::vector<double> their_speeds;
  std::vector<double> ratios;
  for (int round = 0; round < rounds; ++round) {
    our_speeds.push_back(ours());
    their_speeds.push_back(yardstick());
    ratios.push_back(our_speeds.back() / their_speeds.back());
  }
  return {spread_of(our_speeds), spread_of(their_speeds), spread_of(ratios)};
}

Stopwatch::Stopwatch() : started_(std::chrono::steady_clock::now()), cpu_started_(cpu_seconds_used()) {}

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

double Stopwatch::cpu_seconds() const { return cpu_seconds_used() - cpu_started_; }

double thread_cpu_seconds() {
  timespec used{};
  TIJDIG_CHECK(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) == 0);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void wait_for_rest() {
  constexpr auto look_every = std::chrono::milliseconds(100);
  constexpr double hardly = 0.002;
  double used = cpu_seconds_used();
  for (;;) {
    std::this_thread::sleep_for(look_every);
    const double now = cpu_seconds_used();
    if (now - used < hardly) return;
    used = now;
  }
}

std::string as_table(const std::vector<Line>& lines) {
  std::size_t name = 0;
  std::size_t value = 0;
  std::size_t goal = 0;
  for (const Line& line : lines) {
    name = std::max(name, line.name.size());
    value = std::max(value, line.value.size());
    goal = std::max(goal, line.goal.size());
  }
  std::string table;
  for (const Line& line : lines)
    table +=
        fmt::format("{:<{}}  {:>{}}  {:<{}}  {}\n", line.name, name, line.value, value, line.goal, goal, line.note);
  return table;
}

}  // namespace tijdig::bench

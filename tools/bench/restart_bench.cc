#include "tools/bench/restart_bench.h"

#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <numeric>
#include <sstream>

#include "tools/bench/nation.h"
#include "tools/bench/pipeline.h"

namespace tijdig::bench {
namespace {

constexpr std::uint16_t towns = 16;
constexpr int growth_turns =
    4;  // in each round: files are merged once in ten turns or so, and that belongs to the cost

YearMonth month_number(int number) { return YearMonth(2018, 9).plus_months(number); }

Nation nation_of(std::uint32_t households, const std::string& policy_yaml) {
  return Nation({.municipalities = towns, .households_per_municipality = households / towns}, policy_yaml);
}

// Every household gets a first signal, so that all of them are on disk.
void fill(Pipeline& pipeline, const Nation& nation, std::uint32_t households) {
  pipeline.activate(nation.policies());
  constexpr std::uint32_t rows_per_chunk = 500;
  for (std::uint16_t town = 0; town < towns; ++town) {
    std::vector<DeliveryChunk> chunks;
    for (std::uint32_t first = 0; first < households / towns; first += rows_per_chunk) {
      std::vector<DeliveredRow> rows;
      for (std::uint32_t i = first; i < std::min(first + rows_per_chunk, households / towns); ++i)
        rows.push_back(nation.row(month_number(0), town, i, 0));
      chunks.push_back(nation.chunk(month_number(0), town, 0, std::move(rows)));
    }
    pipeline.bring(chunks);
    pipeline.settle();
  }
  pipeline.close_day(nation.municipalities(), month_number(0).last_day());
}

// Starts this program as `--child`; gives its process and the end of the pipe on which it speaks.
std::pair<pid_t, int> start_child(const RestartBenchOptions& options, const std::filesystem::path& folder, int month) {
  std::array<int, 2> ends{};
  TIJDIG_CHECK(pipe(ends.data()) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<std::string> words{options.program,
                                 "--child",
                                 folder.string(),
                                 "--policy",
                                 options.policy_file,
                                 "--households",
                                 std::to_string(options.households),
                                 "--child-month",
                                 std::to_string(month)};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  TIJDIG_CHECK(posix_spawn(&child, "/proc/self/exe", &actions, nullptr, arguments.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  return {child, ends[0]};
}

// Seconds from the start of the process until its first case; then it works on for a while and is killed.
double first_case_seconds(const RestartBenchOptions& options, const std::filesystem::path& folder, int month) {
  const Stopwatch watch;
  const auto [child, pipe_end] = start_child(options, folder, month);
  char said = 0;
  TIJDIG_CHECK(read(pipe_end, &said, 1) == 1 && said == 'c');
  const double seconds = watch.seconds();
  TIJDIG_CHECK(read(pipe_end, &said, 1) == 1 && said == 'w');  // in the middle of later work
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(pipe_end);
  return seconds;
}

// Microseconds of the processor for one signal about a known household, through all stages and until what it caused is
// merged into the files. The process must be at rest before.
double cpu_us_per_signal(Pipeline& pipeline, const Nation& nation, int month) {
  constexpr std::uint32_t signals_per_town = 1500;
  std::vector<DeliveryChunk> chunks;
  for (std::uint16_t town = 0; town < towns; ++town)
    for (DeliveryChunk& chunk : nation.deliveries(month_number(month), town, signals_per_town))
      chunks.push_back(std::move(chunk));
  const Stopwatch watch;
  pipeline.bring(chunks);
  pipeline.settle();
  wait_for_rest();
  return watch.cpu_seconds() * 1e6 / (towns * signals_per_town);
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Line growth_line(const RestartBenchOptions& options, const std::string& policy_yaml) {
  const std::uint32_t few = options.households / 10;
  const Nation small_nation = nation_of(few, policy_yaml);
  const Nation large_nation = nation_of(options.households, policy_yaml);
  Pipeline small_pipeline(options.folder / "small", {});
  fill(small_pipeline, small_nation, few);
  Pipeline large_pipeline(options.folder / "large", {});
  wait_for_rest();  // merging what they were filled with is nothing that the signals below cause
  std::vector<double> small_cost;
  std::vector<double> large_cost;
  std::vector<double> ratios;
  for (int round = 0; round < growth_turns * options.rounds; ++round) {
    small_cost.push_back(cpu_us_per_signal(small_pipeline, small_nation, 100 + round));
    large_cost.push_back(cpu_us_per_signal(large_pipeline, large_nation, 100 + round));
    ratios.push_back(large_cost.back() / small_cost.back());
  }
  const double small_mean = mean_of(small_cost);
  const double large_mean = mean_of(large_cost);
  return {"cost per signal at 10x the households", fmt::format("{:.2f}", large_mean / small_mean), "<= 1.3",
          fmt::format("{:.2f} in the median of {} turns; {:.1f} us of processor at {}, {:.1f} us at {}, with merging",
                      spread_of(ratios).median, ratios.size(), small_mean, few, large_mean, options.households)};
}

}  // namespace

std::vector<Line> restart_bench(const RestartBenchOptions& options) {
  std::stringstream yaml;
  yaml << std::ifstream(options.policy_file).rdbuf();
  {
    const Nation nation = nation_of(options.households, yaml.str());
    Pipeline pipeline(options.folder / "large", {});
    fill(pipeline, nation, options.households);
  }
  first_case_seconds(options, options.folder / "large", 1);  // so that the first measured start follows a kill
  std::vector<double> seconds;
  for (int round = 0; round < options.rounds; ++round)
    seconds.push_back(first_case_seconds(options, options.folder / "large", 2 + round));
  const Spread spread = spread_of(seconds);
  return {{fmt::format("kill -9 to first new case, {} households", options.households),
           fmt::format("{:.2f} s", spread.median), "<= 1 s",
           fmt::format("{:.2f}-{:.2f} in {} kills", spread.low, spread.high, options.rounds)},
          growth_line(options, yaml.str())};
}

int child_main(const std::filesystem::path& folder, const std::string& policy_yaml, std::uint32_t households,
               int month) {
  // Two towns are enough here, and rules that are not needed need no reading.
  const Nation nation({.municipalities = 2, .households_per_municipality = households / towns}, policy_yaml);
  Pipeline pipeline(folder, {});
  const std::uint64_t cases_before = pipeline.records_in(flow::topics::cases.info.id);
  // A household that nobody has named before, named by two partners.
  const std::uint32_t newcomer = households / towns + static_cast<std::uint32_t>(month);
  const YearMonth now = month_number(month);
  for (const std::size_t partner : {std::size_t{0}, std::size_t{5}})
    pipeline.bring({nation.chunk(now, 0, partner, {nation.row(now, 0, newcomer, partner)})});
  pipeline.settle();
  pipeline.close_day({nation.municipalities()[0]}, now.first_day().plus_days(24));
  TIJDIG_CHECK(pipeline.records_in(flow::topics::cases.info.id) > cases_before);
  TIJDIG_CHECK(write(STDOUT_FILENO, "c", 1) == 1);
  for (std::uint32_t work = 0;; ++work) {
    pipeline.bring(nation.deliveries(now, 1, 2000 + work));
    if (work == 1) TIJDIG_CHECK(write(STDOUT_FILENO, "w", 1) == 1);
    pipeline.settle();
  }
}

}  // namespace tijdig::bench

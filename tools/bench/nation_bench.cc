#include "tools/bench/nation_bench.h"

#include <fmt/format.h>

#include <array>
#include <mutex>

#include "libs/runtime/rebuild.h"
#include "libs/runtime/state_hash.h"
#include "services/tijdig/stages.h"
#include "tools/bench/nation.h"
#include "tools/bench/pipeline.h"

namespace tijdig::bench {
namespace {

// Processor time, records and steps per stage, over all workers.
class StageClock final : public runtime::StepObserver {
 public:
  void step_begins(const flow::StageInfo&, ports::Partition) override { begun_ = thread_cpu_seconds(); }
  void step_ends(const flow::StageInfo& stage, ports::Partition, const runtime::StepReport& report) override {
    const double took = thread_cpu_seconds() - begun_;
    const std::lock_guard lock(mutex_);
    Sum& sum = sums_[stage.id];
    sum.seconds += took;
    sum.records += report.records;
    ++sum.steps;
  }
  void reset() { sums_ = {}; }
  // Of `signals` that cost `all` seconds together.
  std::vector<Line> lines(double signals, double all) const {
    std::vector<Line> lines;
    double rest = all;
    for (const flow::StageInfo& stage : flow::stages) {
      const Sum& sum = sums_[stage.id];
      rest -= sum.seconds;
      lines.push_back({fmt::format("  of which {}", stage.name), fmt::format("{:.1f} us", sum.seconds * 1e6 / signals),
                       "",
                       fmt::format("{} records in {} steps, {:.1f} us a record", sum.records, sum.steps,
                                   sum.records == 0 ? 0.0 : sum.seconds * 1e6 / static_cast<double>(sum.records))});
    }
    lines.push_back({"  of which the rest", fmt::format("{:.1f} us", rest * 1e6 / signals), "",
                     "doors, announcing days, flushing and merging files"});
    return lines;
  }

 private:
  struct Sum {
    double seconds = 0;
    std::uint64_t records = 0;
    std::uint64_t steps = 0;
  };
  static thread_local double begun_;
  std::mutex mutex_;
  std::array<Sum, flow::stages.size() + 1> sums_{};
};
thread_local double StageClock::begun_ = 0;

constexpr int months_per_report = 6;

struct Seconds {
  double bringing = 0;
  double settling = 0;
  double closing = 0;
  double cpu = 0;
  double all() const { return bringing + settling + closing; }
};

// One month of the country; making up the deliveries is not in the time.
void live_through(Pipeline& pipeline, const Nation& nation, YearMonth month, Seconds& seconds) {
  const std::vector<DeliveryChunk> chunks = nation.deliveries(month);
  const Stopwatch bring;
  pipeline.bring(chunks);
  seconds.bringing += bring.seconds();
  const Stopwatch settle;
  pipeline.settle();
  seconds.settling += settle.seconds();
  const Stopwatch close;
  pipeline.close_day(nation.municipalities(), month.first_day().plus_days(24));
  pipeline.close_day(nation.municipalities(), month.last_day());
  seconds.closing += close.seconds();
  seconds.cpu += bring.cpu_seconds();
}

// The whole takes minutes: now and then a line about how it goes.
void report(int months, const NationBenchOptions& options, const Seconds& seconds) {
  const double signals = static_cast<double>(options.signals_per_month) * months;
  fmt::print(stderr, "nation: month {} of {}, {:.1f} s, {:.1f} us of processor a signal so far\n", months,
             options.months, seconds.all(), seconds.cpu * 1e6 / signals);
}

// How much faster all state is derived again from the log than it was lived.
class RebuildRatios {
 public:
  void add(const Seconds& live, double signals, Pipeline& pipeline, unsigned workers) {
    wait_for_rest();  // merging what living wrote is nothing that rebuilding causes
    const Hash128 lived = must(runtime::state_hash(pipeline.back_end(), flow::stages));
    runtime::RebuildOptions options;
    options.workers = workers;
    options.compare_outputs = false;
    options.compare_state = false;
    const Stopwatch alone;
    const auto rebuilt = must(runtime::rebuild(pipeline.back_end(), commands::all_stages(), nullptr, options));
    alone_.push_back(live.all() / alone.seconds());
    const double cpu = alone.cpu_seconds();
    alone_cpu_.push_back(live.cpu / cpu);
    live_us_.push_back(live.cpu * 1e6 / signals);
    alone_us_.push_back(cpu * 1e6 / signals);
    TIJDIG_CHECK(rebuilt.rebuilt == lived);
    options.compare_state = true;
    const Stopwatch comparing;
    const auto compared = must(runtime::rebuild(pipeline.back_end(), commands::all_stages(), nullptr, options));
    comparing_.push_back(live.all() / comparing.seconds());
    TIJDIG_CHECK(compared.is_equal());
  }
  std::vector<Line> lines(const std::string& name) const {
    Line by_cpu = line("  by processor time", alone_cpu_, "");
    by_cpu.note += fmt::format("; live {:.1f} us a signal, rebuilt {:.1f} us", spread_of(live_us_).median,
                               spread_of(alone_us_).median);
    return {line(name, alone_, ">= 5"), by_cpu, line("  comparing with the live state", comparing_, "")};
  }

 private:
  static Line line(const std::string& name, const std::vector<double>& ratios, const std::string& goal) {
    const Spread ratio = spread_of(ratios);
    return {name, fmt::format("{:.2f}", ratio.median), goal,
            fmt::format("{:.2f}-{:.2f} in {} rounds", ratio.low, ratio.high, ratios.size())};
  }

  std::vector<double> alone_;
  std::vector<double> alone_cpu_;
  std::vector<double> live_us_;
  std::vector<double> alone_us_;
  std::vector<double> comparing_;
};

}  // namespace

std::vector<Line> nation_bench(const NationBenchOptions& options) {
  const Nation nation({.signals_per_month = options.signals_per_month}, options.policy_yaml);
  StageClock clock;
  Pipeline pipeline(options.folder, {.workers = options.workers, .observer = &clock});
  pipeline.activate(nation.policies());
  clock.reset();
  Seconds seconds;
  for (int month = 0; month < options.months; ++month) {
    live_through(pipeline, nation, YearMonth(2018, 9).plus_months(month), seconds);
    if ((month + 1) % months_per_report == 0) report(month + 1, options, seconds);
  }
  const double signals = static_cast<double>(options.signals_per_month) * options.months;
  std::vector<Line> lines{
      {fmt::format("{:.1f} million signals, {} months, all stages", signals / 1e6, options.months),
       fmt::format("{:.1f} s", seconds.all()), "< 60 s for 8.6 million",
       fmt::format("{:.0f} signals/s, {:.1f} us of processor a signal; {} matches, {} assigned",
                   signals / seconds.all(), seconds.cpu * 1e6 / signals,
                   pipeline.records_in(flow::topics::matches.info.id),
                   pipeline.records_in(flow::topics::walk_list.info.id))},
      {"  doors", fmt::format("{:.1f} s", seconds.bringing), "", "encode, append, fsync"},
      {"  settling", fmt::format("{:.1f} s", seconds.settling), "", "from delivery to signal kept"},
      {"  closing days", fmt::format("{:.1f} s", seconds.closing), "", "match runs, selection, clocks"}};
  for (Line& line : clock.lines(signals, seconds.cpu)) lines.push_back(std::move(line));
  RebuildRatios ratios;
  ratios.add(seconds, signals, pipeline, options.workers);
  for (Line& line : ratios.lines("rebuild / live, all of it")) lines.push_back(std::move(line));
  return lines;
}

std::vector<Line> rebuild_bench(const NationBenchOptions& options, int rounds) {
  const Nation nation({.signals_per_month = options.signals_per_month}, options.policy_yaml);
  RebuildRatios ratios;
  for (int round = 0; round < rounds; ++round) {
    Pipeline pipeline(options.folder / std::to_string(round), {.workers = options.workers});
    pipeline.activate(nation.policies());
    Seconds live;
    for (int month = 0; month < options.months; ++month)
      live_through(pipeline, nation, YearMonth(2018, 9).plus_months(month), live);
    ratios.add(live, static_cast<double>(options.signals_per_month) * options.months, pipeline, options.workers);
  }
  return ratios.lines(fmt::format("rebuild / live, {} months", options.months));
}

}  // namespace tijdig::bench

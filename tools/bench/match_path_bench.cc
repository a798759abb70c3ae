#include "tools/bench/match_path_bench.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "libs/backends/memory/memory.h"
#include "libs/backends/rocksdb/open.h"
#include "libs/codec/codec.h"
#include "services/matcher/processor.h"
#include "services/signal_ingest/validate.h"
#include "services/tijdig/embedded.h"
#include "tools/bench/nation.h"
#include "tools/bench/pipeline.h"
#include "tools/bench/recorder.h"
#include "tools/bench/yardsticks.h"

namespace tijdig::bench {
namespace {

constexpr std::size_t batch = 100;
constexpr std::uint16_t towns = 16;
constexpr ports::Partition partitions = 16;
constexpr std::uint32_t signals_per_round = 32'000;
constexpr flow::TopicId inbox = flow::matcher.inbox;

using Batch = std::vector<ports::OutRecord>;

// The signals of one month in batches of one town each, as the matcher's inbox gets them, and the ends of its match
// day.
struct Month {
  std::vector<Batch> batches;
  Batch days_closed;
};

ports::OutRecord to_town(MunicipalityCode town, const SignalsMessage& message) {
  const Bytes key = flow::key_bytes(flow::MunicipalityKey{town});
  return {inbox, flow::partition_of(key, partitions), {}, key, codec::encode(message)};
}

// How a door tells the engine that something has come, as services/shell/keeper.h does.
class Bell {
 public:
  void ring() { say(false); }
  void ring_last() { say(true); }
  // False: the last has rung and everything before it was heard.
  bool wait() {
    std::unique_lock lock(mutex_);
    rung_.wait(lock, [this] { return new_work_ || is_last_; });
    return std::exchange(new_work_, false) || !is_last_;
  }

 private:
  void say(bool is_last) {
    {
      const std::lock_guard lock(mutex_);
      new_work_ = true;
      is_last_ = is_last;
    }
    rung_.notify_one();
  }
  std::mutex mutex_;
  std::condition_variable rung_;
  bool new_work_ = false;
  bool is_last_ = false;
};

class Matching {
 public:
  Matching(ports::BackEnd& back_end, const Nation& nation, unsigned workers) : back_end_(back_end) {
    std::vector<std::unique_ptr<const runtime::Stage>> stages;
    stages.push_back(std::make_unique<runtime::StageOf<matcher::Processor>>(matcher::Processor{}));
    commands::EmbeddedOptions options;
    options.workers = workers;
    engine_ = must(runtime::Engine::open(back_end, std::move(stages), commands::engine_options(options)));
    Batch rules;
    for (const policy::Policy& one : nation.policies())
      rules.push_back(to_town(one.municipality, SignalsMessage(one.activation())));
    must(back_end_.append_durably(std::move(rules)));
    must(engine_->settle());
  }

  // The door on its own thread beside the workers, as in `tijdig run`.
  void live_through(const Month& month) {
    Bell bell;
    std::thread door([this, &month, &bell] {
      for (const Batch& records : month.batches) {
        must(back_end_.append_durably(records));
        bell.ring();
      }
      bell.ring_last();
    });
    while (bell.wait()) must(engine_->settle());
    door.join();
    close(month);
  }

  // One batch after the other, so that there is one unit of work for each.
  void live_through_in_step(const Month& month) {
    for (const Batch& records : month.batches) {
      must(back_end_.append_durably(records));
      must(engine_->settle());
    }
    close(month);
  }

 private:
  void close(const Month& month) {
    must(engine_->settle());
    must(back_end_.append(month.days_closed));
    must(engine_->settle());
    must(back_end_.sync());
  }

  ports::BackEnd& back_end_;
  std::unique_ptr<runtime::Engine> engine_;
};

Month make_month(const Nation& nation, YearMonth when) {
  Month month;
  for (std::uint16_t number = 0; number < towns; ++number) {
    const policy::Policy& rules = nation.policies()[number];
    Batch records;
    for (const DeliveryChunk& chunk : nation.deliveries(when, number, signals_per_round / towns)) {
      for (const DeliveredRow& row : chunk.rows) {
        const auto checked = signal_ingest::validate(row, {rules, rules.municipality, chunk.partner, chunk.received});
        TIJDIG_CHECK(checked.problems.empty());
        records.push_back(to_town(rules.municipality, SignalsMessage(checked.signal)));
        if (records.size() == batch) month.batches.push_back(std::exchange(records, {}));
      }
    }
    month.days_closed.push_back(
        to_town(rules.municipality, SignalsMessage(DayClosed{rules.municipality, when.first_day().plus_days(24)})));
  }
  // The towns take turns at the door.
  std::vector<Batch> in_turn;
  const std::size_t of_each = month.batches.size() / towns;
  for (std::size_t i = 0; i < month.batches.size(); ++i)
    in_turn.push_back(std::move(month.batches[i % towns * of_each + i / towns]));
  month.batches = std::move(in_turn);
  return month;
}

double per_second(double seconds) { return signals_per_round / seconds; }

double write_raw(RawFile& raw, const Month& month) {
  const Stopwatch watch;
  for (const Batch& records : month.batches) {
    Bytes bytes;
    for (const ports::OutRecord& record : records) bytes += record.key + record.value;
    raw.append_and_sync(bytes);
  }
  return per_second(watch.seconds());
}

// What the matcher wrote for each batch, in one transaction with the batch itself.
double write_sqlite(SqliteStore& sqlite, const Month& month, const std::vector<RecordedUnit>& units,
                    std::uint64_t& offset) {
  const Stopwatch watch;
  for (std::size_t i = 0; i < units.size(); ++i) {
    sqlite.begin();
    if (i < month.batches.size())
      for (const ports::OutRecord& record : month.batches[i])
        sqlite.append(inbox, 0, offset++, record.key, record.value);
    for (const ports::StateWrite& write : units[i].writes) sqlite.save(write.key, write.value.value_or(""));
    for (const ports::OutRecord& output : units[i].outputs)
      sqlite.append(output.topic, output.partition, offset++, output.key, output.value);
    sqlite.save_position(offset);
    sqlite.commit();
  }
  return per_second(watch.seconds());
}

}  // namespace

std::vector<Line> match_path_bench(const MatchPathOptions& options) {
  const Nation nation({.municipalities = towns, .households_per_municipality = 100'000 / towns}, options.policy_yaml);
  const auto store = must(rocksdb_store::open_rocksdb({.folder = options.folder / "match", .partitions = partitions}));
  memory::Memory memory({.partitions = partitions});
  Recorder recorder(memory);
  Matching embedded(*store, nation, options.workers);
  Matching recorded(recorder, nation, 1);
  RawFile raw(options.folder / "match-raw");
  SqliteStore sqlite(options.folder / "match-sqlite");
  std::uint64_t sqlite_offset = 0;
  std::vector<double> ours;
  std::vector<double> cpu_us;
  std::vector<double> to_raw;
  std::vector<double> to_sqlite;
  for (int round = 0; round < options.rounds; ++round) {
    const Month month = make_month(nation, YearMonth(2018, 9).plus_months(round));
    recorder.units.clear();
    if (!options.alone) recorded.live_through_in_step(month);
    const Stopwatch watch;
    embedded.live_through(month);
    ours.push_back(per_second(watch.seconds()));
    cpu_us.push_back(watch.cpu_seconds() * 1e6 / signals_per_round);
    if (options.alone) continue;
    to_raw.push_back(ours.back() / write_raw(raw, month));
    to_sqlite.push_back(ours.back() / write_sqlite(sqlite, month, recorder.units, sqlite_offset));
  }
  const auto line = [&](std::string name, const std::vector<double>& ratios, std::string goal) {
    const Spread ratio = spread_of(ratios);
    return Line{std::move(name), fmt::format("{:.2f}", ratio.median), std::move(goal),
                fmt::format("{:.2f}-{:.2f} in {} rounds; {:.0f} signals/s, {:.1f} us of processor a signal, {} workers",
                            ratio.low, ratio.high, options.rounds, spread_of(ours).median, spread_of(cpu_us).median,
                            options.workers)};
  };
  return {line("match path / raw append+fdatasync, batch 100", to_raw, ">= 0.30"),
          line("match path / SQLite WAL FULL of the same writes", to_sqlite, ">= 2.0")};
}

}  // namespace tijdig::bench

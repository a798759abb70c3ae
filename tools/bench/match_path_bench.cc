#include "tools/bench/match_path_bench.h"

#include <fmt/format.h>

#include <thread>

#include "libs/backends/memory/memory.h"
#include "libs/backends/rocksdb/open.h"
#include "libs/codec/codec.h"
#include "services/matcher/processor.h"
#include "services/signal_ingest/validate.h"
#include "tools/bench/nation.h"
#include "tools/bench/pipeline.h"
#include "tools/bench/recorder.h"
#include "tools/bench/yardsticks.h"

namespace tijdig::bench {
namespace {

constexpr std::size_t batch = 100;
constexpr std::uint32_t signals_per_round = 20'000;
constexpr flow::TopicId inbox = flow::matcher.inbox;
constexpr ports::Lane lane{flow::matcher.id, 0};
constexpr runtime::StepLimits limits{.records_max = batch};

using Batch = std::vector<ports::OutRecord>;

// The signals of one month in batches, as the matcher's inbox gets them, and the end of its match day.
struct Month {
  std::vector<Batch> batches;
  ports::OutRecord day_closed;
};

class Matching {
 public:
  explicit Matching(ports::BackEnd& back_end, const Nation& nation)
      : back_end_(back_end), stage_(matcher::Processor{}), runner_(back_end, stage_, lane, limits) {
    const PolicyActivated rules = nation.policies()[0].activation();
    must(back_end_.append_durably({{inbox, 0, {}, "k", codec::encode(SignalsMessage(rules))}}));
    must(runner_.claim());
    drain();
  }

  // The door and the lane side by side, as in `tijdig run`.
  void live_through(const Month& month) {
    std::thread door([this, &month] {
      for (const Batch& records : month.batches) must(back_end_.append_durably(records));
      must(back_end_.append_durably({month.day_closed}));
    });
    std::size_t to_do = month.batches.size() * batch + 1;
    while (to_do > 0) to_do -= must(runner_.step()).records;
    door.join();
  }

 private:
  void drain() {
    while (must(runner_.step()).records > 0) continue;
  }

  ports::BackEnd& back_end_;
  runtime::StageOf<matcher::Processor> stage_;
  runtime::LaneRunner runner_;
};

Month make_month(const Nation& nation, YearMonth when) {
  Month month;
  const policy::Policy& rules = nation.policies()[0];
  const MunicipalityCode town = rules.municipality;
  Batch records;
  for (const DeliveryChunk& chunk : nation.deliveries(when, 0, signals_per_round)) {
    for (const DeliveredRow& row : chunk.rows) {
      const auto checked = signal_ingest::validate(row, {rules, town, chunk.partner, chunk.received});
      TIJDIG_CHECK(checked.problems.empty());
      records.push_back(
          {inbox, 0, {}, flow::key_bytes(flow::MunicipalityKey{town}), codec::encode(SignalsMessage(checked.signal))});
      if (records.size() == batch) month.batches.push_back(std::exchange(records, {}));
    }
  }
  const DayClosed closed{town, when.first_day().plus_days(24)};
  month.day_closed = {inbox, 0, {}, "k", codec::encode(SignalsMessage(closed))};
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

std::vector<Line> match_path_bench(const std::filesystem::path& folder, const std::string& policy_yaml, int rounds) {
  const Nation nation({.municipalities = 1, .households_per_municipality = 100'000}, policy_yaml);
  const auto store = must(rocksdb_store::open_rocksdb({.folder = folder / "match", .partitions = 1}));
  memory::Memory memory({.partitions = 1});
  Recorder recorder(memory);
  Matching embedded(*store, nation);
  Matching recorded(recorder, nation);
  RawFile raw(folder / "match-raw");
  SqliteStore sqlite(folder / "match-sqlite");
  std::uint64_t sqlite_offset = 0;
  std::vector<double> ours;
  std::vector<double> to_raw;
  std::vector<double> to_sqlite;
  for (int round = 0; round < rounds; ++round) {
    const Month month = make_month(nation, YearMonth(2018, 9).plus_months(round));
    recorder.units.clear();
    recorded.live_through(month);
    const Stopwatch watch;
    embedded.live_through(month);
    ours.push_back(per_second(watch.seconds()));
    to_raw.push_back(ours.back() / write_raw(raw, month));
    to_sqlite.push_back(ours.back() / write_sqlite(sqlite, month, recorder.units, sqlite_offset));
  }
  const auto line = [&](std::string name, const std::vector<double>& ratios, std::string goal) {
    const Spread ratio = spread_of(ratios);
    return Line{std::move(name), fmt::format("{:.2f}", ratio.median), std::move(goal),
                fmt::format("{:.2f}-{:.2f} in {} rounds; {:.0f} signals/s", ratio.low, ratio.high, rounds,
                            spread_of(ours).median)};
  };
  return {line("match path / raw append+fdatasync, batch 100", to_raw, ">= 0.30"),
          line("match path / SQLite WAL FULL of the same writes", to_sqlite, ">= 2.0")};
}

}  // namespace tijdig::bench

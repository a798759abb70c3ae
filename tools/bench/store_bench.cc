#include "tools/bench/store_bench.h"

#include <fmt/format.h>

#include <functional>
#include <memory>

#include "libs/backends/rocksdb/open.h"
#include "libs/base/stable_hash.h"
#include "tools/bench/yardsticks.h"

namespace tijdig::bench {
namespace {

constexpr std::size_t batch = 100;
constexpr std::uint64_t households = 100'000;
constexpr flow::TopicId inbox = 2;
constexpr flow::TopicId outbox = 3;
constexpr ports::Lane lane{2, 0};

// Bytes that look like a signal: 200, half of them not compressible.
Bytes payload(std::uint64_t number) {
  Bytes bytes(100, 's');
  for (std::uint64_t part = 0; bytes.size() < 200; ++part)
    append_big_endian(bytes, (number * 2654435761U + part) * 0x9e3779b97f4a7c15U);
  return bytes;
}

Bytes household_key(std::uint64_t number) {
  Bytes key = "household/";
  append_big_endian(key, (number * 0x9e3779b97f4a7c15U) % households);
  return key;
}

// The writes of one batch, the same for every store.
struct Batch {
  std::vector<ports::OutRecord> signals;
  std::vector<Bytes> keys;
};

Batch make_batch(std::uint64_t first) {
  Batch made;
  for (std::uint64_t i = first; i < first + batch; ++i) {
    made.signals.push_back({inbox, 0, {}, "GM0637", payload(i)});
    made.keys.push_back(household_key(i));
  }
  return made;
}

Bytes state_after(const std::optional<Bytes>& before, std::uint64_t number) {
  Bytes after = before ? *before : Bytes(64, '\0');
  after[number % 64] = static_cast<char>(after[number % 64] + 1);
  return after;
}

void must(const Result<>& result) { TIJDIG_CHECK(result.has_value()); }

class EmbeddedRun {
 public:
  explicit EmbeddedRun(const std::filesystem::path& folder)
      : store_(*rocksdb_store::open_rocksdb({.folder = folder, .partitions = 16})), epoch_(*store_->claim(lane)) {}

  void append(const Batch& made) { must(store_->append_durably(made.signals)); }

  void step() {
    std::vector<ports::InRecord> records;
    progress_.next = *store_->read(inbox, 0, progress_.next, batch, records);
    std::vector<Bytes> keys;
    for (const ports::InRecord& record : records) keys.push_back(household_key(record.offset));
    std::vector<std::optional<Bytes>> values;
    must(store_->load(lane, keys, values));
    std::vector<ports::StateWrite> writes;
    std::vector<ports::OutRecord> outputs;
    for (std::size_t i = 0; i < records.size(); ++i) {
      writes.push_back({keys[i], state_after(values[i], records[i].offset)});
      if (i % 10 == 0) outputs.push_back({outbox, 0, {inbox, 0, records[i].offset, 0, 1}, "k", records[i].value});
    }
    const auto unit = store_->begin(lane, epoch_);
    must(unit->publish(std::move(outputs)));
    must(unit->save(std::move(writes)));
    must(unit->commit(progress_));
  }

 private:
  std::unique_ptr<ports::BackEnd> store_;
  std::uint64_t epoch_;
  ports::Progress progress_;
};

void sqlite_step(SqliteStore& store, const Batch& made, std::uint64_t first) {
  store.begin();
  for (std::size_t i = 0; i < batch; ++i) {
    const std::uint64_t offset = first + i;
    store.append(inbox, 0, offset, made.signals[i].key, made.signals[i].value);
    store.save(made.keys[i], state_after(store.load(made.keys[i]), offset));
    if (i % 10 == 0) store.append(outbox, 0, offset / 10, "k", made.signals[i].value);
  }
  store.save_position(first + batch);
  store.commit();
}

// Signals per second over `batches` batches.
double speed_of(std::uint64_t batches, const std::function<void(const Batch&, std::uint64_t)>& write) {
  static std::uint64_t next = 0;
  std::vector<Batch> made;
  for (std::uint64_t i = 0; i < batches; ++i) made.push_back(make_batch(next + i * batch));
  const Stopwatch watch;
  for (std::uint64_t i = 0; i < batches; ++i) write(made[i], next + i * batch);
  next += batches * batch;
  return static_cast<double>(batches * batch) / watch.seconds();
}

std::string show(const Spread& spread) {
  return fmt::format("{:.0f} ({:.0f}-{:.0f})/s", spread.median, spread.low, spread.high);
}

Line line_of(std::string name, const Comparison& comparison, std::string goal) {
  return {std::move(name), fmt::format("{:.2f}", comparison.ratio.median), std::move(goal),
          fmt::format("{:.2f}-{:.2f}; {} beside {}", comparison.ratio.low, comparison.ratio.high, show(comparison.ours),
                      show(comparison.yardstick))};
}

}  // namespace

std::vector<Line> store_bench(const std::filesystem::path& folder, int rounds) {
  constexpr std::uint64_t batches = 500;
  EmbeddedRun embedded(folder / "embedded");
  RawFile raw(folder / "raw");
  SqliteStore sqlite(folder / "sqlite");
  const auto ours = [&] {
    return speed_of(batches, [&](const Batch& made, std::uint64_t) {
      embedded.append(made);
      embedded.step();
    });
  };
  const auto append_alone = [&] {
    return speed_of(batches, [&](const Batch& made, std::uint64_t) { embedded.append(made); });
  };
  const auto step_alone = [&] { return speed_of(batches, [&](const Batch&, std::uint64_t) { embedded.step(); }); };
  const auto raw_file = [&] {
    return speed_of(batches, [&](const Batch& made, std::uint64_t) {
      Bytes bytes;
      for (const ports::OutRecord& record : made.signals) bytes += record.key + record.value;
      raw.append_and_sync(bytes);
    });
  };
  const auto in_sqlite = [&] {
    return speed_of(batches, [&](const Batch& made, std::uint64_t first) { sqlite_step(sqlite, made, first); });
  };
  return {line_of("store step / raw append+fdatasync", compare(rounds, ours, raw_file), ">= 0.30"),
          line_of("store step / SQLite WAL FULL", compare(rounds, ours, in_sqlite), ">= 2.0"),
          line_of("durable append / raw append+fdatasync", compare(rounds, append_alone, raw_file), ""),
          line_of("step without append / raw", compare(rounds, step_alone, raw_file), "")};
}

}  // namespace tijdig::bench

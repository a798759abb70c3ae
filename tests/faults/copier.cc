// A stage that copies its inbox, as a process of its own: what is left when the six services are taken away. Kafka
// tests its own transactions with such a program (transactions_test, streams_eos_test); so do we.
//
//   copier fill  --records 100000 --set kafka.brokers=...   topics, and that many numbered records in the inbox
//   copier work  --set ...                                  copies until it is told to stop; `working` when it began
//   copier watch --records 100000 --set ...                 reads the copies until that many are there, and judges them
//   copier check --records 100000 --set ...                 the same from the start, and what the stage remembers of it
//
// `watch` and `check` end with one line of JSON: records, distinct, doubled, foreign, remembered; `watch` says before
// how far it is. Doubled counts what a reader of committed records saw twice, without any fence of ours.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "libs/backends/kafka/reader.h"
#include "services/shell/distributed.h"
#include "services/shell/interrupts.h"
#include "services/shell/servers.h"
#include "services/shell/settings_of.h"
#include "tests/simulation/toy_messages.h"

namespace tijdig::faults {
namespace {

using simulation::ToyKind;
using simulation::ToyMessage;

constexpr std::uint32_t towns = 64;
const Bytes counter = "copied";

flow::MunicipalityKey key_of(std::uint64_t number) {
  return {MunicipalityCode::from_number(static_cast<std::uint16_t>(number % towns + 1))};
}

Bytes record_of(std::uint64_t number) {
  ToyMessage message;
  message.id = number;
  return simulation::encode_toy({message});
}

// Copies, and counts in its state what it copied.
class CopyStage final : public runtime::Stage {
 public:
  const flow::StageInfo& info() const override { return flow::matcher; }
  bool keeps_its_tables() const override { return false; }
  std::unique_ptr<runtime::OpenBatch> open() const override { return std::make_unique<Batch>(); }

 private:
  class Batch final : public runtime::OpenBatch {
   public:
    void clear() override { numbers_.clear(); }
    void add(const ports::InRecord& record, runtime::KeySink& keys) override {
      keys.need(counter);
      numbers_.push_back(simulation::decode_toy_list(record.value).front().id);
    }
    bool is_readable(std::size_t) const override { return true; }
    Result<> handle(std::size_t number, runtime::Turn& turn) const override {
      const auto before = turn.load(counter);
      const std::uint64_t count = before ? read_big_endian<std::uint64_t>(*before) : 0;
      Bytes after;
      append_big_endian(after, count + 1);
      turn.save(counter, std::move(after));
      ToyMessage copy;
      copy.id = numbers_[number];
      turn.emit(simulation::toy_topics::late, key_of(copy.id), {copy});
      return {};
    }

   private:
    std::vector<std::uint64_t> numbers_;
  };
};

void say(const nlohmann::ordered_json& words) {
  fmt::print("{}\n", words.dump());
  std::fflush(stdout);
}

struct Options {
  std::uint64_t records = 100'000;
  shell::SettingSources settings;
};

class Copier {
 public:
  static Result<std::unique_ptr<Copier>> open(const Options& options, bool make_topics) {
    TIJDIG_TRY(const config::Settings settings, shell::settings_of(options.settings));
    auto copier = std::make_unique<Copier>(options, settings);
    if (make_topics) {
      TIJDIG_TRY(const kafka::Connection connection, shell::connection_of(settings, copier->telemetry_));
      TIJDIG_DO(kafka::apply_topics(connection, kafka::plan_topics(shell::topic_sizes(settings))));
    }
    TIJDIG_TRY(copier->servers_, shell::Distributed::open(settings, copier->telemetry_));
    return copier;
  }
  Copier(const Options& options, const config::Settings& settings)
      : records_(options.records), log_(shell::level_of(settings)), telemetry_(log_, metrics_) {}

  Result<> fill();
  Result<> work();
  Result<> judge(bool remembered);

 private:
  std::uint64_t records_;
  telemetry::Log log_;
  telemetry::Metrics metrics_;
  telemetry::Telemetry telemetry_;
  std::unique_ptr<shell::Distributed> servers_;
};

Result<> Copier::fill() {
  constexpr std::uint64_t at_once = 5'000;
  for (std::uint64_t first = 0; first < records_; first += at_once) {
    std::vector<ports::OutRecord> batch;
    for (std::uint64_t number = first; number < std::min(first + at_once, records_); ++number) {
      Bytes key = flow::key_bytes(key_of(number));
      const ports::Partition partition = flow::partition_of(key, servers_->back_end().partitions());
      batch.push_back({flow::topics::signals.info.id, partition, {}, std::move(key), record_of(number)});
    }
    TIJDIG_DO(servers_->back_end().append_durably(std::move(batch)));
  }
  return {};
}

Result<> Copier::work() {
  const shell::Interrupts interrupts;
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  stages.push_back(std::make_unique<CopyStage>());
  TIJDIG_TRY(const auto crew, servers_->start(std::move(stages), {}));
  fmt::print("working\n");
  std::fflush(stdout);
  while (!interrupts.came_within_a_second())
    if (const auto failure = crew->failure()) return *failure;
  if (!crew->stop(std::chrono::seconds(10))) return Error::fatal("a step did not end within ten seconds");
  return {};
}

Result<> Copier::judge(bool remembered) {
  ports::BackEnd& back_end = servers_->back_end();
  std::vector<ports::Offset> next(back_end.partitions());
  std::map<std::uint64_t, std::uint64_t> seen;
  std::uint64_t records = 0;
  const shell::Interrupts interrupts;
  while (seen.size() < records_) {
    bool moved = false;
    for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition) {
      std::vector<ports::InRecord> found;
      const auto read = back_end.read(flow::topics::late.info.id, partition, next[partition], 1'000, found);
      if (!read && (remembered || read.error().severity != Severity::retry)) return read.error();
      if (!read) continue;  // the broker is away, as it should be
      next[partition] = *read;
      for (const auto& record : found) ++seen[simulation::decode_toy_list(record.value).front().id];
      records += found.size();
      moved = moved || !found.empty();
    }
    if (!remembered && moved) say({{"distinct", seen.size()}});
    if (!moved && (remembered || interrupts.came_within_a_second())) break;
  }
  nlohmann::ordered_json answer{{"records", records}, {"distinct", seen.size()}};
  std::uint64_t foreign = 0;
  for (const auto& [number, times] : seen) foreign += number >= records_ ? 1 : 0;
  answer["doubled"] = records - seen.size();
  answer["foreign"] = foreign;
  std::uint64_t sum = 0;
  for (ports::Partition partition = 0; remembered && partition < back_end.partitions(); ++partition) {
    const ports::Lane lane{flow::matcher.id, partition};
    TIJDIG_DO(back_end.recover(lane));
    std::vector<std::pair<Bytes, Bytes>> rows;
    TIJDIG_DO(back_end.scan(lane, counter, rows));
    for (const auto& [key, value] : rows) sum += read_big_endian<std::uint64_t>(value);
  }
  if (remembered) answer["remembered"] = sum;
  say(answer);
  return {};
}

Result<> run(const std::string& verb, const Options& options) {
  TIJDIG_TRY(const auto copier, Copier::open(options, verb == "fill"));
  if (verb == "fill") return copier->fill();
  if (verb == "work") return copier->work();
  return copier->judge(verb == "check");
}

int main_of(int argc, char** argv) {
  Options options;
  CLI::App app("copies an inbox, to see whether anything is lost or doubled");
  app.require_subcommand(1);
  for (const char* verb : {"fill", "work", "watch", "check"}) {
    CLI::App* sub = app.add_subcommand(verb);
    sub->add_option("--records", options.records);
    sub->add_option("--set", options.settings.set);
  }
  CLI11_PARSE(app, argc, argv);
  const Result<> done = run(app.get_subcommands().front()->get_name(), options);
  if (done) return 0;
  fmt::print(stderr, "copier: {}\n", done.error().detail);
  return 1;
}

}  // namespace
}  // namespace tijdig::faults

int main(int argc, char** argv) { return tijdig::faults::main_of(argc, argv); }

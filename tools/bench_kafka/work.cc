#include "tools/bench_kafka/work.h"

#include <csignal>
#include <cstdio>
#include <thread>

#include "tools/bench_kafka/job.h"

namespace tijdig {

// The job's case on the wire is its own, not one of the product's messages.
template <>
Bytes codec::encode<bench_kafka::JobCase>(const bench_kafka::JobCase& found) {
  return bench_kafka::to_bytes(found);
}

namespace bench_kafka {
namespace {

constexpr flow::Topic<flow::MunicipalityKey, JobCase> cases{flow::topics::matches.info};
constexpr std::uint32_t towns = 300;

class JobBatch final : public runtime::OpenBatch {
 public:
  void clear() override { signals_.clear(); }
  void add(const ports::InRecord& record, runtime::KeySink& keys) override {
    signals_.push_back(read_signal(record.value));
    if (signals_.back()) keys.need(household_key(signals_.back()->household));
  }
  bool is_readable(std::size_t number) const override { return signals_[number].has_value(); }
  Result<> handle(std::size_t number, runtime::Turn& turn) const override {
    const std::optional<JobSignal>& signal = signals_[number];
    if (!signal) return Error{Severity::refused, "not a signal of the benchmark"};
    const Bytes key = household_key(signal->household);
    Bytes state(turn.load(key).value_or(BytesView()));
    const std::optional<JobCase> found = decide(state, *signal);
    turn.save(key, std::move(state));
    if (found) {
      const auto town = MunicipalityCode::from_number(static_cast<std::uint16_t>(1 + signal->household % towns));
      turn.emit(cases, flow::MunicipalityKey{town}, *found);
    }
    return {};
  }

 private:
  std::vector<std::optional<JobSignal>> signals_;
};

class JobStage final : public runtime::Stage {
 public:
  const flow::StageInfo& info() const override { return flow::matcher; }
  bool keeps_its_tables() const override { return false; }
  std::unique_ptr<runtime::OpenBatch> open() const override { return std::make_unique<JobBatch>(); }
};

volatile std::sig_atomic_t told_to_end = 0;

Result<> work_until_told(const WorkOptions& options) {
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  stages.push_back(std::make_unique<JobStage>());
  TIJDIG_TRY(const auto hands, Hands::open(options, std::move(stages)));
  bool said = false;
  while (told_to_end == 0) {
    if (const std::optional<Error> failure = hands->failure()) return *failure;
    if (!said && hands->own_all()) {
      std::puts("working");
      std::fflush(stdout);
      said = true;
    }
    std::this_thread::sleep_for(look_every);
  }
  return {};
}

}  // namespace

int work(const WorkOptions& options) {
  std::signal(SIGTERM, [](int) { told_to_end = 1; });
  const Result<> worked = work_until_told(options);
  if (worked) return 0;
  std::fprintf(stderr, "bench_kafka: %s\n", worked.error().detail.c_str());
  return 1;
}

}  // namespace bench_kafka
}  // namespace tijdig

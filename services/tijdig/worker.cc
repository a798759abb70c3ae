#include "services/tijdig/worker.h"

#include "libs/codec/codec.h"
#include "services/signal_ingest/reason.h"
#include "services/tijdig/importer.h"
#include "services/tijdig/today.h"

namespace tijdig::commands {
namespace {

constexpr std::chrono::milliseconds look_around_every{500};
constexpr std::chrono::seconds still_ready_after{30};
constexpr flow::TopicId facts = flow::topics::facts.info.id;

std::vector<std::string_view> reason_codes() {
  std::vector<std::string_view> codes;
  for (const signal_ingest::ReasonInfo& info : signal_ingest::all_reasons()) codes.push_back(info.code);
  return codes;
}

}  // namespace

Worker::Worker(Embedded& town, telemetry::Telemetry& telemetry, const WorkerOptions& options)
    : town_(town), telemetry_(telemetry), options_(options), reasons_(reason_codes()), thread_([this] { loop(); }) {}

Worker::~Worker() { stop(); }

void Worker::wake() {
  {
    const std::lock_guard lock(mutex_);
    new_work_ = true;
  }
  woken_.notify_one();
}

bool Worker::is_ready() const {
  const Clock::rep moved = moved_at_;
  return moved != 0 && !failure() && Clock::now().time_since_epoch() - Clock::duration(moved) < still_ready_after;
}

std::optional<Error> Worker::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void Worker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Worker::loop() {
  while (true) {
    const Result<> turned = turn();
    if (!turned) telemetry_.emit(telemetry::WorkStopped{turned.error()});
    std::unique_lock lock(mutex_);
    if (!turned) failure_ = turned.error();
    if (!turned || stopping_) return;
    moved_at_ = Clock::now().time_since_epoch().count();
    woken_.wait_for(lock, look_around_every, [this] { return new_work_ || stopping_; });
    new_work_ = false;
  }
}

Result<> Worker::turn() {
  if (facts_counted_.empty()) TIJDIG_DO(count_from_here());
  TIJDIG_DO(measure_lag());
  TIJDIG_DO(town_.engine().settle());
  if (options_.keep_days) TIJDIG_DO(close_days());
  TIJDIG_DO(count_facts());
  return measure_lag();
}

// A stage's oldest unread record is at most as old as the last moment at which it had none.
Result<> Worker::measure_lag() {
  TIJDIG_TRY(const auto lags, town_.engine().lag());
  const Clock::time_point now = Clock::now();
  for (const runtime::StageLag& lag : lags) {
    Clock::time_point& had_none = had_none_at_.emplace(lag.stage->id, now).first->second;
    if (lag.records == 0) had_none = now;
    const std::chrono::duration<double> oldest = now - had_none;
    telemetry_.emit(telemetry::LagMeasured{*lag.stage, lag.records, oldest.count()});
  }
  return {};
}

Result<> Worker::close_days() {
  const Date yesterday = today().plus_days(-1);
  TIJDIG_TRY(const auto last, town_.calendar().last_day_closed(town_.municipality()));
  if (last && *last >= yesterday) return {};
  Importer importer(town_, today());
  TIJDIG_DO(importer.close_until(yesterday));
  return town_.back_end().sync();  // or the day would be closed again, with what came meanwhile
}

Result<> Worker::count_from_here() {
  for (ports::Partition partition = 0; partition < town_.back_end().partitions(); ++partition) {
    TIJDIG_TRY(facts_counted_[partition], town_.back_end().end(facts, partition));
  }
  return {};
}

// What happened since the process began: facts are the record of it, and each is counted once per process.
Result<> Worker::count_facts() {
  constexpr std::size_t batch = 1000;
  for (ports::Partition partition = 0; partition < town_.back_end().partitions(); ++partition) {
    while (true) {
      std::vector<ports::InRecord> records;
      TIJDIG_TRY(facts_counted_[partition],
                 town_.back_end().read(facts, partition, facts_counted_[partition], batch, records));
      if (records.empty()) break;
      for (const ports::InRecord& record : records) {
        TIJDIG_TRY(const FactsMessage fact, codec::decode<FactsMessage>(record.value));
        telemetry_.count(fact, reasons_);
      }
    }
  }
  return {};
}

}  // namespace tijdig::commands

#include "services/shell/counting.h"

#include <algorithm>

#include "libs/codec/codec.h"

namespace tijdig::shell {
namespace {

constexpr flow::TopicId facts = flow::topics::facts.info.id;

}  // namespace

void LagMeter::tell(const std::vector<runtime::StageLag>& lags) {
  const auto now = std::chrono::steady_clock::now();
  for (const runtime::StageLag& lag : lags) {
    auto& had_none = had_none_at_.emplace(lag.stage->id, now).first->second;
    if (lag.records == 0) had_none = now;
    const std::chrono::duration<double> oldest = now - had_none;
    telemetry_.emit(telemetry::LagMeasured{*lag.stage, lag.records, oldest.count()});
  }
}

Result<> FactCounter::count(const std::vector<ports::Partition>& partitions) {
  std::erase_if(next_, [&](const auto& entry) {
    return std::find(partitions.begin(), partitions.end(), entry.first) == partitions.end();
  });
  for (const ports::Partition partition : partitions) {
    const auto known = next_.find(partition);
    if (known == next_.end()) {
      TIJDIG_TRY(next_[partition], back_end_.end(facts, partition));
    } else {
      TIJDIG_DO(count_new(partition, known->second));
    }
  }
  return {};
}

Result<> FactCounter::count_new(ports::Partition partition, ports::Offset& next) {
  constexpr std::size_t batch = 1000;
  while (true) {
    std::vector<ports::InRecord> records;
    TIJDIG_TRY(next, back_end_.read(facts, partition, next, batch, records));
    if (records.empty()) return {};
    for (const ports::InRecord& record : records) {
      // What cannot be read is no fact: `reporting` makes a dead letter of it.
      if (const auto fact = codec::decode<FactsMessage>(record.value)) telemetry_.count(*fact, reasons_);
    }
  }
}

}  // namespace tijdig::shell

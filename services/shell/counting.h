// The numbers that nobody counts by the way: how much waits, since when, and what became of people's signals.
//
//   LagMeter lag(telemetry);
//   lag.tell(*town.lag());
//   FactCounter facts(back_end, telemetry, reason_codes);
//   TIJDIG_DO(facts.count({0, 4, 8, 12}));   // the partitions that are this process's to count
//
// One thread each. Errors: those of the store.
#pragma once

#include <chrono>
#include <map>
#include <string_view>
#include <vector>

#include "libs/ports/back_end.h"
#include "libs/runtime/engine.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

// A stage's oldest unread record is at most as old as the last moment at which it had none.
class LagMeter {
 public:
  explicit LagMeter(telemetry::Telemetry& telemetry) : telemetry_(telemetry) {}
  void tell(const std::vector<runtime::StageLag>& lags);

 private:
  telemetry::Telemetry& telemetry_;
  std::map<flow::StageId, std::chrono::steady_clock::time_point> had_none_at_;
};

// Facts are the record of what happened; each is counted once, from when its partition became ours to count. A record
// that is no fact (a foreign program wrote it) counts for nothing.
class FactCounter {
 public:
  FactCounter(ports::BackEnd& back_end, telemetry::Telemetry& telemetry, std::span<const std::string_view> reasons)
      : back_end_(back_end), telemetry_(telemetry), reasons_(reasons) {}
  // A partition that was not among the last ones counts from its end on; the first call only takes note.
  Result<> count(const std::vector<ports::Partition>& partitions);

 private:
  Result<> count_new(ports::Partition partition, ports::Offset& next);

  ports::BackEnd& back_end_;
  telemetry::Telemetry& telemetry_;
  telemetry::Vocabulary reasons_;
  std::map<ports::Partition, ports::Offset> next_;
};

}  // namespace tijdig::shell

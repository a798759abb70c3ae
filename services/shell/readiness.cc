#include "services/shell/readiness.h"

#include <algorithm>

namespace tijdig::shell {
namespace {

constexpr std::chrono::seconds lately{20};

}  // namespace

// A slot that is seen for the first time has that long to begin.
bool Readiness::rose_lately(Seen& seen, std::uint64_t count, Clock::time_point now) {
  if (count != seen.count || seen.rose_at == Clock::time_point()) seen = {count, now};
  return now - seen.rose_at < lately;
}

bool Readiness::is_ready() {
  const runtime::CrewReport report = look_();
  const Clock::time_point now = now_();
  const std::lock_guard lock(mutex_);
  bool ready = true;
  std::map<std::pair<flow::StageId, ports::Slot>, Seen> rounds;
  for (const runtime::StageReport& stage : report.stages) {
    ready = ready && stage.was_assigned && rose_lately(polls_[stage.stage->id], stage.polls, now);
    for (const auto& [slot, count] : stage.rounds) {
      Seen& seen = rounds[{stage.stage->id, slot}] = rounds_[{stage.stage->id, slot}];
      ready = rose_lately(seen, count, now) && count > 0 && ready;
    }
  }
  rounds_ = std::move(rounds);  // what was taken away is forgotten
  return ready;
}

void Readiness::tell(telemetry::Telemetry& telemetry) {
  for (const runtime::StageReport& stage : look_().stages)
    telemetry.emit(telemetry::SlotsLookedAt{*stage.stage, stage.trouble.has_value()});
}

}  // namespace tijdig::shell

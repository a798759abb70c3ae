#include "libs/runtime/shared_pump.h"

#include <algorithm>
#include <numeric>

namespace tijdig::runtime {

SharedPump::SharedPump(ports::BackEnd& back_end, ports::Survey& survey, std::span<const flow::StageInfo> stages,
                       SharedPumpOptions options)
    : back_end_(back_end), survey_(survey), options_(std::move(options)) {
  for (const flow::StageInfo& stage : stages) {
    for (ports::Partition partition = 0; partition < back_end_.partitions(); ++partition) {
      places_.push_back({{stage.id, partition}, {stage.inbox, partition}, &stage});
      lanes_.push_back(places_.back().lane);
      inboxes_.push_back(places_.back().inbox);
    }
  }
}

Result<> SharedPump::settle() {
  std::vector<ports::Offset> before;
  std::chrono::milliseconds pause = options_.wait_min;
  std::chrono::milliseconds still_for{0};
  for (;;) {
    const Result<Look> now = look();
    if (!now && now.error().severity != Severity::retry && now.error().severity != Severity::abort_batch)
      return now.error();
    if (now && now->positions != before) {
      before = now->positions;
      pause = options_.wait_min;
      still_for = std::chrono::milliseconds(0);
    }
    options_.before_waiting();
    std::unique_lock lock(mutex_);
    if (stopping_) return Error::abort_batch("asked to stop; what is left is done after the next start");
    if (now && now->sum == 0) return {};
    if (still_for.count() >= options_.still_ms_max) return now ? still(*now) : now.error();
    stopped_.wait_for(lock, pause, [this] { return stopping_; });
    still_for += pause;
    pause = std::min(pause * 2, options_.wait_max);
  }
}

// Positions first, then ends: the other way round, what is published in between would be overlooked.
Result<SharedPump::Look> SharedPump::look() {
  Look look;
  TIJDIG_TRY(look.positions, survey_.positions(lanes_));
  TIJDIG_TRY(const auto ends, survey_.ends(inboxes_));
  for (std::size_t i = 0; i < places_.size(); ++i)
    look.unread.push_back(ends[i] > look.positions[i] ? ends[i] - look.positions[i] : 0);
  if (back_end_.offsets_have_gaps()) TIJDIG_DO(leave_out_gaps(ends, look));
  look.sum = std::accumulate(look.unread.begin(), look.unread.end(), std::uint64_t{0});
  return look;
}

// What lies between a position and the end may be marks and aborted records only.
Result<> SharedPump::leave_out_gaps(const std::vector<ports::Offset>& ends, Look& look) {
  const auto is_gap = [&](std::size_t i) {
    const auto gap = gaps_.find(places_[i].lane);
    return gap != gaps_.end() && gap->second.first <= look.positions[i] && ends[i] <= gap->second.second;
  };
  const std::lock_guard lock(gaps_mutex_);
  std::vector<std::size_t> asked;
  std::vector<ports::Standpoint> points;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (look.unread[i] == 0 || is_gap(i)) continue;
    asked.push_back(i);
    points.push_back({places_[i].inbox, look.positions[i]});
  }
  if (!points.empty()) {
    TIJDIG_TRY(const auto until, survey_.clear_until(points));
    for (std::size_t n = 0; n < asked.size(); ++n) gaps_[places_[asked[n]].lane] = {points[n].from, until[n]};
  }
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (is_gap(i)) look.unread[i] = 0;
  return {};
}

Error SharedPump::still(const Look& look) const {
  std::map<const flow::StageInfo*, std::uint64_t> of_stage;
  for (std::size_t i = 0; i < places_.size(); ++i) of_stage[places_[i].stage] += look.unread[i];
  std::string waiting;
  for (const auto& [stage, count] : of_stage) {
    if (count == 0) continue;
    if (!waiting.empty()) waiting += ", ";
    waiting += std::string(stage->name) + " has " + std::to_string(count) + " unread";
  }
  return Error::retry("nothing moved for " + std::to_string(options_.still_ms_max / 1000) + " s: " + waiting +
                      "; do all services run?");
}

Result<std::vector<StageLag>> SharedPump::lag() {
  TIJDIG_TRY(const Look now, look());
  std::vector<StageLag> lags;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (lags.empty() || lags.back().stage != places_[i].stage) lags.push_back({places_[i].stage, 0});
    lags.back().records += now.unread[i];
  }
  return lags;
}

void SharedPump::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
}

}  // namespace tijdig::runtime

#include "libs/runtime/shared_pump.h"

#include <algorithm>

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
  for (std::size_t i = 0; i < places_.size(); ++i) {
    TIJDIG_TRY(const std::uint64_t count, unread(places_[i], look.positions[i], ends[i]));
    look.unread.push_back(count);
    look.sum += count;
  }
  return look;
}

// What lies between a position and the end may be marks and aborted records only; reading tells.
Result<std::uint64_t> SharedPump::unread(const Place& place, ports::Offset position, ports::Offset end) {
  if (position >= end) return std::uint64_t{0};
  if (!back_end_.offsets_have_gaps()) return end - position;
  {
    const std::lock_guard lock(gaps_mutex_);
    const auto gap = gaps_.find(place.lane);
    if (gap != gaps_.end() && gap->second.first <= position && end <= gap->second.second) return std::uint64_t{0};
  }
  std::vector<ports::InRecord> found;
  TIJDIG_TRY(const ports::Offset next, back_end_.read(place.inbox.first, place.inbox.second, position, 1, found));
  if (!found.empty() || next < end) return end - position;
  const std::lock_guard lock(gaps_mutex_);
  gaps_[place.lane] = {position, next};
  return std::uint64_t{0};
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

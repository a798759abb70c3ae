#include "libs/runtime/crew.h"

#include <algorithm>

namespace tijdig::runtime {

// One stage of this process: its place in the group, and who works its slots. Its thread is the only one that starts
// and ends workers.
class Crew::Desk final : public ports::SlotOwner {
 public:
  Desk(ports::BackEnd& back_end, Berth berth, const CrewOptions& options, Bell& bell)
      : back_end_(back_end),
        stage_(std::move(berth.stage)),
        membership_(std::move(berth.membership)),
        options_(options),
        bell_(bell),
        thread_([this] { take_part(); }) {}
  ~Desk() override {
    ask_to_stop();
    thread_.join();
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void ask_to_stop() {
    stopping_ = true;
    bell_.ring();
  }
  bool has_left() const { return left_; }
  StageReport report() const;
  std::optional<Error> failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
  }

  void assigned(const std::vector<ports::Slot>& slots) override;
  void revoked(const std::vector<ports::Slot>& slots) override { take_away(slots, SlotChange::revoked); }
  void lost(const std::vector<ports::Slot>& slots) override { take_away(slots, SlotChange::lost); }

 private:
  void take_part();
  bool poll();
  void take_away(const std::vector<ports::Slot>& slots, SlotChange change);
  void changed(SlotChange change, bool all_ended);
  std::vector<ports::Lane> lanes_of(ports::Slot slot) const;

  ports::BackEnd& back_end_;
  const std::unique_ptr<const Stage> stage_;
  const std::unique_ptr<ports::Membership> membership_;
  const CrewOptions& options_;
  Bell& bell_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> left_ = false;
  mutable std::mutex mutex_;
  std::map<ports::Slot, std::unique_ptr<SlotWorker>> workers_;
  std::map<ports::Slot, std::unique_ptr<SlotWorker>> leaving_;  // given back, but a step has not ended
  bool was_assigned_ = false;
  std::uint64_t polls_ = 0;
  std::uint64_t changes_ = 0;
  std::optional<Error> group_trouble_;
  std::optional<Error> failure_;
  std::thread thread_;
};

std::vector<ports::Lane> Crew::Desk::lanes_of(ports::Slot slot) const {
  std::vector<ports::Lane> lanes;
  for (ports::Partition partition = 0; partition < back_end_.partitions(); ++partition)
    if (ports::slot_of(partition, membership_->slots()) == slot) lanes.push_back({stage_->info().id, partition});
  return lanes;
}

void Crew::Desk::assigned(const std::vector<ports::Slot>& slots) {
  {
    const std::lock_guard lock(mutex_);
    was_assigned_ = true;
    for (const ports::Slot slot : slots) {
      if (workers_.contains(slot)) continue;
      auto before = std::move(leaving_[slot]);
      leaving_.erase(slot);
      workers_[slot] =
          std::make_unique<SlotWorker>(back_end_, *stage_, lanes_of(slot), options_.worker, bell_, std::move(before));
    }
  }
  changed(SlotChange::assigned, true);
}

// Asks all of them first, then waits: they end side by side. Who lost its slots need not be waited for.
void Crew::Desk::take_away(const std::vector<ports::Slot>& slots, SlotChange change) {
  std::map<ports::Slot, std::unique_ptr<SlotWorker>> taken;
  {
    const std::lock_guard lock(mutex_);
    for (const ports::Slot slot : slots)
      if (auto node = workers_.extract(slot)) taken.insert(std::move(node));
  }
  for (const auto& [slot, worker] : taken) worker->ask_to_stop();
  bool all_ended = true;
  for (auto& [slot, worker] : taken) {
    const auto wait_max =
        change == SlotChange::lost || !all_ended ? std::chrono::milliseconds(0) : options_.revoke_wait_max;
    if (worker->ends_within(wait_max)) {
      worker.reset();
      continue;
    }
    all_ended = false;
    worker->give_up();
    const std::lock_guard lock(mutex_);
    leaving_[slot] = std::move(worker);
  }
  if (!taken.empty()) changed(change, all_ended);
}

void Crew::Desk::changed(SlotChange change, bool all_ended) {
  std::size_t owned = 0;
  {
    const std::lock_guard lock(mutex_);
    ++changes_;
    owned = workers_.size();
  }
  if (options_.observer) options_.observer->slots_changed(stage_->info(), change, owned, all_ended);
}

void Crew::Desk::take_part() {
  std::chrono::milliseconds pause = options_.worker.retry_wait_min;
  while (!stopping_ && !failure()) {
    if (poll()) {
      pause = options_.worker.retry_wait_min;
    } else {
      bell_.wait_until(pause, [this] { return stopping_.load(); });
      pause = std::min(pause * 2, options_.worker.retry_wait_max);
    }
  }
  const Result<> gone = membership_->leave(*this);
  if (!gone && options_.observer) options_.observer->group_trouble(stage_->info(), gone.error());
  std::vector<ports::Slot> left_over;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [slot, worker] : workers_) left_over.push_back(slot);
  }
  revoked(left_over);  // whatever the group says, nobody works after the end
  leaving_.clear();    // waits for them
  left_ = true;
  bell_.ring();
}

// False: try again after a pause.
bool Crew::Desk::poll() {
  const Result<> polled = membership_->poll(options_.poll_wait_max, *this);
  const std::lock_guard lock(mutex_);
  std::erase_if(leaving_, [](const auto& entry) { return entry.second->has_ended(); });
  for (const auto& [slot, worker] : workers_)
    if (!failure_) failure_ = worker->failure();
  group_trouble_ = polled ? std::nullopt : std::optional(polled.error());
  if (polled) {
    ++polls_;
    return true;
  }
  const bool may_succeed_later =
      polled.error().severity == Severity::retry || polled.error().severity == Severity::abort_batch;
  if (!may_succeed_later && !failure_) failure_ = polled.error();
  if (options_.observer) options_.observer->group_trouble(stage_->info(), polled.error());
  return false;
}

StageReport Crew::Desk::report() const {
  const std::lock_guard lock(mutex_);
  StageReport report;
  report.stage = &stage_->info();
  report.was_assigned = was_assigned_;
  report.polls = polls_;
  report.changes = changes_;
  report.trouble = group_trouble_;
  for (const auto& [slot, worker] : workers_) {
    report.slots.push_back(slot);
    report.rounds[slot] = worker->rounds();
    if (!report.trouble) report.trouble = worker->trouble();
  }
  return report;
}

Crew::Crew(ports::BackEnd& back_end, std::vector<Berth> berths, const CrewOptions& options) : options_(options) {
  for (Berth& berth : berths) desks_.push_back(std::make_unique<Desk>(back_end, std::move(berth), options_, bell_));
  if (options_.wait_for_news) listener_ = std::thread([this] { listen(); });
}

Crew::~Crew() {
  stopping_ = true;
  for (const auto& desk : desks_) desk->ask_to_stop();
  desks_.clear();
  if (listener_.joinable()) listener_.join();
}

void Crew::listen() {
  while (!stopping_) {
    options_.wait_for_news(options_.poll_wait_max);
    bell_.ring();
    bell_.wait_until(options_.worker.idle_wait_min, [this] { return stopping_.load(); });
  }
}

CrewReport Crew::report() const {
  CrewReport report;
  for (const auto& desk : desks_) report.stages.push_back(desk->report());
  return report;
}

std::optional<Error> Crew::failure() const {
  for (const auto& desk : desks_)
    if (const auto failure = desk->failure()) return failure;
  return std::nullopt;
}

bool Crew::owns(flow::StageId stage, ports::Slot slot) const {
  for (const StageReport& one : report().stages)
    if (one.stage->id == stage && std::find(one.slots.begin(), one.slots.end(), slot) != one.slots.end()) return true;
  return false;
}

bool Crew::stop(std::chrono::milliseconds wait_max) {
  stopping_ = true;
  for (const auto& desk : desks_) desk->ask_to_stop();
  return bell_.wait_until(wait_max, [this] {
    return std::all_of(desks_.begin(), desks_.end(), [](const auto& desk) { return desk->has_left(); });
  });
}

}  // namespace tijdig::runtime

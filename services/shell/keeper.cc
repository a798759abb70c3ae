#include "services/shell/keeper.h"

namespace tijdig::shell {
namespace {

constexpr std::chrono::seconds still_ready_after{30};

}  // namespace

Keeper::Keeper(std::function<Result<>()> round, KeeperOptions options)
    : round_(std::move(round)), options_(std::move(options)), thread_([this] { loop(); }) {}

Keeper::~Keeper() { stop(); }

void Keeper::wake() {
  {
    const std::lock_guard lock(mutex_);
    new_work_ = true;
  }
  woken_.notify_one();
}

bool Keeper::is_ready() const {
  const Clock::rep moved = moved_at_;
  return moved != 0 && !failure() && Clock::now().time_since_epoch() - Clock::duration(moved) < still_ready_after;
}

std::optional<Error> Keeper::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void Keeper::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Keeper::may_go_on_after(const Result<>& round) const {
  if (round) return true;
  const Severity severity = round.error().severity;
  return options_.outlives_trouble && (severity == Severity::retry || severity == Severity::abort_batch);
}

void Keeper::loop() {
  std::optional<Error> told;
  while (true) {
    const Result<> round = round_();
    if (!round && told != round.error()) options_.on_trouble(round.error());
    told = round ? std::nullopt : std::optional(round.error());
    std::unique_lock lock(mutex_);
    if (!may_go_on_after(round)) failure_ = round.error();
    if (failure_ || stopping_) return;
    if (round) moved_at_ = Clock::now().time_since_epoch().count();
    woken_.wait_for(lock, options_.every, [this] { return new_work_ || stopping_; });
    new_work_ = false;
  }
}

}  // namespace tijdig::shell

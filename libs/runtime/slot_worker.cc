#include "libs/runtime/slot_worker.h"

#include <algorithm>

#include "libs/base/check.h"

#include "libs/runtime/engine.h"

namespace tijdig::runtime {
namespace {

bool may_succeed_later(const Error& error) {
  return error.severity == Severity::retry || error.severity == Severity::abort_batch;
}

// A pause that doubles while nothing changes.
class Pause {
 public:
  Pause(std::chrono::milliseconds least, std::chrono::milliseconds most) : least_(least), most_(most), next_(least) {}
  void reset() { next_ = least_; }
  std::chrono::milliseconds take() {
    const auto now = next_;
    next_ = std::min(next_ * 2, most_);
    return now;
  }

 private:
  std::chrono::milliseconds least_;
  std::chrono::milliseconds most_;
  std::chrono::milliseconds next_;
};

}  // namespace

std::uint64_t Bell::rings() {
  const std::lock_guard lock(mutex_);
  return rings_;
}

void Bell::ring() {
  {
    const std::lock_guard lock(mutex_);
    ++rings_;
  }
  rung_.notify_all();
}

SlotWorker::SlotWorker(ports::BackEnd& back_end, const Stage& stage, std::vector<ports::Lane> lanes,
                       const SlotWorkerOptions& options, Bell& bell, std::unique_ptr<SlotWorker> before)
    : back_end_(back_end), stage_(stage), options_(options), bell_(bell), before_(std::move(before)) {
  TIJDIG_CHECK(options_.threads_max > 0);
  StepLimits limits = options_.limits;
  limits.given_up = &given_up_;
  const std::size_t count = std::clamp<std::size_t>(lanes.size(), 1, options_.threads_max);
  for (std::size_t i = 0; i < count; ++i) parts_.push_back(std::make_unique<Part>());
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    Part& part = *parts_[i % count];
    part.lanes.push_back(std::make_unique<LaneRunner>(back_end_, stage_, lanes[i], limits));
    part.claimed.push_back(false);
  }
  working_ = count;
  for (const auto& part : parts_) part->thread = std::thread([this, &part = *part] { work(part); });
}

SlotWorker::~SlotWorker() {
  ask_to_stop();
  for (const auto& part : parts_) part->thread.join();
}

void SlotWorker::ask_to_stop() {
  stopping_ = true;
  bell_.ring();
}

void SlotWorker::give_up() {
  given_up_ = true;
  ask_to_stop();
}

bool SlotWorker::ends_within(std::chrono::milliseconds wait_max) {
  return bell_.wait_until(wait_max, [this] { return has_ended(); });
}

std::uint64_t SlotWorker::rounds() const {
  std::uint64_t least = parts_.front()->rounds;
  for (const auto& part : parts_) least = std::min(least, part->rounds.load());
  return least;
}

std::optional<Error> SlotWorker::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

std::optional<Error> SlotWorker::trouble() const {
  const std::lock_guard lock(mutex_);
  for (const auto& part : parts_)
    if (part->trouble) return part->trouble;
  return std::nullopt;
}

void SlotWorker::note(Part& part, const std::optional<Error>& trouble) {
  const std::lock_guard lock(mutex_);
  part.trouble = trouble;
}

void SlotWorker::work(Part& part) {
  std::call_once(before_is_gone_, [this] { before_.reset(); });
  const Result<> worked = work_until_stopped(part);
  if (!worked) {
    note(part, worked.error());
    if (!bell_.wait_until(options_.fenced_wait_max, [this] { return stopping_.load(); })) {
      const std::lock_guard lock(mutex_);
      failure_ = worked.error();
    }
  }
  --working_;
  bell_.ring();
}

Result<> SlotWorker::work_until_stopped(Part& part) {
  Pause idle(options_.idle_wait_min, options_.idle_wait_max);
  Pause retry(options_.retry_wait_min, options_.retry_wait_max);
  const auto stopping = [this] { return stopping_.load(); };
  while (!stopping_) {
    const std::uint64_t seen = bell_.rings();
    TIJDIG_TRY(const Round last, round(part));
    if (last == Round::interrupted) {
      bell_.wait_until(retry.take(), stopping);
      continue;
    }
    ++part.rounds;
    note(part, std::nullopt);
    retry.reset();
    if (last == Round::moved)
      idle.reset();
    else
      bell_.wait(seen, idle.take(), stopping);
  }
  return {};
}

// Every lane once. One that cannot go on now does not keep the others from it.
Result<SlotWorker::Round> SlotWorker::round(Part& part) {
  bool moved = false;
  bool published = false;
  bool interrupted = false;
  for (std::size_t i = 0; i < part.lanes.size() && !stopping_; ++i) {
    LaneRunner& lane = *part.lanes[i];
    TIJDIG_TRY(const bool is_ready, make_ready(part, i));
    if (!is_ready) {
      interrupted = true;
      continue;
    }
    if (options_.observer) options_.observer->step_begins(lane.info(), lane.lane().partition);
    TIJDIG_TRY(const StepReport report, lane.step());
    if (options_.observer) options_.observer->step_ends(lane.info(), lane.lane().partition, report);
    if (report.interrupted) note(part, report.interrupted);
    interrupted = interrupted || report.interrupted.has_value();
    moved = moved || (!report.interrupted && report.records > 0);
    published = published || (!report.interrupted && report.outputs > 0);
  }
  if (published) bell_.ring();  // for lanes of this process; others hear of it from the log
  return interrupted ? Round::interrupted : moved ? Round::moved : Round::idle;
}

Result<bool> SlotWorker::make_ready(Part& part, std::size_t lane) {
  if (part.claimed[lane]) return true;
  const Result<> claim = part.lanes[lane]->claim();
  if (!claim && !may_succeed_later(claim.error())) return claim.error();
  if (!claim) note(part, claim.error());
  part.claimed[lane] = claim.has_value();
  return claim.has_value();
}

}  // namespace tijdig::runtime

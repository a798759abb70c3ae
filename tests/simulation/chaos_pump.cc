#include "tests/simulation/chaos_pump.h"

namespace tijdig::simulation {

using ports::Lane;

ChaosPump::ChaosPump(ports::BackEnd& back_end, const memory::Memory& memory,
                     const std::vector<std::unique_ptr<const runtime::Stage>>& stages, Faults& faults, Chance& chance,
                     const runtime::StepLimits& limits)
    : back_end_(back_end), memory_(memory), stages_(stages), faults_(faults), chance_(chance), limits_(limits) {
  faults_.on_rival([this](Lane lane, memory::Call at) { take_over(lane, at); });
}

Result<> ChaosPump::restart(bool keep_zombies) {
  if (!keep_zombies) zombies_.clear();
  for (auto& [lane, owner] : owners_)
    if (keep_zombies) bury(std::move(owner));
  owners_.clear();
  for (const auto& stage : stages_) {
    for (ports::Partition partition = 0; partition < back_end_.partitions(); ++partition) {
      const Lane lane{stage->info().id, partition};
      auto owner = std::make_unique<Owner>(back_end_, memory_, *stage, lane, limits_);
      for (auto claimed = owner->runner.claim(); !claimed; claimed = owner->runner.claim())
        if (faults_.is_dead()) return claimed;
      owners_[lane] = std::move(owner);
    }
  }
  return {};
}

Result<> ChaosPump::settle() {
  for (;;) {
    auto stepped = step_somewhere();
    if (!broken_promise_.empty()) return Error::fatal(broken_promise_);
    if (faults_.is_dead()) return Error::abort_batch("the process is dead");
    if (stepped && !*stepped) return {};
    if (!stepped && stepped.error().severity == Severity::fatal) return stepped.error();
  }
}

void ChaosPump::some_steps(std::uint32_t count) {
  for (std::uint32_t i = 0; i < count && !faults_.is_dead() && broken_promise_.empty(); ++i)
    if (auto stepped = step_somewhere(); stepped && !*stepped) return;
}

Result<bool> ChaosPump::step_somewhere() {
  if (!zombies_.empty() && chance_.percent(20)) step_a_zombie();
  std::vector<Lane> waiting;
  for (const auto& [lane, owner] : owners_) {
    TIJDIG_TRY(const std::uint64_t count, owner->runner.unread());
    if (count != 0) waiting.push_back(lane);
  }
  if (waiting.empty()) return false;
  TIJDIG_DO(step(waiting[chance_.below(static_cast<std::uint32_t>(waiting.size()))]));
  return true;
}

Result<> ChaosPump::step(Lane lane) {
  ++steps_;
  stepping_ = owners_[lane].get();
  replaced_before_commit_ = false;
  const auto report = stepping_->runner.step();
  const bool still_owner = owners_[lane].get() == stepping_;
  const bool committed = report && !report->interrupted && report->records > 0;
  if (replaced_before_commit_ && committed) broken_promise_ = "an owner that had been replaced could still commit";
  if (still_owner && !report) broken_promise_ = report.error().detail;
  return {};
}

void ChaosPump::step_a_zombie() {
  const std::size_t which = chance_.below(static_cast<std::uint32_t>(zombies_.size()));
  auto zombie = std::move(zombies_[which]);
  zombies_.erase(zombies_.begin() + static_cast<std::ptrdiff_t>(which));
  const auto report = zombie.first->runner.step();
  if (report && !report->interrupted && report->records > 0) broken_promise_ = "a zombie could commit";
  if (--zombie.second > 0) zombies_.push_back(std::move(zombie));
}

// Called in the middle of the owner's unit: somebody else becomes the owner and works before the old one goes on.
void ChaosPump::take_over(Lane lane, memory::Call at) {
  const auto found = owners_.find(lane);
  if (found == owners_.end() || found->second.get() != stepping_) return;
  for (const auto& stage : stages_) {
    if (stage->info().id != lane.stage) continue;
    auto rival = std::make_unique<Owner>(back_end_, memory_, *stage, lane, limits_);
    if (!rival->runner.claim()) return;
    std::swap(found->second, rival);
    bury(std::move(rival));
    replaced_before_commit_ = at != memory::Call::commit_state;
    for (std::uint32_t i = chance_.below(3); i > 0; --i)
      if (auto report = found->second->runner.step(); !report) broken_promise_ = report.error().detail;
    return;
  }
}

void ChaosPump::bury(OwnerPointer owner) { zombies_.emplace_back(std::move(owner), 1 + chance_.below(4)); }

}  // namespace tijdig::simulation

#include <algorithm>

#include "libs/backends/memory/memory.h"

namespace tijdig::memory {

using ports::Lane;
using Lock = std::lock_guard<std::mutex>;

std::size_t Memory::unsynced() const {
  Lock lock(mutex_);
  return journal_.size() - synced_;
}

void Memory::power_loss(const std::vector<bool>& is_whole) {
  Lock lock(mutex_);
  TIJDIG_CHECK(options_.keep_journal && options_.commit == Commit::atomic);
  TIJDIG_CHECK(is_whole.size() == journal_.size() - synced_);
  std::vector<JournalEntry> left(journal_.begin(), journal_.begin() + static_cast<std::ptrdiff_t>(synced_));
  bool cut_off = false;
  for (std::size_t i = 0; i < is_whole.size(); ++i) {
    JournalEntry& entry = journal_[synced_ + i];
    cut_off = cut_off || (!entry.is_apart && !is_whole[i] && options_.stop_at_torn);
    if (entry.is_apart || (is_whole[i] && !cut_off)) left.push_back(std::move(entry));
  }
  journal_ = std::move(left);
  synced_ = journal_.size();
  log_.clear();
  for (auto& [lane, store] : lanes_) {
    store.state.clear();
    store.progress = {};
    store.changelog.clear();
    store.applied = 0;
    ++store.losses;
  }
  for (const JournalEntry& entry : journal_) {
    put_in_log(entry.outputs);
    if (!entry.change) continue;
    LaneStore& store = lanes_[entry.change->first];
    apply(store, entry.change->second);
    store.changelog.push_back(entry.change->second);
  }
}

std::size_t Memory::changes(Lane lane) const {
  Lock lock(mutex_);
  const auto found = lanes_.find(lane);
  return found == lanes_.end() ? 0 : found->second.changelog.size();
}

std::uint64_t Memory::epoch(Lane lane) const {
  Lock lock(mutex_);
  const auto found = lanes_.find(lane);
  return found == lanes_.end() ? 0 : found->second.epoch;
}

void Memory::lose_state(Lane lane, std::size_t changes_kept) {
  Lock lock(mutex_);
  TIJDIG_CHECK(options_.commit != Commit::atomic && keeps_changelog());
  LaneStore& store = lanes_[lane];
  store.state.clear();
  store.progress = {};
  store.applied = 0;
  ++store.losses;
  const std::size_t kept = std::min(changes_kept, store.changelog.size());
  for (std::size_t i = 0; i < kept; ++i) apply(store, store.changelog[i]);
  // Without a changelog in the log itself, what is lost is lost: the inbox will be read again from here.
  if (options_.commit == Commit::visible_at_publish) store.changelog.resize(kept);
}

}  // namespace tijdig::memory

#include "libs/runtime/lane_state.h"

#include <algorithm>

namespace tijdig::runtime {

void LaneState::need(Bytes key) {
  if (const auto found = slots_.find(BytesView(key)); found != slots_.end() && found->second.known) return;
  needed_.push_back(std::move(key));
}

Result<> LaneState::load_needed() {
  if (needed_.empty()) return {};
  std::sort(needed_.begin(), needed_.end());
  needed_.erase(std::unique(needed_.begin(), needed_.end()), needed_.end());
  loaded_.clear();
  TIJDIG_DO(back_end_.load(lane_, needed_, loaded_));
  for (std::size_t i = 0; i < needed_.size(); ++i) {
    cache_bytes_ += static_cast<std::int64_t>(needed_[i].size());
    fill(slots_[std::move(needed_[i])], std::move(loaded_[i]));
  }
  needed_.clear();
  return {};
}

void LaneState::fill(Slot& slot, std::optional<Bytes> value) {
  cache_bytes_ += value ? static_cast<std::int64_t>(value->size()) : 0;
  slot.value = std::move(value);
  slot.known = true;
}

std::optional<BytesView> LaneState::get(BytesView key) {
  auto found = slots_.find(key);
  if (found == slots_.end() || !found->second.known) {
    const Bytes owned(key);
    loaded_.clear();
    if (auto read = back_end_.load(lane_, std::span(&owned, 1), loaded_); !read) {
      failure_ = read.error();
      return std::nullopt;
    }
    cache_bytes_ += static_cast<std::int64_t>(owned.size());
    found = slots_.try_emplace(owned).first;
    fill(found->second, std::move(loaded_[0]));
  }
  const auto& value = found->second.value;
  return value ? std::optional<BytesView>(*value) : std::nullopt;
}

void LaneState::put(BytesView key, std::optional<Bytes> value) {
  auto found = slots_.find(key);
  if (found == slots_.end()) found = slots_.try_emplace(Bytes(key)).first;
  Slot& slot = found->second;
  cache_bytes_ -= slot.value ? static_cast<std::int64_t>(slot.value->size()) : 0;
  if (slot.saved_in_record != record_) {
    undo_.push_back({&slot, std::move(slot)});
    slot.dirty = undo_.back().before.dirty;
    slot.saved_in_record = record_;
  }
  if (!slot.dirty) {
    slot.dirty = true;
    dirty_.push_back(&*found);
  }
  fill(slot, std::move(value));
}

void LaneState::begin_record() {
  ++record_;
  undo_.clear();
  dirty_before_record_ = dirty_.size();
}

void LaneState::undo_record() {
  for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) {
    *undo->slot = std::move(undo->before);
  }
  undo_.clear();
  dirty_.resize(dirty_before_record_);
}

std::vector<ports::StateWrite> LaneState::changes() const {
  std::vector<ports::StateWrite> writes;
  writes.reserve(dirty_.size());
  for (const auto* slot : dirty_) writes.push_back({slot->first, slot->second.value});
  std::sort(writes.begin(), writes.end(),
            [](const ports::StateWrite& one, const ports::StateWrite& other) { return one.key < other.key; });
  return writes;
}

void LaneState::keep_committed() {
  for (auto* slot : dirty_) slot->second.dirty = false;
  dirty_.clear();
  undo_.clear();
  if (cache_bytes_ > cache_bytes_max_) forget();
}

void LaneState::forget() {
  slots_.clear();
  dirty_.clear();
  undo_.clear();
  needed_.clear();
  failure_.reset();
  cache_bytes_ = 0;
}

}  // namespace tijdig::runtime

#include "libs/runtime/lane_state.h"

#include <algorithm>

namespace tijdig::runtime {
namespace {

constexpr std::size_t slot_bytes = 200;            // of a slot without key and value, about
constexpr std::size_t decoded_bytes_per_byte = 4;  // of what is small on the wire, about

}  // namespace

void LaneState::need(Bytes key) {
  if (const auto found = slots_.find(BytesView(key)); found != slots_.end() && found->second.known) {
    found->second.touched_in_batch = batch_;
    return;
  }
  needed_.push_back(std::move(key));
}

Result<> LaneState::load_needed() {
  if (needed_.empty()) return {};
  std::sort(needed_.begin(), needed_.end());
  needed_.erase(std::unique(needed_.begin(), needed_.end()), needed_.end());
  loaded_.clear();
  if (auto read = back_end_.load(lane_, needed_, loaded_); !read) {
    needed_.clear();
    return read;
  }
  for (std::size_t i = 0; i < needed_.size(); ++i) {
    Slot& slot = slots_.try_emplace(std::move(needed_[i])).first->second;
    slot.wire = std::move(loaded_[i]);
    slot.known = true;
    slot.touched_in_batch = batch_;
    count(slot, slot.wire ? slot.wire->size() : 0);
  }
  needed_.clear();
  return {};
}

void LaneState::load_ahead(std::vector<Bytes> keys) {
  for (Bytes& key : keys) need(std::move(key));
  if (const auto loaded = load_needed(); !loaded) failure_ = loaded.error();
}

// The slot of the key, read through from the store where it was not known.
Result<LaneState::Slots::value_type*> LaneState::known_slot(BytesView key) {
  auto found = slots_.find(key);
  if (found == slots_.end() || !found->second.known) {
    const Bytes owned(key);
    loaded_.clear();
    if (auto read = back_end_.load(lane_, std::span(&owned, 1), loaded_); !read) {
      failure_ = read.error();
      return read.error();
    }
    found = slots_.try_emplace(owned).first;
    found->second.wire = std::move(loaded_[0]);
    found->second.known = true;
    count(found->second, found->second.wire ? found->second.wire->size() : 0);
  }
  found->second.touched_in_batch = batch_;
  return &*found;
}

std::optional<BytesView> LaneState::get(BytesView key) {
  const auto entry = known_slot(key);
  if (!entry) return std::nullopt;
  Slot& slot = (*entry)->second;
  if (slot.value) {  // somebody used it by its type
    slot.wire = slot.value->to_bytes();
    slot.value.reset();
    slot.type = nullptr;
  }
  return slot.wire ? std::optional<BytesView>(*slot.wire) : std::nullopt;
}

Result<> LaneState::decode(Slot& slot, const KeptType& type) {
  if (slot.value) {
    TIJDIG_CHECK(slot.type == &type);
    return {};
  }
  if (!slot.wire) return {};
  auto value = type.make();
  if (const auto read = value->from_bytes(*slot.wire); !read) return unreadable_state(read.error());
  count(slot, slot.wire->size() * decoded_bytes_per_byte);
  slot.value = std::move(value);
  slot.type = &type;
  slot.wire.reset();
  return {};
}

Result<const KeptValue*> LaneState::look(BytesView key, const KeptType& type) {
  TIJDIG_TRY(auto* const entry, known_slot(key));
  TIJDIG_DO(decode(entry->second, type));
  return entry->second.value.get();
}

Result<KeptValue*> LaneState::change(BytesView key, const KeptType& type) {
  TIJDIG_TRY(auto* const entry, known_slot(key));
  Slot& slot = entry->second;
  TIJDIG_DO(decode(slot, type));
  if (slot.changed_in_record != record_) begin_change(*entry, as_before(slot));
  if (!slot.value) {
    slot.value = type.make();
    slot.type = &type;
  }
  return slot.value.get();
}

void LaneState::put(BytesView key, std::optional<Bytes> value) {
  auto found = slots_.find(key);
  if (found == slots_.end()) found = slots_.try_emplace(Bytes(key)).first;
  Slot& slot = found->second;
  if (slot.changed_in_record != record_) {
    Slot before = std::move(slot);
    slot = Slot();
    slot.dirty = before.dirty;
    slot.bytes = before.bytes;
    begin_change(*found, std::move(before));
  }
  slot.value.reset();
  slot.type = nullptr;
  slot.wire = std::move(value);
  slot.known = true;
  slot.touched_in_batch = batch_;
  count(slot, slot.wire ? slot.wire->size() : 0);
}

// What an undo puts back. A value that the store has too is not copied: it is read again from there. Of one that only
// this batch has, a copy costs more than deciding: without it the batch is decided again in the rare case of need.
LaneState::Slot LaneState::as_before(const Slot& slot) {
  Slot before;
  before.known = slot.dirty || !slot.value;
  before.dirty = slot.dirty;
  before.bytes = slot.bytes;
  if (slot.dirty && slot.value && !keep_copies_) {
    can_undo_ = false;
  } else if (slot.dirty && slot.value) {
    before.value = slot.value->copy();
    before.type = slot.type;
  }
  return before;
}

void LaneState::begin_change(Slots::value_type& entry, Slot before) {
  undo_.push_back({&entry.second, std::move(before)});
  entry.second.changed_in_record = record_;
  if (entry.second.dirty) return;
  entry.second.dirty = true;
  dirty_.push_back(&entry);
}

void LaneState::begin_record() {
  ++record_;
  undo_.clear();
  can_undo_ = true;
  dirty_before_record_ = dirty_.size();
}

bool LaneState::undo_record() {
  if (!can_undo_) return false;
  for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) {
    cached_bytes_ = cached_bytes_ - undo->slot->bytes + undo->before.bytes;
    undo->before.touched_in_batch = batch_;
    *undo->slot = std::move(undo->before);
  }
  undo_.clear();
  dirty_.resize(dirty_before_record_);
  return true;
}

void LaneState::forget_changes() {
  for (const auto* const entry : dirty_) {
    cached_bytes_ -= entry->second.bytes;
    slots_.erase(slots_.find(entry->first));
  }
  dirty_.clear();
  undo_.clear();
  can_undo_ = true;
}

std::vector<ports::StateWrite> LaneState::changes() {
  std::sort(dirty_.begin(), dirty_.end(), [](const auto* one, const auto* other) { return one->first < other->first; });
  std::vector<ports::StateWrite> writes;
  writes.reserve(dirty_.size());
  for (auto* const entry : dirty_) {
    Slot& slot = entry->second;
    if (slot.value) {
      writes.push_back({entry->first, slot.value->to_bytes()});
      count(slot, writes.back().value->size() * decoded_bytes_per_byte);
    } else {
      writes.push_back({entry->first, slot.wire});
    }
  }
  return writes;
}

void LaneState::keep_committed() {
  for (auto* const entry : dirty_) entry->second.dirty = false;
  dirty_.clear();
  undo_.clear();
  if (cached_bytes_ > cache_bytes_max_) evict();
  ++batch_;
}

void LaneState::evict() {
  for (auto at = slots_.begin(); at != slots_.end();) {
    if (at->second.touched_in_batch == batch_) {
      ++at;
      continue;
    }
    cached_bytes_ -= at->second.bytes;
    at = slots_.erase(at);
  }
  if (cached_bytes_ > cache_bytes_max_) forget();
}

void LaneState::forget() {
  slots_.clear();
  dirty_.clear();
  undo_.clear();
  needed_.clear();
  failure_.reset();
  cached_bytes_ = 0;
}

void LaneState::count(Slot& slot, std::size_t value_bytes) {
  const std::size_t bytes = slot_bytes + value_bytes;
  cached_bytes_ = cached_bytes_ - slot.bytes + bytes;
  slot.bytes = bytes;
}

}  // namespace tijdig::runtime

#include "libs/runtime/lane_state.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tijdig::runtime {
namespace {

constexpr std::size_t slot_bytes = 200;            // of a slot without key and value, about
constexpr std::size_t decoded_bytes_per_byte = 4;  // of what is small on the wire, about

// As a number that is ordered as they are; a key that is shorter goes on with zeros.
std::uint64_t first_bytes(BytesView key) {
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < sizeof first; ++i)
    first = first << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  return first;
}

// Most keys differ in their first bytes, which are compared at once and lie beside each other in memory.
template <class Entry>
void sort_by_key(std::vector<Entry*>& entries) {
  std::vector<std::pair<std::uint64_t, Entry*>> order;
  order.reserve(entries.size());
  for (Entry* const entry : entries) order.emplace_back(first_bytes(entry->key.view()), entry);
  std::sort(order.begin(), order.end(), [](const auto& one, const auto& other) {
    return one.first != other.first ? one.first < other.first : one.second->key.view() < other.second->key.view();
  });
  for (std::size_t i = 0; i < order.size(); ++i) entries[i] = order[i].second;
}

}  // namespace

void LaneState::need(Bytes key) {
  if (from_nothing_) return;
  Entry& entry = slots_.find_or_add(key);
  entry.value.touched_in_batch = batch_;
  if (entry.value.known || entry.value.wanted) return;
  entry.value.wanted = true;
  needed_.push_back(&entry);
}

Result<> LaneState::load_needed() {
  if (needed_.empty()) return {};
  sort_by_key(needed_);
  const auto fetched = fetch();
  for (Entry* const entry : needed_) entry->value.wanted = false;
  needed_.clear();
  return fetched;
}

Result<> LaneState::expect_wanted() const {
  if (given_up_ == nullptr || !*given_up_) return {};
  return Error::abort_batch("the step was given up: its slot went to another, or the process ends");
}

// Into `loaded_`.
Result<> LaneState::load(std::span<const Bytes> keys) {
  TIJDIG_DO(expect_wanted());
  loaded_.clear();
  return back_end_.load(lane_, keys, loaded_);
}

// What is needed, in one call.
Result<> LaneState::fetch() {
  keys_.resize(needed_.size());
  for (std::size_t i = 0; i < needed_.size(); ++i) keys_[i].assign(needed_[i]->key.view());
  TIJDIG_DO(load(keys_));
  for (std::size_t i = 0; i < needed_.size(); ++i) {
    Slot& slot = needed_[i]->value;
    slot.wire = std::move(loaded_[i]);
    slot.known = true;
    count(slot, slot.wire ? slot.wire->size() : 0);
  }
  return {};
}

void LaneState::load_ahead(std::vector<Bytes> keys) {
  for (Bytes& key : keys) need(std::move(key));
  if (const auto loaded = load_needed(); !loaded) failure_ = loaded.error();
}

// The slot of the key, read through from the store where it was not known.
Result<LaneState::Entry*> LaneState::known_slot(BytesView key) {
  Entry& entry = slots_.find_or_add(key);
  Slot& slot = entry.value;
  if (!slot.known && !from_nothing_) {
    const Bytes wanted(key);
    if (auto read = load(std::span(&wanted, 1)); !read) {
      failure_ = read.error();
      return read.error();
    }
    slot.wire = std::move(loaded_[0]);
    count(slot, slot.wire ? slot.wire->size() : 0);
  }
  slot.known = true;
  slot.touched_in_batch = batch_;
  return &entry;
}

std::optional<BytesView> LaneState::get(BytesView key) {
  const auto entry = known_slot(key);
  if (!entry) return std::nullopt;
  Slot& slot = (*entry)->value;
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
  TIJDIG_DO(decode(entry->value, type));
  return entry->value.value.get();
}

Result<KeptValue*> LaneState::change(BytesView key, const KeptType& type) {
  TIJDIG_TRY(auto* const entry, known_slot(key));
  Slot& slot = entry->value;
  TIJDIG_DO(decode(slot, type));
  if (slot.changed_in_record != record_) {
    if (keeps_undo()) undo_.push_back({&slot, as_before(slot)});
    begin_change(*entry);
  }
  if (!slot.value) {
    slot.value = type.make();
    slot.type = &type;
  }
  return slot.value.get();
}

void LaneState::put(BytesView key, std::optional<Bytes> value) {
  Entry& entry = slots_.find_or_add(key);
  Slot& slot = entry.value;
  if (slot.changed_in_record != record_) {
    if (keeps_undo()) {
      Slot before = std::exchange(slot, Slot());
      slot.dirty = before.dirty;
      slot.bytes = before.bytes;
      undo_.push_back({&slot, std::move(before)});
    }
    begin_change(entry);
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

void LaneState::begin_change(Entry& entry) {
  if (!keeps_undo()) can_undo_ = false;
  entry.value.changed_in_record = record_;
  if (entry.value.dirty) return;
  entry.value.dirty = true;
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
  for (Entry* const entry : dirty_) {
    cached_bytes_ -= entry->value.bytes;
    slots_.erase(*entry);
  }
  dirty_.clear();
  undo_.clear();
  can_undo_ = true;
}

std::vector<ports::StateWrite> LaneState::changes() {
  std::vector<ports::StateWrite> writes;
  if (from_nothing_) return writes;
  sort_by_key(dirty_);
  writes.reserve(dirty_.size());
  for (Entry* const entry : dirty_) {
    Slot& slot = entry->value;
    if (slot.value) {
      writes.push_back({Bytes(entry->key.view()), slot.value->to_bytes()});
      count(slot, writes.back().value->size() * decoded_bytes_per_byte);
    } else {
      writes.push_back({Bytes(entry->key.view()), slot.wire});
    }
  }
  return writes;
}

std::vector<std::pair<BytesView, BytesView>> LaneState::held_back() {
  TIJDIG_CHECK(from_nothing_);
  // Written down as it lies in memory, and sorted then: what is decoded is many pieces, each far from those of the next
  // key.
  std::vector<Entry*> there;
  there.reserve(dirty_.size());
  for (Entry* const entry : dirty_) {
    Slot& slot = entry->value;
    if (slot.value) slot.wire = std::exchange(slot.value, nullptr)->to_bytes();
    if (slot.wire) there.push_back(entry);
  }
  sort_by_key(there);
  std::vector<std::pair<BytesView, BytesView>> state;
  state.reserve(there.size());
  for (const Entry* const entry : there) state.emplace_back(entry->key.view(), *entry->value.wire);
  return state;
}

void LaneState::keep_committed() {
  undo_.clear();
  if (!from_nothing_) {
    for (Entry* const entry : dirty_) entry->value.dirty = false;
    dirty_.clear();
    tell_budget();
    if (!cache_.allow(cached_bytes_)) evict();
  }
  ++batch_;
}

void LaneState::tell_budget() {
  if (cache_.together) cache_.together->changed(std::exchange(told_bytes_, cached_bytes_), cached_bytes_);
}

// The older half of the batches, and again, until the limits allow what is left.
void LaneState::evict() {
  while (!cache_.allow(cached_bytes_) && oldest_touched_ < batch_) {
    oldest_touched_ += (batch_ - oldest_touched_ + 1) / 2;
    slots_.erase_if([this](const Entry& entry) {
      if (entry.value.touched_in_batch >= oldest_touched_) return false;
      cached_bytes_ -= entry.value.bytes;
      return true;
    });
    tell_budget();
  }
  if (!cache_.allow(cached_bytes_)) forget();
}

void LaneState::forget() {
  slots_.clear();
  dirty_.clear();
  undo_.clear();
  needed_.clear();
  failure_.reset();
  cached_bytes_ = 0;
  tell_budget();
}

void LaneState::count(Slot& slot, std::size_t value_bytes) {
  const std::size_t bytes = slot_bytes + value_bytes;
  cached_bytes_ = cached_bytes_ - slot.bytes + bytes;
  slot.bytes = bytes;
}

}  // namespace tijdig::runtime

#include "libs/residents/posting_index.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tijdig::residents {
namespace {

unsigned class_of(std::uint32_t count) { return static_cast<unsigned>(std::bit_width(count - 1)); }

}  // namespace

const PostingIndex::Entry* PostingIndex::entry_of(std::uint64_t key) const {
  std::size_t at = place(key);
  while (entries_[at].key != key && entries_[at].key != 0) at = at + 1 == entries_.size() ? 0 : at + 1;
  return &entries_[at];
}

PostingIndex::Entry* PostingIndex::entry_of(std::uint64_t key) {
  return const_cast<Entry*>(static_cast<const PostingIndex*>(this)->entry_of(key));
}

void PostingIndex::rehash(std::size_t size) {
  std::vector<Entry> before = std::move(entries_);
  entries_.assign(size, Entry{});
  used_ = 0;
  for (const Entry& entry : before) {
    if (entry.count == 0) continue;
    *entry_of(entry.key) = entry;
    ++used_;
  }
}

void PostingIndex::trim() {
  rehash(std::max<std::size_t>(1024, used_ + used_ * 2 / 5));
  arena_.shrink_to_fit();
}

std::uint32_t PostingIndex::take_block(unsigned size_class) {
  std::vector<std::uint32_t>& free = free_blocks_[size_class];
  if (!free.empty()) {
    const std::uint32_t at = free.back();
    free.pop_back();
    return at;
  }
  const auto at = static_cast<std::uint32_t>(arena_.size());
  const std::size_t wanted = arena_.size() + (std::size_t{1} << size_class);
  if (wanted > arena_.capacity()) arena_.reserve(wanted + wanted / 8);
  arena_.resize(wanted);
  return at;
}

std::span<std::uint32_t> PostingIndex::slots_of(Entry& entry) {
  if (entry.count == 0) return {};  // there may be no arena yet
  if (entry.count == 1) return {&entry.at, 1};
  return {arena_.data() + entry.at, entry.count};
}

std::span<const std::uint32_t> PostingIndex::find(std::uint64_t key) const {
  const Entry& entry = *entry_of(key | 1U);
  if (entry.count == 0) return {};
  if (entry.count == 1) return {&entry.at, 1};
  return {arena_.data() + entry.at, entry.count};
}

void PostingIndex::add(std::uint64_t key, std::uint32_t slot) {
  key |= 1U;  // never 0
  if ((used_ + 1) * 5 > entries_.size() * 4) rehash(entries_.size() + entries_.size() / 2);
  Entry& entry = *entry_of(key);
  if (entry.key == 0) {
    entry = {key, 1, slot};
    ++used_;
    return;
  }
  const std::span<std::uint32_t> slots = slots_of(entry);
  if (std::find(slots.begin(), slots.end(), slot) != slots.end()) return;
  if (entry.count == 0) {
    entry.at = slot;
  } else if (entry.count == 1 || std::has_single_bit(entry.count)) {
    const std::uint32_t grown = take_block(class_of(entry.count + 1));
    const std::span<std::uint32_t> old = slots_of(entry);  // again: the arena may have moved
    std::copy(old.begin(), old.end(), arena_.begin() + grown);
    if (entry.count > 1) free_blocks_[class_of(entry.count)].push_back(entry.at);
    entry.at = grown;
    arena_[entry.at + entry.count] = slot;
  } else {
    arena_[entry.at + entry.count] = slot;
  }
  ++entry.count;
}

void PostingIndex::remove(std::uint64_t key, std::uint32_t slot) {
  Entry& entry = *entry_of(key | 1U);
  if (entry.count == 0) return;
  const std::span<std::uint32_t> slots = slots_of(entry);
  const auto found = std::find(slots.begin(), slots.end(), slot);
  if (found == slots.end()) return;
  if (entry.count == 1) {
    entry.count = 0;
    return;
  }
  *found = slots.back();
  const std::uint32_t count = entry.count - 1;
  if (count == 1) {
    const std::uint32_t last = arena_[entry.at];
    free_blocks_[class_of(entry.count)].push_back(entry.at);
    entry.at = last;
  } else if (std::has_single_bit(count)) {  // fits a block of half the size
    const std::uint32_t smaller = take_block(class_of(count));
    std::copy_n(arena_.begin() + entry.at, count, arena_.begin() + smaller);
    free_blocks_[class_of(entry.count)].push_back(entry.at);
    entry.at = smaller;
  }
  entry.count = count;
}

}  // namespace tijdig::residents

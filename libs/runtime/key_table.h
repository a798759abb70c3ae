// A hash table from bytes to values that stay where they are: what a lane looks into several times for every record.
//
//   KeyTable<Slot> slots;
//   KeyTable<Slot>::Entry& entry = slots.find_or_add(key);   // entry.key.view(), entry.value
//   slots.erase_if([](const auto& one) { return one.value.bytes == 0; });
//
// An entry keeps its address until it is erased; its memory is used again, `clear` gives all of it back. The order of
// entries is that of their making and means nothing. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "libs/base/bytes.h"

namespace tijdig::runtime {

// The keys of stages are a letter, a town and a hash: they lie in the entry itself, and comparing one looks at no other
// memory.
class TableKey {
 public:
  BytesView view() const { return {long_ ? long_.get() : short_.data(), size_}; }
  void assign(BytesView key) {
    size_ = static_cast<std::uint32_t>(key.size());
    long_.reset(key.size() > short_bytes_max ? new char[key.size()] : nullptr);
    key.copy(long_ ? long_.get() : short_.data(), key.size());
  }

 private:
  static constexpr std::size_t short_bytes_max = 28;

  std::unique_ptr<char[]> long_;  // where it is longer than that
  std::uint32_t size_ = 0;
  std::array<char, short_bytes_max> short_;
};

template <class Value>
class KeyTable {
 public:
  struct Entry {
    TableKey key;
    Value value;
    std::uint64_t hash = 0;
    bool is_used = false;
  };

  Entry* find(BytesView key) {
    if (cells_.empty()) return nullptr;
    return cells_[cell_of(key, hash_of(key))].entry;
  }

  Entry& find_or_add(BytesView key) {
    if (2 * (size_ + 1) > cells_.size()) grow();
    const std::uint64_t hash = hash_of(key);
    Cell& cell = cells_[cell_of(key, hash)];
    if (cell.entry != nullptr) return *cell.entry;
    if (free_.empty()) free_.push_back(&entries_.emplace_back());
    Entry& entry = *free_.back();
    free_.pop_back();
    entry.key.assign(key);
    entry.hash = hash;
    entry.is_used = true;
    cell = {hash, &entry};
    ++size_;
    return entry;
  }

  void erase(Entry& entry) {
    std::size_t hole = cell_of(entry.key.view(), entry.hash);
    // Entries behind the hole move up, unless they would come to stand before the cell where their search begins.
    for (std::size_t at = next(hole); cells_[at].entry != nullptr; at = next(at)) {
      const std::size_t home = cells_[at].hash & (cells_.size() - 1);
      const bool stays = hole <= at ? hole < home && home <= at : hole < home || home <= at;
      if (stays) continue;
      cells_[hole] = cells_[at];
      hole = at;
    }
    cells_[hole] = {};
    entry.value = Value();
    entry.is_used = false;
    free_.push_back(&entry);
    --size_;
  }

  template <class Condition>
  void erase_if(Condition condition) {
    for (Entry& entry : entries_)
      if (entry.is_used && condition(entry)) erase(entry);
  }

  void clear() {
    cells_.clear();
    free_.clear();
    entries_.clear();
    size_ = 0;
  }

  std::size_t size() const { return size_; }

 private:
  struct Cell {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;
  };
  static constexpr std::size_t first_cells = 64;

  static std::uint64_t hash_of(BytesView key) { return std::hash<BytesView>{}(key); }
  std::size_t next(std::size_t cell) const { return (cell + 1) & (cells_.size() - 1); }

  // Where the key is, or the empty cell where it would be.
  std::size_t cell_of(BytesView key, std::uint64_t hash) const {
    std::size_t at = hash & (cells_.size() - 1);
    while (cells_[at].entry != nullptr && (cells_[at].hash != hash || cells_[at].entry->key.view() != key))
      at = next(at);
    return at;
  }

  void grow() {
    std::vector<Cell> before(cells_.empty() ? first_cells : 2 * cells_.size());
    before.swap(cells_);
    for (const Cell& cell : before) {
      if (cell.entry == nullptr) continue;
      std::size_t at = cell.hash & (cells_.size() - 1);
      while (cells_[at].entry != nullptr) at = next(at);
      cells_[at] = cell;
    }
  }

  std::vector<Cell> cells_;  // a power of two of them, at most half full
  std::deque<Entry> entries_;
  std::vector<Entry*> free_;
  std::size_t size_ = 0;
};

}  // namespace tijdig::runtime

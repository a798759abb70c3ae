// Lists of 32-bit slots under 64-bit keys, for millions of keys in few bytes.
//
//   PostingIndex index;
//   index.add(key, slot);
//   for (std::uint32_t slot : index.find(key)) ...
//
// One open-addressed table that grows by half; a key with one slot keeps it in place, longer lists live in blocks
// of a shared arena whose sizes are powers of two and which are reused. About 24 bytes per key, 22 after `trim`. A list
// is a set in no particular order; adding what is there and removing what is not are no-ops. Not thread-safe; readers
// may share it while nobody writes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tijdig::residents {

class PostingIndex {
 public:
  PostingIndex() { rehash(1024); }

  void add(std::uint64_t key, std::uint32_t slot);
  void remove(std::uint64_t key, std::uint32_t slot);
  std::span<const std::uint32_t> find(std::uint64_t key) const;
  void prefetch(std::uint64_t key) const { __builtin_prefetch(&entries_[place(key | 1U)]); }
  void trim();  // gives back what growth left empty; after many adds
  std::size_t bytes() const { return entries_.capacity() * sizeof(Entry) + arena_.capacity() * sizeof(std::uint32_t); }

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::uint32_t count = 0;  // 0 with key 0: free; 0 with a key: emptied
    std::uint32_t at = 0;     // the slot itself, or where its block begins
  };

  std::size_t place(std::uint64_t key) const {  // keys are hashes: their upper part chooses
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(Wide{key} * entries_.size() >> 64);
  }
  Entry* entry_of(std::uint64_t key);
  const Entry* entry_of(std::uint64_t key) const;
  void rehash(std::size_t size);
  std::uint32_t take_block(unsigned size_class);
  std::span<std::uint32_t> slots_of(Entry& entry);

  std::vector<Entry> entries_;
  std::size_t used_ = 0;
  std::vector<std::uint32_t> arena_;
  std::array<std::vector<std::uint32_t>, 32> free_blocks_;
};

}  // namespace tijdig::residents

// From references to 32-bit slots, for millions of them in few bytes and one look into memory.
//
//   RefTable<ShortRef> slots;
//   const auto [slot, is_new] = slots.add(ref, next);   // next, or what was there
//   slots.find(ref)                                     // nullptr: unknown
//
// One open-addressed array that grows by half; erasing closes the gap, so nothing is left behind. References are
// hashes (ids, pseudonyms); the one that is all zero is nobody's and may not be used. Pointers hold until the next add
// or erase. No order: nobody can walk it. Not thread-safe; readers may share it while nobody writes.
#pragma once

#include <cstring>
#include <utility>
#include <vector>

#include "libs/residents/short_text.h"

namespace tijdig::residents {

inline std::uint64_t spread(ShortRef ref) { return mixed(ref, 11); }
template <class Tag>
std::uint64_t spread(const Id<Tag>& id) {
  std::uint64_t first = 0;
  std::memcpy(&first, id.hash().data(), sizeof first);
  return mixed(first, 11);
}

template <class Ref>
class RefTable {
 public:
  const std::uint32_t* find(const Ref& ref) const {
    if (entries_.empty()) return nullptr;
    const Entry& entry = entries_[place_of(ref)];
    return entry.ref == Ref{} ? nullptr : &entry.slot;
  }
  std::uint32_t* find(const Ref& ref) { return const_cast<std::uint32_t*>(std::as_const(*this).find(ref)); }

  std::pair<std::uint32_t*, bool> add(const Ref& ref, std::uint32_t slot) {
    if ((used_ + 1) * 5 > entries_.size() * 4) resize(entries_.size() + entries_.size() / 2 + 64);
    Entry& entry = entries_[place_of(ref)];
    const bool is_new = entry.ref == Ref{};
    if (is_new) {
      entry = {ref, slot};
      ++used_;
    }
    return {&entry.slot, is_new};
  }

  void erase(const Ref& ref) {
    if (find(ref) == nullptr) return;
    std::size_t gap = place_of(ref);
    for (std::size_t at = after(gap); entries_[at].ref != Ref{}; at = after(at)) {
      const std::size_t home = home_of(entries_[at].ref);
      const bool stays = gap <= at ? gap < home && home <= at : gap < home || home <= at;
      if (!stays) entries_[std::exchange(gap, at)] = entries_[at];
    }
    entries_[gap] = Entry{};
    --used_;
  }

  void reserve(std::size_t count) {
    if (const std::size_t wanted = count + count / 3 + 64; wanted > entries_.size()) resize(wanted);
  }
  std::size_t size() const { return used_; }
  std::size_t bytes() const { return entries_.capacity() * sizeof(Entry); }

 private:
  struct Entry {
    Ref ref{};
    std::uint32_t slot = 0;
  };

  std::size_t home_of(const Ref& ref) const {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(Wide{spread(ref)} * entries_.size() >> 64);
  }
  std::size_t after(std::size_t at) const { return at + 1 == entries_.size() ? 0 : at + 1; }
  std::size_t place_of(const Ref& ref) const {
    std::size_t at = home_of(ref);
    while (entries_[at].ref != ref && entries_[at].ref != Ref{}) at = after(at);
    return at;
  }
  void resize(std::size_t size) {
    const std::vector<Entry> before = std::exchange(entries_, std::vector<Entry>(size));
    for (const Entry& entry : before)
      if (entry.ref != Ref{}) entries_[place_of(entry.ref)] = entry;
  }

  std::vector<Entry> entries_;
  std::size_t used_ = 0;
};

}  // namespace tijdig::residents

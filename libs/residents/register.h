// The register in memory: who lives where today, filed under the keys of linking, kept by statements of any order.
//
//   Register known(Date(2024, 1, 1));
//   known.load(changes);                       // many at once; counts how common each name is
//   auto touched = known.apply(change);        // one; customers with none of these keys keep their decision
//   Decision found = link(customer, known, model);
//
// A RegisterView. The same set of statements gives the same register in whatever order they came, late and corrected
// ones included; households are derived (households.h) whenever somebody behind a door changes. Names are counted by
// `load` and `count_names` only. One writer; readers may share it while nobody writes. About 450 bytes a person.
#pragma once

#include <map>
#include <unordered_map>

#include "libs/residents/households.h"
#include "libs/residents/posting_index.h"
#include "libs/residents/ref_table.h"
#include "libs/residents/register_view.h"

namespace tijdig::residents {

class Register {
 public:
  using Handle = std::uint32_t;

  struct Counts {
    std::uint32_t persons = 0;
    std::uint32_t repeated = 0;       // statements that were there already
    std::uint32_t contradicting = 0;  // other content for one person, day and revision: the greater bytes count
    std::uint32_t nameless = 0;       // without surname: kept, found by birth date and door only
  };

  explicit Register(Date today) : today_(today) {}

  void load(std::span<const RegisterChange> changes);
  // The keys of everybody whose form or household it changed.
  std::vector<Key> apply(const RegisterChange& change);
  // Ages decide who is grown: everybody's household is derived anew. Returns nothing; relink all after it.
  void grow_older(Date today);
  void count_names();

  // Evidence of signals that two residents live together, per door; replaces what was said of this door before. The
  // keys of those whose household changed.
  std::vector<Key> set_together(const Door& door, std::vector<Together> together);

  // Where texts of customers place a person while the register does not (hearsay.h): a move that is not registered yet,
  // or a register that is wrong. Replaces what was said of this person before. The keys of those whose form or
  // household it changed.
  std::vector<Key> set_heard(ShortRef person, const Few<Door, 2>& doors);

  // RegisterView.
  std::span<const Handle> posting(Key key) const { return index_.find(key); }
  const ResidentForm& resident(Handle handle) const { return forms_[handle]; }
  std::uint32_t frequency(std::uint64_t term) const {
    const std::uint32_t* found = frequency_.find(term);
    return found == nullptr ? 0 : *found;
  }
  std::uint32_t population() const { return population_; }
  void prefetch(Key key) const { index_.prefetch(key); }
  void prefetch_posting(Key key) const { __builtin_prefetch(index_.find(key).data()); }
  void prefetch_resident(Handle handle) const {
    const char* at = reinterpret_cast<const char*>(&forms_[handle]);
    for (std::size_t line = 0; line < sizeof(ResidentForm); line += 64) __builtin_prefetch(at + line);
  }

  const ResidentForm* find(const PersonRef& person) const;
  const ResidentForm* find(ShortRef person) const;
  std::span<const ResidentForm> residents() const { return forms_; }
  std::vector<const ResidentForm*> living_at(const Door& door) const;
  const Counts& counts() const { return counts_; }
  std::size_t bytes() const;
  Date today() const { return today_; }

 private:
  std::uint32_t slot_of(const PersonRef& person, bool& is_new);
  std::uint32_t place(const ResidentForm& statement, std::vector<Key>* touched);
  void refile(std::uint32_t slot, const Keys& before, std::vector<Key>* touched);
  void regroup(const Door& door, std::vector<Key>* touched);

  Date today_;
  std::vector<ResidentForm> forms_;
  RefTable<ShortRef> slots_;
  std::unordered_map<std::uint32_t, std::vector<Bytes>> statements_;  // of persons with more than one, as stored
  PostingIndex index_;
  RefTable<std::uint64_t> frequency_;  // residents by term
  std::uint32_t population_ = 0;
  std::map<Door, std::vector<Together>> together_;
  Counts counts_;
};

}  // namespace tijdig::residents

// One lane's keyed state during a batch: loaded in one call, changed record by record, each record's changes revocable.
//
//   LaneState state(back_end, lane, {.bytes_max = 512 * 1024});
//   state.need(key); TIJDIG_DO(state.load_needed());
//   state.begin_record(); state.put(key, "new"); if (!state.undo_record()) ...   // poison leaves no trace
//   TIJDIG_TRY(KeptValue * kept, state.change(key, kept_type<AddressState>));   // decoded, to be changed in place
//   TIJDIG_DO(unit.save(state.changes())); ... state.keep_committed();
//
// `from_nothing` is for a rebuild: the store is known to hold nothing, so it is never asked, everything is kept here
// until `held_back`, and what a refused record changed cannot be taken back unless copies are kept.
//
// A value asked for by its type is decoded once and stays so, until `changes` writes it down; bytes and types may be
// used of the same key. A value that two records of a batch change in place is not copied for the second of them, as
// long as nobody asks for copies; taking that one back then means deciding the batch again. What was read stays cached
// between batches as far as its limits allow, about; what was not touched for longest goes first. That is sound because
// only the lane's owner writes; after any error the owner calls `forget`. One thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "libs/ports/back_end.h"
#include "libs/runtime/cache_budget.h"
#include "libs/runtime/key_table.h"
#include "libs/runtime/stage.h"

namespace tijdig::runtime {

class LaneState final : public KeySink {
 public:
  // Nothing is read any more once `given_up` is true: `abort_batch`.
  LaneState(ports::BackEnd& back_end, ports::Lane lane, CacheLimits cache, const std::atomic<bool>* given_up = nullptr,
            bool from_nothing = false)
      : back_end_(back_end), lane_(lane), cache_(std::move(cache)), given_up_(given_up), from_nothing_(from_nothing) {}
  ~LaneState() override { forget(); }

  Result<> expect_wanted() const;  // `given_up` is not true

  bool wants_keys() const override { return !from_nothing_; }
  void need(Bytes key) override;
  Result<> load_needed();
  void load_ahead(std::vector<Bytes> keys);  // both at once; a store that fails shows in `failure()`

  // Reads through to the store for a key nobody said was needed. A store that fails gives nullopt and `failure()`.
  std::optional<BytesView> get(BytesView key);
  const std::optional<Error>& failure() const { return failure_; }
  void put(BytesView key, std::optional<Bytes> value);  // nullopt: erase

  // The same, decoded. The value stays where it is until its key is put or erased, its change undone, or the batch
  // over. `look` gives nullptr where there is none, `change` then makes an empty one.
  Result<const KeptValue*> look(BytesView key, const KeptType& type);
  Result<KeptValue*> change(BytesView key, const KeptType& type);

  void begin_record();
  // Back to where begin_record was. False, and nothing done: the record changed in place what the batch had changed
  // before, and there is no copy. Then call `forget_changes`, and decide the batch again with `keep_copies`.
  [[nodiscard]] bool undo_record();
  void forget_changes();  // back to where the batch began
  void keep_copies(bool yes) { keep_copies_ = yes; }

  std::vector<ports::StateWrite> changes();  // in byte order of the key; none when begun from nothing
  void keep_committed();                     // the changes are in the store now
  // All there is when begun from nothing, in byte order of the key; good until the next call of anything else. Once.
  std::vector<std::pair<BytesView, BytesView>> held_back();
  void forget();
  std::size_t cached_bytes() const { return cached_bytes_; }  // about

 private:
  struct Slot {
    std::optional<Bytes> wire;         // nothing while it is kept decoded
    std::unique_ptr<KeptValue> value;  // of `type`
    const KeptType* type = nullptr;
    bool known = false;  // read from the store or written; a slot may be there for a change that was undone
    bool dirty = false;
    bool wanted = false;                  // among `needed_`
    std::uint64_t changed_in_record = 0;  // number of the record that last changed it
    std::uint64_t touched_in_batch = 0;
    std::size_t bytes = 0;  // counted in cached_bytes_
  };
  struct Undo {
    Slot* slot;
    Slot before;
  };
  using Slots = KeyTable<Slot>;
  using Entry = Slots::Entry;

  Result<Entry*> known_slot(BytesView key);
  Result<> load(std::span<const Bytes> keys);
  Result<> fetch();
  Result<> decode(Slot& slot, const KeptType& type);
  Slot as_before(const Slot& slot);
  bool keeps_undo() const { return !from_nothing_ || keep_copies_; }
  void begin_change(Entry& entry);
  void count(Slot& slot, std::size_t value_bytes);
  void tell_budget();
  void evict();

  ports::BackEnd& back_end_;
  ports::Lane lane_;
  CacheLimits cache_;
  const std::atomic<bool>* given_up_;
  bool from_nothing_;
  std::size_t cached_bytes_ = 0;
  std::size_t told_bytes_ = 0;        // what the budget of all lanes knows of them
  std::uint64_t oldest_touched_ = 0;  // nothing cached was touched last in a batch before this
  Slots slots_;
  std::vector<Entry*> dirty_;  // in order of first change
  std::vector<Undo> undo_;
  bool keep_copies_ = false;
  bool can_undo_ = true;
  std::size_t dirty_before_record_ = 0;
  std::uint64_t record_ = 0;
  std::uint64_t batch_ = 1;
  std::vector<Entry*> needed_;
  std::vector<Bytes> keys_;  // of `needed_`
  std::vector<std::optional<Bytes>> loaded_;
  std::optional<Error> failure_;
};

}  // namespace tijdig::runtime

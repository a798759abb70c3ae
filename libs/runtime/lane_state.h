// One lane's keyed state during a batch: loaded in one call, changed record by record, each record's changes revocable.
//
//   LaneState state(back_end, lane, cache_bytes_max);
//   state.need(key); TIJDIG_DO(state.load_needed());
//   state.begin_record(); state.put(key, "new"); state.undo_record();   // poison leaves no trace
//   TIJDIG_DO(unit.save(state.changes())); ... state.keep_committed();
//
// What was read stays cached between batches up to `cache_bytes_max`, which is sound because only the lane's owner
// writes; after any error the owner calls `forget`. One thread.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "libs/ports/back_end.h"
#include "libs/runtime/stage.h"

namespace tijdig::runtime {

class LaneState final : public KeySink {
 public:
  LaneState(ports::BackEnd& back_end, ports::Lane lane, std::size_t cache_bytes_max)
      : back_end_(back_end), lane_(lane), cache_bytes_max_(static_cast<std::int64_t>(cache_bytes_max)) {}

  void need(Bytes key) override;
  Result<> load_needed();

  // Reads through to the store for a key nobody said was needed. A store that fails gives nullopt and `failure()`.
  std::optional<BytesView> get(BytesView key);
  const std::optional<Error>& failure() const { return failure_; }

  void put(BytesView key, std::optional<Bytes> value);  // nullopt: erase
  void begin_record();
  void undo_record();  // back to where begin_record was

  std::vector<ports::StateWrite> changes() const;  // in byte order of the key
  void keep_committed();                           // the changes are in the store now
  void forget();

 private:
  struct Slot {
    std::optional<Bytes> value;
    bool known = false;  // read from the store or written; a slot may be there for a write that was undone
    bool dirty = false;
    std::uint64_t saved_in_record = 0;  // number of the record that last changed it
  };
  struct Undo {
    Slot* slot;
    Slot before;
  };
  struct HashOfView {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Slots = std::unordered_map<Bytes, Slot, HashOfView, std::equal_to<>>;

  void fill(Slot& slot, std::optional<Bytes> value);

  ports::BackEnd& back_end_;
  ports::Lane lane_;
  std::int64_t cache_bytes_max_;
  std::int64_t cache_bytes_ = 0;  // about
  Slots slots_;
  std::vector<Slots::value_type*> dirty_;  // in order of first change
  std::vector<Undo> undo_;
  std::size_t dirty_before_record_ = 0;
  std::uint64_t record_ = 0;
  std::vector<Bytes> needed_;
  std::vector<std::optional<Bytes>> loaded_;
  std::optional<Error> failure_;
};

}  // namespace tijdig::runtime

// A unit of work that keeps what it is given until the commit: for back ends that write all of it in one go.
//
//   std::unique_ptr<ports::Unit> begin(Lane lane, std::uint64_t epoch) override {
//     return std::make_unique<ports::BufferedUnit<Store>>(*this, lane, epoch);
//   }
//
// `Back` has commit(lane, epoch, outputs, writes, progress). Threads and errors: those of that call. The order of
// back_end.h (publish, save, commit; each at most once) is checked.
#pragma once

#include "libs/base/check.h"
#include "libs/ports/back_end.h"

namespace tijdig::ports {

template <class Back>
class BufferedUnit final : public Unit {
 public:
  BufferedUnit(Back& back_end, Lane lane, std::uint64_t epoch) : back_end_(back_end), lane_(lane), epoch_(epoch) {}

  Result<> publish(std::vector<OutRecord> outputs) override {
    TIJDIG_CHECK(!published_ && !saved_ && !committed_);
    published_ = true;
    outputs_ = std::move(outputs);
    return {};
  }
  Result<> save(std::vector<StateWrite> writes) override {
    TIJDIG_CHECK(!saved_ && !committed_);
    saved_ = true;
    writes_ = std::move(writes);
    return {};
  }
  Result<> commit(const Progress& progress) override {
    TIJDIG_CHECK(!committed_);
    committed_ = true;
    return back_end_.commit(lane_, epoch_, outputs_, writes_, progress);
  }

 private:
  Back& back_end_;
  Lane lane_;
  std::uint64_t epoch_;
  bool published_ = false;
  bool saved_ = false;
  bool committed_ = false;
  std::vector<OutRecord> outputs_;
  std::vector<StateWrite> writes_;
};

}  // namespace tijdig::ports

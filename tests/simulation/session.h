// One process's view of a shared back end: remembers which lanes it claimed, as a real client does.
//
// A process that lost a lane without knowing it must not decide on its successor's state: its loads are refused. (What
// it read before stays its own, and is right for its own position; its commits are refused by the store itself.)
#pragma once

#include <map>

#include "libs/backends/memory/memory.h"
#include "libs/ports/forwarding_back_end.h"

namespace tijdig::simulation {

class Session final : public ports::ForwardingBackEnd {
 public:
  Session(ports::BackEnd& shared, const memory::Memory& memory) : ForwardingBackEnd(shared), memory_(memory) {}

  Result<std::uint64_t> claim(ports::Lane lane) override {
    TIJDIG_TRY(claimed_[lane], behind().claim(lane));
    return claimed_[lane];
  }
  Result<ports::Progress> recover(ports::Lane lane) override {
    TIJDIG_DO(check_owner(lane));
    return behind().recover(lane);
  }
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    TIJDIG_DO(check_owner(lane));
    return behind().load(lane, keys, values);
  }

 private:
  Result<> check_owner(ports::Lane lane) {
    if (claimed_[lane] != memory_.epoch(lane)) return Error::fatal("a newer owner has this lane");
    return {};
  }

  const memory::Memory& memory_;
  std::map<ports::Lane, std::uint64_t> claimed_;
};

}  // namespace tijdig::simulation

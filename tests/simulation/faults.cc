#include "tests/simulation/faults.h"

namespace tijdig::simulation {

using memory::Call;

namespace {

// Enough to hit every place in a few seeds; without a limit, what is lost can outgrow what is redone between two
// crashes.
constexpr std::uint64_t crashes_max = 30;

}  // namespace

Faults::Faults(Chance& chance) : chance_(chance) {
  const std::uint32_t wildness = chance_.below(4);
  crash_per_mille_ = wildness == 0 ? 0 : chance_.below(6) * wildness;
  failure_per_mille_ = chance_.percent(50) ? chance_.below(20) : 0;
  rival_per_mille_ = chance_.percent(50) ? chance_.below(15) : 0;
}

Result<> Faults::maybe_fail() {
  if (dead_) return Error::abort_batch("the process is dead");
  if (calm_ || rival_at_work_) return {};
  if (crashes < crashes_max && chance_.per_mille(crash_per_mille_)) {
    dead_ = true;
    ++crashes;
    return Error::abort_batch("the process died here");
  }
  if (chance_.per_mille(failure_per_mille_)) {
    ++failures;
    return Error::abort_batch("the call failed, and nobody knows whether it had an effect");
  }
  return {};
}

Result<> Faults::before(Call call, ports::Lane lane) {
  const bool in_unit =
      call == Call::publish || call == Call::save || call == Call::commit || call == Call::commit_state;
  if (in_unit && rival_ && !dead_ && !calm_ && !rival_at_work_ && chance_.per_mille(rival_per_mille_)) {
    ++rivals;
    rival_at_work_ = true;
    rival_(lane, call);
    rival_at_work_ = false;
  }
  return maybe_fail();
}

Result<> Faults::after(Call, ports::Lane) { return maybe_fail(); }

}  // namespace tijdig::simulation

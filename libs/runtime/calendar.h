// The calendar and policy doors: records that every lane must see, in the right order.
//
//   Calendar calendar(engine);
//   TIJDIG_DO(calendar.activate(policy.activation()));   // no record when these rules are active already
//   TIJDIG_DO(calendar.close_day(zoetermeer, Date(2018, 10, 25)));
//
// `close_day` goes down the map (docs/adr/0006): everything received that day is worked off first; then each stage that
// hears of days is told, and what it does is worked off before the next is told. A day that a lane has closed is not
// told again, so that after a kill at any moment the same call finishes the rest. Days must be closed in ascending
// order; one not newer than the last has no effect. A day is closed when the call returns, but durable only with the
// next durable append or sync; a power loss before takes all of it, and the same call closes it again. One thread;
// errors are those of Engine::settle and of the back end.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "libs/domain/day_closed.h"
#include "libs/domain/policy_activated.h"
#include "libs/runtime/engine.h"

namespace tijdig::runtime {

class Calendar {
 public:
  explicit Calendar(Pump& pump) : pump_(pump) {}

  Result<> activate(const PolicyActivated& rules);
  Result<bool> is_in_force(const PolicyActivated& rules);  // in every lane; nothing is waited for
  Result<> close_day(MunicipalityCode municipality, Date day);
  // For many municipalities at once: each phase waits for all of them.
  Result<> close_day(const std::vector<MunicipalityCode>& municipalities, Date day);

  // The newest day that every lane has closed, nullopt when some lane has closed none. Asks the lanes once; what
  // another process has closed since then does not count, and is at worst closed again, which has no effect.
  Result<std::optional<Date>> last_day_closed(MunicipalityCode municipality);

 private:
  Result<std::vector<ports::OutRecord>> announced(const PolicyActivated& rules);
  Result<std::vector<std::optional<Bytes>>> stored(ports::Lane lane, std::span<const Bytes> keys);
  Result<std::vector<MunicipalityCode>> not_closed(const std::vector<MunicipalityCode>& municipalities,
                                                   ports::Lane lane, Date day);

  Pump& pump_;
  // The day that this calendar closed last: the next one is announced without asking the lanes first, which saves a
  // question per lane and day where the store is far away. At worst it is announced twice, which has no effect.
  std::map<MunicipalityCode, Date> closed_;
  std::map<MunicipalityCode, Date> found_closed_;  // by every lane, when they were asked
};

// Which partitions of a stage's inbox hold records of a municipality: one, or all when they are spread by another key.
std::vector<ports::Partition> partitions_of(const flow::StageInfo& stage, MunicipalityCode municipality,
                                            ports::Partition partitions);

}  // namespace tijdig::runtime

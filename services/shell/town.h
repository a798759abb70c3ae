// One municipality's services, wherever they run: what doors, calendar and reports stand on.
//
//   void take(shell::Town& town) {
//     TIJDIG_DO(town.back_end().append_durably(records));
//     TIJDIG_DO(town.pump().settle());                   // all services have worked it off
//     TIJDIG_DO(town.calendar().close_day(town.municipality(), day));
//   }
//
// Two kinds: all services in this process (services/tijdig/embedded.h), or in any number of processes on Kafka and
// Redis. One thread, apart from what Pump and BackEnd allow.
#pragma once

#include <vector>

#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/engine.h"

namespace tijdig::shell {

class Town {
 public:
  virtual ~Town() = default;
  virtual ports::BackEnd& back_end() = 0;
  virtual runtime::Pump& pump() = 0;
  virtual runtime::Calendar& calendar() = 0;
  virtual Result<std::vector<runtime::StageLag>> lag() = 0;
  virtual const policy::Policy& policy() const = 0;  // the rules in force
  MunicipalityCode municipality() const { return policy().municipality; }
};

}  // namespace tijdig::shell

// This process's hold on Kafka and Redis: the one place where the rooms of the distributed mode are put together.
//
//   TIJDIG_TRY(auto servers, Distributed::open(settings, telemetry));       // topics checked, Redis asked
//   auto crew = servers->start(std::move(stages), observers);               // takes its share of the work
//   DistributedTown town(servers->back_end(), servers->survey(), rules, {});
//
// Errors of `open`: `refused` when a person must act (missing topic, other number of partitions, wrong password),
// `retry` when a server cannot be reached, each in one line or one per topic; nothing has been written then. A crew
// must be gone before this object. Threads: any.
#pragma once

#include <memory>
#include <vector>

#include "libs/config/settings.h"
#include "libs/ports/queues.h"
#include "libs/ports/survey.h"
#include "libs/runtime/crew.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

struct CrewWatchers {
  runtime::StepObserver* steps = nullptr;
  runtime::CrewObserver* slots = nullptr;
};

class Distributed {
 public:
  static Result<std::unique_ptr<Distributed>> open(const config::Settings& settings, telemetry::Telemetry& telemetry);
  ~Distributed();

  ports::BackEnd& back_end();
  ports::Survey& survey();
  ports::Queues& queues();
  Result<std::unique_ptr<runtime::Crew>> start(std::vector<std::unique_ptr<const runtime::Stage>> stages,
                                               const CrewWatchers& watchers);
  ports::Slot slots() const;
  // Whether Redis holds the state of all that this process works on; asks it. What it lost is being built again.
  Result<bool> keeps_state();
  // What the clients of this process say of themselves, since the last time.
  telemetry::ClientsMeasured measured() const;

 private:
  struct Inside;
  explicit Distributed(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tijdig::shell

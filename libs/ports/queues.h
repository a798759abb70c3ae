// What people work from: the queues that follow from a stage's state (libs/flow/queue.h), whoever keeps them.
//
//   TIJDIG_TRY(const auto sizes, queues.sizes(flow::outcome_tracker.id));     // "GM0637/west/on_list": 12, ...
//   TIJDIG_TRY(const auto first, queues.first(flow::outcome_tracker.id, "GM0637/west/on_list", 20));
//
// Every lane is shown as it stood at one moment; several lanes at several moments. For people and dashboards, never for
// decisions. Threads: any. Errors: those of the store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/base/result.h"
#include "libs/flow/edge.h"

namespace tijdig::ports {

struct QueuedKey {
  std::int64_t rank = 0;
  Bytes key;  // of the state
  auto operator<=>(const QueuedKey&) const = default;
};

class Queues {
 public:
  virtual ~Queues() = default;
  virtual Result<std::map<std::string, std::uint64_t>> sizes(flow::StageId stage) = 0;  // without empty ones
  virtual Result<std::vector<QueuedKey>> first(flow::StageId stage, const std::string& queue,
                                               std::size_t count_max) = 0;
};

}  // namespace tijdig::ports

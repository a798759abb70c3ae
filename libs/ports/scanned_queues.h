// Queues read off the whole state each time they are asked for: for stores that keep none.
//
//   ScannedQueues queues(back_end, {{flow::outcome_tracker.id, outcome_tracker::open_cases}});
//
// Threads and errors: those of the back end, which must outlive it.
#pragma once

#include "libs/flow/queue.h"
#include "libs/ports/back_end.h"
#include "libs/ports/queues.h"

namespace tijdig::ports {

using QueueRules = std::map<flow::StageId, flow::QueueRule>;

class ScannedQueues final : public Queues {
 public:
  ScannedQueues(BackEnd& back_end, QueueRules rules) : back_end_(back_end), rules_(std::move(rules)) {}
  Result<std::map<std::string, std::uint64_t>> sizes(flow::StageId stage) override;
  Result<std::vector<QueuedKey>> first(flow::StageId stage, const std::string& queue, std::size_t count_max) override;

 private:
  Result<std::map<std::string, std::vector<QueuedKey>>> all(flow::StageId stage);

  BackEnd& back_end_;
  QueueRules rules_;
};

}  // namespace tijdig::ports

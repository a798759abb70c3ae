// `tijdig queues`: how many open cases each team has in each status, and which are the most urgent.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/flow/flow.h"
#include "services/outcome_tracker/queues.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

constexpr std::size_t shown_max = 10;  // of each queue

struct Queue {
  std::string name;
  std::uint64_t size = 0;
  std::vector<ports::QueuedKey> first;
};

Result<std::vector<Queue>> read_queues(const StoreOptions& options) {
  TIJDIG_TRY(OpenStore store, open_to_read(options));
  ports::Queues& queues = store.queues();
  TIJDIG_TRY(const auto sizes, queues.sizes(flow::outcome_tracker.id));
  std::vector<Queue> all;
  for (const auto& [name, size] : sizes) {
    TIJDIG_TRY(auto first, queues.first(flow::outcome_tracker.id, name, shown_max));
    all.push_back({name, size, std::move(first)});
  }
  return all;
}

std::string case_of(const ports::QueuedKey& queued) {
  const auto id = outcome_tracker::case_in(queued.key);
  return id ? id->to_string() : "?";
}

std::string deadline_of(const ports::QueuedKey& queued) {
  return Date::from_days(static_cast<std::int32_t>(queued.rank)).to_string();
}

nlohmann::ordered_json json_of(const Queue& queue) {
  nlohmann::ordered_json first = nlohmann::ordered_json::array();
  for (const ports::QueuedKey& queued : queue.first)
    first.push_back({{"case", case_of(queued)}, {"deadline", deadline_of(queued)}});
  return {{"queue", queue.name}, {"cases", queue.size}, {"first", std::move(first)}};
}

}  // namespace

int queues(const DataOptions& options) {
  const auto all = read_queues(options);
  if (!all) return failed(all.error());
  if (options.json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Queue& queue : *all) out.push_back(json_of(queue));
    fmt::print("{}\n", out.dump(2));
    return exit_done;
  }
  if (all->empty()) fmt::print("no open cases\n");
  for (const Queue& queue : *all) {
    fmt::print("{}: {} {}\n", queue.name, queue.size, queue.size == 1 ? "case" : "cases");
    for (const ports::QueuedKey& queued : queue.first) fmt::print("  {}  {}\n", deadline_of(queued), case_of(queued));
  }
  return exit_done;
}

}  // namespace tijdig::commands

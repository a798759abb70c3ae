#include "libs/ports/scanned_queues.h"

#include <algorithm>

namespace tijdig::ports {

Result<std::map<std::string, std::vector<QueuedKey>>> ScannedQueues::all(flow::StageId stage) {
  std::map<std::string, std::vector<QueuedKey>> queues;
  const auto rule = rules_.find(stage);
  if (rule == rules_.end()) return queues;
  for (Partition partition = 0; partition < back_end_.partitions(); ++partition) {
    std::vector<std::pair<Bytes, Bytes>> pairs;
    TIJDIG_DO(back_end_.scan({stage, partition}, "", pairs));
    for (auto& [key, value] : pairs) {
      const auto place = rule->second.place(key, value);
      if (place && !place->queue.empty()) queues[place->queue].push_back({place->rank, std::move(key)});
    }
  }
  for (auto& [name, keys] : queues) std::sort(keys.begin(), keys.end());
  return queues;
}

Result<std::map<std::string, std::uint64_t>> ScannedQueues::sizes(flow::StageId stage) {
  TIJDIG_TRY(const auto queues, all(stage));
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& [name, keys] : queues) sizes[name] = keys.size();
  return sizes;
}

Result<std::vector<QueuedKey>> ScannedQueues::first(flow::StageId stage, const std::string& queue,
                                                    std::size_t count_max) {
  TIJDIG_TRY(auto queues, all(stage));
  std::vector<QueuedKey> keys = std::move(queues[queue]);
  if (keys.size() > count_max) keys.resize(count_max);
  return keys;
}

}  // namespace tijdig::ports

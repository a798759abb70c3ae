// Reading queues: every lane has its part of each, in order; here they are put together.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "libs/backends/redis/lane_keys.h"
#include "libs/backends/redis/lane_store.h"

namespace tijdig::redis_store {
namespace {

std::int64_t signed_number(BytesView text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<std::vector<ports::QueuedKey>> LaneStore::queue(std::span<const ports::Lane> lanes, const std::string& name,
                                                       std::size_t count_max) {
  if (count_max == 0) return std::vector<ports::QueuedKey>();
  const Bytes last = std::to_string(count_max - 1);
  std::vector<ports::QueuedKey> items;
  for (const ports::Lane& lane : lanes) {
    const Bytes key = key_of(client_.options(), lane, "queue:") + name;
    TIJDIG_TRY(const Reply answers, ask_whole(lane, {"ZRANGE", key, "0", last, "WITHSCORES"}));
    const Reply page = answers.at(whole_answer);
    for (std::size_t i = 0; i + 1 < page.size(); i += 2)
      items.push_back({signed_number(page.at(i + 1).text()), Bytes(page.at(i).text())});
  }
  std::sort(items.begin(), items.end());
  if (items.size() > count_max) items.resize(count_max);
  return items;
}

Result<std::map<std::string, std::uint64_t>> LaneStore::queue_sizes(std::span<const ports::Lane> lanes) {
  std::map<std::string, std::uint64_t> sizes;
  for (const ports::Lane& lane : lanes) {
    const Bytes key = key_of(client_.options(), lane, "queues");
    TIJDIG_TRY(const Reply answers, ask_whole(lane, {"HGETALL", key}));
    const Reply counts = answers.at(whole_answer);
    for (std::size_t i = 0; i + 1 < counts.size(); i += 2) {
      const std::int64_t size = signed_number(counts.at(i + 1).text());
      if (size > 0) sizes[std::string(counts.at(i).text())] += static_cast<std::uint64_t>(size);
    }
  }
  return sizes;
}

}  // namespace tijdig::redis_store

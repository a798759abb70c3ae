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
  std::vector<Bytes> keys;
  keys.reserve(lanes.size());
  std::vector<Command> commands;
  for (const ports::Lane& lane : lanes) {
    const Bytes& key = keys.emplace_back(key_of(client_.options(), lane, "queue:") + name);
    commands.push_back({"ZRANGE", key, "0", last, "WITHSCORES"});
  }
  TIJDIG_TRY(const std::vector<Reply> replies, client_.call(commands));
  std::vector<ports::QueuedKey> items;
  for (const Reply& reply : replies)
    for (std::size_t i = 0; i + 1 < reply.size(); i += 2)
      items.push_back({signed_number(reply.at(i + 1).text()), Bytes(reply.at(i).text())});
  std::sort(items.begin(), items.end());
  if (items.size() > count_max) items.resize(count_max);
  return items;
}

Result<std::map<std::string, std::uint64_t>> LaneStore::queue_sizes(std::span<const ports::Lane> lanes) {
  std::vector<Bytes> keys;
  keys.reserve(lanes.size());
  std::vector<Command> commands;
  for (const ports::Lane& lane : lanes)
    commands.push_back({"HGETALL", keys.emplace_back(key_of(client_.options(), lane, "queues"))});
  TIJDIG_TRY(const std::vector<Reply> replies, client_.call(commands));
  std::map<std::string, std::uint64_t> sizes;
  for (const Reply& reply : replies)
    for (std::size_t i = 0; i + 1 < reply.size(); i += 2) {
      const std::int64_t size = signed_number(reply.at(i + 1).text());
      if (size > 0) sizes[std::string(reply.at(i).text())] += static_cast<std::uint64_t>(size);
    }
  return sizes;
}

}  // namespace tijdig::redis_store

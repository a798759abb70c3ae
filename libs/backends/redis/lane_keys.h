// The names of a lane's keys in Redis.
//
//   key_of(options, {2, 3}, "state")   // "tijdig:{2.3}:state"
//
// The part in braces alone chooses the place in a Redis Cluster, so that all keys of a lane lie together. Pure.
#pragma once

#include <fmt/format.h>

#include "libs/backends/redis/options.h"
#include "libs/ports/back_end.h"

namespace tijdig::redis_store {

inline Bytes key_of(const RedisOptions& options, ports::Lane lane, std::string_view what) {
  return fmt::format("{}{{{}.{}}}:{}", options.prefix, lane.stage, lane.partition, what);
}

}  // namespace tijdig::redis_store

// The Lua scripts behind lane_store.h. Each is one atomic step for Redis, or part of one; numbers are 20 digits: their
// byte order is their order, and a script compares them without ever making a number (a double) of them. What states
// hold is not handed to scripts: Lua would copy it twice more.
//
// Keys: 1 the lane's state, 2 its position, 3 in which queue each key stands, 4 the size of each queue, 5 what queues'
// names begin with.
#pragma once

#include "libs/backends/redis/client.h"

namespace tijdig::redis_store {

// Arguments: floor of the epoch is Redis' own clock, so that epochs rise even when it forgot everything.
inline constexpr Script claim_script{"claim", R"(
local now = redis.call('TIME')
local epoch = string.format('%014d%06d', now[1], now[2])
local stored = redis.call('HGET', KEYS[2], 'epoch')
if stored and stored >= epoch then
  epoch = string.sub(stored, 1, 6) .. string.format('%014d', tonumber(string.sub(stored, 7)) + 1)
end
redis.call('HSET', KEYS[2], 'epoch', epoch)
return epoch
)"};

// The end of a write: queues, and then the position. Arguments: 1 position from now on, 2 its status, 3 progress (''
// keeps it); then keys, queues and ranks.
inline constexpr std::string_view settle_script = R"(
for i = 4, #ARGV, 3 do
  local key, queue = ARGV[i], ARGV[i + 1]
  local old = redis.call('HGET', KEYS[3], key)
  if old and old ~= queue then
    redis.call('HINCRBY', KEYS[4], old, -redis.call('ZREM', KEYS[5] .. old, key))
    redis.call('HDEL', KEYS[3], key)
  end
  if queue ~= '' then
    redis.call('HINCRBY', KEYS[4], queue, redis.call('ZADD', KEYS[5] .. queue, ARGV[i + 2], key))
    redis.call('HSET', KEYS[3], key, queue)
  end
end
local now = redis.call('TIME')
redis.call('HSET', KEYS[2], 'at', ARGV[1], 'status', ARGV[2], 'fields', redis.call('HLEN', KEYS[1]),
           'seconds', now[1])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[2], 'progress', ARGV[3]) end
)";

// Arguments: 1 position as it was seen ('' for none), 2 its log, 3 the log from now on. Forgets state and queues; keeps
// the epoch.
inline constexpr Script wipe_script{"wipe", R"(
local stored = redis.call('HMGET', KEYS[2], 'at', 'log')
if (stored[1] or '') ~= ARGV[1] or (stored[2] or '') ~= ARGV[2] then return 'behind' end
for _, queue in ipairs(redis.call('HKEYS', KEYS[4])) do redis.call('UNLINK', KEYS[5] .. queue) end
redis.call('UNLINK', KEYS[1], KEYS[3], KEYS[4])
redis.call('HDEL', KEYS[2], 'progress')
redis.call('HSET', KEYS[2], 'at', string.rep('0', 20), 'status', 'rolling', 'fields', 0, 'log', ARGV[3])
return 'written'
)"};

}  // namespace tijdig::redis_store

// The Lua scripts behind lane_store.h. Each is one atomic step for Redis; numbers are 20 digits, so that their byte
// order is their order, and a script compares them without ever making a number (a double) of them.
//
// Keys: 1 the lane's state, 2 its position, 3 in which queue each key stands, 4 the size of each queue, 5 what queues'
// names begin with. What comes back is one word, see lane_store.cc.
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

// Arguments: 1 epoch ('' for nobody's), 2 previous, 3 next, 4 status before it may be written ('ok', or 'any'), 5
// status after, 6 progress ('' keeps it), 7 log, 8 how many of the rest are fields and values, 9 how many then are
// keys, queues and ranks; then those; then fields to erase.
// The status is 'rolling' while the script writes: if it stopped half-way, nobody would believe what stands there.
inline constexpr Script write_script{"write", R"(
local stored = redis.call('HMGET', KEYS[2], 'at', 'status', 'epoch', 'log')
if ARGV[1] ~= '' and stored[3] and ARGV[1] < stored[3] then return 'fenced' end
if not stored[1] or stored[4] ~= ARGV[7] then return 'behind' end
if stored[1] ~= ARGV[2] then
  if stored[1] >= ARGV[3] and stored[2] == 'ok' then return 'already' end
  return 'behind'
end
if ARGV[4] == 'ok' and stored[2] ~= 'ok' then return 'behind' end
redis.call('HSET', KEYS[2], 'status', 'rolling')
local last = 9 + tonumber(ARGV[8])
for i = 10, last, 4000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, i, math.min(i + 3999, last)))
end
local last_place = last + tonumber(ARGV[9])
for i = last + 1, last_place, 3 do
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
for i = last_place + 1, #ARGV, 4000 do
  redis.call('HDEL', KEYS[1], unpack(ARGV, i, math.min(i + 3999, #ARGV)))
end
local now = redis.call('TIME')
redis.call('HSET', KEYS[2], 'at', ARGV[3], 'status', ARGV[5], 'fields', redis.call('HLEN', KEYS[1]),
           'seconds', now[1])
if ARGV[6] ~= '' then redis.call('HSET', KEYS[2], 'progress', ARGV[6]) end
return 'written'
)"};

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

-- Begins an erasure, and counts memories of which it removes at least so many. KEYS: its hash.
-- Arguments:
--   id: text, of the erasure if this begins it
--   memories: number
-- Returns its id and its counts. Only versions before this one wrote other counts than that of memories here.

redis.call('HSETNX', KEYS[1], 'id', id)
local counted = tonumber(redis.call('HGET', KEYS[1], 'memories') or 0)
redis.call('HSET', KEYS[1], 'memories', math.max(counted, memories))
return redis.call('HMGET', KEYS[1], 'id', 'conversations', 'messages', 'questions', 'memories')

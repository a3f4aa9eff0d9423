-- Begins an erasure, or adds to its counts. KEYS: its hash.
-- Arguments:
--   id: text, of the erasure if this begins it
--   call: text, one name for all tries of the call
--   conversations: number
--   messages: number
--   questions: number
--   memories: number
-- Returns its id and the four counts.

redis.call('HSETNX', KEYS[1], 'id', id)
if redis.call('HGET', KEYS[1], 'call') ~= call then -- else an earlier try of this call came through
  redis.call('HINCRBY', KEYS[1], 'conversations', conversations)
  redis.call('HINCRBY', KEYS[1], 'messages', messages)
  redis.call('HINCRBY', KEYS[1], 'questions', questions)
  redis.call('HINCRBY', KEYS[1], 'memories', memories)
  redis.call('HSET', KEYS[1], 'call', call)
end
return redis.call('HMGET', KEYS[1], 'id', 'conversations', 'messages', 'questions', 'memories')

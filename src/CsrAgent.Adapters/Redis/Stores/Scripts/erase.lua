-- Removes everything that belongs to a conversation.
-- Arguments:
--   id: text, the conversation
--   receipt: text, the id of the erasure's receipt, or "" to count on none
--   countsTime: number, milliseconds, for which its counts are kept
-- Returns how many messages were removed.

local c = load(id)
if not c then return 0 end
local waiting = redis.call('LLEN', key('m', id))
local erased = waiting + redis.call('LLEN', key('h', id))
if receipt ~= '' then
  local counts = root .. ':erased:' .. receipt
  redis.call('HINCRBY', counts, 'conversations', 1)
  redis.call('HINCRBY', counts, 'messages', erased)
  redis.call('PEXPIRE', counts, countsTime)
end
drop(c)
redis.call('DECRBY', root .. ':depth', waiting)
for status = BOT, ENDED do redis.call('ZREM', root .. ':status:' .. status, id) end
for _, name in ipairs({':waiting', ':later', ':out'}) do redis.call('ZREM', root .. name, id) end
for _, ticket in ipairs(redis.call('SMEMBERS', key('ticketsOf', id))) do
  redis.call('HDEL', root .. ':tickets', ticket)
  redis.call('ZREM', root .. ':ticketsDue', ticket)
  for state = OPEN, RESOLVED do redis.call('ZREM', root .. ':ticketsBy:' .. state, ticket) end
end
for _, letter in ipairs(redis.call('SMEMBERS', key('lettersOf', id))) do
  redis.call('HDEL', root .. ':letters', letter)
  redis.call('ZREM', root .. ':lettersBy', letter)
end
for _, rating in ipairs(redis.call('HVALS', key('rated', id))) do
  redis.call('HINCRBY', root .. ':ratings', string.sub(rating, 1, 1), -1)
end
for _, turn in ipairs(redis.call('HKEYS', key('rated', id))) do redis.call('ZREM', root .. ':ratedAt', id .. '\n' .. turn) end
redis.call('SREM', key('user', c.user), id)
for _, delivery in ipairs(redis.call('LRANGE', key('out', id), 0, -1)) do
  redis.call('HDEL', root .. ':sends', string.match(delivery, '^([^\n]*)'))
end
for _, kind in ipairs({'c', 'h', 'm', 'seen', 'out', 'sent', 'ticketsOf', 'lettersOf', 'rated'}) do redis.call('DEL', key(kind, id)) end
return erased

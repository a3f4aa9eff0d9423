-- Puts a dead letter back on its way.
-- Arguments:
--   id: text, the conversation
--   letter: text, its id
--   delivery: text, or "" when it is a turn's
--   ticket: text, its id or ""
--   ticketState: number
--   ticketJson: text
--   ticketRank: text
--   ticketDue: text, Unix milliseconds, or 0 when nothing is due
--   messages: list, JSON
-- Returns DONE, or REFUSED when the letter is gone.

if redis.call('HDEL', root .. ':letters', letter) == 0 then return REFUSED end
redis.call('ZREM', root .. ':lettersBy', letter)
redis.call('SREM', key('lettersOf', id), letter)
local c = load(id)
if not c then return REFUSED end
if delivery ~= '' then
  redis.call('LPUSH', key('out', id), delivery)
  redis.call('ZADD', root .. ':out', now, id)
  return DONE
end

for _, message in ipairs(messages) do
  c.position = c.position + 1
  redis.call('RPUSH', key('m', id), waitingEntry(c.position, message))
  redis.call('INCR', root .. ':depth')
end
if c.since == 0 then
  c.since = now
  redis.call('ZADD', root .. ':waiting', now, id)
end
if ticket ~= '' and c.ticket == ticket then
  redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket)
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
  c.ticket, c.ticketState = '', NO_TICKET
end
local before = c.status
c.status, c.updated = BOT, now
raise(id, c)
index(id, c, before)
save(id, c)
return DONE

-- Retries a dead letter.
-- Arguments:
--   id: text, the conversation
--   call: text, one name for all tries of the call
--   letter: text, its id
--   delivery: text, or "" for a turn
--   status: number, afterwards
--   revisionBefore: number, of the ticket that is open
--   ticket: text, its id or "" when none is open
--   ticketState: number
--   ticketJson: text
--   ticketRank: text
--   ticketDue: text, Unix milliseconds, or 0 when nothing is due
--   messages: list, JSON
-- Returns DONE; NO_CONVERSATION when the letter is gone; HELD_BY_PERSON when a person has the conversation; REFUSED when the conversation
-- is not as the caller saw it.

local c = load(id)
if c and c.changed == call then return DONE end -- An earlier try of this call came through.
if not c or redis.call('HEXISTS', root .. ':letters', letter) == 0 then return NO_CONVERSATION end
if delivery == '' then
  if c.status == HUMAN then return HELD_BY_PERSON end
  if c.ticket ~= ticket or (ticket ~= '' and revisionOf(ticket) ~= revisionBefore) then return REFUSED end
  if (c.status == ENDED) ~= (status == ENDED) then return REFUSED end
end
redis.call('HDEL', root .. ':letters', letter)
redis.call('ZREM', root .. ':lettersBy', letter)
redis.call('SREM', key('lettersOf', id), letter)
if delivery ~= '' then
  redis.call('LPUSH', key('out', id), delivery)
  redis.call('ZADD', root .. ':out', now, id)
  announce('out', id)
  c.changed = call
  save(id, c)
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
if ticket ~= '' then
  redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket)
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
  c.ticket, c.ticketState = '', NO_TICKET
end
local before = c.status
c.status, c.updated, c.changed = status, now, call
raise(id, c)
index(id, c, before)
save(id, c)
return DONE

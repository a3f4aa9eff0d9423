-- Ends a turn: history, cursor, status, hand-off, deliveries, dead letter, counters and the stream's acknowledgement, if
-- the fence still holds.
-- Arguments:
--   id: text, the conversation
--   fence: number
--   call: text, the same for all attempts at this call
--   covered: number, how many messages the turn answers
--   onlyIfNothingNew: flag, write nothing when more wait
--   status: number
--   state: text, JSON
--   ticket: text, its id or ""
--   ticketIsOpen: flag
--   ticketState: number
--   ticketJson: text
--   ticketRank: text
--   ticketDue: text, Unix milliseconds, or 0 when nothing is due
--   turn: text, its id
--   letter: text, a dead letter's id or ""
--   letterJson: text
--   gapJson: text, an unanswered question, or ""
--   gapUser: text, whose it is there
--   gapLimit: number, how many of them are kept
--   day: text, the day that the counters are for
--   timeToLive: number, milliseconds, or 0 for no limit
--   lines: list, JSON, of the history
--   deliveries: list
--   retried: list, place in the history and id of each message that was given up before
--   counters: list, names and numbers alternating
-- Returns COMMIT_REFUSED, COMMITTED, MORE_WAITS (nothing was written) or COMMITTED_AND_MORE_WAITS.

local c = load(id)
if not c then return COMMIT_REFUSED end
if c.committed == call then return COMMITTED end -- An earlier attempt at this call succeeded.
if c.fence ~= fence or c.lease == 0 then return COMMIT_REFUSED end
if ticket ~= '' and c.ticket == ticket and revisionOf(ticket) + 1 ~= cjson.decode(ticketJson).Revision then
  return HANDOFF_CHANGED
end

local more = redis.call('LRANGE', key('m', id), covered, covered)[1]
if onlyIfNothingNew and more then return MORE_WAITS end

redis.call('LTRIM', key('m', id), covered, -1)
redis.call('DECRBY', root .. ':depth', covered)
for _, line in ipairs(lines) do redis.call('RPUSH', key('h', id), line) end
-- Whoever asks for the reply to a message that was given up before gets this one.
for i = 1, #retried, 2 do
  local place = retried[i] - 1
  local line = redis.call('LINDEX', key('h', id), place)
  if line and messageIdOf(line) == retried[i + 1] then
    line = string.gsub(line, ',"z":"[^"]*"', '')
    redis.call('LSET', key('h', id), place, string.sub(line, 1, -2) .. ',"z":"' .. turn .. '"}')
  end
end

local before = c.status
c.sequence, c.updated = c.sequence + #lines, now
if status == ENDED then
  c.context = c.sequence -- Ended meanwhile: its status and its new context stay as they are.
else
  c.status, c.state = status, state
end
c.lease, c.holder, c.attempts, c.committed = 0, '', 0, call
if ticket ~= '' then
  if c.ticket == ticket then redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket) end
  if ticketIsOpen then c.ticket, c.ticketState = ticket, ticketState else c.ticket, c.ticketState = '', NO_TICKET end
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
end
if more then
  c.since = acceptedAt(more)
  redis.call('ZADD', root .. ':waiting', c.since, id)
  queue(id, c)
else
  rest(id, c)
end
index(id, c, before)
save(id, c)

deliver(id, deliveries)
for i = 1, #counters, 2 do redis.call('HINCRBY', root .. ':day:' .. day, counters[i], counters[i + 1]) end
if gapJson ~= '' then
  if c.user ~= gapUser then -- The conversation has become another customer's while the turn ran.
    local gap = cjson.decode(gapJson)
    gap.UserId = c.user
    gapJson = cjson.encode(gap)
  end
  redis.call('LPUSH', root .. ':gaps', gapJson)
  redis.call('LTRIM', root .. ':gaps', 0, gapLimit - 1)
end
if letter ~= '' then keepLetter(id, letter, letterJson) end
if timeToLive > 0 then
  for _, kind in ipairs({'c', 'h', 'seen'}) do redis.call('PEXPIRE', key(kind, id), timeToLive) end
end
if more then return COMMITTED_AND_MORE_WAITS end
return COMMITTED

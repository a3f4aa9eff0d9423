-- Ends a turn: history, cursor, status, hand-off, deliveries, dead letter, counters and the stream's acknowledgement, if the fence still holds.
-- ARGV: now, conversation, fence, the call (one name for all its tries), messages covered, 1 to write nothing when more wait, status, state, ticket id or "", its state,
--       its JSON, its rank, when it is due or 0, dead letter id or "", its JSON, day, time to live in ms or 0, how many lines, deliveries and counters, then these
-- Returns 0 refused, 1 committed, 2 more waits (nothing was written), 3 committed and more waits.
local id, fence, call, covered, onlyIfNothingNew = ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5]), ARGV[6] == '1'
local status, state, ticket, ticketState, ticketJson, ticketRank, ticketDue = tonumber(ARGV[7]), ARGV[8], ARGV[9], tonumber(ARGV[10]), ARGV[11], ARGV[12], ARGV[13]
local letter, letterJson, day, ttl = ARGV[14], ARGV[15], ARGV[16], tonumber(ARGV[17])
local lines, deliveries, counters = tonumber(ARGV[18]), tonumber(ARGV[19]), tonumber(ARGV[20])
local rest = 21

local c = load(id)
if not c then return 0 end
if c.committed == call then return 1 end -- An earlier try of this call came through.
if c.fence ~= fence or c.lease == 0 then return 0 end
if ticket ~= '' and c.ticket == ticket and revisionOf(ticket) + 1 ~= cjson.decode(ticketJson).Revision then return 0 end -- It has changed meanwhile.

local more = redis.call('LRANGE', key('m', id), covered, covered)[1]
if onlyIfNothingNew and more then return 2 end

redis.call('LTRIM', key('m', id), covered, -1)
redis.call('DECRBY', root .. ':depth', covered)
for i = rest, rest + lines - 1 do redis.call('RPUSH', key('h', id), ARGV[i]) end
rest = rest + lines

local before = c.status
c.sequence, c.status, c.state, c.updated = c.sequence + lines, status, state, now
c.lease, c.holder, c.attempts, c.committed = 0, '', 0, call
if ticket ~= '' then
  c.ticket, c.ticketState = ticket, ticketState
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
end
if more then
  c.since = acceptedAt(more)
  redis.call('ZADD', root .. ':waiting', c.since, id)
  queue(id, c)
else
  c.since = 0
  redis.call('ZREM', root .. ':waiting', id)
  drop(c)
end
index(id, c, before)
save(id, c)

deliver(id, ARGV, rest, deliveries)
rest = rest + deliveries
for i = rest, rest + 2 * counters - 1, 2 do redis.call('HINCRBY', root .. ':day:' .. day, ARGV[i], ARGV[i + 1]) end
if letter ~= '' then
  redis.call('HSET', root .. ':letters', letter, letterJson)
  redis.call('ZADD', root .. ':lettersBy', now, letter)
  redis.call('SADD', key('lettersOf', id), letter)
end
if ttl > 0 then
  for _, kind in ipairs({'c', 'h', 'seen'}) do redis.call('PEXPIRE', key(kind, id), ttl) end
end
if more then return 3 end
return 1

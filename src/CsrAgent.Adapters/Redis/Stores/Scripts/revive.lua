-- Puts a dead letter back on its way. ARGV: now, conversation, letter, delivery or "", ticket or "", its state, its JSON, its rank, when it is due
--   or 0, then the messages. Returns 1, or 0 when the letter is gone.
local id, letter, delivery = ARGV[2], ARGV[3], ARGV[4]
local ticket, ticketState, ticketJson, ticketRank, ticketDue = ARGV[5], tonumber(ARGV[6]), ARGV[7], ARGV[8], ARGV[9]
if redis.call('HDEL', root .. ':letters', letter) == 0 then return 0 end
redis.call('ZREM', root .. ':lettersBy', letter)
redis.call('SREM', key('lettersOf', id), letter)
local c = load(id)
if not c then return 0 end
if delivery ~= '' then
  redis.call('LPUSH', key('out', id), delivery)
  redis.call('ZADD', root .. ':out', now, id)
  return 1
end

for i = 10, #ARGV do
  c.position = c.position + 1
  redis.call('RPUSH', key('m', id), now .. '|' .. c.position .. '|' .. ARGV[i])
  redis.call('INCR', root .. ':depth')
end
if c.since == 0 then
  c.since = now
  redis.call('ZADD', root .. ':waiting', now, id)
end
if ticket ~= '' and c.ticket == ticket then
  redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket)
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
  c.ticket, c.ticketState = '', -1
end
local before = c.status
c.status, c.updated = BOT, now
raise(id, c)
index(id, c, before)
save(id, c)
return 1

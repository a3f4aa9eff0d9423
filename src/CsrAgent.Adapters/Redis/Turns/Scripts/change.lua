-- One step of a hand-off, or the end of a conversation, if its hand-off is still as the caller saw it.
-- ARGV: now, conversation, ticket expected or "", its revision, status expected or -1, status after, new state or "" to keep it, 1 to cut the
--       context, ticket after or "", 1 while it is open, its state, its JSON, its rank, when it is due or 0, 1 to raise the fence
--       whatever the status, how many lines and deliveries, then these
-- Returns 0 when it does not fit, 1 done, -1 no such conversation.
local id, expected, revision, statusBefore = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local status, state, cut = tonumber(ARGV[6]), ARGV[7], ARGV[8] == '1'
local ticket, open, ticketState, ticketJson, ticketRank, ticketDue = ARGV[9], ARGV[10] == '1', tonumber(ARGV[11]), ARGV[12], ARGV[13], ARGV[14]
local always, lines, deliveries = ARGV[15] == '1', tonumber(ARGV[16]), tonumber(ARGV[17])
local rest = 18

local c = load(id)
if not c then return -1 end
if c.ticket ~= expected or (expected ~= '' and revisionOf(expected) ~= revision) then return 0 end
if statusBefore >= 0 and c.status ~= statusBefore then return 0 end

for i = rest, rest + lines - 1 do redis.call('RPUSH', key('h', id), ARGV[i]) end
local before = c.status
c.sequence, c.status = c.sequence + lines, status
if lines > 0 or always or before ~= status then c.updated = now end
if state ~= '' then c.state = state end
if cut then c.context = c.sequence end
if ticket ~= '' then
  if c.ticket == ticket then redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket) end
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
  if open then c.ticket, c.ticketState = ticket, ticketState else c.ticket, c.ticketState = '', -1 end
end
if always or before ~= status then raise(id, c) end
index(id, c, before)
save(id, c)
deliver(id, ARGV, rest + lines, deliveries)
return 1

-- One step of a hand-off, or the end of a conversation, if its hand-off has not changed since the caller read it.
-- Arguments:
--   id: text, the conversation
--   call: text, one name for all tries of the call
--   incarnation: text, of the conversation that the step was decided on, or "" for any
--   ticketBefore: text, the id of the ticket that must be open, or "" when none may be open
--   revisionBefore: number, of that ticket
--   statusBefore: text, or "" for any
--   status: number, afterwards
--   newState: text, JSON, or "" to keep the state
--   cutContext: flag
--   ticket: text, its id afterwards, or ""
--   ticketIsOpen: flag
--   ticketState: number
--   ticketJson: text
--   ticketRank: text
--   ticketDue: text, Unix milliseconds, or 0 when nothing is due
--   raiseAlways: flag, raise the fence even if the status stays the same
--   lines: list, JSON, of the history
--   deliveries: list
-- Returns DONE, REFUSED when the conversation has changed, or NO_CONVERSATION.

local c = load(id)
if not c then return NO_CONVERSATION end
if incarnation ~= '' and tonumber(incarnation) ~= (c.incarnation or 0) then return REFUSED end
if c.changed == call then return DONE end -- An earlier try of this call came through.
if c.ticket ~= ticketBefore or (ticketBefore ~= '' and revisionOf(ticketBefore) ~= revisionBefore) then return REFUSED end
if statusBefore ~= '' and c.status ~= tonumber(statusBefore) then return REFUSED end

for _, line in ipairs(lines) do redis.call('RPUSH', key('h', id), line) end
local before = c.status
c.sequence, c.status = c.sequence + #lines, status
if #lines > 0 or raiseAlways or before ~= status then c.updated = now end
if newState ~= '' then c.state = newState end
if cutContext then c.context = c.sequence end
if ticket ~= '' then
  if c.ticket == ticket then redis.call('ZREM', root .. ':ticketsBy:' .. c.ticketState, ticket) end
  keepTicket(id, ticket, ticketState, ticketJson, ticketRank, ticketDue)
  if ticketIsOpen then c.ticket, c.ticketState = ticket, ticketState else c.ticket, c.ticketState = '', NO_TICKET end
end
if raiseAlways or before ~= status then raise(id, c) end
c.changed = call
index(id, c, before)
save(id, c)
deliver(id, deliveries)
return DONE

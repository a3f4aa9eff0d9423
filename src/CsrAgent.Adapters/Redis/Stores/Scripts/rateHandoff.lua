-- Stores a hand-off with the customer's rating, if the hand-off has not changed since the caller read it.
-- Arguments:
--   id: text, the conversation
--   ticket: text, the hand-off's id
--   revisionBefore: number
--   ticketJson: text, with the rating, one revision later
-- Returns DONE, REFUSED when the hand-off has changed, or NO_CONVERSATION.

if redis.call('EXISTS', key('c', id)) == 0 then return NO_CONVERSATION end
local known = redis.call('HGET', root .. ':tickets', ticket)
if known == ticketJson then return DONE end -- An earlier try of this call came through.
if not known or revisionOf(ticket) ~= revisionBefore then return REFUSED end
redis.call('HSET', root .. ':tickets', ticket, ticketJson)
return DONE

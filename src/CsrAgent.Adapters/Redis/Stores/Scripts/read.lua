-- A page of history.
-- Arguments:
--   id: text, the conversation
--   after: number, the sequence before the first line; negative counts from the end
--   max: number
-- Returns {} when there is no such conversation, else the parts of a lease: the page in place of the history, and the mailbox only with the
-- last page.

local c = load(id)
if not c then return {} end
local parts = leased(id, c, 0)
if after < 0 then after = math.max(0, c.sequence + after) end
parts[PART_HISTORY] = redis.call('LRANGE', key('h', id), after, after + max - 1)
if after + max < c.sequence then parts[PART_MAILBOX] = {} end
return parts

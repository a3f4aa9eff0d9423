-- A page of history. ARGV: now, conversation, after, most. Returns {} when there is no such conversation, else a lease's parts: the page in
-- the place of the history, and the mailbox only with the last page.
local id, after, most = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local c = load(id)
if not c then return {} end
local parts = leased(id, c, 0)
parts[14] = redis.call('LRANGE', key('h', id), after, after + most - 1)
if after + most < c.sequence then parts[13] = {} end
return parts

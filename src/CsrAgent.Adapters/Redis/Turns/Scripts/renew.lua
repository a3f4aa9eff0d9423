-- Renews a lease and rereads the mailbox.
-- Arguments:
--   id: text, the conversation
--   fence: number
--   leaseTime: number, milliseconds
--   consumer: text
-- Returns {} when the lease is lost, else {mailbox}.

local c = load(id)
if not c or c.fence ~= fence or c.lease == 0 then return {} end
c.lease = now + leaseTime
save(id, c)
-- Without JUSTID this would count as a delivery; with it, it only shows that the entry is being worked on.
if c.entry ~= '' then redis.call('XCLAIM', KEYS[1], GROUP, consumer, 0, c.entry, 'JUSTID') end
return {redis.call('LRANGE', key('m', id), 0, -1)}

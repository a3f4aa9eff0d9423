-- Keeps a lease and reads the mailbox again. ARGV: now, conversation, fence, lease until, consumer. Returns {} when it is lost, else {mailbox}.
local id, fence, untilTime, consumer = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local c = load(id)
if not c or c.fence ~= fence or c.lease == 0 then return {} end
c.lease = untilTime
save(id, c)
-- Without JUSTID this would count as a delivery; with it, it only tells that the entry is being worked on.
if c.entry ~= '' then redis.call('XCLAIM', KEYS[1], GROUP, consumer, 0, c.entry, 'JUSTID') end
return {redis.call('LRANGE', key('m', id), 0, -1)}

-- Gives a lease back without an answer. ARGV: now, conversation, fence, due at, attempts to forget. Returns 1, or 0 when the lease is lost.
local id, fence, due, forget = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local c = load(id)
if not c or c.fence ~= fence or c.lease == 0 then return 0 end
c.lease, c.holder, c.attempts = 0, '', math.max(0, c.attempts - forget)
if due <= now then queue(id, c) else queueLater(id, c, due) end
save(id, c)
return 1

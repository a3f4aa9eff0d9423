-- Leases conversations that have waited too long although they were tried, whatever keeps them; not those that somebody works on. One that
-- nobody has tried yet is left to the workers; where it is on no list of theirs, it is put there.
-- Arguments:
--   silence: number, milliseconds, how long they have waited at least
--   minFailures: number, how many attempts have failed at least
--   leaseTime: number, milliseconds
--   holder: text, who asks
--   historyLimit: number
--   max: number
--   offset: number, how many of those that have waited longest to pass over
--   page: number, how many to look at
-- Returns how many were looked at, then the leases.

local silent = redis.call('ZRANGEBYSCORE', root .. ':waiting', '-inf', now - silence, 'LIMIT', offset, page)
local found = {#silent}
for _, id in ipairs(silent) do
  if #found > max then break end
  local c = load(id)
  if not c or c.since == 0 then
    redis.call('ZREM', root .. ':waiting', id)
  elseif c.lease <= now and c.attempts >= minFailures then
    redis.call('ZREM', root .. ':later', id)
    lease(id, c, leaseTime, holder)
    found[#found + 1] = leased(id, c, historyLimit)
  elseif c.lease <= now and c.entry == '' and not redis.call('ZSCORE', root .. ':later', id) then
    queue(id, c)
    save(id, c)
  end
end
return found

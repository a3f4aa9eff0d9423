-- Leases conversations that have waited too long and whose attempts failed, whatever keeps them now, except those being worked on. One that
-- nobody has tried yet is left to the workers; if it is on none of their lists, it is put there.
-- Arguments:
--   silence: number, milliseconds, the minimum wait
--   minFailures: number, the minimum number of failed attempts
--   leaseTime: number, milliseconds
--   holder: text, the caller
--   historyLimit: number
--   max: number
--   offset: number, how many of the longest waiting to skip
--   page: number, how many to check
-- Returns how many were checked, then the leases.

local silent = redis.call('ZRANGEBYSCORE', root .. ':waiting', '-inf', now - silence, 'LIMIT', offset, page)
local found = {#silent}
for _, id in ipairs(silent) do
  if #found > max then break end
  local c = load(id)
  if not c or c.since == 0 then
    redis.call('ZREM', root .. ':waiting', id)
  elseif c.lease <= now and c.attempts >= minFailures and not isEmpty(id, c) then
    redis.call('ZREM', root .. ':later', id)
    lease(id, c, leaseTime, holder)
    found[#found + 1] = leased(id, c, historyLimit)
  elseif c.since > 0 and c.lease <= now and c.entry == '' and not redis.call('ZSCORE', root .. ':later', id) then
    queue(id, c)
    save(id, c)
  end
end
return found

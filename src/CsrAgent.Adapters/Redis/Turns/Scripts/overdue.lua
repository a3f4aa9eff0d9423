-- Leases conversations that have waited too long, whatever kept them; not those that somebody works on.
-- Arguments:
--   waitingSince: number, Unix milliseconds
--   leaseUntil: number, Unix milliseconds
--   holder: text, who asks
--   historyLimit: number
--   max: number
-- Returns a list of leases.

local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. ':waiting', '-inf', waitingSince)) do
  if #found == max then break end
  local c = load(id)
  if not c or c.since == 0 then
    redis.call('ZREM', root .. ':waiting', id)
  elseif c.lease <= now then
    redis.call('ZREM', root .. ':later', id)
    lease(id, c, leaseUntil, holder)
    found[#found + 1] = leased(id, c, historyLimit)
  end
end
return found

-- Leases conversations that have waited too long, whatever kept them; not those that somebody works on.
-- ARGV: now, waiting since, lease until, who asks, history limit, most. Returns a list of leases.
local since, untilTime, holder, historyLimit, most = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. ':waiting', '-inf', since)) do
  if #found == most then break end
  local c = load(id)
  if not c or c.since == 0 then
    redis.call('ZREM', root .. ':waiting', id)
  elseif c.lease <= now then
    redis.call('ZREM', root .. ':later', id)
    lease(id, c, untilTime, holder)
    found[#found + 1] = leased(id, c, historyLimit)
  end
end
return found

-- Puts conversations whose time has come on the work stream.
-- Arguments:
--   max: number
-- Returns how many.

local due = redis.call('ZRANGEBYSCORE', root .. ':later', '-inf', now, 'LIMIT', 0, max)
for _, id in ipairs(due) do
  local c = load(id)
  if c and c.lease == 0 and c.since > 0 then
    queue(id, c)
    save(id, c)
  else
    redis.call('ZREM', root .. ':later', id)
  end
end
return #due

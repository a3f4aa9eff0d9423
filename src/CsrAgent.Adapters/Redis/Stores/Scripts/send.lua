-- Leases the oldest delivery of each conversation that has one due.
-- Arguments:
--   max: number
--   leaseTime: number, milliseconds
-- Returns {delivery, attempt, fence, due} for each. A delivery stands in its conversation's list as "id newline JSON"; its attempts and
-- fence under its id.

local taken = {}
local due = redis.call('ZRANGEBYSCORE', root .. ':out', '-inf', now, 'WITHSCORES', 'LIMIT', 0, max)
for i = 1, #due, 2 do
  local id = due[i]
  local delivery = redis.call('LINDEX', key('out', id), 0)
  if delivery then
    local name = string.match(delivery, '^([^\n]*)')
    local attempts, fence, more = sends(name)
    redis.call('HSET', root .. ':sends', name, (attempts + 1) .. '|' .. (fence + 1) .. more)
    redis.call('ZADD', root .. ':out', now + leaseTime, id)
    taken[#taken + 1] = {delivery, attempts + 1, fence + 1, due[i + 1]}
  else
    redis.call('ZREM', root .. ':out', id)
  end
end
return taken

-- Puts conversations that are due on the work stream. One process at a time does so for a partition, for as long as it goes on.
-- Arguments:
--   max: number
--   process: text
--   sweepTime: number, milliseconds, for which nobody else does so; 0 to do it in any case
--   isLeaving: flag, to leave it to others from now on
-- Returns DONE, or REFUSED when another process does it.

local sweeper = redis.call('GET', root .. ':sweeper')
if isLeaving then
  if sweeper == process then redis.call('DEL', root .. ':sweeper') end
  return DONE
elseif sweepTime > 0 then
  if sweeper and sweeper ~= process then return REFUSED end
  redis.call('SET', root .. ':sweeper', process, 'PX', sweepTime)
end
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
return DONE

-- Completes a delivery, or reschedules it.
-- Arguments:
--   id: text, the conversation
--   delivery: text, its id
--   fence: number
--   anyFence: flag, set for a success, which counts whatever the fence is
--   isOver: flag, set when it is not sent again
--   delay: number, milliseconds, until it is sent again
--   channelId: text, the channel's id of what was sent, or ""
--   letter: text, a dead letter's id or ""
--   letterJson: text
-- Returns DONE, or REFUSED when another process has it or it is finished.

local place, entry
for i, waiting in ipairs(redis.call('LRANGE', key('out', id), 0, -1)) do
  if string.sub(waiting, 1, #delivery + 1) == delivery .. '\n' then place, entry = i, waiting end
end
local _, current = sends(delivery)
if not place or (not anyFence and fence ~= current) then return REFUSED end
if not isOver then
  redis.call('ZADD', root .. ':out', now + delay, id)
  announce('out', id)
  return DONE
end

redis.call('LREM', key('out', id), 1, entry)
redis.call('HDEL', root .. ':sends', delivery)
if channelId ~= '' then redis.call('HSET', key('sent', id), delivery, channelId) end
if letter ~= '' then keepLetter(id, letter, letterJson) end
if redis.call('EXISTS', key('out', id)) == 0 then
  redis.call('ZREM', root .. ':out', id)
elseif place == 1 then
  redis.call('ZADD', root .. ':out', now, id)
  announce('out', id)
end
return DONE

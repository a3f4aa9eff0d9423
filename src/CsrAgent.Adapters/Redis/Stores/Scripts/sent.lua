-- Ends a delivery, or puts it off. ARGV: now, conversation, delivery, fence or -1 for a success, whatever its fence, due at or -1 when it is
--   over, the channel's id or "", dead letter id or "", its JSON. Returns 1, or 0 when another has it, or it is done with.
local id, name, fence, due, channelId, letter, letterJson = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], ARGV[7], ARGV[8]
local place, delivery
for i, waiting in ipairs(redis.call('LRANGE', key('out', id), 0, -1)) do
  if string.sub(waiting, 1, #name + 1) == name .. '\n' then place, delivery = i, waiting end
end
local _, current = sends(name)
if not place or (fence >= 0 and fence ~= current) then return 0 end
if due >= 0 then
  redis.call('ZADD', root .. ':out', due, id)
  return 1
end

redis.call('LREM', key('out', id), 1, delivery)
redis.call('HDEL', root .. ':sends', name)
if channelId ~= '' then redis.call('HSET', key('sent', id), name, channelId) end
if letter ~= '' then
  redis.call('HSET', root .. ':letters', letter, letterJson)
  redis.call('ZADD', root .. ':lettersBy', now, letter)
  redis.call('SADD', key('lettersOf', id), letter)
end
if redis.call('EXISTS', key('out', id)) == 0 then
  redis.call('ZREM', root .. ':out', id)
elseif place == 1 then
  redis.call('ZADD', root .. ':out', now, id)
end
return 1

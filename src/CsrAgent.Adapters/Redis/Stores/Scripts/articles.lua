-- Notes the latest state of articles. KEYS: the articles by id, and the positions of their last changes.
-- Arguments:
--   ids: list
--   states: list, of each an article, or nothing if it was deleted

local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local position = tonumber(last[2] or 0)
for i, id in ipairs(ids) do
  position = position + 1
  if states[i] == '' then redis.call('HDEL', KEYS[1], id) else redis.call('HSET', KEYS[1], id, states[i]) end
  redis.call('ZADD', KEYS[2], position, id)
end
return position

-- Notifies all processes that watch a conversation, except the publisher. KEYS: the watchers.
-- Arguments:
--   channels: text, what the channel of each process begins with
--   publisher: text
--   events: text, JSON
-- Returns how many were notified.

local told = 0
for _, process in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if process ~= publisher then
    redis.call('PUBLISH', channels .. process, events)
    told = told + 1
  end
end
return told

-- Tells all processes that watch a conversation, but the one that publishes. KEYS: who watches. ARGV: the publisher, the events.
-- Returns how many were told.
local told = 0
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if node ~= ARGV[1] then
    redis.call('PUBLISH', 'csr:feed:' .. node, ARGV[2])
    told = told + 1
  end
end
return told

-- Enters who writes here. KEYS: the schema.
-- Arguments:
--   version: number, of the caller's data
--   readableFrom: number, the oldest version that can work with that data
-- Returns the version of the newest writer, and the oldest version that can work with all that is there.

local stored = redis.call('HMGET', KEYS[1], 'written', 'readable')
local written, readable = tonumber(stored[1] or 0), tonumber(stored[2] or 0)
if version > written and version >= readable then
  written, readable = version, math.max(readable, readableFrom)
  redis.call('HSET', KEYS[1], 'written', written, 'readable', readable)
end
return {written, readable}

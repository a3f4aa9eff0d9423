-- The generic cell rate algorithm: one number for each key, the time at which its allowance would be whole again. KEYS: the key.
-- Arguments:
--   now: number, microseconds
--   window: number, microseconds
--   limit: number
-- Returns how many microseconds to wait; 0 when the call is within the limit, and only then it counts.

local wholeAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + window / limit
if wholeAt - now > window then return math.ceil(wholeAt - now - window) end
redis.call('SET', KEYS[1], string.format('%.0f', wholeAt), 'PX', math.ceil((wholeAt - now) / 1000))
return 0

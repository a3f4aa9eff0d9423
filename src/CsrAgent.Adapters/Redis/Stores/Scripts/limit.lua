-- The generic cell rate algorithm: one number per key, the time at which its full allowance is available again. KEYS: the key.
-- Arguments:
--   window: number, microseconds
--   limit: number
--   refund: flag, gives back one call that was counted
-- Returns how many microseconds to wait; 0 when the call is within the limit, and only then is it counted.

local cost = refund and -window / limit or window / limit
local wholeAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), micros) + cost
if wholeAt - micros > window then return math.ceil(wholeAt - micros - window) end
if wholeAt <= micros then redis.call('DEL', KEYS[1]) return 0 end
redis.call('SET', KEYS[1], string.format('%.0f', wholeAt), 'PX', math.ceil((wholeAt - micros) / 1000))
return 0

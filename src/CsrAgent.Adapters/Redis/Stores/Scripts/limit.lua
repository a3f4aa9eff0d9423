-- The generic cell rate algorithm: one number for each key, the time at which its allowance would be whole again. All times in microseconds.
-- KEYS: the key. ARGV: now, window, limit. Returns 0, or how long to wait; nothing is counted then.
local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local wholeAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + window / limit
if wholeAt - now > window then return math.ceil(wholeAt - now - window) end
redis.call('SET', KEYS[1], string.format('%.0f', wholeAt), 'PX', math.ceil((wholeAt - now) / 1000))
return 0

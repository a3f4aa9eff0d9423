-- Writes what a channel keeps, unless another has written since. KEYS: its hash.
-- Arguments:
--   call: text, one name for all tries of the call
--   version: number, as it was read; 0 where there was none
--   text: text
-- Returns 1 where it is written.

if redis.call('HGET', KEYS[1], 'call') == call then return 1 end -- an earlier try of this call came through
if tonumber(redis.call('HGET', KEYS[1], 'version') or '0') ~= version then return 0 end
redis.call('HSET', KEYS[1], 'call', call, 'version', version + 1, 'text', text)
return 1

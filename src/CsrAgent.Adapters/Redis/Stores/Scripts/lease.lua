-- Takes a lease, extends it, or gives it back. KEYS: the lease.
-- Arguments:
--   owner: text, the process
--   milliseconds: number, how long it is held; 0 gives it back
-- Returns 1 where the process holds it afterwards, or has given it back.

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= owner then return 0 end
if milliseconds > 0 then redis.call('SET', KEYS[1], owner, 'PX', milliseconds) else redis.call('DEL', KEYS[1]) end
return 1

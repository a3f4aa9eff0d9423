-- Enters a process among those that watch a conversation, for a while. KEYS: who watches.
-- Arguments:
--   process: text
--   duration: number, milliseconds
-- Returns what PEXPIRE does.

redis.call('SADD', KEYS[1], process)
return redis.call('PEXPIRE', KEYS[1], duration)

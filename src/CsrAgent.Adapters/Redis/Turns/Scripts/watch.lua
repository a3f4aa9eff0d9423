-- Registers a process as a watcher of a conversation for a while. KEYS: the watchers.
-- Arguments:
--   process: text
--   duration: number, milliseconds
-- Returns the result of PEXPIRE.

redis.call('SADD', KEYS[1], process)
return redis.call('PEXPIRE', KEYS[1], duration)

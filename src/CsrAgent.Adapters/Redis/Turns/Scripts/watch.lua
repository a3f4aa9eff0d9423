-- Enters a process among those that watch a conversation, for a while. KEYS: who watches. ARGV: the process, how long in milliseconds.
redis.call('SADD', KEYS[1], ARGV[1])
return redis.call('PEXPIRE', KEYS[1], ARGV[2])

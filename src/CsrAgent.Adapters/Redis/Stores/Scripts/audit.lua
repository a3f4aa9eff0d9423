-- Appends an entry under the next number. KEYS: log, number. ARGV: at, actor, action, subject, details or "".
local number = redis.call('INCR', KEYS[2])
redis.call('XADD', KEYS[1], number .. '-0', 'at', ARGV[1], 'actor', ARGV[2], 'action', ARGV[3], 'subject', ARGV[4], 'details', ARGV[5])
return number

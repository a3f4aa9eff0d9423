-- Appends an entry under the next number. KEYS: log, number.
-- Arguments:
--   at: text, Unix milliseconds
--   actor: text
--   action: text
--   subject: text
--   details: text, or ""
-- Returns the number.

local number = redis.call('INCR', KEYS[2])
redis.call('XADD', KEYS[1], number .. '-0', 'at', at, 'actor', actor, 'action', action, 'subject', subject, 'details', details)
return number

-- Appends an entry under the next number. KEYS: log, number.
-- Arguments:
--   at: text, Unix milliseconds
--   actor: text
--   action: text
--   subject: text
--   details: text, or ""
--   call: text, one name for all tries of the call
--   isRepeat: flag, sent again after an unknown outcome
-- Returns the number.

-- Our own repeat: the first try may have come through.
if isRepeat then
  for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 100)) do
    local fields = entry[2]
    for i = 1, #fields, 2 do
      if fields[i] == 'call' and fields[i + 1] == call then return tonumber(string.match(entry[1], '^%d+')) end
    end
  end
end
local number = redis.call('INCR', KEYS[2])
redis.call(
  'XADD', KEYS[1], number .. '-0', 'at', at, 'actor', actor, 'action', action, 'subject', subject, 'details', details, 'call', call
)
return number

-- Appends an entry, unless another came first. KEYS: log, last number, hash of the last chained entry.
-- Arguments:
--   number: number, the entry's, which its hash covers
--   previous: text, the hash that its hash follows, or ""
--   hash: text, of the entry
--   at: text, Unix milliseconds
--   actor: text
--   action: text
--   subject: text
--   details: text, or ""
--   call: text, one name for all tries of the call
--   isRepeat: flag, sent again after an unknown outcome
-- Returns the last number, the last hash, and 1 if the entry is in the log.

local function tail(isAppended)
  return { tonumber(redis.call('GET', KEYS[2]) or 0), redis.call('GET', KEYS[3]) or '', isAppended }
end

-- Our own repeat: the first try may have come through.
if isRepeat then
  for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 100)) do
    local fields = entry[2]
    for i = 1, #fields, 2 do
      if fields[i] == 'call' and fields[i + 1] == call then return tail(1) end
    end
  end
end
-- An earlier version, which chains nothing, counts as well.
local last = tail(0)
if last[1] + 1 ~= number or last[2] ~= previous then return last end
redis.call('INCR', KEYS[2])
redis.call(
  'XADD', KEYS[1], string.format('%.0f-0', number), 'at', at, 'actor', actor, 'action', action, 'subject', subject, 'details', details,
  'call', call, 'hash', hash
)
redis.call('SET', KEYS[3], hash)
return tail(1)

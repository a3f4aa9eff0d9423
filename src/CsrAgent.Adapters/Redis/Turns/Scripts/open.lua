-- Leases the conversation of a stream entry.
-- Arguments:
--   id: text, the conversation
--   entry: text
--   leaseTime: number, milliseconds
--   holder: text, the caller: one name per call, so that a repeat finds its own lease
--   historyLimit: number
-- Returns a lease, or {} when there is nothing to do: the entry is outdated, somebody holds the lease, or no message waits.

local c = load(id)
if not c or c.entry ~= entry then
  redis.call('XACK', KEYS[1], GROUP, entry)
  redis.call('XDEL', KEYS[1], entry)
  return {}
end
if c.lease > now and c.holder ~= holder then return {} end
if isEmpty(id, c) then return {} end
if c.holder ~= holder then
  -- A worker that died between reading and opening counts as an attempt too: this conversation may be what killed it.
  local pending = redis.call('XPENDING', KEYS[1], GROUP, entry, entry, 1)
  if pending[1] then c.attempts = math.max(c.attempts, pending[1][4] - 1) end
  lease(id, c, leaseTime, holder)
end
return leased(id, c, historyLimit)

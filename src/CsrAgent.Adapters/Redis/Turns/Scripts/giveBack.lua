-- Puts a conversation that was handed out, and that nobody has opened, back on the work stream.
-- Arguments:
--   id: text, the conversation
--   entry: text
-- Returns DONE, or REFUSED when the entry is outdated, or somebody works on it.

local c = load(id)
if not c or c.entry ~= entry then
  redis.call('XACK', KEYS[1], GROUP, entry)
  redis.call('XDEL', KEYS[1], entry)
  return REFUSED
end
if c.lease > now then return REFUSED end
queue(id, c)
save(id, c)
return DONE

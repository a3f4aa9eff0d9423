-- Removes readers of the work stream that are gone and hold nothing.
-- Arguments:
--   leaving: text, the name of one that leaves now, or ""
--   goneAfter: number, milliseconds without a read after which a reader is gone
-- Returns how many.

local removed = 0
for _, fields in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], GROUP)) do
  local consumer = {}
  for i = 1, #fields, 2 do consumer[fields[i]] = fields[i + 1] end
  if consumer.pending == 0 and (consumer.name == leaving or consumer.idle >= goneAfter) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], GROUP, consumer.name)
    removed = removed + 1
  end
end
return removed

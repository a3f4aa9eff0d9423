-- Returns a lease without an answer.
-- Arguments:
--   id: text, the conversation
--   fence: number
--   delay: number, milliseconds
--   forgottenAttempts: number, how many attempts do not count
-- Returns DONE, or REFUSED when the lease is lost.

local c = load(id)
if not c or c.fence ~= fence or c.lease == 0 then return REFUSED end
c.lease, c.holder, c.attempts = 0, '', math.max(0, c.attempts - forgottenAttempts)
if delay <= 0 then queue(id, c) else queueLater(id, c, now + delay) end
save(id, c)
return DONE

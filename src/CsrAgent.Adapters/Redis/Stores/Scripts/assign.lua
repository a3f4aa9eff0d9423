-- Makes a conversation another customer's.
-- Arguments:
--   id: text, the conversation
--   from: text, whose it must be
--   to: text, whose it is then
--   isRepeat: flag, run again after an unknown outcome
-- Returns DONE, or NO_CONVERSATION where there is none of that customer's.

local c = load(id)
if not c then return NO_CONVERSATION end
if isRepeat and c.user == to then return DONE end
if c.user ~= from then return NO_CONVERSATION end
redis.call('SREM', key('user', from), id)
redis.call('SADD', key('user', to), id)
c.user = to
save(id, c)
return DONE

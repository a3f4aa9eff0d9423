-- The result of an earlier accept of the same message. Changes nothing.
-- Arguments:
--   id: text, the conversation
--   user: text
--   channel: text
--   messageKey: text
--   hash: text, of the message's text
-- Returns as accept does; {UNKNOWN, ""} when it was not seen.

local c = load(id)
if not c or c.user ~= user or c.channel ~= channel then return {UNKNOWN, ''} end
local known = redis.call('HGET', key('seen', id), messageKey)
if not known then return {UNKNOWN, ''} end
local first, knownHash = string.match(known, '^([^|]*)|([^|]*)')
if knownHash == hash then return {DUPLICATE, first} end
return {KEY_REUSED, ''}

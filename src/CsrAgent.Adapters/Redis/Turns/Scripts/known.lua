-- What became of the same message before. Changes nothing.
-- ARGV: now, conversation, user, channel, key, hash. Returns as accept does; {0, ""} when it was not seen.
local id, user, channel, messageKey, hash = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local c = load(id)
if not c or c.user ~= user or c.channel ~= channel then return {0, ''} end
local known = redis.call('HGET', key('seen', id), messageKey)
if not known then return {0, ''} end
local first, knownHash = string.match(known, '^([^|]*)|(.*)$')
if knownHash == hash then return {2, first} end
return {3, ''}

-- Stores the rating of a turn.
-- Arguments:
--   id: text, the conversation
--   turn: text
--   rating: text, one digit
--   comment: text
--   at: number, milliseconds
--   listed: number, milliseconds, for which it is listed as given
-- Returns DONE, or NO_CONVERSATION.

if redis.call('EXISTS', key('c', id)) == 0 then return NO_CONVERSATION end
local known = redis.call('HGET', key('rated', id), turn)
if known == rating .. comment then return DONE end
if known then redis.call('HINCRBY', root .. ':ratings', string.sub(known, 1, 1), -1) end
redis.call('HSET', key('rated', id), turn, rating .. comment)
redis.call('HINCRBY', root .. ':ratings', rating, 1)
redis.call('ZADD', root .. ':ratedAt', at, id .. '\n' .. turn)
redis.call('ZREMRANGEBYSCORE', root .. ':ratedAt', '-inf', at - listed)
redis.call('PEXPIRE', root .. ':ratedAt', listed)
return DONE

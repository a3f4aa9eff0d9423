-- Keeps the rating of a turn. ARGV: now, conversation, turn, rating (0 or 1), JSON. Returns 0 when there is no such conversation.
local id, turn, rating, json = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('EXISTS', key('c', id)) == 0 then return 0 end
local known = redis.call('HGET', key('rated', id), turn)
if known then redis.call('HINCRBY', root .. ':ratings', string.sub(known, 1, 1), -1) end
redis.call('HSET', key('rated', id), turn, rating .. json)
redis.call('HINCRBY', root .. ':ratings', rating, 1)
return 1

-- Lists the ratings of a partition, oldest first.
-- Arguments:
--   since: number, milliseconds
--   max: number
-- Returns of each: the conversation, the turn, the rating and its comment, the time.

local found = {}
local given = redis.call('ZRANGEBYSCORE', root .. ':ratedAt', since, '+inf', 'WITHSCORES', 'LIMIT', 0, max)
for i = 1, #given, 2 do
  local id, turn = string.match(given[i], '^(.*)\n([^\n]*)$')
  local rating = redis.call('HGET', key('rated', id), turn)
  if rating then for _, part in ipairs({id, turn, rating, given[i + 1]}) do found[#found + 1] = part end end
end
return found

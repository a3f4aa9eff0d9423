-- Appends a message to its conversation's mailbox, unless it was seen before, and makes the conversation due.
-- ARGV: now, conversation, user, channel, new state, message id, JSON, key or "", hash of the text, debounce in ms, 1 when sent again after an unknown outcome
-- Returns {outcome, message id}: 1 accepted, 2 seen before, 3 its key was used for other words, 4 somebody else's conversation.
local id, user, channel, state, message, json = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local messageKey, hash, debounce, repeated = ARGV[8], ARGV[9], tonumber(ARGV[10]), ARGV[11] == '1'

local c = load(id)
if c and (c.user ~= user or c.channel ~= channel) then return {4, ''} end

-- Our own repeat: the first try may have come through, and been answered since.
if c and repeated then
  local mark = '"i":"' .. message .. '"'
  for _, part in ipairs({redis.call('LRANGE', key('m', id), -50, -1), redis.call('LRANGE', key('h', id), -50, -1)}) do
    for _, known in ipairs(part) do
      if string.find(known, mark, 1, true) then return {1, message} end
    end
  end
end

if messageKey ~= '' then
  local known = redis.call('HGET', key('seen', id), messageKey)
  if known then
    local first, knownHash = string.match(known, '^([^|]*)|(.*)$')
    if knownHash == hash then return {2, first} end
    return {3, ''}
  end
  redis.call('HSET', key('seen', id), messageKey, message .. '|' .. hash)
end

local before = c and c.status
if not c then
  c = begin(user, channel, state)
  redis.call('SADD', key('user', user), id)
  index(id, c)
elseif c.status == ENDED then
  c.status, c.state = BOT, state
  index(id, c, before)
end

c.position = c.position + 1
redis.call('RPUSH', key('m', id), now .. '|' .. c.position .. '|' .. json)
redis.call('INCR', root .. ':depth')
if c.since == 0 then
  c.since = now
  redis.call('ZADD', root .. ':waiting', now, id)
end

-- Queued or leased already: the worker finds the message. Otherwise each message of a burst lets it settle anew, up to four times the
-- debounce after the first; a retry's back-off is not shortened by more words.
if c.entry == '' and c.lease == 0 then
  local due = math.min(now + debounce, math.max(now, c.since + 4 * debounce))
  local later = redis.call('ZSCORE', root .. ':later', id)
  if c.attempts > 0 and later then due = math.max(due, tonumber(later)) end
  if due <= now then queue(id, c) else queueLater(id, c, due) end
end
save(id, c)
return {1, message}

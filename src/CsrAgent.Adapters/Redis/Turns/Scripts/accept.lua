-- Appends a message to its conversation's mailbox, unless it was seen before, and makes the conversation due.
-- Arguments:
--   id: text, the conversation
--   user: text
--   channel: text
--   newState: text, JSON, for a new conversation
--   incarnation: number, of a conversation that begins
--   sessionSince: number, Unix milliseconds, since when the sender has had the session, or when it wrote; 0 where nobody says
--   message: text, its id
--   json: text, the message
--   messageKey: text, or ""
--   hash: text, of the message's text
--   checksOrder: flag, follows counts
--   follows: text, the customer's message before this one as its redaction saw it, or ""
--   debounce: number, milliseconds
--   isRepeat: flag, sent again after an unknown outcome
-- Returns {result, message id, Unix milliseconds}: ACCEPTED, and when; DUPLICATE, seen before; KEY_REUSED, its key was used for another
-- text; NOT_YOURS, somebody else's conversation; SESSION_CLOSED, erased since then; OVERTAKEN, another message of the
-- customer came since it was redacted.

local c = load(id)
if c and (c.user ~= user or c.channel ~= channel) then return {NOT_YOURS, ''} end
-- Before anything is written: the sender comes again with the same message and a new token.
if sessionSince > 0 and tonumber(redis.call('GET', key('closed', id)) or -1) >= sessionSince then return {SESSION_CLOSED, ''} end

-- Our own repeat: the first attempt may have succeeded, and the message may have been answered since.
if c and isRepeat then
  for _, waiting in ipairs(redis.call('LRANGE', key('m', id), -50, -1)) do
    if messageIdOf(jsonOf(waiting)) == message then return {ACCEPTED, message, now} end
  end
  for _, line in ipairs(redis.call('LRANGE', key('h', id), -50, -1)) do
    if messageIdOf(line) == message then return {ACCEPTED, message, now} end
  end
end

if messageKey ~= '' then
  local known = redis.call('HGET', key('seen', id), messageKey)
  if known then
    local first, knownHash = string.match(known, '^([^|]*)|([^|]*)')
    if knownHash == hash then return {DUPLICATE, first} end
    return {KEY_REUSED, ''}
  end
end

if checksOrder and lastOfCustomer(id) ~= follows then return {OVERTAKEN, ''} end

if messageKey ~= '' then
  redis.call('HSET', key('seen', id), messageKey, message .. '|' .. hash)
end

local before = c and c.status
if not c then
  c = begin(user, channel, newState, incarnation)
  redis.call('SADD', key('user', user), id)
  index(id, c)
elseif c.status == ENDED then
  c.status, c.state = BOT, newState
  index(id, c, before)
end

c.position = c.position + 1
redis.call('RPUSH', key('m', id), waitingEntry(c.position, json))
redis.call('INCR', root .. ':depth')
if c.since == 0 then
  c.since = now
  redis.call('ZADD', root .. ':waiting', now, id)
end

-- Queued or leased already: the worker finds the message. Otherwise each message of a burst restarts the debounce, up to four times the
-- debounce after the first; another message does not shorten a retry's back-off.
if c.entry == '' and c.lease == 0 then
  local due = math.min(now + debounce, math.max(now, c.since + 4 * debounce))
  local later = redis.call('ZSCORE', root .. ':later', id)
  if c.attempts > 0 and later then due = math.max(due, tonumber(later)) end
  if due <= now then queue(id, c) else queueLater(id, c, due) end
end
save(id, c)
return {ACCEPTED, message, now}
